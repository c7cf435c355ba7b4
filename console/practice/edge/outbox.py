"""What a client's socket is still to be sent."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final

from aiohttp import WSCloseCode, web

_MOST: Final = 512
"""Messages for a client that does not read; with more, its connection is cut."""


class Outbox:
    """Sends one socket's messages in order, and never makes the sender wait."""

    def __init__(self, request: web.Request) -> None:
        self._transport = request.transport
        self._messages: asyncio.Queue[str | bytes | None] = asyncio.Queue(_MOST)

    def put(self, message: str | bytes | None) -> None:
        """Send a message; None is the farewell: the socket is closed after it."""
        try:
            self._messages.put_nowait(message)
        except asyncio.QueueFull:
            self.cut()

    def cut(self) -> None:
        """Break the connection: no farewell, nothing more is sent."""
        if self._transport is not None:
            self._transport.abort()

    async def send_to(self, socket: web.WebSocketResponse) -> None:
        """Send until the farewell or the connection's end."""
        with contextlib.suppress(ConnectionError):
            while (message := await self._messages.get()) is not None:
                if isinstance(message, str):
                    await socket.send_str(message)
                else:
                    await socket.send_bytes(message)
            await socket.close(code=WSCloseCode.GOING_AWAY)


@contextlib.asynccontextmanager
async def outbox_of(request: web.Request, socket: web.WebSocketResponse) -> AsyncIterator[Outbox]:
    """Own a socket's outbox and its sending as long as the socket is read."""
    outbox = Outbox(request)
    sending = asyncio.create_task(outbox.send_to(socket))
    try:
        yield outbox
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
