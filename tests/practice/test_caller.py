"""The practice caller with agents that are not the practice agent."""

from __future__ import annotations

from itertools import pairwise

import pytest

from console.agents.echo import EchoAgent
from console.audio.g711 import SILENCE
from console.practice.caller import PracticeCaller
from console.practice.scenarios import Scenario, Who, load_scenarios, load_stranger
from tests.practice.room import Room

NOISE = load_stranger().step[0].speech()[8000:8160]
BY_NAME = {scenario.name: scenario for scenario in load_scenarios()}


def spoken(scenario: Scenario) -> bytes:
    return b"".join(step.speech() for step in scenario.step if step.who is Who.CALLER)


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda s: s.name)
async def test_a_call_runs_to_its_end_when_nobody_answers(scenario: Scenario) -> None:
    room = Room()
    await room.play(scenario)
    assert room.now_ms < 120_000
    assert bytes(room.caller_audio).replace(SILENCE, b"") == spoken(scenario).replace(SILENCE, b"")
    assert "".join(digit for _, digit in room.keys) == "".join(s.digits for s in scenario.step)


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda s: s.name)
async def test_a_call_runs_to_its_end_with_an_echo(scenario: Scenario) -> None:
    room = Room()
    await room.play(scenario, EchoAgent())
    assert room.now_ms < 120_000
    assert len(room.caller_sounds) > 40
    assert len(room.agent_sounds) == pytest.approx(len(room.caller_sounds), abs=2)


async def test_the_first_call_is_long_and_soon_audible_even_with_an_echo() -> None:
    room = Room()
    await room.play(load_scenarios()[0], EchoAgent())
    assert room.now_ms > 30_000
    assert room.caller_sounds[0] < 8_000
    assert room.agent_sounds[0] < 8_000


def test_an_agent_that_never_stops_is_not_listened_to_for_ever() -> None:
    caller = PracticeCaller(BY_NAME["wrong-number"])
    ticks = [caller.tick(NOISE) for _ in range(100 * 50)]
    assert ticks[-1].hang_up
    assert any(tick.frame != SILENCE for tick in ticks)


def test_the_caller_cuts_in_when_the_scenario_says_so() -> None:
    scenario = BY_NAME["interruption"]
    caller = PracticeCaller(scenario)

    def until_the_caller_speaks(heard: bytes) -> int:
        ticks = 0
        while caller.tick(heard).frame == SILENCE:
            ticks += 1
        while caller.tick(SILENCE).frame != SILENCE:
            pass
        return ticks

    until_the_caller_speaks(SILENCE)
    waited_ms = 20 * until_the_caller_speaks(NOISE)
    assert waited_ms == pytest.approx(5_000, abs=200)


async def test_keys_are_pressed_one_by_one() -> None:
    room = Room()
    await room.play(BY_NAME["account-number"])
    times = [at for at, _ in room.keys]
    assert min(later - at for at, later in pairwise(times)) >= 200


async def test_the_silent_caller_is_silent() -> None:
    room = Room()
    await room.play(BY_NAME["long-silence"], EchoAgent())
    gaps = [b - a for a, b in pairwise(room.caller_sounds)]
    assert max(gaps) >= 12_000


def test_after_the_end_the_caller_stays_away() -> None:
    caller = PracticeCaller(BY_NAME["wrong-number"])
    while not caller.tick(SILENCE).hang_up:
        pass
    assert caller.tick(SILENCE).hang_up


def test_callers_do_not_get_in_each_other_s_way() -> None:
    alone, beside = (PracticeCaller(load_scenarios()[0]) for _ in range(2))
    others = [PracticeCaller(scenario) for scenario in load_scenarios()]
    for _ in range(1_000):
        for other in others:
            other.tick(NOISE)
        assert alone.tick(SILENCE) == beside.tick(SILENCE)
