"""What taking and giving back a number means, setting by setting: pure functions.

Source of what each setting does: Twilio's "IncomingPhoneNumber resource".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from console.switchboard.numbers import OwnNumber, VoiceSettings

VOICE_PATH: Final = "/twilio/voice"
STATUS_PATH: Final = "/twilio/status/inbound"
NOBODY: Final = "nobody"
"""Who answers a number that leads nowhere."""
_ANSWERING: Final = (
    "voice_url", "voice_method", "voice_application_sid", "trunk_sid", "voice_receive_mode",
)  # fmt: skip
_GROUPS: Final = (
    _ANSWERING,
    ("voice_fallback_url", "voice_fallback_method"),
    ("status_callback", "status_callback_method"),
)
"""Settings that only make sense together: a group is given back whole or not at all."""


class Kind(StrEnum):
    """What there is to be careful about."""

    APPLICATION = "application"
    TRUNK = "trunk"
    FAX = "fax"
    SOMEBODYS = "somebody's"
    CONSOLE = "another-console"


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to know before a number is taken, in one sentence."""

    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting: what it is, and what it will be."""

    field: str
    now: str
    will_be: str


@dataclass(frozen=True, slots=True)
class Undone:
    """A number's settings once ours are taken out, and which ones somebody changed since."""

    settings: VoiceSettings
    theirs: tuple[str, ...]


def wanted(before: VoiceSettings, public_url: str) -> VoiceSettings:
    """Return the settings that lead a number here.

    Should this console not answer, Twilio asks where it asked before, if that is known.
    """
    fallback = (before.voice_fallback_url, before.voice_fallback_method)
    overridden = before.voice_application_sid or before.trunk_sid
    if not fallback[0] and before.voice_url and not overridden and console_at(before) is None:
        fallback = (before.voice_url, before.voice_method)
    return replace(
        before,
        voice_url=public_url + VOICE_PATH,
        voice_method="POST",
        voice_fallback_url=fallback[0],
        voice_fallback_method=fallback[1],
        status_callback=public_url + STATUS_PATH,
        status_callback_method="POST",
        voice_application_sid="",
        trunk_sid="",
        voice_receive_mode="voice",
    )


def differences(now: VoiceSettings, then: VoiceSettings) -> tuple[Difference, ...]:
    """Return what would change, in the order of the settings."""
    old, new = asdict(now), asdict(then)
    return tuple(
        Difference(name, str(old[name]), str(new[name])) for name in old if old[name] != new[name]
    )


def leads_to(settings: VoiceSettings, public_url: str) -> bool:
    """Say whether calls of a number come to this address, and their ends are told here."""
    return all(same(settings, wanted(settings, public_url), group) for group in _GROUPS)


def console_at(settings: VoiceSettings) -> str | None:
    """Return the public address of the console that has a number, if one of them does.

    A console is known by both of its addresses together.
    """
    base = settings.voice_url.removesuffix(VOICE_PATH)
    overridden = settings.voice_application_sid or settings.trunk_sid
    if overridden or settings.voice_url != base + VOICE_PATH:
        return None
    return base if settings.status_callback == base + STATUS_PATH else None


def cautions(number: OwnNumber, own_urls: Iterable[str]) -> tuple[Caution, ...]:
    """Return what is special about a number as it is; ``own_urls`` are our own addresses."""
    now, found = number.settings, []
    if now.voice_application_sid:
        found.append(
            Caution(
                Kind.APPLICATION,
                f"The application {now.voice_application_sid} answers this number, whatever "
                "its voice URL says. It is taken off and put back.",
            )
        )
    if now.trunk_sid:
        found.append(
            Caution(
                Kind.TRUNK,
                f"The SIP trunk {now.trunk_sid} takes this number's calls, whatever its voice "
                "URL says. It is taken off and put back.",
            )
        )
    if now.voice_receive_mode == "fax":
        found.append(Caution(Kind.FAX, "This number receives faxes. It will take calls instead."))
    other = console_at(now)
    if other is not None and other not in own_urls:
        found.append(Caution(Kind.CONSOLE, _another_console(number, other)))
    elif now.voice_url and other is None and not (now.voice_application_sid or now.trunk_sid):
        found.append(
            Caution(
                Kind.SOMEBODYS,
                f"Somebody's program at {host_of(now.voice_url)} answers this number. It is "
                "put back, and until then it is asked when this console does not answer.",
            )
        )
    return tuple(found)


def undo(now: VoiceSettings, before: VoiceSettings, wrote: Sequence[VoiceSettings]) -> Undone:
    """Take what we wrote out of a number's settings, and leave what others did since."""
    settings, theirs = now, []
    for group in _GROUPS:
        if all(same(before, it, group) for it in wrote) or same(now, before, group):
            continue
        if any(same(now, it, group) for it in wrote):
            settings = replace(settings, **{name: getattr(before, name) for name in group})
        else:
            ours = wrote[-1]
            theirs += [name for name in group if getattr(now, name) != getattr(ours, name)]
    return Undone(settings, tuple(theirs))


def same(one: VoiceSettings, other: VoiceSettings, group: Iterable[str] = _ANSWERING) -> bool:
    """Say whether two settings agree on a group; without one, on who answers."""
    return all(getattr(one, name) == getattr(other, name) for name in group)


def host_of(url: str) -> str:
    """Return whose address a URL is, for a sentence."""
    return urlsplit(url).hostname or "an address that can't be read"


def answered_by(settings: VoiceSettings) -> str:
    """Say in a few words who answers a number."""
    if settings.trunk_sid:
        return f"the SIP trunk {settings.trunk_sid}"
    if settings.voice_application_sid:
        return f"the application {settings.voice_application_sid}"
    return host_of(settings.voice_url) if settings.voice_url else NOBODY


def _another_console(number: OwnNumber, url: str) -> str:
    since = f" since {number.changed_at:%Y-%m-%d %H:%M} UTC" if number.changed_at else ""
    return f"Another console has this number: its calls go to {host_of(url)}{since}."


assert {name for group in _GROUPS for name in group} <= {it.name for it in fields(VoiceSettings)}
