"""Sounds to test with, as μ-law: made by arithmetic, the same in every run."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from console.audio.g711 import FRAME_BYTES, SAMPLE_RATE, SILENCE, encode

_NOISE = np.random.default_rng(8000).standard_normal(SAMPLE_RATE * 4)


def _samples(ms: float) -> int:
    return round(ms * SAMPLE_RATE / 1000)


def _as_ulaw(wave: npt.NDArray[np.float64]) -> bytes:
    return encode(np.clip(np.round(wave * 32768), -32768, 32767).astype(np.int16))


def silence(ms: float) -> bytes:
    return b"\xff" * _samples(ms)


def tone(ms: float, hertz: float = 400.0, peak: float = 1.0) -> bytes:
    return _as_ulaw(peak * np.sin(2 * np.pi * hertz * np.arange(_samples(ms)) / SAMPLE_RATE))


def square(ms: float, hertz: float = 400.0, peak: float = 1.0) -> bytes:
    half = round(SAMPLE_RATE / hertz / 2)
    return _as_ulaw(peak * (1.0 - 2.0 * (np.arange(_samples(ms)) // half % 2)))


def noise(ms: float, dbfs: float) -> bytes:
    return _as_ulaw(10 ** (dbfs / 20) * _NOISE[: _samples(ms)])


def speech(ms: float, dbfs: float = -18.0) -> bytes:
    """Syllables of 180 ms with 70 ms between them, as speech has them."""
    length = _samples(ms)
    syllable = noise(180, dbfs) + silence(70)
    return (syllable * (length // len(syllable) + 1))[:length]


def frames(ulaw: bytes) -> list[bytes]:
    """Cut audio into 20 ms, the last filled up with silence."""
    cut = [ulaw[at : at + FRAME_BYTES] for at in range(0, len(ulaw), FRAME_BYTES)]
    return [frame + SILENCE[len(frame) :] for frame in cut]


def numbered(count: int) -> list[bytes]:
    """Frames that can be told apart, all of them audible."""
    return [n.to_bytes(2, "big") * (FRAME_BYTES // 2) for n in range(1, count + 1)]
