"""``GET /api/events``: everything that happens, as JSON with a rising number.

With ``?levels=HZ`` the levels of all calls come beside it, so often (30 at most), and once a
second how well their audio travels.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

import orjson
from aiohttp import WSCloseCode, web

from console.server.as_json import event_json, levels_json, qualities_json, snapshot_json
from console.server.sockets import CLOSE_S, OpenSockets
from console.switchboard.events import Subscription
from console.switchboard.switchboard import Switchboard
from console.switchboard.tally import Count, Tally

_MOST_HZ: Final = 30


class EventSocket:
    """Sends a snapshot and then each event. A reader too slow for it loses the oldest."""

    def __init__(self, switchboard: Switchboard, tally: Tally, sockets: OpenSockets) -> None:
        self._board = switchboard
        self._tally = tally
        self._sockets = sockets

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=30, timeout=CLOSE_S)
        await socket.prepare(request)
        hz = _hz(request.query.get("levels", ""))
        stream = _Stream(socket)
        # Subscribed before the snapshot is taken, with no wait between: nothing falls out.
        subscription = self._board.subscribe()
        snapshot = snapshot_json(self._board.calls(), self._board.lamps())
        writing = {asyncio.create_task(self._write(stream, subscription, snapshot))}
        if hz:
            writing.add(asyncio.create_task(self._write_levels(stream, 1 / hz)))
        try:
            await self._sockets.closed(socket)
        finally:
            for task in writing:
                task.cancel()
            await asyncio.wait(writing)
            subscription.close()
            self._tally.add(Count.EVENT_MISSED, subscription.dropped)
            await socket.close(code=WSCloseCode.GOING_AWAY)
        return socket

    @staticmethod
    async def _write(stream: _Stream, subscription: Subscription, snapshot: dict[str, Any]) -> None:
        await stream.send(snapshot)
        async for event in subscription:
            await stream.send(event_json(event))

    async def _write_levels(self, stream: _Stream, every_s: float) -> None:
        due = 0.0
        while True:
            await stream.send(levels_json(self._board.levels()))
            if (due := due - every_s) <= 0:
                due = 1.0
                await stream.send(qualities_json(self._board.qualities()))
            await asyncio.sleep(every_s)


class _Stream:
    """Numbers what goes out on one socket."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        self._seq = 0

    async def send(self, message: dict[str, Any]) -> None:
        self._seq += 1
        await self._socket.send_str(orjson.dumps({"seq": self._seq, **message}).decode())


def _hz(asked: str) -> int:
    return min(int(asked), _MOST_HZ) if asked.isdecimal() else 0
