"""The control API: the switchboard's commands and readings over loopback HTTP.

Every request carries ``Authorization: Bearer TOKEN``. A refused command is 422, an
unknown call 404, a command at the wrong time 409; each with a sentence.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final

import orjson
from aiohttp import web

from console.server.as_json import call_json, error_json, lamp_json, line_json
from console.server.control_audio import AudioSocket
from console.server.control_events import EventSocket
from console.server.metrics import metrics_text
from console.server.sessions import Sessions
from console.server.sockets import OpenSockets
from console.switchboard.call import Call, CallId, Engagement
from console.switchboard.errors import CommandError, NoSuchCall, Refused
from console.switchboard.switchboard import Switchboard
from console.switchboard.tally import Tally

_STATUS: Final = {NoSuchCall: 404, Refused: 422}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def control_app(
    switchboard: Switchboard, sessions: Sessions, tally: Tally, token: str
) -> web.Application:
    """Build the app that desks, command lines and programs talk to."""
    api = _Control(switchboard, tally)
    sockets = OpenSockets()
    events = EventSocket(switchboard, tally, sockets)
    audio = AudioSocket(switchboard, sessions, sockets)
    app = web.Application(middlewares=[_guard(token), _sentences])
    app.on_shutdown.append(sockets.close)
    app.add_routes(
        [
            web.get("/api/calls", api.list_calls),
            web.post("/api/calls", api.dial),
            web.get("/api/calls/{id}", api.show),
            web.get("/api/calls/{id}/transcript", api.transcript),
            web.get("/api/calls/{id}/audio", audio.handle),
            web.post("/api/calls/{id}/hang-up", api.hang_up),
            web.post("/api/calls/{id}/engage", api.engage),
            web.post("/api/hang-up-all", api.hang_up_all),
            web.get("/api/events", events.handle),
            web.get("/api/practice/scenarios", api.practice_scenarios),
            web.post("/api/practice/ring", api.practice_ring),
            web.get("/api/health", api.health),
            web.get("/metrics", api.metrics),
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
        levels = self._board.levels()
        return _json({"calls": [call_json(call, levels.get(call.id)) for call in calls]})

    async def show(self, request: web.Request) -> web.Response:
        return self._one(self._board.call(_id(request)))

    async def transcript(self, request: web.Request) -> web.Response:
        call = self._board.call(_id(request))
        lines = self._board.transcript(call.id)
        return _json({"lines": [line_json(line) for line in lines]})

    async def dial(self, request: web.Request) -> web.Response:
        body = await _body(request)
        call = await self._board.dial(
            _text(body, "to") or "", _text(body, "from"), _text(body, "agent")
        )
        return self._one(call, 201)

    async def hang_up(self, request: web.Request) -> web.Response:
        return self._one(await self._board.hang_up(_id(request)))

    async def hang_up_all(self, _request: web.Request) -> web.Response:
        calls = await self._board.hang_up_all()
        return _json({"calls": [call_json(call) for call in calls]})

    async def engage(self, request: web.Request) -> web.Response:
        mode = _text(await _body(request), "mode")
        if mode not in list(Engagement):
            names = ", ".join(Engagement)
            raise Refused("no-such-mode", f"“mode” is one of: {names}.")
        return self._one(await self._board.engage(_id(request), Engagement(mode)))

    async def practice_scenarios(self, _request: web.Request) -> web.Response:
        known = self._board.practice_scenarios()
        return _json(
            {"scenarios": [{"name": s.name, "title": s.title, "summary": s.summary} for s in known]}
        )

    async def practice_ring(self, request: web.Request) -> web.Response:
        body = await _body(request)
        return self._one(await self._board.ring_practice(_text(body, "scenario")), 201)

    async def health(self, _request: web.Request) -> web.Response:
        return _json({"lamps": [lamp_json(lamp) for lamp in self._board.lamps()]})

    async def metrics(self, _request: web.Request) -> web.Response:
        text = metrics_text(self._board, self._tally)
        return web.Response(body=text, headers={"Content-Type": "text/plain; version=0.0.4"})

    def _one(self, call: Call, status: int = 200) -> web.Response:
        return _json(call_json(call, self._board.levels().get(call.id)), status)


def _guard(token: str) -> Any:
    expected = f"Bearer {token}".encode()

    @web.middleware
    async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
        given = request.headers.get("Authorization", "").encode("utf-8", "replace")
        if not hmac.compare_digest(expected, given):
            return _json(error_json("not-allowed", "The control token is missing or wrong."), 401)
        return await handler(request)

    return guard


@web.middleware
async def _sentences(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Turn refusals into their status and sentence."""
    try:
        return await handler(request)
    except CommandError as exc:
        return _json(error_json(exc.code, exc.message), _STATUS.get(type(exc), 409))
    except web.HTTPException as exc:
        if exc.status < 400:
            raise
        return _json(error_json("no-such-route", f"{exc.reason}."), exc.status)


async def _body(request: web.Request) -> dict[str, Any]:
    raw = await request.read()
    if not raw:
        return {}
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise Refused("bad-json", "The body must be a JSON object.")
    return body


def _text(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise Refused("bad-json", f"“{name}” must be a text.")
    return value


def _id(request: web.Request) -> CallId:
    return request.match_info["id"]


def _begun(call: Call) -> datetime:
    return call.created_at


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
