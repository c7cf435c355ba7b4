"""Which rung the operator here asked for, on which call: what others ask for is not theirs.

Several desks may stand before one node, and a call has one rung for all of them. A rung that
somebody else has gone to must open no microphone here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from console.switchboard.call import Call, CallId, Engagement


@dataclass(slots=True)
class _Wish:
    rung: Engagement
    granted: bool = False
    """Whether the node has told of it; events that are older than the wish come before."""


class Wishes:
    """Shows each call with the operator's own rung, and another's as theirs. One loop's."""

    def __init__(self) -> None:
        self._wishes: dict[CallId, _Wish] = {}

    def ask(self, call_id: CallId, rung: Engagement) -> _Wish | None:
        """Take note of a wish that is about to be sent; return the one before it."""
        before = self._wishes.pop(call_id, None)
        if rung is not Engagement.OFF:
            self._wishes[call_id] = _Wish(rung)
        return before

    def take_back(self, call_id: CallId, before: _Wish | None) -> None:
        """The wish was refused: what was before it stands."""
        self._wishes.pop(call_id, None)
        if before:
            self._wishes[call_id] = before

    def asked(self) -> list[CallId]:
        """Return the calls that the operator here is on."""
        return list(self._wishes)

    def hear(self, call: Call) -> Call:
        """Take what the node tells of a call, event by event, and return it as `as_here` does."""
        wish = self._wishes.get(call.id)
        if wish and call.rung is wish.rung and not call.ended:
            wish.granted = True
        elif wish and (wish.granted or call.ended):
            del self._wishes[call.id]  # somebody else has gone to another rung since
        return self.as_here(call)

    def as_here(self, call: Call) -> Call:
        """Return a call as it stands for the operator here."""
        wish = self._wishes.get(call.id)
        own = wish is not None and call.rung is wish.rung
        here, there = (call.rung, Engagement.OFF) if own else (Engagement.OFF, call.rung)
        return call if call.ended else replace(call, engagement=here, elsewhere=there)
