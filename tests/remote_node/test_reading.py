"""What the control API writes is read back as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.remote_node.reading import read_call, read_lamp, read_levels, read_line, read_lines
from console.server.as_json import call_json, lamp_json, levels_json, line_json, lines_json
from console.switchboard.call import (
    Agent,
    AgentState,
    AnsweredBy,
    Ask,
    Bill,
    Call,
    CallerFacts,
    CallError,
    Direction,
    Doing,
    Engagement,
    Flag,
    Reason,
    State,
)
from console.switchboard.events import Lamp, LampState, Speaker, TranscriptLine
from console.switchboard.interface import CallLevels
from console.switchboard.lines import AgentLoss, Answer, CallerSilence, GuardRails, Line

_times = st.integers(0, 10**10).map(
    lambda ms: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
)
_texts = st.text(max_size=20)
_agents = st.builds(
    Agent, _texts, st.sampled_from(AgentState), st.frozensets(st.sampled_from(list(Ask)))
)
_calls = st.builds(
    Call,
    id=_texts,
    carrier=_texts,
    direction=st.sampled_from(Direction),
    from_=_texts,
    to=_texts,
    line=_texts,
    created_at=_times,
    state=st.sampled_from(State),
    carrier_call_id=st.none() | _texts,
    caller_name=_texts,
    caller=st.builds(CallerFacts, _texts, _texts, _texts),
    consultation=st.none() | _texts,
    recording_url=_texts,
    answered_by=st.none() | st.sampled_from(AnsweredBy),
    doing=st.none() | st.sampled_from(Doing),
    reason=st.none() | st.sampled_from(Reason),
    answered_at=st.none() | _times,
    ended_at=st.none() | _times,
    agent=st.none() | _agents,
    engagement=st.sampled_from(Engagement),
    recording=st.booleans(),
    silenced=st.booleans(),
    flags=st.frozensets(st.sampled_from(list(Flag))),
    latency_ms=st.none() | st.integers(0, 10**6),
    error=st.none() | st.builds(CallError, _texts, _texts),
    bill=st.none() | st.builds(Bill, st.integers(0), _texts, _texts),
)


@given(_calls)
def test_a_call(call: Call) -> None:
    assert read_call(call_json(call)) == call


@given(st.builds(TranscriptLine, _texts, st.sampled_from(Speaker), _texts, st.integers(0)))
def test_a_line_of_a_transcript(line: TranscriptLine) -> None:
    assert read_line(line_json(line)) == line


@given(st.builds(Lamp, _texts, st.sampled_from(LampState), _texts, _texts, st.none() | _times))
def test_a_lamp(lamp: Lamp) -> None:
    assert read_lamp(lamp_json(lamp)) == lamp


def test_levels() -> None:
    levels = {"a": CallLevels(-20.1, -30.2, -10.3, -15.4), "b": CallLevels()}
    assert read_levels(levels_json(levels)["calls"]) == levels


def test_lines() -> None:
    rails = GuardRails(frozenset({"US", "GB"}), 5, 50, True, 30, 2.5, 0.1)
    full = Line(
        "+14155550100",
        "Sales",
        "stream",
        3,
        rails,
        Answer.ASK,
        "Hello",
        "+14155550199",
        agent_loss=AgentLoss("Sorry.", "+14155550198"),
        caller_silence=CallerSilence(10),
        recording=True,
    )
    lines = (full, Line("+14155550101", "Plain", "echo"))
    assert read_lines(lines_json(lines, practice=False)["lines"]) == lines
