"""An account of audio handed over, kept against the clock: what waits is known and shed.

Whoever plays audio plays it in real time. What is handed over early waits there, and it
waits for the rest of the call: every later sound comes later by as much. This account
knows how much waits, which part of it was never needed, and leaves that out unheard.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Final

from console.agents.stream.connection import RATE
from console.audio.resample import Samples
from console.audio.splice import leave_out

_WINDOW_S: Final = 0.4
_QUIET_WINDOW_S: Final = 0.1
_SPARE_MS: Final = 10.0
"""What may wait without need: jitter is as much."""


class Ledger:
    """Counts one direction of one call, frame by frame.

    A queue that never ran low within 400 ms holds that much too much: it is owed to the
    clock then, and sooner where there is nothing but quiet.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._played_by = 0.0
        self._window_from = clock()
        self._low_ms = math.inf
        self._owed_ms = 0.0

    @property
    def ahead_ms(self) -> float:
        """ms of audio that wait to be played now."""
        return max(0.0, (self._played_by - self._clock()) * 1000)

    def hand_over(self, samples: Samples, *, quiet: bool) -> Samples:
        """Count the next of it, one channel at `RATE`; return that without what is owed."""
        if owed_ms := self._look(quiet):
            size = samples.size
            samples = leave_out(samples, round(owed_ms * RATE / 1000), RATE)
            self._owe(owed_ms - (size - samples.size) * 1000 / RATE)
        self._played_by = max(self._played_by, self._clock()) + samples.size / RATE
        return samples

    def clear(self) -> None:
        """Note that nothing waits any more: it was flushed."""
        self._played_by = self._owed_ms = 0.0
        self._window_from, self._low_ms = self._clock(), math.inf

    def _look(self, quiet: bool) -> float:
        """Look at what waits, once a frame; return how many ms of it are not needed."""
        now = self._clock()
        self._low_ms = min(self._low_ms, self.ahead_ms)
        if now - self._window_from >= (_QUIET_WINDOW_S if quiet else _WINDOW_S):
            self._owe(self._low_ms)
            self._window_from, self._low_ms = now, math.inf
        return self._owed_ms

    def _owe(self, ms: float) -> None:
        self._owed_ms = ms if ms > _SPARE_MS else 0.0
