"""The ladder of engagement: its rungs, the way down, and who hears the operator."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from console.switchboard.call import Call, Direction, Engagement, State

RUNGS: Final = (
    Engagement.OFF,
    Engagement.LISTEN,
    Engagement.WHISPER,
    Engagement.JOIN,
    Engagement.TAKE_OVER,
)
"""From the bottom; a rung's place is its key."""

_VOICED: Final = frozenset({Engagement.JOIN, Engagement.TAKE_OVER})
_NOBODY: Final = "none"
_WITH_AUDIO: Final = frozenset({State.LIVE, State.HELD})


class Hearing(Enum):
    """Who hears, or reads, the operator now."""

    NOBODY = "nobody"
    AGENT_READS = "agent reads"
    EVERYONE = "everyone"
    CALLER = "caller"

    @property
    def audible(self) -> bool:
        return self in (Hearing.EVERYONE, Hearing.CALLER)


def below(rung: Engagement) -> Engagement:
    """Return the next rung down; the lowest is its own."""
    return RUNGS[max(0, RUNGS.index(rung) - 1)]


def can_engage(call: Call | None) -> bool:
    """Say whether the rung of a call can be changed now."""
    return call is not None and call.state is State.LIVE


def has_audio(call: Call | None) -> bool:
    """Say whether somebody talks or waits on the call, so that it can be held and moved on."""
    return call is not None and call.state in _WITH_AUDIO


def has_agent(call: Call) -> bool:
    """Say whether there is an agent on the call; on some lines people answer."""
    return call.agent is not None and call.agent.kind != _NOBODY


def rings_here(call: Call | None) -> bool:
    """Say whether the call waits for the operator's answer."""
    return call is not None and call.state is State.RINGING and call.direction is Direction.INBOUND


def voiced(call: Call) -> bool:
    """Say whether the rung of a call lets its caller hear the operator now."""
    return call.engagement in _VOICED and call.state is State.LIVE


def spoken_to(calls: Iterable[Call]) -> Call | None:
    """Return the call whose caller may hear the operator, the highest rung first."""
    engaged = [call for call in calls if voiced(call)]
    return max(engaged, key=lambda call: RUNGS.index(call.engagement), default=None)


def who_hears(calls: Iterable[Call], *, microphone_open: bool) -> Hearing:
    """Return who hears or reads the operator, over all calls."""
    calls = list(calls)
    call = spoken_to(calls)
    if call and microphone_open:
        taken = call.engagement is Engagement.TAKE_OVER
        return Hearing.CALLER if taken else Hearing.EVERYONE
    reads = any(c.engagement is Engagement.WHISPER and not c.ended for c in calls)
    return Hearing.AGENT_READS if reads else Hearing.NOBODY
