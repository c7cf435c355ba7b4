"""A report of a console's health for somebody who helps: no secret, and no number in full."""

from __future__ import annotations

import platform
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import metadata
from typing import Final

from pydantic import SecretStr

from console.config import DECLARED, Settings
from console.settings.declared import Source
from console.setup.forms import text_of
from console.switchboard.events import Lamp
from console.switchboard.health_interface import Keyring, Noted
from console.switchboard.self_test import SelfTestResult
from console.switchboard.setup_interface import StepView

_NUMBER: Final = re.compile(r"\+[1-9](?:[ \-().]?\d){6,14}")
_SID: Final = re.compile(r"\b([A-Z]{2})[0-9a-f]{28}([0-9a-f]{4})\b")
_LOGIN: Final = re.compile(r"//[^/@\s]+@")
_SHOWN: Final = 4


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Report:
    """Writes reports about what runs with some settings. ``now`` gives the time of day."""

    def __init__(self, settings: Settings, now: Callable[[], datetime] = _utc_now) -> None:
        self._settings = settings
        self._now = now

    def write(
        self,
        lamps: Sequence[Lamp],
        test: SelfTestResult | None,
        number: StepView,
        keyring: Keyring,
        noted: Sequence[Noted],
    ) -> str:
        """Return the report, in plain text."""
        now = self._now()
        lines = [
            f"Operator console {_version()}, {now:%Y-%m-%d %H:%M} UTC",
            f"Python {platform.python_version()}, {platform.platform()}",
            *_part("Lamps", (_lamp(lamp, now) for lamp in lamps)),
            *_part("Self-test", _tested(test)),
            *_part("Number", _number(number)),
            *_part("Keyring", _keyring(keyring)),
            *_part("Noted by the carrier", (_note(it) for it in noted)),
            *_part("Settings that are set", self._set()),
        ]
        return self._masked("\n".join(lines)) + "\n"

    def _set(self) -> Iterator[str]:
        for one in DECLARED:
            source = self._settings.source(one.name)
            if source is Source.DEFAULT:
                continue
            value = "(secret)" if one.secret else text_of(getattr(self._settings, one.name))
            yield f"{one.name} = {value}  ({source})"

    def _masked(self, text: str) -> str:
        """Hide numbers and account ids but for their ends, and secrets wherever they got in."""
        for one in DECLARED:
            value = getattr(self._settings, one.name)
            if isinstance(value, SecretStr) and value.get_secret_value():
                text = text.replace(value.get_secret_value(), "•••")
        text = _LOGIN.sub("//•••@", text)
        text = _SID.sub(r"\1•••\2", text)
        return _NUMBER.sub(lambda found: f"•••{_digits(found.group())[-_SHOWN:]}", text)


def _part(title: str, lines: Iterator[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)]


def _lamp(lamp: Lamp, now: datetime) -> str:
    age = f", well {int((now - lamp.last_seen).total_seconds())} s ago" if lamp.last_seen else ""
    return f"{lamp.name}: {lamp.state}{age}. {lamp.cause} {lamp.remedy}".rstrip()


def _tested(test: SelfTestResult | None) -> Iterator[str]:
    if test is None:
        yield "not run"
        return
    yield f"{test.at:%H:%M:%S} UTC at {test.public_url}"
    for step in test.steps:
        took = f" ({step.took_ms:.0f} ms)" if step.took_ms is not None else ""
        yield f"{step.name}: {step.outcome}{took}. {step.sentence} {step.remedy}".rstrip()


def _number(view: StepView) -> Iterator[str]:
    yield f"{view.sentence} {view.remedy}".rstrip()
    for remark in view.remarks:
        yield f"{remark.sentence} {remark.remedy}".rstrip()
    for change in view.changes:
        of = f"{change.of} " if change.of else ""
        yield f"{of}{change.field}: {change.now or '–'} → {change.will_be or '–'}"


def _keyring(keyring: Keyring) -> Iterator[str]:
    yield f"{keyring.sentence} {keyring.remedy}".rstrip()
    for secret in keyring.secrets:
        yield f"{secret.name}: {secret.kept}"


def _note(noted: Noted) -> str:
    at = f"{noted.at:%Y-%m-%d %H:%M} UTC: " if noted.at else ""
    return f"{at}{noted.sentence} {noted.link}".rstrip()


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _version() -> str:
    try:
        return metadata.version("operator-console")
    except metadata.PackageNotFoundError:
        return "(not installed)"
