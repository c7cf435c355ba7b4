"""Has the carrier record the calls that come in on lines which want that.

A dial says so itself, so that not a word is missed.
"""

from __future__ import annotations

from collections.abc import Callable

from console.switchboard.call import Call, CallError, Direction, State
from console.switchboard.events import CallChanged
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.ports import TrunkError


class Recorder:
    """Follows calls until their audio begins. Belongs to the engine's loop."""

    def __init__(self, lifecycle: Lifecycle, wanted: Callable[[Call], bool]) -> None:
        self._life = lifecycle
        self._wanted = wanted
        lifecycle.bus.listen_to_calls(self._note)

    def _note(self, event: CallChanged) -> None:
        begins = event.old and event.old.answered_at is None and event.new.state is State.LIVE
        if begins and event.new.direction is Direction.INBOUND and self._wanted(event.new):
            self._life.spawn(self._record(event.new))

    async def _record(self, call: Call) -> None:
        try:
            await self._life.trunk.record(call)
        except TrunkError as exc:
            told = f"The call is not recorded: {exc.message}"
            self._life.fault(call.id, CallError(exc.code, told))
