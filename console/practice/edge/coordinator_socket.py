"""The coordinator's WebSocket, ``/api/v2/connect``: events of the calls that a client watches.

As getstream 7.0.0 speaks it: the client says ``{token, user_details, products}`` first and is
answered ``connection.ok`` with its connection's id; every later message is a health check and
comes back as one.
"""

from __future__ import annotations

import json
from typing import Any, Final

from aiohttp import WSMsgType, web

from console.practice.edge.outbox import outbox_of
from console.practice.edge.problems import BAD_INPUT, NOT_ALLOWED, Problem
from console.practice.edge.region import Region
from console.practice.edge.watchers import Watcher

_FAREWELL_S: Final = 1.0
_SILENCE_S: Final = 90.0
"""The SDK sends a health check every 20 s."""


class CoordinatorSocket:
    """Serves the connections of one region."""

    def __init__(self, region: Region) -> None:
        self._region = region

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection to its end."""
        socket = web.WebSocketResponse(timeout=_FAREWELL_S, receive_timeout=_SILENCE_S)
        await socket.prepare(request)
        async with outbox_of(request, socket) as outbox:
            watcher = Watcher(outbox)
            self._region.watchers.add(watcher)
            try:
                async for message in socket:
                    if message.type is WSMsgType.TEXT and not self._silent:
                        self._take(watcher, message.data)
            except TimeoutError:
                outbox.cut()
            finally:
                self._region.watchers.remove(watcher)
        return socket

    @property
    def _silent(self) -> bool:
        return self._region.conditions.silent_coordinator

    def _take(self, watcher: Watcher, text: str) -> None:
        if watcher.user_id:
            watcher.tell({"type": "health.check", "connection_id": watcher.id})
            return
        try:
            watcher.user_id = self._user_of(text)
        except Problem as problem:
            watcher.tell({"type": "connection.error", "error": problem.as_json()})
            watcher.dismiss()
        else:
            me = self._region.users.in_event(watcher.user_id)
            watcher.tell({"type": "connection.ok", "connection_id": watcher.id, "me": me})

    def _user_of(self, text: str) -> str:
        try:
            first: Any = json.loads(text)
            token, user_id = str(first["token"]), str(first["user_details"]["id"])
        except (ValueError, TypeError, KeyError) as error:
            raise Problem(BAD_INPUT, "a token and user_details are needed") from error
        claims = self._region.gate.claims(token)
        if not user_id or claims.user_id not in ("", user_id):
            raise Problem(NOT_ALLOWED, "the token is another user's")
        return user_id
