"""The account of audio handed over: bursts, jitter and what is owed to the clock."""

from __future__ import annotations

import pytest

from console.agents.stream.ledger import Ledger
from tests.virtual_time import ManualClock


def pass_frames(ledger: Ledger, clock: ManualClock, count: int, *, quiet: bool = False) -> float:
    """Hand over 20 ms every 20 ms; return the most that was ever owed."""
    owed = 0.0
    for _ in range(count):
        owed = max(owed, ledger.owed_ms(quiet=quiet))
        ledger.handed_over(20)
        clock.pass_by(0.02)
    return owed


def test_audio_in_time_never_waits() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    assert pass_frames(ledger, clock, 500) == 0
    assert ledger.ahead_ms == pytest.approx(0, abs=1e-6)


def test_a_burst_waits_and_is_owed_half_a_second_later() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    pass_frames(ledger, clock, 50)
    for _ in range(4):
        ledger.handed_over(20)
    assert ledger.ahead_ms == pytest.approx(80)
    assert pass_frames(ledger, clock, 20) == 0
    assert pass_frames(ledger, clock, 30) == pytest.approx(75)


def test_quiet_pays_sooner() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    for _ in range(4):
        ledger.handed_over(20)
    assert pass_frames(ledger, clock, 8, quiet=True) > 0


def test_a_little_is_never_left_out_of_a_word_but_of_the_next_quiet() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    ledger.handed_over(30)
    assert pass_frames(ledger, clock, 500) == 0
    assert pass_frames(ledger, clock, 8, quiet=True) == pytest.approx(25)


def test_what_is_left_out_is_paid() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    for _ in range(4):
        ledger.handed_over(20)
    for _ in range(100):
        if owed := min(ledger.owed_ms(quiet=False), 20):
            ledger.left_out(owed)
        ledger.handed_over(20 - owed)
        clock.pass_by(0.02)
    assert ledger.ahead_ms <= 10


def test_jitter_is_no_surplus() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    owed = 0.0
    for number in range(500):
        late = 0.03 if number % 7 == 0 else 0.0
        clock.pass_by(0.02 + late - (0.03 if number % 7 == 1 else 0.0))
        owed = max(owed, ledger.owed_ms(quiet=False))
        ledger.handed_over(20)
    assert owed == 0  # the queue ran up to what its jitter needs, and no word is cut for that


def test_after_a_flush_nothing_is_owed() -> None:
    clock = ManualClock()
    ledger = Ledger(clock)
    for _ in range(10):
        ledger.handed_over(20)
    clock.pass_by(0.6)
    ledger.clear()
    assert ledger.ahead_ms == 0
    assert pass_frames(ledger, clock, 100) == 0
