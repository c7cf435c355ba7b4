"""Keeps loud sounds from hurting: what is too loud is turned down at once, and slowly up again."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Pcm = npt.NDArray[np.int16]

_RELEASE: Final = 0.1
"""How much of the way back to full the gain goes in one block of 20 ms."""


def db(gain_db: float) -> float:
    """Return a gain in dB as a factor."""
    return float(10 ** (gain_db / 20))


class Limiter:
    """Applies a gain and keeps peaks under a ceiling. One stream's, one thread at a time."""

    def __init__(self, ceiling_dbfs: float) -> None:
        self.gain = 1.0
        """A factor; the limiter only ever lowers it."""
        self._ceiling = db(ceiling_dbfs) * 32767
        self._held = 1.0

    def apply(self, block: Pcm) -> Pcm:
        """Return a block (20 ms, any shape) no louder than the ceiling.

        The gain moves across the block, so that no step is heard; where it must fall, it
        falls at the block's beginning.
        """
        peak = float(np.abs(block.astype(np.int32)).max(initial=0)) * self.gain
        most = min(1.0, self._ceiling / peak) if peak else 1.0
        start = min(self._held, most)
        self._held = min(most, start + (1.0 - start) * _RELEASE)
        curve = np.linspace(start, self._held, len(block), dtype=np.float32) * self.gain
        shaped = curve.reshape((-1,) + (1,) * (block.ndim - 1))
        return (block * shaped).astype(np.int16)
