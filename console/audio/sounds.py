"""The console's own sounds: read once from `resources/sounds`."""

from __future__ import annotations

import wave
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from console.audio.g711 import SAMPLE_RATE, encode
from console.paths import resource

Pcm = npt.NDArray[np.int16]
_HOLD_MUSIC: Final = "sounds/hold-music.wav"


@cache
def hold_music() -> bytes:
    """Return the music of a held call, to be played over and over. Reads a file: blocks."""
    return encode(_read(_HOLD_MUSIC))


@cache
def chime(name: str) -> Pcm:
    """Return a chime for the operator: one channel at 8 kHz. Reads a file: blocks."""
    return _read(f"sounds/{name}.wav")


def _read(name: str) -> Pcm:
    with wave.open(str(resource(name))) as sound:
        if (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) != (
            1,
            2,
            SAMPLE_RATE,
        ):
            raise ValueError(f"{name} must be 16-bit mono at 8 kHz.")
        return np.frombuffer(sound.readframes(sound.getnframes()), dtype=np.int16)
