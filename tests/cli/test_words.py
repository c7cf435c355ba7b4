"""One word for one thing: what the terminal says is what the desk says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.commands import in_words
from console.commands.call_table import bar
from console.server.as_json import call_json, lamp_json, line_json
from console.switchboard.call import (
    Call,
    CallError,
    Direction,
    Doing,
    Flag,
    Reason,
    State,
)
from console.switchboard.events import Lamp, LampState, Speaker, TranscriptLine

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
A_CALL = Call(
    id="aa11000000000000",
    carrier="twilio",
    direction=Direction.INBOUND,
    from_="+14155550111",
    to="+442079460123",
    line="Main line",
    created_at=BEGAN,
)
CALLS = [
    *(replace(A_CALL, state=state) for state in State),
    *(replace(A_CALL, doing=doing, state=State.LIVE) for doing in Doing),
    *(replace(A_CALL, flags=frozenset({flag}), state=State.LIVE) for flag in Flag),
    *(replace(A_CALL, state=State.ENDED, reason=reason) for reason in Reason),
    replace(A_CALL, state=State.ENDED, reason=Reason.FAILED, error=CallError("30001", "Full.")),
    replace(A_CALL, direction=Direction.OUTBOUND),
    replace(A_CALL, state=State.LIVE, silenced=True),
    replace(A_CALL, flags=frozenset(Flag), state=State.LIVE),
    replace(A_CALL, caller_name="Ada"),
    *(replace(A_CALL, from_=text) for text in ("", "anonymous", "sip:ada@example.org")),
]


@pytest.fixture
def desk() -> Any:
    return pytest.importorskip("console.ui.words", reason="Qt can't be loaded here")


@pytest.mark.parametrize("call", CALLS)
def test_a_call_is_told_as_on_the_desk(desk: Any, call: Call) -> None:
    told = call_json(call)
    assert in_words.standing(told) == desk.standing(call)
    assert in_words.activity(told) == desk.activity(call)
    assert in_words.direction(told) == desk.direction(call)
    assert in_words.party(told) == desk.party(call)


@pytest.mark.parametrize("seconds", [0, 59, 61, 3599, 3600, 36061])
def test_time_is_told_as_on_the_desk(seconds: int) -> None:
    figures = pytest.importorskip("console.ui.figures", reason="Qt can't be loaded here")
    call = replace(A_CALL, ended_at=BEGAN + timedelta(seconds=seconds))
    assert in_words.lasted(call_json(call)) == figures.duration(seconds)


@pytest.mark.parametrize("speaker", Speaker)
def test_speakers_are_named_as_on_the_desk(desk: Any, speaker: Speaker) -> None:
    line = line_json(TranscriptLine(A_CALL.id, speaker, "Hello.", 0))
    assert in_words.spoken(line) == f"{desk.speaker(speaker)}: Hello."


@pytest.mark.parametrize("state", LampState)
def test_lamps_are_told_as_on_the_desk(desk: Any, state: LampState) -> None:
    row = in_words.lamp_row(lamp_json(Lamp("carrier", state, "Because.")))
    assert row.split() == [desk.lamp("carrier"), *desk.lamp_state(state).split(), "Because."]


@pytest.mark.parametrize(
    ("level", "drawn"),
    [
        (-96.0, ""),
        (-60.0, ""),
        (-30.0, "████"),
        (-28.0, "████▎"),
        (0.0, "████████"),
        (3.0, "█" * 8),
    ],
)
def test_a_level_is_a_bar(level: float, drawn: str) -> None:
    assert bar(level) == drawn.ljust(8)
