"""An account of audio handed over, kept against the clock: what waits is known and shed.

Whoever plays audio plays it in real time. What is handed over early waits there, and it
waits for the rest of the call: every later sound comes later by as much. This account
knows how much waits, and which part of it was never needed.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Final

_WINDOW_S: Final = 0.5
_QUIET_WINDOW_S: Final = 0.1
_SPARE_MS: Final = 10.0
"""What may wait without need: jitter is as much."""
_SPARE_IN_SOUND_MS: Final = 40.0
"""What may wait until there is quiet: to leave it out of a word is worse than to wait so long."""


class Ledger:
    """Counts one direction of one call, frame by frame.

    A queue that never ran low within half a second holds that much too much: at the end of
    the half second it is owed to the clock, and soon where there is nothing but quiet. A
    little waits for the next quiet, which is soon there in any talk.
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

    def owed_ms(self, *, quiet: bool) -> float:
        """Look at what waits, once a frame; return how many ms of it are too many."""
        now = self._clock()
        self._low_ms = min(self._low_ms, self.ahead_ms)
        if now - self._window_from >= (_QUIET_WINDOW_S if quiet else _WINDOW_S):
            too_much = self._low_ms > (_SPARE_MS if quiet else _SPARE_IN_SOUND_MS)
            self._owed_ms = self._low_ms - _SPARE_MS / 2 if too_much else 0.0
            self._window_from, self._low_ms = now, math.inf
        return self._owed_ms

    def left_out(self, ms: float) -> None:
        """Count audio that was not handed over, towards what is owed."""
        self._owed_ms = max(0.0, self._owed_ms - ms)

    def handed_over(self, ms: float) -> None:
        """Count audio that was."""
        self._played_by = max(self._played_by, self._clock()) + ms / 1000

    def clear(self) -> None:
        """Note that nothing waits any more: it was flushed."""
        self._played_by = self._owed_ms = 0.0
        self._window_from, self._low_ms = self._clock(), math.inf
