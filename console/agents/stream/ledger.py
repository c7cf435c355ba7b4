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


class Ledger:
    """Counts one direction of one call, frame by frame.

    A queue that never ran low within half a second holds that much too much. It is shed by
    leaving out frames: soon where they are quiet, at the end of the half second where they
    are not. What jitter really needs stays.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.shed_ms = 0.0
        """What was left out so far."""
        self._clock = clock
        self._played_by = 0.0
        self._window_from = clock()
        self._low_ms = math.inf
        self._excess_ms = 0.0

    @property
    def ahead_ms(self) -> float:
        """ms of audio that wait to be played now."""
        return max(0.0, (self._played_by - self._clock()) * 1000)

    def admit(self, ms: float, *, quiet: bool) -> bool:
        """Say whether the next ``ms`` of audio are handed over, and count them if so."""
        now = self._clock()
        self._low_ms = min(self._low_ms, self.ahead_ms)
        if now - self._window_from >= (_QUIET_WINDOW_S if quiet else _WINDOW_S):
            self._excess_ms = self._low_ms
            self._window_from, self._low_ms = now, math.inf
        if self._excess_ms >= ms:
            self._excess_ms -= ms
            self.shed_ms += ms
            return False
        self._played_by = max(self._played_by, now) + ms / 1000
        return True

    def clear(self) -> None:
        """Note that nothing waits any more: it was flushed."""
        self._played_by = 0.0
        self._excess_ms = 0.0
        self._window_from, self._low_ms = self._clock(), math.inf
