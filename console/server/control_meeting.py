"""``/api/calls/{id}/stream``: the Stream call that a call's agent is met in.

``GET`` looks into it; ``POST …/{mute|kick|recording|transcription|end}`` does something and
answers as ``GET`` does. ``mute`` and ``kick`` take ``{"user"}``, ``kick`` a ``{"block"}``
besides, ``recording`` and ``transcription`` an ``{"on"}``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from console.server.as_json import Json, time_json
from console.server.requests import call_id_of, flag_of, json_answer, read_body, text_of
from console.switchboard.meeting import (
    AgentReport,
    Meeting,
    MeetingInterface,
    MeetingReport,
    MeetingStep,
    Participant,
    Step,
)


class MeetingRoutes:
    """Serves them. Belongs to the engine's loop."""

    def __init__(self, meetings: MeetingInterface) -> None:
        self._meetings = meetings

    def routes(self) -> list[web.RouteDef]:
        path = "/api/calls/{id}/stream"
        posts = [web.post(f"{path}/{step}", self._handler(step)) for step in Step]
        return [web.get(path, self._look), *posts]

    async def _look(self, request: web.Request) -> web.Response:
        return json_answer(meeting_json(await self._meetings.meeting(call_id_of(request))))

    def _handler(self, step: Step) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            body = await read_body(request)
            wish = MeetingStep(
                step,
                user_id=text_of(body, "user") or "",
                block=flag_of(body, "block", False),
                on=flag_of(body, "on", True),
            )
            meeting = await self._meetings.meeting_step(call_id_of(request), wish)
            return json_answer(meeting_json(meeting))

        return handle


def meeting_json(meeting: Meeting) -> Json:
    """Write a meeting; times are RFC 3339 in UTC."""
    return {
        "call": meeting.address,
        "participants": [_participant(each) for each in meeting.participants],
        "recording": meeting.recording,
        "transcribing": meeting.transcribing,
        "captioning": meeting.captioning,
        "report": _report(meeting.report) if meeting.report else None,
        "agent": _agent(meeting.agent) if meeting.agent else None,
    }


def _participant(there: Participant) -> Json:
    return {
        "user": there.user_id,
        "name": there.name,
        "session": there.session_id,
        "joined_at": time_json(there.joined_at),
        "phone": there.is_phone,
        "muted": there.muted,
    }


def _agent(agent: AgentReport) -> Json:
    return {
        "server": agent.server or None,
        "latency_ms": agent.latency_ms,
        "metrics": dict(agent.metrics),
    }


def _report(report: MeetingReport) -> Json:
    return {
        "sessions": report.sessions,
        "users": report.users,
        "most_at_once": report.most_at_once,
        "score": report.score,
        "started_at": time_json(report.started_at),
        "ended_at": time_json(report.ended_at),
    }
