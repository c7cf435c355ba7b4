"""One call's 20 ms clock: the phone's own frames, and a timer for when these stay away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from console.audio.g711 import FRAME_BYTES, FRAME_MS

_FRAME_S: Final = FRAME_MS / 1000
_PATIENCE_S: Final = 0.06
"""The phone's frames may come so late before the timer stands in for them."""
_EARLY_S: Final = 2 * _FRAME_S


class FrameClock:
    """Calls ``tick`` every 20 ms while it runs; in the long run never more often than that.

    A phone's frame that comes makes the tick at once, so nothing waits for a timer. After
    a stall the frames come in a burst: the ticks that the timer made meanwhile are taken
    off, so that time is not counted twice. Belongs to one bridge on the engine's loop.
    """

    def __init__(self, tick: Callable[[], Awaitable[None]], clock: Callable[[], float]) -> None:
        self.running = False
        self._tick = tick
        self._clock = clock
        self._due = 0.0
        self._last = 0.0
        self._heard = 0
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Run from now on; nothing if it does already."""
        if not self.running:
            self.running = True
            self._due = self._last = self._clock()
            self._heard = 0
            self._task = asyncio.get_running_loop().create_task(self._stand_in())

    async def stop(self) -> None:
        """Stop ticking."""
        self.running = False
        task, self._task = self._task, None
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            await asyncio.wait({task})

    async def frame_came(self, length: int = FRAME_BYTES) -> None:
        """Tell of a frame from the phone; one of more bytes makes more ticks."""
        now = self._clock()
        self._heard += length
        while self.running and self._heard >= FRAME_BYTES:
            self._heard -= FRAME_BYTES
            if now >= self._due - _EARLY_S:
                self._last = now
                # A phone whose clock is slower than ours must not build up a debt of ticks.
                self._due = max(self._due + _FRAME_S, now - _EARLY_S)
                await self._tick()

    async def _stand_in(self) -> None:
        while self.running:
            await asyncio.sleep(max(self._last + _PATIENCE_S, self._due) - self._clock())
            while self.running and self._is_late():
                self._due += _FRAME_S
                await self._tick()

    def _is_late(self) -> bool:
        now = self._clock()
        return now >= self._due and now - self._last >= _PATIENCE_S
