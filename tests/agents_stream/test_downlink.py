"""Everybody's audio becomes the phone's: mixed on one clock, and never late twice."""

from __future__ import annotations

import numpy as np
import pytest

from console.agents.stream.downlink import Downlink
from console.audio.g711 import decode
from tests.agents_stream.far import pitch, tone
from tests.virtual_time import ManualClock

SILENCE = np.zeros(960, np.int16)


def test_one_voice_goes_straight_through() -> None:
    clock = ManualClock()
    downlink = Downlink(clock)
    heard = b""
    for frame in range(100):
        out = downlink.mix("a", tone(1_000, 48_000, frame))
        assert len(out) == 160
        heard += out
        clock.pass_by(0.02)
    assert pitch(decode(heard[-4_000:]), 8_000) == pytest.approx(1_000, abs=3)


def test_a_second_voice_is_added_and_gives_no_beat_of_its_own() -> None:
    clock = ManualClock()
    downlink = Downlink(clock)
    heard = b""
    for frame in range(100):
        heard += downlink.mix("a", tone(600, 48_000, frame))
        clock.pass_by(0.01)
        assert downlink.mix("b", tone(1_500, 48_000, frame)) == b""
        clock.pass_by(0.01)
    assert len(heard) == 100 * 160
    power = np.abs(np.fft.rfft(decode(heard[-8_000:]) * np.hanning(8_000)))
    assert (
        sorted(round(float(at), -2) for at in np.argsort(power)[-6:]) == [600.0] * 3 + [1_500.0] * 3
    )


def test_two_loud_voices_saturate_and_do_not_wrap() -> None:
    clock = ManualClock()
    downlink = Downlink(clock)
    loud = np.full(960, 30_000, np.int16)
    out = b""
    for _ in range(5):
        out = downlink.mix("a", loud)
        downlink.mix("b", loud)
        clock.pass_by(0.02)
    assert decode(out).min() > 20_000


def test_the_beat_passes_on_when_its_voice_falls_silent() -> None:
    clock = ManualClock()
    downlink = Downlink(clock)
    for _ in range(10):
        downlink.mix("a", SILENCE)
        downlink.mix("b", SILENCE)
        clock.pass_by(0.02)
    given = 0
    for _ in range(50):
        given += len(downlink.mix("b", SILENCE))
        clock.pass_by(0.02)
    assert given >= 46 * 160


def test_of_a_burst_only_the_beginning_is_taken() -> None:
    clock = ManualClock()
    downlink = Downlink(clock)
    given = sum(len(downlink.mix("a", tone(700, 48_000, frame))) for frame in range(413))
    assert given == 6 * 160
    assert downlink.dropped == 407


@pytest.mark.parametrize("speaking", [True, False])
def test_what_a_burst_left_waiting_is_gone_a_second_later(speaking: bool) -> None:
    clock = ManualClock()
    downlink = Downlink(clock)
    played_by = clock()
    for frame in range(12):
        played_by += len(downlink.mix("a", tone(700, 48_000, frame))) / 8_000
    for frame in range(60):
        clock.pass_by(0.02)
        samples = tone(700, 48_000, frame) if speaking else SILENCE
        played_by = max(played_by, clock()) + len(downlink.mix("a", samples)) / 8_000
    assert played_by - clock() <= 0.046  # a frame, and the jitter's 25 ms
