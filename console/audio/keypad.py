"""Keypad tones (DTMF), as ITU-T Q.23 gives their frequencies, in μ-law."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from console.audio.g711 import SAMPLE_RATE, encode

KEYS: Final = re.compile(r"[0-9A-Da-d*#wW]{1,64}")
"""What can be pressed; ``w`` waits half a second."""

_LOW: Final = (697, 770, 852, 941)
_HIGH: Final = (1209, 1336, 1477, 1633)
_PAD: Final = ("123A", "456B", "789C", "*0#D")
_PAIRS: Final = {
    key: (low, high)
    for low, row in zip(_LOW, _PAD, strict=True)
    for high, key in zip(_HIGH, row, strict=True)
}
_TONE_MS: Final = 100
_PAUSE_MS: Final = 100
_WAIT_MS: Final = 500
_RAMP_MS: Final = 4
"""Edges are raised over so long: a step would sound at every frequency."""
_LOW_LEVEL: Final = 0.20
_HIGH_LEVEL: Final = 0.25
"""Of full scale: about −14 and −12 dBFS, the higher one louder, as telephones have it."""


def tones(keys: str) -> bytes:
    """Return the sound of keys (`KEYS`): each 100 ms, and 100 ms of silence after it."""
    return encode(np.concatenate([_sound(key) for key in keys.upper()]))


def _sound(key: str) -> np.typing.NDArray[np.int16]:
    if key == "W":
        return np.zeros(_samples(_WAIT_MS), dtype=np.int16)
    at = np.arange(_samples(_TONE_MS)) / SAMPLE_RATE
    low, high = _PAIRS[key]
    wave = _LOW_LEVEL * np.sin(2 * np.pi * low * at) + _HIGH_LEVEL * np.sin(2 * np.pi * high * at)
    ramp = np.minimum(1.0, np.arange(len(at)) / _samples(_RAMP_MS))
    tone = (wave * ramp * ramp[::-1] * 32767).astype(np.int16)
    return np.concatenate([tone, np.zeros(_samples(_PAUSE_MS), dtype=np.int16)])


def _samples(ms: int) -> int:
    return SAMPLE_RATE * ms // 1000
