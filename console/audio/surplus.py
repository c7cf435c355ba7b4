"""What of a queue was never needed: it would keep every later sound late by as much."""

from __future__ import annotations

import math
from collections.abc import Callable


class Surplus:
    """Watches one queue of audio that is played in real time.

    A queue that never ran low for a while holds that much too much. Up to ``spare_ms`` is
    none, for the next jitter needs it, and half as much is kept.
    """

    def __init__(self, clock: Callable[[], float], spare_ms: float) -> None:
        self._clock = clock
        self._kept_ms = spare_ms / 2
        self._owed_ms = 0.0
        self._since = clock()
        self._low_ms = math.inf

    def owed_ms(self, waiting_ms: float, window_s: float) -> float:
        """Look at what waits, once a frame; return how many ms of it can be left out.

        It is told from the least that ever waited in the last ``window_s`` to two of them.
        """
        now = self._clock()
        self._low_ms = min(self._low_ms, waiting_ms)
        if now - self._since >= window_s:
            self._owe(self._low_ms - self._kept_ms)
            self._since, self._low_ms = now, math.inf
        return self._owed_ms

    def left_out(self, ms: float) -> None:
        """Count what of it was left out."""
        self._owe(self._owed_ms - ms)

    def clear(self) -> None:
        """Begin again: nothing waits any more."""
        self._owed_ms = 0.0
        self._since, self._low_ms = self._clock(), math.inf

    def _owe(self, ms: float) -> None:
        self._owed_ms = ms if ms > self._kept_ms else 0.0
