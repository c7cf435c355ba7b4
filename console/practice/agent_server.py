"""A Vision Agents server in miniature: it sends the practice agent into Stream calls.

It speaks the session routes that `console.agents.stream.vision_agents` asks for, as the real
one does: a 201 says that an agent tries to join, and a 404 that it has gone or never came.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from datetime import UTC, datetime
from typing import Final

from aiohttp import web

from console.agents.stream.account import Account, Room
from console.agents.stream.config import StreamConfig
from console.practice.stream_guest import StreamGuest

_LOG = logging.getLogger(__name__)
_HOST: Final = "127.0.0.1"
_LEAVE_S: Final = 6.0
"""An agent that is told to go has gone by then: it takes five seconds at most."""
_SESSIONS: Final = "/calls/{call_id}/sessions"


class AgentServer:
    """Sends one practice agent for each session. Belongs to the loop that awaits `start`."""

    def __init__(self, config: StreamConfig) -> None:
        self._account = Account(config)
        self._sessions: dict[str, asyncio.Task[None]] = {}
        app = web.Application()
        app.router.add_post(_SESSIONS, self._open)
        app.router.add_get(_SESSIONS + "/{session_id}", self._look)
        app.router.add_delete(_SESSIONS + "/{session_id}", self._close)
        app.router.add_get("/health", self._health)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_LEAVE_S)

    async def start(self, port: int = 0) -> str:
        """Listen on a loopback port, 0 takes a free one, and return the server's address."""
        await self._runner.setup()
        await web.TCPSite(self._runner, _HOST, port).start()
        return f"http://{_HOST}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Take no more requests, and have every agent leave."""
        await self._runner.cleanup()
        await _left(*self._sessions.values())
        await self._account.close()

    # -- routes -----------------------------------------------------------------------

    async def _open(self, request: web.Request) -> web.Response:
        try:
            call_type = (await request.json()).get("call_type", "default")
        except (ValueError, AttributeError):
            return web.json_response({"detail": "The body is not a JSON object."}, status=422)
        session_id, call_id = str(uuid.uuid4()), request.match_info["call_id"]
        room = Room(str(call_type), call_id, f"practice-agent-{session_id[:8]}")
        guest = StreamGuest(self._account, room)
        task = asyncio.get_running_loop().create_task(guest.visit())
        self._sessions[session_id] = task
        task.add_done_callback(lambda task: self._ended(session_id, task))
        started_at = datetime.now(UTC).isoformat()
        facts = {"session_id": session_id, "call_id": call_id, "session_started_at": started_at}
        return web.json_response(facts, status=201)

    async def _look(self, request: web.Request) -> web.Response:
        self._find(request)
        facts = {key: request.match_info[key] for key in ("session_id", "call_id")}
        return web.json_response(facts)

    async def _close(self, request: web.Request) -> web.Response:
        await _left(self._find(request))
        return web.Response(status=202)

    async def _health(self, _request: web.Request) -> web.Response:
        return web.Response()

    # -- inside -----------------------------------------------------------------------

    def _find(self, request: web.Request) -> asyncio.Task[None]:
        task = self._sessions.get(request.match_info["session_id"])
        if task is None:
            raise web.HTTPNotFound
        return task

    def _ended(self, session_id: str, task: asyncio.Task[None]) -> None:
        del self._sessions[session_id]
        if not task.cancelled() and (fault := task.exception()):
            _LOG.error("A practice agent failed", exc_info=fault)


async def _left(*visits: asyncio.Task[None]) -> None:
    """End visits and wait until they have ended, for some seconds at most."""
    for visit in visits:
        if not visit.cancelling():  # a second time would cut its leaving short
            visit.cancel()
    if visits:
        await asyncio.wait(visits, timeout=_LEAVE_S)
