"""Where the operator is: in which call, and on which rung of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from console.switchboard.call import Call, CallId, Engagement, State
from console.switchboard.events import CallChanged

_SPEAKING: Final = (Engagement.JOIN, Engagement.TAKE_OVER)
_LISTENING: Final = (Engagement.LISTEN, Engagement.WHISPER)


@dataclass(frozen=True, slots=True)
class Place:
    """One call at a time, the one engaged in last; none is ``off``."""

    call_id: CallId | None = None
    rung: Engagement = Engagement.OFF

    @property
    def speaks(self) -> bool:
        """Whether the phone may hear the operator."""
        return self.rung in _SPEAKING

    @property
    def listens(self) -> bool:
        """Whether the operator only hears, and so may be behind the call."""
        return self.rung in _LISTENING

    def after(self, change: CallChanged) -> Place:
        """Return where the operator is once a call has changed."""
        before = _rung_of(change.old) if change.old else Engagement.OFF
        now = _rung_of(change.new)
        if now is before:
            return self
        if now is not Engagement.OFF:
            return Place(change.new.id, now)
        return Place() if change.new.id == self.call_id else self


def _rung_of(call: Call) -> Engagement:
    """Return how far the operator is in a call now; one on hold is left until it is resumed."""
    away = call.ended or call.state is State.HELD
    return Engagement.OFF if away else call.engagement
