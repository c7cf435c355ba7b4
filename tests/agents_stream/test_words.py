"""One transcript out of three sources: the best is believed, nothing comes twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.agents.stream.words import Source, StreamTime, Words
from console.switchboard.events import Speaker
from tests.agents_stream.far import Line

CALLER, AGENT = Speaker.CALLER, Speaker.AGENT


def test_the_better_source_is_believed_from_then_on() -> None:
    words, line = Words(), Line()
    words.take(Source.CAPTIONS, CALLER, "is it open today", line)
    words.take(Source.CHAT, CALLER, "Is it open today?", line)
    words.take(Source.CHAT, CALLER, "And tomorrow?", line)
    words.take(Source.CAPTIONS, CALLER, "and to Morrow", line)
    assert line.words == [(CALLER, "is it open today"), (CALLER, "And tomorrow?")]


def test_each_speaker_has_a_best_source() -> None:
    words, line = Words(), Line()
    assert words.wants(Source.CHAT)
    words.take(Source.AGENT, AGENT, "Until six.", line)
    assert not words.wants(Source.CHAT)
    words.take(Source.CHAT, AGENT, "Until six.", line)
    words.take(Source.CHAT, CALLER, "Is it open?", line)
    words.take(Source.AGENT, CALLER, "Thank you.", line)
    assert line.words == [(AGENT, "Until six."), (CALLER, "Is it open?"), (CALLER, "Thank you.")]


def test_somebody_may_say_the_same_twice() -> None:
    words, line = Words(), Line()
    for _ in range(2):
        words.take(Source.AGENT, CALLER, "Yes.", line)
    assert line.words == [(CALLER, "Yes."), (CALLER, "Yes.")]


@given(st.lists(st.tuples(st.sampled_from(Source), st.sampled_from([CALLER, AGENT]), st.text())))
def test_a_source_is_never_heard_after_a_better_one(
    said: list[tuple[Source, Speaker, str]],
) -> None:
    words, best = Words(), dict.fromkeys((CALLER, AGENT), Source.CAPTIONS)
    for source, speaker, text in said:
        line = Line()
        words.take(source, speaker, text, line)
        if source < best[speaker]:
            assert line.words == []
        best[speaker] = max(best[speaker], source)


def test_the_time_at_stream_is_learned_from_its_events() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    time = StreamTime(lambda: now)
    there = now + timedelta(seconds=40)  # its clock, or ours, is wrong by that
    assert time.ago_s(there) == 0.0
    time.told_now(there - timedelta(seconds=0.5))  # this one was slow on its way
    time.told_now(there - timedelta(seconds=0.1))
    assert time.ago_s(there - timedelta(seconds=2.1)) == pytest.approx(2.0)
    assert time.ago_s(there + timedelta(seconds=9)) == 0.0
    assert time.ago_s(there - timedelta(days=3)) == 60.0
