"""What the control API's sockets have in common."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import WSCloseCode, web

CLOSE_S: Final = 2.0
"""How long a socket that is closed waits for its other end to agree."""


class OpenSockets:
    """The sockets that are open. They close when the app goes, which waits for none of them."""

    def __init__(self) -> None:
        self._open: set[web.WebSocketResponse] = set()

    async def closed(self, socket: web.WebSocketResponse) -> None:
        """Read a socket until it is closed; what its other end says is not for us."""
        self._open.add(socket)
        try:
            async for _ in socket:
                pass
        finally:
            self._open.discard(socket)

    async def close(self, _app: web.Application) -> None:
        """Close them all."""
        closing = (socket.close(code=WSCloseCode.GOING_AWAY) for socket in tuple(self._open))
        await asyncio.gather(*closing, return_exceptions=True)
