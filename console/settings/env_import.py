"""Takes over a ``.env``: secrets into the keyring, the rest into ``settings.toml``."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import dotenv

from console.config import DECLARED, ConfigError, usable
from console.credentials.credentials import Credentials, usable_secret
from console.settings.declared import Setting
from console.settings.file import SettingsFile

_OTHER_NAMES: Final = {
    "NGROK_AUTH_TOKEN": "NGROK_AUTHTOKEN",
    "NGROK_DOMAIN": "NGROK_URL",
    "TWILIO_NUMBER": "TWILIO_PHONE_NUMBER",
    "TWILIO_FROM_NUMBER": "TWILIO_PHONE_NUMBER",
}
"""What some programs call what others call something else."""
_LONGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """One variable that is ours: its name in the file, the setting, and where it would go.

    ``replaces`` says that another value is kept there already.
    """

    written: str
    setting: Setting
    value: str = field(repr=False)
    store: str
    replaces: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. ``left`` names the variables that are none of ours."""

    file: Path
    taken: tuple[Taken, ...]
    left: tuple[str, ...]


class EnvImport:
    """Reads ``.env`` files for one data folder. Blocks on keyring and disk."""

    def __init__(self, credentials: Credentials, file: SettingsFile) -> None:
        self._credentials = credentials
        self._file = file

    def plan(self, file: Path) -> Plan:
        """Say what would be taken from a file; nothing is changed.

        Raises `ConfigError` and `CredentialsError` for what could not be.
        """
        given = _read(file)
        by_another_name = {_OTHER_NAMES[name]: name for name in given if name in _OTHER_NAMES}
        named = by_another_name | {name: name for name in given}
        ours = {
            one: named[one.variable]
            for one in DECLARED
            if one.variable in named and (one.secret or one.in_file)
        }
        for one, written in ours.items():
            _check(one, given[written])
        store = self._credentials.store() if any(one.secret for one in ours) else ""
        kept = self._kept(ours)
        taken = tuple(
            Taken(
                written,
                one,
                given[written],
                store if one.secret else self._file.path.name,
                kept.get(one.name, given[written]) != given[written],
            )
            for one, written in ours.items()
        )
        return Plan(file, taken, tuple(name for name in given if name not in ours.values()))

    def take(self, plan: Plan) -> None:
        """Do it: secrets first, so that without a keyring nothing is done at all.

        Raises `ConfigError` and `CredentialsError`.
        """
        for one in sorted(plan.taken, key=lambda one: not one.setting.secret):
            if one.setting.secret:
                self._credentials.set(one.setting.variable, one.value)
            else:
                self._file.set(one.setting.name, one.value)

    def _kept(self, ours: Mapping[Setting, str]) -> dict[str, str]:
        secrets = [one.variable for one in ours if one.secret]
        found = self._credentials.read(secrets) if secrets else None
        kept = {name: str(value) for name, value in self._file.values().items()}
        if found:
            if found.trouble:
                raise found.trouble
            kept |= {
                one.name: found.values[one.variable] for one in ours if one.variable in found.values
            }
        return kept


def clear(plan: Plan) -> None:
    """Take what was imported out of its file; delete the file where nothing else is in it.

    Raises `OSError`.
    """
    if not plan.left:
        plan.file.unlink()
        return
    for one in plan.taken:
        dotenv.unset_key(plan.file, one.written)


def _read(file: Path) -> dict[str, str]:
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise ConfigError(f"{file} is no text file.") from exc
    if len(text) > _LONGEST:
        raise ConfigError(f"{file} is too long for a .env.")
    values = dotenv.dotenv_values(stream=io.StringIO(text))
    return {name: value.strip() for name, value in values.items() if value and value.strip()}


def _check(one: Setting, value: str) -> None:
    if one.secret:
        usable_secret(one.variable, value)
        return
    try:
        usable(one.name, value)
    except ValueError as exc:
        raise ConfigError(f"{one.variable} can't be used: {exc}.") from exc
