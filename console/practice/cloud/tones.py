"""Keypad tones for `<Play digits>` and `SendDigits`: two sines a key, on and off in turn."""

from __future__ import annotations

import asyncio
import re
from typing import Final

import numpy as np

from console.audio.g711 import FRAME_BYTES, SAMPLE_RATE, encode

DIGITS: Final = re.compile(r"[0-9A-Da-d*#wW]{1,32}")
"""What may be sent: keys, ``w`` for half a second of silence, ``W`` for a whole one."""

_ROWS: Final = (697, 770, 852, 941)
_COLUMNS: Final = (1209, 1336, 1477, 1633)
_KEYPAD: Final = "123A456B789C*0#D"
_TONE_SECONDS: Final = 0.1
_BEEP_SECONDS: Final = 0.4
_BEEP_HZ: Final = 1000
_AMPLITUDE: Final = 32768 * 10 ** (-9 / 20)
"""Each of the two tones peaks 9 dB below full scale, so that their sum fits."""
_HALF_SECOND: Final = b"\xff" * (SAMPLE_RATE // 2)


def tones(digits: str) -> bytes:
    """Return the μ-law of a row of keys: 100 ms of tone, 100 ms of silence each."""
    return b"".join(_sound(digit) for digit in digits)


def _sound(digit: str) -> bytes:
    if digit in "wW":
        return _HALF_SECOND * (2 if digit == "W" else 1)
    row, column = divmod(_KEYPAD.index(digit.upper()), 4)
    time = np.arange(int(SAMPLE_RATE * _TONE_SECONDS)) * (2 * np.pi / SAMPLE_RATE)
    wave = np.sin(time * _ROWS[row]) + np.sin(time * _COLUMNS[column])
    tone = encode((wave * _AMPLITUDE).astype(np.int16))
    return tone + b"\xff" * len(tone)


def beep() -> bytes:
    """Return the μ-law of the beep after which a message is recorded."""
    time = np.arange(int(SAMPLE_RATE * _BEEP_SECONDS)) * (2 * np.pi / SAMPLE_RATE)
    return encode((np.sin(time * _BEEP_HZ) * _AMPLITUDE).astype(np.int16))


class Announcement:
    """Plays some μ-law to the far party, and hears nothing."""

    def __init__(self, ulaw: bytes) -> None:
        self._rest = memoryview(ulaw)
        self.over = asyncio.Event()
        """Set once all of it has been heard."""

    def play(self) -> bytes:
        """Return the next 160 bytes; silence after the last."""
        frame, self._rest = self._rest[:FRAME_BYTES], self._rest[FRAME_BYTES:]
        if not self._rest:
            self.over.set()
        return bytes(frame).ljust(FRAME_BYTES, b"\xff")

    def hear(self, _frame: bytes, _digits: str, _words: str = "") -> None:
        """Nobody listens to an announcement's audience."""
