"""``GET /api/events``: everything that happens, as JSON with a rising number."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from aiohttp import WSCloseCode, web

from console.server.as_json import event_json, snapshot_json
from console.server.sockets import CLOSE_S, OpenSockets
from console.switchboard.events import Subscription
from console.switchboard.switchboard import Switchboard
from console.switchboard.tally import Count, Tally


class EventSocket:
    """Sends a snapshot and then each event. A reader too slow for it loses the oldest."""

    def __init__(self, switchboard: Switchboard, tally: Tally, sockets: OpenSockets) -> None:
        self._board = switchboard
        self._tally = tally
        self._sockets = sockets

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=30, timeout=CLOSE_S)
        await socket.prepare(request)
        # Subscribed before the snapshot is taken, with no wait between: nothing falls out.
        subscription = self._board.subscribe()
        snapshot = snapshot_json(self._board.calls(), self._board.lamps())
        writing = asyncio.create_task(self._write(socket, subscription, snapshot))
        try:
            await self._sockets.closed(socket)
        finally:
            writing.cancel()
            await asyncio.wait({writing})
            subscription.close()
            self._tally.add(Count.EVENT_MISSED, subscription.dropped)
            await socket.close(code=WSCloseCode.GOING_AWAY)
        return socket

    @staticmethod
    async def _write(
        socket: web.WebSocketResponse, subscription: Subscription, snapshot: dict[str, Any]
    ) -> None:
        seq = 1
        await _send(socket, seq, snapshot)
        async for event in subscription:
            seq += 1
            await _send(socket, seq, event_json(event))


async def _send(socket: web.WebSocketResponse, seq: int, message: dict[str, Any]) -> None:
    await socket.send_str(orjson.dumps({"seq": seq, **message}).decode())
