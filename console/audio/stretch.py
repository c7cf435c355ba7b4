"""Speech played faster at its own pitch.

Waveform-similarity overlap-add (Verhelst and Roelands, 1993): windows are taken from where
the sound goes on most like the one before, and laid over one another.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from console.audio.g711 import SAMPLE_RATE
from console.audio.splice import Floats, most_alike

Stereo = npt.NDArray[np.int16]
"""Shape ``(n, 2)`` at 8 kHz."""

BLOCK: Final = SAMPLE_RATE // 50
"""Samples that come out at a time: 20 ms."""
_WINDOW: Final = 2 * BLOCK
_SEARCH: Final = SAMPLE_RATE // 100
"""How far to either side a better place for the next window is looked for: 10 ms, the period
of the lowest voice."""
_SHAPE: Final[Floats] = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)[:, None]


class Stretch:
    """Holds sound that waits to be played ``speed`` times as fast. One thread at a time."""

    def __init__(self, speed: float) -> None:
        self._step = round(BLOCK * speed)
        self._held: Stereo = np.zeros((0, 2), np.int16)
        self._at = 0
        """Where the last window began among what is held."""
        self._ideal = 0
        self._tail: Floats = np.zeros((BLOCK, 2), np.float32)

    @property
    def waiting_ms(self) -> float:
        """ms of sound that has not come out yet."""
        return max(0, len(self._held) - self._ideal) * 1000 / SAMPLE_RATE

    def push(self, sound: Stereo) -> None:
        """Take sound, any length."""
        self._held = np.concatenate((self._held, sound))

    def pull(self) -> Stereo | None:
        """Return the next 20 ms; None when too little waits to go on."""
        if self._ideal + _SEARCH + _WINDOW > len(self._held):
            return None
        self._at = self._best()
        window = self._held[self._at : self._at + _WINDOW] * _SHAPE
        out = self._tail + window[:BLOCK]
        self._tail = window[BLOCK:]
        self._ideal += self._step
        self._forget()
        return np.rint(out).clip(-32_768, 32_767).astype(np.int16)

    def last(self, sound: Stereo) -> Stereo:
        """Return 20 ms that lead from what came out over to some other sound."""
        faded = self._tail + sound * _SHAPE[:BLOCK]
        return np.rint(faded).clip(-32_768, 32_767).astype(np.int16)

    def _best(self) -> int:
        """Return where near the ideal place the sound goes on most like it did."""
        goes_on = self._at + BLOCK
        first = max(0, self._ideal - _SEARCH)
        like = self._mono(goes_on, goes_on + BLOCK)
        among = self._mono(first, self._ideal + _SEARCH + BLOCK)
        if len(like) < BLOCK or not like.any():
            return self._ideal
        return first + most_alike(like, among)

    def _mono(self, first: int, last: int) -> Floats:
        both: Floats = self._held[first:last].sum(axis=1, dtype=np.float32)
        return both

    def _forget(self) -> None:
        """Let go of what no later window can need."""
        done = min(self._at, self._ideal - _SEARCH)
        if done > SAMPLE_RATE:
            self._held = self._held[done:]
            self._at -= done
            self._ideal -= done
