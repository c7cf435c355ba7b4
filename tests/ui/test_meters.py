"""How bars move, with a clock of the test's own."""

from __future__ import annotations

import numpy as np
import pytest

from console.switchboard.interface import CallLevels
from console.ui.meters import FLOOR_DBFS, HISTORY_S, PEAK_HOLD_S, RATE, RELEASE_DB_PER_S, Meters

FRAME_S = 1 / RATE


class Metered:
    """Meters with a call ``a``, a frame at a time."""

    def __init__(self) -> None:
        self.now = 100.0
        self.meters = Meters(lambda: self.now)

    def frame(self, caller: float = -96, peak: float = -96, seconds: float = FRAME_S) -> None:
        self.now += seconds
        self.meters.advance({"a": CallLevels(caller=caller, caller_peak=peak)})

    def bar(self) -> float:
        return float(self.meters.bars(["a"])[0][0, 0])

    def tick(self) -> float:
        return float(self.meters.bars(["a"])[1][0, 0])


def share(dbfs: float) -> float:
    return 1 - dbfs / FLOOR_DBFS


def test_a_bar_rises_at_once_and_falls_slowly() -> None:
    metered = Metered()
    metered.frame(caller=-12)
    assert metered.bar() == pytest.approx(share(-12))
    for _ in range(RATE):
        metered.frame()
    assert metered.bar() == pytest.approx(share(-12 - RELEASE_DB_PER_S), abs=0.01)


def test_a_peak_is_held_for_a_second_and_then_falls() -> None:
    metered = Metered()
    metered.frame(caller=-20, peak=-6)
    metered.frame(seconds=PEAK_HOLD_S - 0.1)
    assert metered.tick() == pytest.approx(share(-6))
    metered.frame(seconds=0.2)
    assert metered.tick() < share(-6)
    metered.frame(peak=-3)
    assert metered.tick() == pytest.approx(share(-3))


def test_the_floor_is_nothing_and_the_top_is_all() -> None:
    metered = Metered()
    metered.frame(caller=-60, peak=0)
    assert metered.bar() == 0
    assert metered.tick() == 1
    assert not metered.meters.quiet


def test_quiet_comes_once_everything_is_down() -> None:
    metered = Metered()
    metered.frame(caller=0, peak=0)
    for _ in range(round(RATE * (PEAK_HOLD_S - FLOOR_DBFS / RELEASE_DB_PER_S)) + 2):
        metered.frame()
    assert metered.meters.quiet


def test_a_call_that_is_not_there_any_more_falls_silent() -> None:
    metered = Metered()
    metered.frame(caller=-10)
    metered.now += 10
    metered.meters.advance({})
    assert metered.bar() == 0


def test_history_is_the_last_twenty_seconds_oldest_first() -> None:
    metered = Metered()
    for _ in range(RATE):
        metered.frame(caller=0)
    for _ in range(RATE):
        metered.frame()
    caller, agent = metered.meters.history("a")
    assert len(caller) == HISTORY_S * RATE
    assert not agent.any()
    assert not caller[-RATE + 1 :].any()
    assert caller[-2 * RATE + 2 : -RATE - 1].all()
    assert not caller[: -2 * RATE - 1].any()


def test_time_that_nobody_watched_is_silence() -> None:
    metered = Metered()
    metered.frame(caller=0)
    metered.frame(caller=0, seconds=5)
    caller, _agent = metered.meters.history("a")
    assert np.count_nonzero(caller) == 2


def test_a_forgotten_call_leaves_nothing_to_the_next() -> None:
    metered = Metered()
    metered.frame(caller=0, peak=0)
    metered.meters.keep([])
    bars, peaks = metered.meters.bars(["b"])
    assert not bars.any()
    assert not peaks.any()
    assert not metered.meters.history("b").any()


def test_there_is_room_for_any_number_of_calls() -> None:
    meters = Meters(lambda: 1.0)
    meters.advance({f"call-{n}": CallLevels(caller=-30.0) for n in range(100)})
    bars, _peaks = meters.bars([f"call-{n}" for n in range(100)])
    assert bars.shape == (2, 100)
    assert bars[0].tolist() == pytest.approx([0.5] * 100)
