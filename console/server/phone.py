"""The way from a bridge to a carrier's media socket, which is never waited for."""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import web

from console.carriers.carrier import MediaCodec

_STUCK_BYTES: Final = 32 * 1024
"""Half of what asyncio buffers before a write has to wait: about 100 frames, two seconds."""


class SocketPhone:
    """Implements `console.audio.ports.Phone` over one socket."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
        codec: MediaCodec,
    ) -> None:
        self._socket = socket
        self._transport = transport
        self._codec = codec

    async def play(self, frame: bytes) -> bool:
        return await self._send(self._codec.audio(frame))

    async def mark(self, name: str) -> None:
        await self._send(self._codec.mark(name))

    async def clear(self) -> None:
        await self._send(self._codec.clear())

    async def _send(self, text: str) -> bool:
        transport = self._transport
        if transport is None or transport.get_write_buffer_size() > _STUCK_BYTES:
            return False
        try:
            # Below that mark this returns without waiting.
            await self._socket.send_str(text)
        except ConnectionError:
            return False
        return True
