"""What a listener hears: both directions side by side, silence included, nothing late."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.audio.g711 import FRAME_BYTES, SILENCE
from console.audio.listening import Listening
from tests.audio.listener import Listener
from tests.audio.sounds import numbered

ONE, TWO, THREE, FOUR, FIVE = numbered(5)


@pytest.fixture
def listening() -> Listening:
    return Listening()


@pytest.fixture
def listener(listening: Listening) -> Iterator[Listener]:
    listener = Listener()
    listening.add(listener)
    return listener


def test_both_directions_are_given_side_by_side(listening: Listening, listener: Listener) -> None:
    for caller, agent in ((ONE, THREE), (TWO, FOUR)):
        listening.caller(caller)
        listening.agent(agent)
        listening.tick()
    assert listener.caller == [ONE, TWO]
    assert listener.agent == [THREE, FOUR]


def test_silence_is_given_too(listening: Listening, listener: Listener) -> None:
    listening.tick()
    listening.caller(ONE)
    listening.tick()
    listening.agent(b"\x10" * 10)
    listening.tick()
    assert listener.caller == [SILENCE, ONE, SILENCE]
    assert listener.agent == [SILENCE, SILENCE, b"\x10" * 10 + SILENCE[10:]]


def test_after_a_burst_the_caller_is_not_heard_late(
    listening: Listening, listener: Listener
) -> None:
    for frame in (ONE, TWO, THREE, FOUR):
        listening.caller(frame)
    listening.tick()
    listening.tick()
    assert listener.caller == [FOUR, SILENCE]


def test_frames_that_come_two_at_a_time_are_all_heard(
    listening: Listening, listener: Listener
) -> None:
    for pair in ((ONE, TWO), (THREE, FOUR)):
        listening.caller(b"".join(pair))
        listening.tick()
        listening.tick()
    assert listener.caller == [ONE, TWO, THREE, FOUR]


def test_the_agent_is_heard_at_the_pace_at_which_it_is_played(
    listening: Listening, listener: Listener
) -> None:
    for frame in numbered(10):
        listening.agent(frame)
    for _ in range(11):
        listening.tick()
    assert listener.agent == [*numbered(10), SILENCE]


def test_an_agent_that_was_cut_is_not_heard_on(listening: Listening, listener: Listener) -> None:
    for frame in (ONE, TWO, THREE):
        listening.agent(frame)
    listening.tick()
    listening.agent_cut()
    listening.agent(FIVE)
    listening.tick()
    listening.tick()
    assert listener.agent == [ONE, FIVE, SILENCE]


def test_a_listener_that_comes_later_hears_nothing_from_before(listening: Listening) -> None:
    listening.caller(ONE)
    listening.agent(TWO)
    listener = Listener()
    listening.add(listener)
    listening.tick()
    assert (listener.caller, listener.agent) == ([SILENCE], [SILENCE])


def test_what_the_last_listener_did_not_hear_is_not_kept_for_the_next(
    listening: Listening, listener: Listener
) -> None:
    listening.caller(ONE)
    listening.agent(TWO)
    listening.remove(listener)
    listening.add(listener)
    listening.tick()
    assert (listener.caller, listener.agent) == ([SILENCE], [SILENCE])


def test_listeners_come_and_go_without_each_other(listening: Listening, listener: Listener) -> None:
    other = Listener()
    listening.add(other)
    listening.caller(ONE)
    listening.tick()
    listening.remove(listener)
    listening.caller(TWO)
    listening.tick()
    assert listener not in listening
    assert other in listening
    assert (listener.caller, other.caller) == ([ONE], [ONE, TWO])
    listening.remove(other)
    assert not listening.anybody


@given(st.lists(st.tuples(st.binary(max_size=400), st.binary(max_size=400)), max_size=40))
def test_every_tick_gives_every_listener_20_ms_of_each(story: list[tuple[bytes, bytes]]) -> None:
    listening, listener = Listening(), Listener()
    listening.add(listener)
    for caller, agent in story:
        listening.caller(caller)
        listening.agent(agent)
        listening.tick()
    assert len(listener.caller) == len(story)
    assert {len(frame) for frame in listener.caller + listener.agent} <= {FRAME_BYTES}
