"""The way from a bridge to a carrier's media socket, which is never waited for."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable
from typing import Final

from aiohttp import WSMsgType, web

from console.carriers.carrier import MediaCodec

_STUCK_BYTES: Final = 32 * 1024
"""Half of what asyncio buffers before a write has to wait: about 100 frames, two seconds."""
_MOST_OWED: Final = 20
_TEXT: Final = WSMsgType.TEXT


class SocketPhone:
    """Implements `console.audio.ports.Phone` over one socket.

    Audio for a socket that is stuck is lost; control words are not: they are kept and go
    first once it flows again (`catch_up`).
    """

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
        codec: MediaCodec,
    ) -> None:
        self.owes = False
        """Whether control words wait for the socket to flow again."""
        self._socket = socket
        self._transport = transport
        self._codec = codec
        self._owed: deque[bytes] = deque(maxlen=_MOST_OWED)

    def play(self, frame: bytes) -> Awaitable[bool]:
        audio = self._codec.audio(frame)
        return self._send_last(audio) if self.owes else self._send(audio)

    async def mark(self, name: str) -> None:
        await self._control(self._codec.mark(name))

    async def clear(self) -> None:
        # It makes the carrier echo every mark: those that still wait need not go.
        self._owed.clear()
        await self._control(self._codec.clear())

    async def catch_up(self) -> None:
        """Send the control words that wait, as far as the socket takes them now."""
        while self._owed and await self._send(self._owed[0]):
            self._owed.popleft()
        self.owes = bool(self._owed)

    async def _send_last(self, text: bytes) -> bool:
        await self.catch_up()
        return not self.owes and await self._send(text)

    async def _control(self, text: bytes) -> None:
        self._owed.append(text)
        await self.catch_up()

    async def _send(self, text: bytes) -> bool:
        transport = self._transport
        if transport is None or transport.get_write_buffer_size() > _STUCK_BYTES:
            return False
        try:
            # Below that mark this returns without waiting.
            await self._socket.send_frame(text, _TEXT)
        except ConnectionError:
            return False
        return True
