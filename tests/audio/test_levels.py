"""Levels against tones whose level is known, and meters that forget."""

from __future__ import annotations

import itertools
import math
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.audio.levels import FLOOR_DBFS, Level, Meter, read_levels, rms_dbfs
from tests.audio.sounds import frames, silence, square, tone
from tests.virtual_time import ManualClock

NOW = ManualClock()()

CODING = 0.3
"""dB by which coding as μ-law may move a level: half of one of its steps."""


def test_a_full_scale_square_is_0_dbfs() -> None:
    assert rms_dbfs(square(100)) == pytest.approx(0.0, abs=0.2)


def test_a_sine_is_3_db_below_a_square_of_its_peak() -> None:
    assert rms_dbfs(tone(100, peak=0.9)) == pytest.approx(20 * math.log10(0.9) - 3.01, abs=CODING)
    difference = rms_dbfs(square(100, peak=0.5)) - rms_dbfs(tone(100, peak=0.5))
    assert difference == pytest.approx(3.01, abs=CODING)


@pytest.mark.parametrize("dbfs", [-6, -20, -40, -50])
def test_a_square_is_as_loud_as_it_was_made(dbfs: int) -> None:
    assert rms_dbfs(square(100, peak=10 ** (dbfs / 20))) == pytest.approx(dbfs, abs=0.3)


@pytest.mark.parametrize("ulaw", [b"", silence(20), b"\x7f" * 160])
def test_silence_is_at_the_floor(ulaw: bytes) -> None:
    assert rms_dbfs(ulaw) == FLOOR_DBFS == -96.0


@given(st.binary(max_size=1000))
def test_no_level_is_ever_outside_its_range(ulaw: bytes) -> None:
    meter = Meter(ManualClock())
    meter.push(ulaw, NOW)
    level = meter.level()
    assert FLOOR_DBFS <= rms_dbfs(ulaw) <= 0.0
    assert FLOOR_DBFS <= level.rms <= level.peak <= 0.0


@pytest.fixture
def time() -> ManualClock:
    return ManualClock()


@pytest.fixture
def meter(time: ManualClock) -> Meter:
    return Meter(time)


def fill(meter: Meter, ulaw: bytes) -> None:
    for frame in frames(ulaw):
        meter.push(frame, NOW)


def test_a_meter_shows_rms_and_peak(meter: Meter) -> None:
    fill(meter, tone(100, peak=0.5))
    assert meter.level().rms == pytest.approx(-6.02 - 3.01, abs=CODING)
    assert meter.level().peak == pytest.approx(-6.02, abs=CODING)


def test_a_meter_looks_back_100_ms_and_no_further(meter: Meter) -> None:
    fill(meter, square(1000))
    fill(meter, silence(80))
    assert meter.level().peak > -1
    assert meter.level().rms == pytest.approx(10 * math.log10(0.2), abs=0.3)
    fill(meter, silence(20))
    assert meter.level() == Level(FLOOR_DBFS, FLOOR_DBFS)


def test_a_meter_falls_to_the_floor_when_nothing_comes(meter: Meter, time: ManualClock) -> None:
    fill(meter, square(100))
    time.pass_by(0.09)
    assert meter.level().rms > -1
    time.pass_by(0.02)
    assert meter.level() == Level()
    assert meter.recent() == silence(100)


@pytest.mark.parametrize("length", [80, 100, 160, 240, 1600])
def test_a_meter_looks_back_100_ms_however_long_the_frames_are(meter: Meter, length: int) -> None:
    loud = square(1000)
    for at in range(0, len(loud), length):
        meter.push(loud[at : at + length], NOW)
    assert meter.recent() == loud[-800:]


def test_a_meter_of_a_young_call_is_silent_before_it(meter: Meter) -> None:
    meter.push(square(20), NOW)
    assert meter.recent() == silence(80) + square(20)


def test_a_new_meter_is_silent(meter: Meter) -> None:
    assert meter.level() == Level()


@given(st.lists(st.binary(max_size=900), max_size=5))
def test_many_meters_read_at_once_show_what_each_shows(pushed: list[bytes]) -> None:
    time = ManualClock()
    meters = [Meter(time) for _ in pushed]
    for meter, ulaw in zip(meters, pushed, strict=True):
        meter.push(ulaw, NOW)
    assert read_levels(meters) == [meter.level() for meter in meters]


def test_a_meter_is_read_from_another_thread_while_it_is_written() -> None:
    meter = Meter(ManualClock())
    seen: set[int] = set()
    done = threading.Event()

    def read() -> None:
        for _ in range(1000):
            seen.add(len(meter.recent()))
        done.set()

    reader = threading.Thread(target=read)
    reader.start()
    for n in itertools.count():
        meter.push(bytes(n % 170), NOW)
        if done.is_set():
            break
    reader.join()
    assert seen == {800}
