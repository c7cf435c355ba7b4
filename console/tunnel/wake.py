"""Whether the computer slept: time that nobody here has lived through."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

_SLEPT_S: Final = 10.0


class WakeWatch:
    """Asked again and again, says when much more time has passed than there was reason for.

    Asleep, a computer's monotonic clock stands still on Linux and macOS and goes on on
    Windows; its wall clock goes on everywhere, but somebody may set it. Both are looked at:
    a clock that was set costs one needless look.
    """

    def __init__(
        self,
        wall: Callable[[], float] = time.time,
        mono: Callable[[], float] = time.monotonic,
    ) -> None:
        self._wall = wall
        self._mono = mono
        self._last = wall(), mono()

    def woke(self, expected_s: float) -> bool:
        """Say whether it slept since the last question, which was ``expected_s`` ago."""
        then_wall, then_mono = self._last
        self._last = now_wall, now_mono = self._wall(), self._mono()
        passed = max(now_wall - then_wall, now_mono - then_mono)
        return passed > expected_s + _SLEPT_S
