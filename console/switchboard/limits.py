"""Calls that come in end after their line's longest time. A dial's limit is the carrier's."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable

from console.switchboard.call import Call, CallId, Direction
from console.switchboard.errors import CommandError
from console.switchboard.events import CallChanged, Speaker
from console.switchboard.lifecycle import Lifecycle


class Limits:
    """Keeps time on answered calls. Belongs to the engine's loop."""

    def __init__(
        self,
        lifecycle: Lifecycle,
        minutes: Callable[[Call], int],
        hang_up: Callable[[CallId], Awaitable[object]],
    ) -> None:
        self._life = lifecycle
        self._minutes = minutes
        self._hang_up = hang_up
        lifecycle.bus.listen_to_calls(self._note)

    def _note(self, event: CallChanged) -> None:
        answered = event.old and event.old.answered_at is None and event.new.answered_at
        if answered and event.new.direction is Direction.INBOUND:
            self._life.spawn(self._end_in_time(event.new))

    async def _end_in_time(self, call: Call) -> None:
        minutes = self._minutes(call)
        if not await self._life.ended_within(call.id, 60 * minutes):
            self._life.note(call.id, Speaker.NOTE, f"Ended after the line's {minutes} minutes")
            with contextlib.suppress(CommandError):  # it is on its way out by another door
                await self._hang_up(call.id)
