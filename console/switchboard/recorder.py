"""Has the carrier record the calls that come in on lines which want that.

A dial says so itself, so that not a word is missed.
"""

from __future__ import annotations

from collections.abc import Callable

from console.switchboard.call import Call, CallError, Direction, State
from console.switchboard.events import CallChanged, Event, EventBus
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.ports import Trunk, TrunkError


class Recorder:
    """Follows calls until their audio begins. Belongs to the engine's loop."""

    def __init__(
        self, bus: EventBus, lifecycle: Lifecycle, trunk: Trunk, wanted: Callable[[Call], bool]
    ) -> None:
        self._life = lifecycle
        self._trunk = trunk
        self._wanted = wanted
        bus.listen(self._note)

    def _note(self, event: Event) -> None:
        if not isinstance(event, CallChanged) or event.new.direction is not Direction.INBOUND:
            return
        begins = event.old and event.old.answered_at is None and event.new.state is State.LIVE
        if begins and self._wanted(event.new):
            self._life.spawn(self._record(event.new))

    async def _record(self, call: Call) -> None:
        try:
            await self._trunk.record(call)
        except TrunkError as exc:
            told = f"The call is not recorded: {exc.message}"
            self._life.fault(call.id, CallError(exc.code, told))
