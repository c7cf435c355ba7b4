"""Twilio's media socket as the load generator speaks it: few instructions a frame.

The frames' mask is zero, which RFC 6455 allows, so that what is sent was made beforehand.
"""

from __future__ import annotations

import asyncio
import base64
import os
import struct
import time
from array import array

from tests.benchmarks.wire import ACCOUNT_SID, PUBLIC_HOST, Door, signature

_PAYLOAD = b'"payload":"'
_DIGITS = 8
_LONG = struct.Struct("!BBHI")
_SHORT = struct.Struct("!BBI")
_TEXT, _MASKED, _EXTENDED = 0x81, 0x80, 126
_CLOSE = b"\x88\x82\x00\x00\x00\x00\x03\xe8"


class Script:
    """The media messages of any call: frame *n* is the same on all but for its stream.

    Its payload begins with *n* itself in digits, which are base64 as well.
    """

    def __init__(self, frames: int, stream_sid_length: int) -> None:
        noise = [base64.b64encode(os.urandom(160))[_DIGITS:] for _ in range(64)]
        self.tails = [noise[n % 64] for n in range(frames)]
        texts = [
            b'{"event":"media","sequenceNumber":"%d","media":{"track":"inbound","chunk":"%d",'
            b'"timestamp":"%d","payload":"%0*d%b"},"streamSid":"'
            % (n + 2, n + 1, n * 20, _DIGITS, n, self.tails[n])
            for n in range(frames)
        ]
        rest = stream_sid_length + len('"}')
        self.heads = [
            _LONG.pack(_TEXT, _MASKED | _EXTENDED, len(text) + rest, 0) + text for text in texts
        ]


class Line(asyncio.Protocol):
    """One call's media socket: sends the script, times each frame until it comes back."""

    def __init__(self, script: Script, call_sid: str, stream_sid: str) -> None:
        self.sent = array("d")
        """When each frame was sent."""
        self.back = array("d")
        """When it came back; 0 if it did not."""
        self.misplaced = 0
        """Echoes out of order, or not byte for byte what was sent."""
        self.call_sid = call_sid
        self._script = script
        self._stream_sid = stream_sid
        self._end = f'{stream_sid}"}}'.encode()
        self._next = 0
        self._rest = b""
        self._opened: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._closed = asyncio.Event()
        self._transport: asyncio.Transport

    async def open(self, door: Door, path: str) -> None:
        """Shake hands, signed, and say ``connected`` and ``start``."""
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, door.host, door.port)
        self._transport.write(
            f"GET {path} HTTP/1.1\r\nHost: {PUBLIC_HOST}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n"
            f"X-Twilio-Signature: {signature(f'wss://{PUBLIC_HOST}{path}')}\r\n\r\n".encode()
        )
        answer = await asyncio.wait_for(self._opened, 10)
        if b" 101 " not in answer:
            raise RuntimeError(f"the media socket answered {answer[:60]!r}")
        self._say('{"event":"connected","protocol":"Call","version":"1.0.0"}')
        self._say(
            f'{{"event":"start","sequenceNumber":"1","start":{{"accountSid":"{ACCOUNT_SID}",'
            f'"streamSid":"{self._stream_sid}","callSid":"{self.call_sid}","tracks":["inbound"],'
            '"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},'
            f'"customParameters":{{}}}},"streamSid":"{self._stream_sid}"}}'
        )

    def send(self, now: float) -> None:
        """Send the next frame."""
        head = self._script.heads[len(self.sent)]
        self.sent.append(now)
        self.back.append(0.0)
        self._transport.write(head + self._end)

    async def close(self) -> None:
        """Say ``stop`` and close, as after a hang-up; wait for the server's end of it."""
        self._say(
            f'{{"event":"stop","sequenceNumber":"{len(self.sent) + 2}","stop":{{"accountSid":'
            f'"{ACCOUNT_SID}","callSid":"{self.call_sid}"}},"streamSid":"{self._stream_sid}"}}'
        )
        self._transport.write(_CLOSE)
        try:
            await asyncio.wait_for(self._closed.wait(), 3)
        finally:
            self._transport.abort()

    def _say(self, words: str) -> None:
        text = words.encode()
        if len(text) < _EXTENDED:
            head = _SHORT.pack(_TEXT, _MASKED | len(text), 0)
        else:
            head = _LONG.pack(_TEXT, _MASKED | _EXTENDED, len(text), 0)
        self._transport.write(head + text)

    # -- asyncio.Protocol -------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:
        self._closed.set()

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        if self._rest:
            data = self._rest + data
        at, end = 0, len(data)
        if not self._opened.done():
            at = data.find(b"\r\n\r\n") + 4
            if at < 4:
                self._rest = data
                return
            self._opened.set_result(data[:at])
        while end - at >= 4:
            size, body = data[at + 1], at + 2
            if size == _EXTENDED:
                size, body = data[at + 2] << 8 | data[at + 3], at + 4
            if body + size > end:
                break
            if data[at] == _TEXT:
                self._came_back(data, body, body + size, now)
            at = body + size
        self._rest = data[at:]

    def _came_back(self, data: bytes, start: int, end: int, now: float) -> None:
        at = data.find(_PAYLOAD, start, end) + len(_PAYLOAD)
        if at < len(_PAYLOAD):
            # The floor echoes what is no audio as well.
            return
        number = int(data[at : at + _DIGITS])
        # One that never comes back is counted as lost, later.
        if number < self._next or not data.startswith(self._script.tails[number], at + _DIGITS):
            self.misplaced += 1
        self._next = number + 1
        self.back[number] = now
