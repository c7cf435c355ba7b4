"""Keypad tones: the right two frequencies, the right lengths."""

from __future__ import annotations

import numpy as np
import pytest

from console.audio.g711 import FRAME_BYTES, SAMPLE_RATE, decode
from console.practice.cloud.tones import DIGITS, Announcement, tones

ROWS, COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477, 1633)
KEYPAD = "123A456B789C*0#D"


@pytest.mark.parametrize("key", KEYPAD)
def test_a_key_is_its_two_tones(key: str) -> None:
    ulaw = tones(key)
    assert len(ulaw) == SAMPLE_RATE // 5
    wave = decode(ulaw[: SAMPLE_RATE // 10]).astype(float)
    spectrum = np.abs(np.fft.rfft(wave, SAMPLE_RATE))
    row = max(ROWS, key=lambda hertz: spectrum[hertz])
    column = max(COLUMNS, key=lambda hertz: spectrum[hertz])
    assert KEYPAD[4 * ROWS.index(row) + COLUMNS.index(column)] == key
    assert np.abs(wave).max() < 32124
    assert set(ulaw[SAMPLE_RATE // 10 :]) == {0xFF}


def test_waits_are_silence() -> None:
    assert tones("w") == b"\xff" * (SAMPLE_RATE // 2)
    assert tones("W") == b"\xff" * SAMPLE_RATE


def test_what_may_be_sent() -> None:
    assert DIGITS.fullmatch("1w2W*#ABCDabcd")
    assert not DIGITS.fullmatch("")
    assert not DIGITS.fullmatch("1-2")
    assert not DIGITS.fullmatch("1" * 33)


def test_an_announcement_is_played_to_its_end_and_says_so() -> None:
    announcement = Announcement(b"\x01" * (FRAME_BYTES + 1))
    assert announcement.play() == b"\x01" * FRAME_BYTES
    assert not announcement.over.is_set()
    assert announcement.play() == b"\x01".ljust(FRAME_BYTES, b"\xff")
    assert announcement.over.is_set()
    assert announcement.play() == b"\xff" * FRAME_BYTES
