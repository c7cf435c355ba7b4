"""Keypad tones: measured, and read back by a decoder that is not ours."""

from __future__ import annotations

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from console.audio.g711 import SAMPLE_RATE, decode
from console.audio.keypad import KEYS, tones

ROWS = (697, 770, 852, 941)
COLUMNS = (1209, 1336, 1477, 1633)
PAD = "123A456B789C*0#D"
_BIN_HZ = 0.5
_MULTIMON_HZ = 22_050

Samples = np.typing.NDArray[np.float64]


def samples_of(keys: str) -> Samples:
    return decode(tones(keys)).astype(np.float64)


def bursts(sound: Samples) -> list[tuple[int, int]]:
    """Return where sound begins and ends, in samples; a pause is 5 ms of nothing."""
    loud = np.flatnonzero(np.abs(sound) > 200)
    breaks = np.flatnonzero(np.diff(loud) > SAMPLE_RATE // 200)
    starts = [loud[0], *loud[breaks + 1]]
    ends = [*loud[breaks], loud[-1]]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def peak(spectrum: Samples, low: float, high: float) -> tuple[float, float]:
    """Return the strongest frequency between two, in Hz, and its level in dB."""
    first = int(low / _BIN_HZ)
    at = first + int(np.argmax(spectrum[first : int(high / _BIN_HZ)]))
    return at * _BIN_HZ, 20 * float(np.log10(spectrum[at]))


@pytest.mark.parametrize("key", PAD)
def test_each_key_is_two_tones_as_q23_has_them(key: str) -> None:
    sound = samples_of(key)
    (start, end), *others = bursts(sound)
    assert not others
    tone = sound[start:end] * np.hanning(end - start)
    spectrum = np.abs(np.fft.rfft(tone, int(SAMPLE_RATE / _BIN_HZ)))
    low_hz, low_db = peak(spectrum, 600, 1050)
    high_hz, high_db = peak(spectrum, 1100, 1750)

    row, column = divmod(PAD.index(key), 4)
    assert low_hz == pytest.approx(ROWS[row], rel=0.015)
    assert high_hz == pytest.approx(COLUMNS[column], rel=0.015)
    assert 0 < high_db - low_db < 3
    # Nothing else stands out: 25 dB below the weaker of the two.
    for hz in (low_hz, high_hz):
        spectrum[int((hz - 60) / _BIN_HZ) : int((hz + 60) / _BIN_HZ)] = 0
    assert 20 * np.log10(spectrum.max()) < low_db - 25


def test_every_tone_and_every_pause_lasts_80_ms_or_more() -> None:
    sound = samples_of(PAD)
    found = bursts(sound)
    assert len(found) == len(PAD)
    assert all(end - start >= 0.08 * SAMPLE_RATE for start, end in found)
    pauses = [start - end for (_, end), (start, _) in pairwise(found)]
    assert all(pause >= 0.08 * SAMPLE_RATE for pause in pauses)
    assert len(sound) - found[-1][1] >= 0.08 * SAMPLE_RATE


def test_a_w_waits_half_a_second() -> None:
    (_, end), (start, _) = bursts(samples_of("1w2"))
    assert start - end == pytest.approx(0.6 * SAMPLE_RATE, rel=0.05)


@pytest.mark.parametrize("keys", ["", "12a4e", "1 2", "+1", "1" * 65])
def test_what_no_phone_has_is_no_key(keys: str) -> None:
    assert not KEYS.fullmatch(keys)


@pytest.mark.skipif(shutil.which("multimon-ng") is None, reason="multimon-ng is not installed")
@pytest.mark.parametrize("keys", ["0123456789", "*#ABCD", "1122334455"])
def test_another_decoder_reads_the_keys(keys: str, tmp_path: Path) -> None:
    sound = samples_of(keys)
    count = round(len(sound) * _MULTIMON_HZ / SAMPLE_RATE)
    faster = np.fft.irfft(np.fft.rfft(sound), count) * (count / len(sound))
    raw = tmp_path / "keys.raw"
    raw.write_bytes(np.clip(faster, -32768, 32767).astype("<i2").tobytes())
    answer = subprocess.run(
        ["multimon-ng", "-q", "-a", "DTMF", "-t", "raw", str(raw)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    read = "".join(
        line.removeprefix("DTMF: ").strip()
        for line in answer.stdout.splitlines()
        if line.startswith("DTMF: ")
    )
    assert read == keys
