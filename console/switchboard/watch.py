"""Keeps time on calls that are on their way, so that none hangs there for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from console.switchboard.call import CallId, State
from console.switchboard.events import CallChanged, EventBus

_LONGEST_S: Final = {
    State.PREPARING: 60.0,
    State.QUEUED: 120.0,
    State.RINGING: 120.0,
    State.CONNECTING: 60.0,
}
"""How long a call may stay in a state before somebody asks about it."""
_LOOK_EVERY_S: Final = 1.0


class Watch:
    """Notices calls that stay too long in a state, and calls that end. One engine loop."""

    def __init__(self, bus: EventBus, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since: dict[CallId, tuple[State, float]] = {}
        self._ends: dict[CallId, asyncio.Event] = {}
        self._stopped = asyncio.Event()
        self._remove = bus.listen_to_calls(self._note)

    async def run(self, overdue: Callable[[CallId], Awaitable[None]]) -> None:
        """Call ``overdue`` for each call that is, until `stop`; again if it still is later."""
        while not await self._happens_within(self._stopped, _LOOK_EVERY_S):
            now = self._clock()
            late = [
                call_id
                for call_id, (state, since) in self._since.items()
                if now - since > _LONGEST_S.get(state, float("inf"))
            ]
            for call_id in late:
                state, _ = self._since[call_id]
                self._since[call_id] = (state, now)
            await asyncio.gather(*(overdue(call_id) for call_id in late))

    def stop(self) -> None:
        """Let `run` return."""
        self._stopped.set()
        self._remove()

    async def ended_within(self, call_id: CallId, seconds: float) -> bool:
        """Wait for a call to end, at most so long; say whether it did."""
        if call_id not in self._since:
            return True
        event = self._ends.setdefault(call_id, asyncio.Event())
        return await self._happens_within(event, seconds)

    async def _happens_within(self, event: asyncio.Event, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return False
        return True

    def _note(self, event: CallChanged) -> None:
        call = event.new
        if call.ended:
            self._since.pop(call.id, None)
            if waiting := self._ends.pop(call.id, None):
                waiting.set()
        elif event.old is None or event.old.state is not call.state:
            self._since[call.id] = (call.state, self._clock())
