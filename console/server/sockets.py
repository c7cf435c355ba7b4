"""What the control API's sockets have in common."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from aiohttp import WSCloseCode, WSMsgType, web

CLOSE_S: Final = 2.0
"""How long a socket that is closed waits for its other end to agree."""


class OpenSockets:
    """The sockets that are open. They close when the app goes, which waits for none of them."""

    def __init__(self) -> None:
        self._open: set[web.WebSocketResponse] = set()

    async def closed(
        self, socket: web.WebSocketResponse, take: Callable[[bytes], None] | None = None
    ) -> None:
        """Read a socket until it is closed, and give away the binary messages that come."""
        self._open.add(socket)
        try:
            async for message in socket:
                if take and message.type is WSMsgType.BINARY:
                    take(message.data)
        finally:
            self._open.discard(socket)

    async def close(self, _app: web.Application) -> None:
        """Close them all."""
        closing = (socket.close(code=WSCloseCode.GOING_AWAY) for socket in tuple(self._open))
        await asyncio.gather(*closing, return_exceptions=True)
