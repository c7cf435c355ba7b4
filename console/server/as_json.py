"""The control API's JSON: calls, lines of the transcript, lamps and events.

Times are RFC 3339 in UTC. The keys are relied on by programs outside this project.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import TypeAdapter

from console.switchboard.call import Agent, Bill, Call, CallId
from console.switchboard.events import CallChanged, Event, Lamp, LampChanged, TranscriptLine
from console.switchboard.interface import CallLevels, CallQuality
from console.switchboard.lines import Line
from console.switchboard.self_test import SelfTestResult

Json = dict[str, Any]
_SILENT = CallLevels()
_LINES: Final = TypeAdapter(list[Line])


def call_json(
    call: Call, levels: CallLevels | None = None, quality: CallQuality | None = None
) -> Json:
    """Write a call with its levels (silent where it has no audio)."""
    levels = levels or _SILENT
    return {
        "id": call.id,
        "carrier": call.carrier,
        "carrier_call_id": call.carrier_call_id,
        "direction": call.direction,
        "from": call.from_,
        "to": call.to,
        "caller_name": call.caller_name,
        "caller_place": call.caller.place,
        "caller_verdict": call.caller.verdict,
        "forwarded_from": call.caller.forwarded_from,
        "state": call.state,
        "doing": call.doing,
        "reason": call.reason,
        "line": call.line,
        "created_at": time_json(call.created_at),
        "answered_at": time_json(call.answered_at),
        "ended_at": time_json(call.ended_at),
        "answered_by": call.answered_by,
        "engagement": call.rung,
        "recording": call.recording,
        "recording_url": call.recording_url,
        "flags": sorted(call.flags),
        "levels": {"caller": round(levels.caller, 1), "agent": round(levels.agent, 1)},
        "quality": quality_json(quality) if quality else None,
        "agent": _agent(call.agent) if call.agent else None,
        "silenced": call.silenced,
        "consultation": call.consultation,
        "latency_ms": call.latency_ms,
        "error": _error(call.error.code, call.error.message) if call.error else None,
        "bill": _bill(call.bill) if call.bill else None,
    }


def line_json(line: TranscriptLine) -> Json:
    """Write a line of a transcript."""
    return {
        "call": line.call_id,
        "speaker": line.speaker,
        "text": line.text,
        "at_ms": line.at_ms,
        "latency_ms": line.latency_ms,
    }


def lamp_json(lamp: Lamp) -> Json:
    """Write a lamp, with the seconds since it was last seen well."""
    age = (datetime.now(UTC) - lamp.last_seen).total_seconds() if lamp.last_seen else None
    return {
        "name": lamp.name,
        "state": lamp.state,
        "cause": lamp.cause,
        "remedy": lamp.remedy,
        "last_seen": time_json(lamp.last_seen),
        "age_s": round(age, 1) if age is not None else None,
    }


def event_json(event: Event) -> Json:
    """Write an event; ``type`` says which."""
    if isinstance(event, CallChanged):
        old = event.old.state if event.old else None
        return {
            "type": "call",
            "call": call_json(event.new),
            "old_state": old,
            "cause": event.cause,
        }
    if isinstance(event, TranscriptLine):
        return {"type": "transcript", "line": line_json(event)}
    if isinstance(event, LampChanged):
        return {"type": "lamp", "lamp": lamp_json(event.lamp)}
    raise TypeError(f"no JSON for {type(event).__name__}")


def snapshot_json(calls: Iterable[Call], lamps: Iterable[Lamp]) -> Json:
    """Write everything as it stands: the first message on an event stream."""
    return {
        "type": "snapshot",
        "calls": [call_json(call) for call in calls],
        "lamps": [lamp_json(lamp) for lamp in lamps],
    }


def self_test_json(result: SelfTestResult) -> Json:
    """Write what a self-test found."""
    return {
        "passed": result.passed,
        "at": time_json(result.at),
        "public_url": result.public_url,
        "round_trip_ms": result.round_trip_ms,
        "steps": [
            {
                "name": step.name,
                "outcome": step.outcome,
                "sentence": step.sentence,
                "remedy": step.remedy,
            }
            for step in result.steps
        ],
    }


def levels_json(levels: Mapping[CallId, CallLevels]) -> Json:
    """Write the levels of all calls: caller, agent and the peaks of both, in dBFS."""
    calls = {
        call_id: [round(it, 1) for it in (one.caller, one.agent, one.caller_peak, one.agent_peak)]
        for call_id, one in levels.items()
    }
    return {"type": "levels", "calls": calls}


def quality_json(quality: CallQuality) -> Json:
    """Write how well a call's audio travels."""
    return asdict(quality)


def qualities_json(qualities: Mapping[CallId, CallQuality]) -> Json:
    """Write how well the audio of all calls travels."""
    calls = {call_id: quality_json(one) for call_id, one in qualities.items()}
    return {"type": "quality", "calls": calls}


def lines_json(lines: Iterable[Line], *, practice: bool) -> Json:
    """Write our lines as they are set."""
    return {"lines": _LINES.dump_python(list(lines), mode="json"), "practice": practice}


def error_json(code: str, message: str) -> Json:
    """Write a refusal."""
    return {"error": _error(code, message)}


def _agent(agent: Agent) -> Json:
    return {"kind": agent.kind, "state": agent.state, "can": sorted(agent.can)}


def _bill(bill: Bill) -> Json:
    return {"seconds": bill.seconds, "price": bill.price, "currency": bill.currency}


def _error(code: str, message: str) -> Json:
    return {"code": code, "message": message}


def time_json(at: datetime | None) -> str | None:
    """Write a time."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None
