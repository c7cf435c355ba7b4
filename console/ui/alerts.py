"""What about a call wants an eye: which first, its icon, and whether it is urgent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from console.switchboard.call import Call, Flag, Reason

FLAGS: Final = (
    Flag.WANTS_HUMAN,
    Flag.AGENT_TROUBLE,
    Flag.NO_MEDIA,
    Flag.LONG_SILENCE,
    Flag.AGENT_SLOW,
    Flag.DOUBLE_TALK,
)
"""The most pressing first: a row has room for one."""

_ICONS: Final = {
    Flag.WANTS_HUMAN: "flag",
    Flag.AGENT_TROUBLE: "warning",
    Flag.NO_MEDIA: "no-media",
    Flag.LONG_SILENCE: "silence",
    Flag.AGENT_SLOW: "slow",
    Flag.DOUBLE_TALK: "double-talk",
}


@dataclass(frozen=True, slots=True)
class Alert:
    """An icon, and whether somebody waits for the operator now."""

    icon: str
    urgent: bool = False


def flags_of(call: Call) -> list[Flag]:
    """Return a call's flags, the most pressing first; an ended one has none any more."""
    return [] if call.ended else [flag for flag in FLAGS if flag in call.flags]


def alert_of(call: Call) -> Alert | None:
    """Return what is wrong with a call, if anything is."""
    if call.ended:
        return Alert("error") if call.reason in (Reason.FAILED, Reason.LOST) else None
    for flag in flags_of(call):
        return Alert(_ICONS[flag], flag is Flag.WANTS_HUMAN)
    return Alert("warning") if call.error else None
