"""The account of audio handed over: bursts, jitter and what is owed to the clock."""

from __future__ import annotations

import numpy as np
import pytest

from console.agents.stream.connection import RATE
from console.agents.stream.ledger import Ledger
from console.audio.resample import Samples
from tests.agents_stream.far import tone
from tests.virtual_time import ManualClock


def sound(ms: float) -> Samples:
    return np.concatenate([tone(440, RATE, frame) for frame in range(20)])[: round(ms * 48)]


def hand_over(ledger: Ledger, ms: float = 20, *, quiet: bool = False) -> float:
    """Hand over some sound; return how many ms of it were left out."""
    return ms - ledger.hand_over(sound(ms), quiet=quiet).size * 1000 / RATE


def pass_frames(ledger: Ledger, clock: ManualClock, count: int, *, quiet: bool = False) -> float:
    """Hand over 20 ms every 20 ms; return how many ms were left out."""
    left_out = 0.0
    for _ in range(count):
        left_out += hand_over(ledger, quiet=quiet)
        clock.pass_by(0.02)
    return left_out


def test_audio_in_time_never_waits() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    assert pass_frames(ledger, clock, 500) == 0
    assert ledger.ahead_ms == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("burst", [12, 20, 35, 60, 100, 160])
def test_what_a_burst_left_waiting_is_gone_a_second_later(burst: float) -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    pass_frames(ledger, clock, 53)
    hand_over(ledger, burst)
    assert ledger.ahead_ms == pytest.approx(burst)
    left_out = pass_frames(ledger, clock, 50)
    assert ledger.ahead_ms == pytest.approx(burst - left_out)
    assert ledger.ahead_ms <= 25


def test_quiet_pays_sooner() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    hand_over(ledger, 80)
    assert pass_frames(ledger, clock, 20, quiet=True) >= 55
    assert ledger.ahead_ms <= 25


def test_jitter_is_no_surplus() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    left_out = 0.0
    for number in range(500):
        late = 0.03 if number % 7 == 0 else 0.0
        clock.pass_by(0.02 + late - (0.03 if number % 7 == 1 else 0.0))
        left_out += hand_over(ledger)
    assert left_out == 0  # the queue ran up to what its jitter needs


def test_after_a_flush_nothing_is_owed() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    for _ in range(10):
        hand_over(ledger)
    clock.pass_by(0.6)
    ledger.clear()
    assert ledger.ahead_ms == 0
    assert pass_frames(ledger, clock, 100) == 0
