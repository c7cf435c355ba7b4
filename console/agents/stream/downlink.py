"""Everybody else's audio on its way to the phone: mixed on one clock, 48 kHz in, μ-law out."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from console.agents.stream.connection import RATE
from console.agents.stream.ledger import Ledger
from console.audio.g711 import SAMPLE_RATE, encode
from console.audio.levels import is_sound
from console.audio.resample import Resampler, Samples

_PATIENCE_S: Final = 0.06
"""A voice whose frames stay away for longer gives the beat to another."""
_WAIT: Final = RATE * 40 // 1000
"""Samples of a voice that wait for the beat, at most."""
_MOST_MS: Final = 120


class Downlink:
    """Mixes the voices of one call. Belongs to one loop.

    One voice gives the beat, and its frames go straight through: with one voice nothing
    waits and no timer runs. What the others say is added to the beat's frames.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.dropped = 0
        """Frames that came faster than time passes, after a stall."""
        self._clock = clock
        self._ledger = Ledger(clock)
        self._down = Resampler(RATE, SAMPLE_RATE)
        self._beat = ""
        self._beat_at = 0.0
        self._waiting: dict[str, Samples] = {}

    def mix(self, session: str, samples: Samples) -> bytes:
        """Take what one participant said; return what the phone hears now, perhaps nothing.

        ``samples``: `RATE`, one channel. The result is μ-law, as long as ``samples`` or shorter.
        """
        now = self._clock()
        if session != self._beat:
            if now - self._beat_at < _PATIENCE_S:
                self._wait(session, samples)
                return b""
            self._beat = session
            self._waiting.pop(session, None)
        self._beat_at = now
        ms = samples.size * 1000 / RATE
        mixed = self._add(samples)
        ledger = self._ledger
        if ledger.ahead_ms + ms > _MOST_MS:
            self.dropped += 1
            return b""
        mixed = ledger.hand_over(mixed, quiet=not is_sound(mixed))
        return encode(self._down.push(mixed))

    def _wait(self, session: str, samples: Samples) -> None:
        before = self._waiting.get(session)
        both = samples if before is None else np.concatenate((before, samples))
        self._waiting[session] = both[-_WAIT:]

    def _add(self, samples: Samples) -> Samples:
        if not self._waiting:
            return samples
        total: npt.NDArray[np.int32] = samples.astype(np.int32)
        for session, voice in tuple(self._waiting.items()):
            now, later = voice[: total.size], voice[total.size :]
            total[: now.size] += now
            if later.size:
                self._waiting[session] = later
            else:
                del self._waiting[session]
        return np.clip(total, -32_768, 32_767).astype(np.int16)
