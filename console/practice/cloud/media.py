"""An open media stream, from Twilio's side: what goes over the socket, and how it ends.

As Twilio's "Media Streams – WebSocket Messages" has it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Final

import aiohttp
from aiohttp import WSMsgType

from console.practice.cloud.handshake import MediaSocket
from console.practice.cloud.messages import (
    CONNECTED,
    InvalidMessage,
    Mark,
    Media,
    Writer,
    parse,
)
from console.practice.cloud.mishaps import Mishaps
from console.practice.cloud.notices import Notices
from console.practice.cloud.playout import Playout

_MOST_UNSENT: Final = 256
"""Messages, about five seconds, that wait for a customer who does not read; then 31930."""
_HELD_S: Final = 0.005
_BROKEN: Final = (aiohttp.ClientError, ConnectionError)


class MediaStream:
    """One open stream: the far party's line on one side, the customer's socket on the other.

    The line's clock drives it (`play`, `hear`), so it never waits for the socket: what the
    customer does not read queues up to a bound and is then dropped.
    """

    def __init__(
        self,
        write: Writer,
        parameters: Mapping[str, str],
        notices: Notices,
        farewell: float,
        mishaps: Mishaps | None = None,
    ) -> None:
        self._write = write
        self._notices = notices
        self._farewell = farewell
        self._mishaps = mishaps or Mishaps()
        self._noted: set[int] = set()
        self._unsent: asyncio.Queue[bytes | None] = asyncio.Queue(_MOST_UNSENT)
        self._playout = Playout(lambda name: self._send(write.mark(name)))
        self._send(CONNECTED)
        self._send(write.start(parameters))

    def play(self) -> bytes:
        """Return the next 20 ms of what the customer sent; marks it passes are echoed."""
        return self._playout.play()

    def hear(self, frame: bytes, digits: str, _words: str = "") -> None:
        """Send 20 ms of what the far party said, and the keys they pressed."""
        self._send(self._write.media(frame))
        for digit in digits:
            self._send(self._write.dtmf(digit))

    async def run(self, socket: MediaSocket) -> int:
        """Carry messages until the customer ends it; returns the debugger's code for how.

        When cancelled it says ``stop`` and closes, both in at most ``farewell`` seconds.
        """
        reading = asyncio.create_task(self._read(socket))
        sending = asyncio.create_task(self._drain(socket))
        try:
            await asyncio.wait({reading, sending}, return_when=asyncio.FIRST_COMPLETED)
            return reading.result() if reading.done() else 31903
        finally:
            try:
                # The reader stays at work, which keeps the closing handshake orderly.
                with contextlib.suppress(TimeoutError, *_BROKEN):
                    async with asyncio.timeout(self._farewell):
                        await self._close(socket, sending)
            finally:
                socket.abort()
                reading.cancel()
                sending.cancel()
                await asyncio.gather(reading, sending, return_exceptions=True)

    async def _read(self, socket: MediaSocket) -> int:
        while True:
            message = await socket.receive()
            match message.type:
                case WSMsgType.TEXT:
                    self._take(message.data)
                case WSMsgType.BINARY:
                    self._note_once(31950)
                case WSMsgType.CLOSE:
                    return 31921
                case WSMsgType.ERROR:
                    return 31924
                case _:
                    return 31903

    def _take(self, text: str) -> None:
        try:
            message = parse(text, self._write.stream_sid)
        except InvalidMessage as fault:
            self._note_once(31951, str(fault))
            return
        if isinstance(message, Media):
            fits = self._playout.media(message.ulaw)
        elif isinstance(message, Mark):
            fits = self._playout.mark(message.name)
        else:
            self._playout.clear()
            fits = True
        if not fits:
            self._note_once(31931)

    def _send(self, message: bytes) -> None:
        try:
            self._unsent.put_nowait(message)
        except asyncio.QueueFull:
            self._note_once(31930)

    async def _drain(self, socket: MediaSocket) -> None:
        with contextlib.suppress(*_BROKEN):
            while (message := await self._unsent.get()) is not None:
                while self._mishaps.held:  # noqa: ASYNC110 - whoever holds it sets no event
                    await asyncio.sleep(_HELD_S)
                await socket.send_frame(message, WSMsgType.TEXT)

    async def _close(self, socket: MediaSocket, sending: asyncio.Task[None]) -> None:
        """Say ``stop`` after everything else, and close; nothing when it is closed already."""
        if not socket.closed and not self._mishaps.no_stop:
            await self._unsent.put(self._write.stop())
            await self._unsent.put(None)
            await asyncio.wait({sending})
            if self._mishaps.no_close:
                await asyncio.sleep(self._farewell)  # waits for the customer to do it
            await socket.close()

    def _note_once(self, code: int, detail: str = "") -> None:
        if code not in self._noted:
            self._noted.add(code)
            self._notices.add(code, detail)
