"""How loud a stretch of μ-law is, in dBFS.

0 dBFS is a full-scale square wave (32,768); the floor is −96 dBFS, never minus infinity.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from console.audio.g711 import DECODE_TABLE, SAMPLE_RATE

FLOOR_DBFS: Final = -96.0
WINDOW_MS: Final = 100
"""What a level looks back over."""

_WINDOW_BYTES: Final = SAMPLE_RATE * WINDOW_MS // 1000
_FULL_SCALE: Final = 32768.0
_QUIET: Final = b"\xff" * _WINDOW_BYTES
_FRAMES: Final = 10
"""A meter keeps so many: 100 ms even where they are of 10 ms, half of what is usual."""
_SAMPLE: Final[npt.NDArray[np.float32]] = DECODE_TABLE.astype(np.float32) / _FULL_SCALE
_POWER: Final[npt.NDArray[np.float32]] = _SAMPLE**2
_SOUND: Final = 300
"""A frame without a sample louder than this (-40 dBFS) is nobody speaking."""


@dataclass(frozen=True, slots=True)
class Level:
    """RMS and peak over the last 100 ms, in dBFS."""

    rms: float = FLOOR_DBFS
    peak: float = FLOOR_DBFS


def _power_to_dbfs(power: float) -> float:
    return max(FLOOR_DBFS, 10 * math.log10(power)) if power > 0 else FLOOR_DBFS


def is_sound(samples: npt.NDArray[np.int16]) -> bool:
    """Say whether there is anything to be heard in linear samples of whatever rate."""
    return bool(samples.size) and (int(samples.max()) > _SOUND or int(samples.min()) < -_SOUND)


def rms_dbfs(ulaw: bytes) -> float:
    """Return the RMS of some μ-law bytes in dBFS; the floor for none at all."""
    if not ulaw:
        return FLOOR_DBFS
    samples = _SAMPLE[np.frombuffer(ulaw, dtype=np.uint8)]
    return _power_to_dbfs(float(samples.dot(samples)) / len(ulaw))


class Meter:
    """The last 100 ms of one direction of a call, to be read by anybody at any time.

    ``push`` belongs to the engine's loop. ``recent`` is safe from every thread: it takes
    the frames in one step. They are put together there, as they come oftener than asked for.
    """

    __slots__ = ("_at", "_clock", "_frames")

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at = clock()
        self._frames = deque([_QUIET], maxlen=_FRAMES)

    def push(self, ulaw: bytes, now: float) -> None:
        """Note a frame that comes by now, on the meter's clock."""
        self._at = now
        self._frames.append(ulaw)

    def recent(self) -> bytes:
        """Return the last 100 ms as μ-law; silence when nothing came for so long."""
        if (self._clock() - self._at) * 1000 >= WINDOW_MS:
            return _QUIET
        ulaw = b"".join(self._frames)[-_WINDOW_BYTES:]
        return _QUIET[len(ulaw) :] + ulaw

    def level(self) -> Level:
        """Return the level of the last 100 ms."""
        return read_levels([self])[0]


def read_levels(meters: Sequence[Meter]) -> list[Level]:
    """Return the level of each meter, all of them worked out in one pass. Any thread."""
    if not meters:
        return []
    joined = b"".join(meter.recent() for meter in meters)
    power = _POWER[np.frombuffer(joined, dtype=np.uint8)].reshape(len(meters), _WINDOW_BYTES)
    pairs = zip(power.mean(axis=1).tolist(), power.max(axis=1).tolist(), strict=True)
    return [Level(_power_to_dbfs(mean), _power_to_dbfs(top)) for mean, top in pairs]
