"""The control API: the switchboard's commands and readings over loopback HTTP.

Every request carries ``Authorization: Bearer TOKEN``. A refused command is 422, an
unknown call 404, a command at the wrong time 409; each with a sentence.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any, Final

from aiohttp import web

from console.server.as_json import (
    call_json,
    error_json,
    lamp_json,
    line_json,
    lines_json,
    self_test_json,
)
from console.server.control_audio import AudioSocket
from console.server.control_calls import OnCallRoutes
from console.server.control_events import EventSocket
from console.server.control_meeting import MeetingRoutes
from console.server.metrics import metrics_text
from console.server.requests import call_id_of, dial_options, json_answer, read_body, text_of
from console.server.sessions import Sessions
from console.server.sockets import OpenSockets
from console.switchboard.call import Call
from console.switchboard.errors import CommandError, NoSuchCall, Refused
from console.switchboard.switchboard import Switchboard
from console.switchboard.tally import Tally

_STATUS: Final = {NoSuchCall: 404, Refused: 422}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def control_app(
    switchboard: Switchboard,
    sessions: Sessions,
    tally: Tally,
    token: str,
    more: Iterable[web.RouteDef] = (),
) -> web.Application:
    """Build the app that desks, command lines and programs talk to, with ``more`` routes."""
    api = _Control(switchboard, tally)
    sockets = OpenSockets()
    events = EventSocket(switchboard, tally, sockets)
    audio = AudioSocket(switchboard, sessions, sockets)
    app = web.Application(middlewares=[_guard(token), _sentences])
    app.on_shutdown.append(sockets.close)
    app.on_cleanup.append(audio.close)
    app.add_routes(
        [
            web.get("/api/calls", api.list_calls),
            web.post("/api/calls", api.dial),
            web.get("/api/calls/{id}", api.show),
            web.get("/api/calls/{id}/transcript", api.transcript),
            web.get("/api/calls/{id}/audio", audio.handle),
            web.get("/api/calls/{id}/audio/last", audio.last),
            *OnCallRoutes(switchboard).routes(),
            *MeetingRoutes(switchboard).routes(),
            web.post("/api/silence-all", api.silence_all),
            web.post("/api/hang-up-all", api.hang_up_all),
            web.get("/api/events", events.handle),
            web.get("/api/lines", api.lines),
            web.get("/api/practice/scenarios", api.practice_scenarios),
            web.post("/api/practice/ring", api.practice_ring),
            web.get("/api/health", api.health),
            web.post("/api/self-test", api.self_test),
            web.get("/metrics", api.metrics),
            *more,
        ]
    )
    return app


class _Control:
    """The plain requests. Belongs to the engine's loop."""

    def __init__(self, switchboard: Switchboard, tally: Tally) -> None:
        self._board = switchboard
        self._tally = tally

    async def list_calls(self, request: web.Request) -> web.Response:
        calls = self._board.calls()
        if request.query.get("ended") in ("1", "true"):
            calls = tuple(sorted((*self._board.ended_calls(), *calls), key=_begun))
        levels, good = self._board.levels(), self._board.qualities()
        told = [call_json(call, levels.get(call.id), good.get(call.id)) for call in calls]
        return json_answer({"calls": told})

    async def show(self, request: web.Request) -> web.Response:
        return self._one(self._board.call(call_id_of(request)))

    async def transcript(self, request: web.Request) -> web.Response:
        call = self._board.call(call_id_of(request))
        lines = self._board.transcript(call.id)
        return json_answer({"lines": [line_json(line) for line in lines]})

    async def dial(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        call = await self._board.dial(
            text_of(body, "to") or "",
            text_of(body, "from"),
            text_of(body, "agent"),
            dial_options(body),
        )
        return self._one(call, 201)

    async def hang_up_all(self, _request: web.Request) -> web.Response:
        calls = await self._board.hang_up_all()
        return json_answer({"calls": [call_json(call) for call in calls]})

    async def silence_all(self, _request: web.Request) -> web.Response:
        calls = await self._board.silence_all()
        return json_answer({"calls": [call_json(call) for call in calls]})

    async def lines(self, _request: web.Request) -> web.Response:
        practice = self._board.practice is not None
        return json_answer(lines_json(self._board.lines(), practice=practice))

    async def practice_scenarios(self, _request: web.Request) -> web.Response:
        known = self._board.practice_scenarios()
        return json_answer(
            {"scenarios": [{"name": s.name, "title": s.title, "summary": s.summary} for s in known]}
        )

    async def practice_ring(self, request: web.Request) -> web.Response:
        body = await read_body(request)
        return self._one(await self._board.ring_practice(text_of(body, "scenario")), 201)

    async def health(self, _request: web.Request) -> web.Response:
        return json_answer({"lamps": [lamp_json(lamp) for lamp in self._board.lamps()]})

    async def self_test(self, _request: web.Request) -> web.Response:
        return json_answer(self_test_json(await self._board.self_test()))

    async def metrics(self, _request: web.Request) -> web.Response:
        text = metrics_text(self._board, self._tally)
        return web.Response(body=text, headers={"Content-Type": "text/plain; version=0.0.4"})

    def _one(self, call: Call, status: int = 200) -> web.Response:
        board = self._board
        told = call_json(call, board.levels().get(call.id), board.qualities().get(call.id))
        return json_answer(told, status)


def _guard(token: str) -> Any:
    expected = token.encode()

    @web.middleware
    async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        is_right = hmac.compare_digest(expected, given.encode("utf-8", "replace"))
        # A scheme is written in any case (RFC 9110, 11.1).
        if scheme.lower() != "bearer" or not is_right:
            return json_answer(
                error_json("not-allowed", "The control token is missing or wrong."), 401
            )
        return await handler(request)

    return guard


@web.middleware
async def _sentences(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Turn refusals into their status and sentence."""
    try:
        return await handler(request)
    except CommandError as exc:
        return json_answer(error_json(exc.code, exc.message), _STATUS.get(type(exc), 409))
    except web.HTTPException as exc:
        if exc.status < 400:
            raise
        return json_answer(error_json("no-such-route", f"{exc.reason}."), exc.status)
    except web.RequestPayloadError:  # it is not packed as its Content-Encoding says
        return json_answer(error_json("bad-json", "The body can't be unpacked."), 422)
    except ConnectionResetError:  # whoever asked for a socket is gone before it is there
        return web.Response(status=400)


def _begun(call: Call) -> datetime:
    return call.created_at
