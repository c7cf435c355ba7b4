"""The control API's JSON turned back into what it was written from (`console.server.as_json`)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter

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
from console.switchboard.interface import CallLevels, CallQuality, PracticeScenario
from console.switchboard.lines import Line
from console.switchboard.self_test import Outcome, SelfTestResult, Step

Json = dict[str, Any]

_LINES: Final = TypeAdapter(list[Line])


def read_call(told: Json) -> Call:
    """Read a call. Raises ``KeyError`` or ``ValueError`` where it is none of this version's."""
    return Call(
        id=told["id"],
        carrier=told["carrier"],
        carrier_call_id=told["carrier_call_id"],
        direction=Direction(told["direction"]),
        from_=told["from"],
        to=told["to"],
        caller_name=told.get("caller_name", ""),
        caller=CallerFacts(
            told.get("caller_place", ""),
            told.get("caller_verdict", ""),
            told.get("forwarded_from", ""),
        ),
        line=told["line"],
        state=State(told["state"]),
        doing=Doing(told["doing"]) if told["doing"] else None,
        reason=Reason(told["reason"]) if told["reason"] else None,
        created_at=datetime.fromisoformat(told["created_at"]),
        answered_at=_time(told["answered_at"]),
        ended_at=_time(told["ended_at"]),
        answered_by=AnsweredBy(told["answered_by"]) if told.get("answered_by") else None,
        engagement=Engagement(told["engagement"]),
        recording=told["recording"],
        recording_url=told.get("recording_url", ""),
        consultation=told.get("consultation"),
        silenced=told.get("silenced", False),
        flags=frozenset(Flag(flag) for flag in told["flags"]),
        latency_ms=told["latency_ms"],
        agent=_agent(told["agent"]) if told["agent"] else None,
        error=CallError(**told["error"]) if told["error"] else None,
        bill=Bill(**told["bill"]) if told.get("bill") else None,
    )


def read_line(told: Json) -> TranscriptLine:
    """Read a line of a transcript."""
    return TranscriptLine(
        call_id=told["call"],
        speaker=Speaker(told["speaker"]),
        text=told["text"],
        at_ms=told["at_ms"],
        latency_ms=told["latency_ms"],
    )


def read_lamp(told: Json) -> Lamp:
    """Read a lamp."""
    return Lamp(
        name=told["name"],
        state=LampState(told["state"]),
        cause=told["cause"],
        remedy=told["remedy"],
        last_seen=_time(told["last_seen"]),
    )


def read_levels(told: Json) -> dict[str, CallLevels]:
    """Read the levels of all calls, by id."""
    return {call_id: CallLevels(*levels) for call_id, levels in told.items()}


def read_qualities(told: Json) -> dict[str, CallQuality]:
    """Read how well the audio of all calls travels, by id."""
    return {call_id: CallQuality(**quality) for call_id, quality in told.items()}


def read_lines(told: list[Json]) -> tuple[Line, ...]:
    """Read the node's lines."""
    return tuple(_LINES.validate_python(told))


def read_scenarios(told: list[Json]) -> tuple[PracticeScenario, ...]:
    """Read who can phone in on the node's practice line."""
    return tuple(PracticeScenario(one["name"], one["title"], one["summary"]) for one in told)


def read_self_test(told: Json) -> SelfTestResult:
    """Read what a self-test found."""
    return SelfTestResult(
        at=datetime.fromisoformat(told["at"]),
        public_url=told["public_url"],
        steps=tuple(
            Step(one["name"], Outcome(one["outcome"]), one["sentence"], one["remedy"])
            for one in told["steps"]
        ),
        round_trip_ms=told["round_trip_ms"],
    )


def _agent(told: Json) -> Agent:
    asks = frozenset(Ask(ask) for ask in told.get("can", ()))
    return Agent(told["kind"], AgentState(told["state"]), asks)


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
