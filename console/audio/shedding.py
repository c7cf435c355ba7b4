"""What a live agent said and need not be heard any more: it would only be late.

Some agents speak in real time, silence included: what waits for the caller's ear once waits
for the rest of the call, and every later word comes later by as much. A carrier that stalls
for half a second, or plays a little slower than our clock runs, is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from console.audio.g711 import FRAME_MS, decode
from console.audio.levels import is_sound
from console.audio.surplus import Surplus

_WINDOW_S: Final = 0.5
_SPARE_MS: Final = 60.0
"""What may wait: a carrier's echoes are as uneven as that."""
_TOO_MUCH_MS: Final = 1_500.0
"""Where more than this waits without need, speech is left out too."""


class Shedder:
    """Chooses the frames that are left out, quiet ones first. One bridge's."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.dropped = 0
        """Frames that were left out."""
        self._surplus = Surplus(clock, _SPARE_MS)

    def keeps(self, frame: bytes, buffered_ms: float) -> bool:
        """Whether the next frame is to be heard; ``buffered_ms`` is what waits before it."""
        owed_ms = self._surplus.owed_ms(buffered_ms, _WINDOW_S)
        if not owed_ms or (owed_ms <= _TOO_MUCH_MS and is_sound(decode(frame))):
            return True
        self._surplus.left_out(FRAME_MS)
        self.dropped += 1
        return False
