"""Sends every line's next frame at its own absolute deadline, 20 ms apart."""

from __future__ import annotations

import asyncio
import heapq
import time
from array import array

from tests.benchmarks.line import Line

FRAME_S = 0.02
_NAP_S = 0.001
"""uvloop's timers count whole milliseconds; anything shorter would spin."""


class Pacer:
    """One timer for all lines. ``lateness`` tells how well it kept time."""

    def __init__(self) -> None:
        self.lateness = array("d")
        self._due: list[tuple[float, int, Line]] = []
        self._leaving: set[Line] = set()
        self._joined = 0
        self._timer: asyncio.TimerHandle | None = None

    def join(self, line: Line, at: float) -> None:
        """Send a line's frames from ``at`` on."""
        self._joined += 1
        heapq.heappush(self._due, (at, self._joined, line))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_NAP_S, self._turn)

    def leave(self, line: Line) -> None:
        """Send no more of a line's frames."""
        self._leaving.add(line)

    def stop(self) -> None:
        """Send no more at all."""
        self._due.clear()

    def _turn(self) -> None:
        now = time.monotonic()
        due, leaving = self._due, self._leaving
        while due and due[0][0] <= now:
            at, number, line = due[0]
            if line in leaving:
                heapq.heappop(due)
                leaving.discard(line)
                continue
            line.send(now)
            self.lateness.append(now - at)
            heapq.heapreplace(due, (at + FRAME_S, number, line))
            now = time.monotonic()
        self._timer = None
        if due:
            wait = max(due[0][0] - now, _NAP_S)
            self._timer = asyncio.get_running_loop().call_later(wait, self._turn)
