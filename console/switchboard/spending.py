"""What the calls out of the last hour cost, as far as anybody knows by now."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from console.switchboard.call import Call, CallId, Direction, State
from console.switchboard.events import CallChanged, EventBus

_HOUR_S: Final = 3600.0
_MINUTE_S: Final = 60.0
_ANSWERED: Final = (State.CONNECTING, State.LIVE, State.HELD)


@dataclass(frozen=True, slots=True)
class _CallOut:
    """When it was answered and when it ended, by the clock; its price once it is known."""

    answered: float | None = None
    ended: float | None = None
    price: float | None = None

    def cost(self, now: float, a_minute: float) -> float:
        if self.price is not None:
            return self.price
        # One that is not answered yet may be at any moment, and then costs a minute.
        end = now if self.ended is None else self.ended
        lasted = end - self.answered if self.answered is not None else 0.0
        return max(1, math.ceil(lasted / _MINUTE_S)) * a_minute


class Spending:
    """Follows the calls out by their events, on the engine's loop; read from any thread.

    A call counts whole until an hour after its end, by the minutes begun, as carriers bill
    them, until its price is told. Calls that nobody answered cost nothing.
    """

    def __init__(self, bus: EventBus, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._calls: dict[CallId, _CallOut] = {}
        bus.listen_to_calls(self._note)

    def last_hour(self, a_minute: float) -> float:
        """Return the sum, in the account's currency, a minute being taken to cost so much."""
        now = self._clock()
        calls = self._calls.copy().values()
        return sum(c.cost(now, a_minute) for c in calls if not _is_over(c, now))

    def priced(self, call_id: CallId, price: float) -> None:
        """Take what a call really cost, in the account's currency."""
        if call := self._calls.get(call_id):
            self._calls[call_id] = replace(call, price=price)

    def _note(self, event: CallChanged) -> None:
        if event.new.direction is Direction.OUTBOUND:
            self._follow(event.new)

    def _follow(self, call: Call) -> None:
        now = self._clock()
        known = self._calls.get(call.id)
        if known is None:
            if call.ended:
                return
            self._calls = {i: c for i, c in self._calls.items() if not _is_over(c, now)}
            known = _CallOut()
        if call.state in _ANSWERED and known.answered is None:
            known = replace(known, answered=now)
        if call.ended and known.answered is None:
            self._calls.pop(call.id, None)
            return
        if call.ended and known.ended is None:
            known = replace(known, ended=now)
        self._calls[call.id] = known


def _is_over(call: _CallOut, now: float) -> bool:
    return call.ended is not None and call.ended <= now - _HOUR_S
