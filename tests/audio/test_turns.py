"""Turns: where speech begins and ends, and what is not speech."""

from __future__ import annotations

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.audio.g711 import FRAME_BYTES, FRAME_MS
from console.audio.turns import Turn, TurnDetector
from tests.audio.sounds import frames, noise, silence, speech, tone

Edges = list[tuple[Turn, int]]
BEGAN, ENDED = Turn.BEGAN, Turn.ENDED


def edges_of(ulaw: bytes, detector: TurnDetector | None = None) -> Edges:
    """Feed 20 ms at a time; return the edges with the ms at which each was known."""
    found = detector or TurnDetector()
    fed = [(found.feed(frame), (n + 1) * FRAME_MS) for n, frame in enumerate(frames(ulaw))]
    return [(edge, at) for edge, at in fed if edge]


def test_each_turn_begins_within_100_ms_and_ends_after_the_hangover() -> None:
    said = silence(500) + speech(1500) + silence(1000) + speech(1500) + silence(1000)
    (first, end, second, last) = edges_of(said)
    assert [edge for edge, _ in (first, end, second, last)] == [BEGAN, ENDED, BEGAN, ENDED]
    assert 500 < first[1] <= 600
    assert 2600 - 80 <= end[1] <= 2600 + 20
    assert 3000 < second[1] <= 3100
    assert 5100 - 80 <= last[1] <= 5100 + 20


def test_pauses_between_words_do_not_end_a_turn() -> None:
    said = speech(800) + silence(400) + speech(800) + silence(400) + speech(800)
    assert [edge for edge, _ in edges_of(said)] == [BEGAN]


def test_a_turns_end_can_be_dated_back_to_its_last_sound() -> None:
    detector = TurnDetector(hangover_ms=300)
    edges_of(silence(200) + noise(400, -20.0), detector)
    assert (detector.speaking, detector.since_speech_ms) == (True, 0.0)
    assert edges_of(silence(300), detector) == [(ENDED, 300)]
    assert detector.since_speech_ms == 300


@pytest.mark.parametrize("dbfs", [-40.0, -30.0])
def test_a_steady_hum_is_learnt_and_speech_above_it_is_heard(dbfs: float) -> None:
    detector = TurnDetector()
    hum = noise(4000, dbfs)
    edges_of(hum * 3, detector)
    assert not detector.speaking
    assert edges_of(hum, detector) == []
    assert edges_of(speech(1000, dbfs=-10.0), detector)[0][0] is BEGAN


def test_a_line_that_becomes_quiet_again_is_learnt_at_once() -> None:
    detector = TurnDetector()
    edges_of(noise(4000, -36.0) * 3 + silence(1000), detector)
    assert edges_of(noise(200, -34.0), detector) == [(BEGAN, 60)]


@given(st.integers(0, FRAME_BYTES - 1))
def test_clicks_are_not_speech_wherever_they_fall(offset: int) -> None:
    click = tone(20, peak=0.9)
    line = b"\xff" * offset + (click + silence(300)) * 6
    assert edges_of(line) == []


@pytest.mark.parametrize("ulaw", [silence(5000), b"\x7f" * 40_000, noise(4000, -55.0)])
def test_silence_and_whispering_lines_are_not_speech(ulaw: bytes) -> None:
    assert edges_of(ulaw) == []


STORY = silence(300) + speech(900) + silence(900) + noise(700, -25.0) + silence(700) + speech(300)


@given(st.lists(st.integers(16, FRAME_BYTES), min_size=1, max_size=50))
def test_the_edges_are_the_same_however_the_audio_is_cut(cuts: list[int]) -> None:
    detector, at, found = TurnDetector(), 0, []
    for length in cycle(cuts):
        edge = detector.feed(STORY[at : at + length])
        at = min(at + length, len(STORY))
        if edge:
            found.append((edge, at // FRAME_BYTES * FRAME_MS))
        if at == len(STORY):
            break
    assert found == edges_of(STORY)


@pytest.mark.parametrize("ms", [10, 30, 40, 60])
def test_a_carriers_longer_or_shorter_frames_make_no_difference(ms: int) -> None:
    detector = TurnDetector()
    length = ms * FRAME_BYTES // FRAME_MS
    found = [detector.feed(STORY[at : at + length]) for at in range(0, len(STORY), length)]
    assert [edge for edge in found if edge] == [edge for edge, _ in edges_of(STORY)]
