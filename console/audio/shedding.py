"""What a live agent said and need not be heard any more: it would only be late.

Some agents speak in real time, silence included: what waits for the caller's ear once waits
for the rest of the call, and every later word comes later by as much. A carrier that stalls
for half a second, or plays a little slower than our clock runs, is enough.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import numpy as np

from console.audio.g711 import FRAME_MS, decode

_WINDOW_S: Final = 0.5
_SPARE_MS: Final = 80.0
"""What may wait without need: jitter is as much."""
_TOO_MUCH_MS: Final = 1_500.0
"""Where more than this waits without need, speech is left out too."""
_QUIET: Final = 300


class Shedder:
    """Chooses the frames that are left out, quiet ones first. One bridge's.

    A buffer that never ran low within half a second holds that much too much.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.dropped = 0
        """Frames that were left out."""
        self._clock = clock
        self._window_from = clock()
        self._low_ms = math.inf
        self._owed_ms = 0.0

    def keeps(self, frame: bytes, buffered_ms: float) -> bool:
        """Whether the next frame is to be heard; ``buffered_ms`` is what waits before it."""
        now = self._clock()
        self._low_ms = min(self._low_ms, buffered_ms)
        if now - self._window_from >= _WINDOW_S:
            too_much = self._low_ms > _SPARE_MS
            self._owed_ms = self._low_ms - _SPARE_MS / 2 if too_much else 0.0
            self._window_from, self._low_ms = now, math.inf
        if self._owed_ms < FRAME_MS or not (self._owed_ms > _TOO_MUCH_MS or _is_quiet(frame)):
            return True
        self._owed_ms -= FRAME_MS
        self.dropped += 1
        return False


def _is_quiet(frame: bytes) -> bool:
    return int(np.abs(decode(frame)).max()) <= _QUIET
