"""An account of audio handed over, kept against the clock: what waits is known and shed.

Whoever plays audio plays it in real time. What is handed over early waits there, and it
waits for the rest of the call: every later sound comes later by as much. This account
knows how much waits, which part of it was never needed, and leaves that out unheard.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from console.agents.stream.connection import RATE
from console.audio.resample import Samples
from console.audio.splice import leave_out
from console.audio.surplus import Surplus

_WINDOW_S: Final = 0.4
_QUIET_WINDOW_S: Final = 0.1
_SPARE_MS: Final = 25.0
"""What may wait without need: the SDK takes 20 ms at a time, so less may be none at all."""


class Ledger:
    """Counts one direction of one call, frame by frame.

    What was too much for 400 ms is owed to the clock, and sooner where there is nothing
    but quiet.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._played_by = 0.0
        self._surplus = Surplus(clock, _SPARE_MS)

    @property
    def ahead_ms(self) -> float:
        """ms of audio that wait to be played now."""
        return max(0.0, (self._played_by - self._clock()) * 1000)

    def hand_over(self, samples: Samples, *, quiet: bool) -> Samples:
        """Count the next of it, one channel at `RATE`; return that without what is owed."""
        window_s = _QUIET_WINDOW_S if quiet else _WINDOW_S
        if owed_ms := self._surplus.owed_ms(self.ahead_ms, window_s):
            size = samples.size
            samples = leave_out(samples, round(owed_ms * RATE / 1000), RATE)
            self._surplus.left_out((size - samples.size) * 1000 / RATE)
        self._played_by = max(self._played_by, self._clock()) + samples.size / RATE
        return samples

    def clear(self) -> None:
        """Note that nothing waits any more: it was flushed."""
        self._played_by = 0.0
        self._surplus.clear()
