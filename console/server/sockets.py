"""What the control API's sockets have in common."""

from __future__ import annotations

from aiohttp import web


async def closed_by_peer(socket: web.WebSocketResponse) -> None:
    """Read a socket until its other end closes it; what it says is not for us."""
    async for _ in socket:
        pass
