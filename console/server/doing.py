"""The word for why a call is silent, and the flags that what is heard raises."""

from __future__ import annotations

from typing import Final

from console.audio.bridge import Bridge
from console.switchboard.call import Doing, Flag

_NO_MEDIA_S: Final = 1.0
_NO_MEDIA_FLAG_S: Final = 3.0
_LONG_SILENCE_S: Final = 10.0
_SLOW_S: Final = 3.0
_DOUBLE_TALK_S: Final = 1.5
_BUFFERED_MS: Final = 250.0
_NONE: Final[frozenset[Flag]] = frozenset()


def word(bridge: Bridge, hint: Doing | None, now: float, *, agent: bool) -> Doing | None:
    """Say what a live call is doing; ``hint`` is what its agent, if it has one, says of itself.

    What can be heard comes before what is claimed.
    """
    activity = bridge.activity
    if bridge.held:
        return Doing.HOLD
    if now - bridge.last_frame_at > _NO_MEDIA_S:
        return Doing.NO_MEDIA
    if activity.caller_speaking:
        return Doing.CALLER_SPEAKING
    if activity.agent_speaking(now):
        return Doing.AGENT_SPEAKING
    if bridge.buffered_ms > _BUFFERED_MS:
        return Doing.BUFFERED
    if not (agent and bridge.agent_attends):
        return None
    if hint is not None:
        return hint
    return Doing.THINKING if activity.awaiting_answer else None


def quiet_flags(bridge: Bridge, sound_at: float, now: float, *, agent: bool) -> frozenset[Flag]:
    """Return the flags that a call's sound raises; ``sound_at`` is the last speech on it.

    Where there is no ``agent``, none is slow.
    """
    if bridge.held:
        return _NONE
    if now - bridge.last_frame_at > _NO_MEDIA_FLAG_S:
        return frozenset({Flag.NO_MEDIA})
    flags = _NONE
    if now - sound_at > _LONG_SILENCE_S:
        flags |= {Flag.LONG_SILENCE}
    if agent and bridge.agent_attends and bridge.activity.waited_s(now) > _SLOW_S:
        flags |= {Flag.AGENT_SLOW}
    if bridge.activity.both_spoke_s(now) > _DOUBLE_TALK_S:
        flags |= {Flag.DOUBLE_TALK}
    return flags
