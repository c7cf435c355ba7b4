"""Media Streams from Twilio's side: one bidirectional `<Connect><Stream>`.

``reference/wire-protocols.md`` 2: the handshake (2.2), what is sent (2.3) and taken (2.4),
what ends it (2.6), its callbacks (2.7) and errors (2.8).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import aiohttp
from aiohttp import WSMsgType

from console.practice.cloud.call import Call
from console.practice.cloud.handshake import MediaSocket
from console.practice.cloud.messages import (
    CONNECTED,
    InvalidMessage,
    Mark,
    Media,
    Writer,
    parse,
)
from console.practice.cloud.notices import CODES
from console.practice.cloud.playout import Playout
from console.practice.cloud.routes import DeliveryError
from console.practice.cloud.sids import new_sid, now
from console.practice.cloud.twiml import Step
from console.practice.cloud.webhooks import Link

_MOST_UNSENT: Final = 256
"""Messages, about five seconds, that wait for a customer who does not read; then 31930."""
_LONGEST_PARAMETER: Final = 500
_BROKEN: Final = (aiohttp.ClientError, ConnectionError)


async def run_stream(step: Step) -> None:
    """Run a `<Stream>` until either side ends it; what goes wrong is noted.

    When cancelled (the call ended, or its TwiML was replaced) the customer gets ``stop``
    and a closing handshake, in at most `Timings.farewell`.
    """
    call, order = step.call, _Order.read(step)
    try:
        if step.verb.get("track", "inbound_track") != "inbound_track":
            raise DeliveryError(31941, "only inbound_track can be streamed both ways")
        socket = await call.network.customer.socket(order.url)
    except DeliveryError as fault:
        call.notices.add(fault.code, fault.detail, url=order.url, method="GET")
        order.report(call, "stream-error", CODES[fault.code].text)
        return
    order.report(call, "stream-started")
    stream = MediaStream(call, order.sid, order.parameters)
    try:
        with call.connected(stream):
            code = await stream.run(socket)
        call.notices.add(code, url=order.url, method="GET")
    finally:
        order.report(call, "stream-stopped")


@dataclass(frozen=True, slots=True)
class _Order:
    """What a `<Stream>` asks for."""

    sid: str
    url: str
    name: str
    parameters: Mapping[str, str]
    callback: Link | None

    @classmethod
    def read(cls, step: Step) -> _Order:
        element, parameters = step.verb, {}
        for parameter in element.findall("Parameter"):
            name, value = parameter.get("name", ""), parameter.get("value", "")
            if name and len(name) + len(value) < _LONGEST_PARAMETER:
                parameters[name] = value
            else:
                step.call.notices.add(12200, "a <Parameter> has no name or is too long")
        callback = element.get("statusCallback")
        sid = new_sid("MZ")
        return cls(
            sid=sid,
            # The live cloud drops a query string: openclaw/openclaw issue 8814.
            url=element.get("url", "").partition("?")[0],
            name=element.get("name") or sid,
            parameters=parameters,
            callback=step.link(callback, "statusCallbackMethod") if callback else None,
        )

    def report(self, call: Call, event: str, error: str = "") -> None:
        """Send a stream status callback; its time is ISO 8601, unlike a call's."""
        if self.callback is None:
            return
        form = {
            "AccountSid": call.record.account_sid,
            "CallSid": call.record.sid,
            "StreamSid": self.sid,
            "StreamName": self.name,
            "StreamEvent": event,
            "Timestamp": now().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }
        call.post(self.callback, form | ({"StreamError": error} if error else {}))


class MediaStream:
    """One open stream: the far party's line on one side, the customer's socket on the other.

    The line's clock drives it (`play`, `hear`), so it never waits for the socket: what the
    customer does not read queues up to a bound and is then dropped.
    """

    def __init__(self, call: Call, sid: str, parameters: Mapping[str, str]) -> None:
        record = call.record
        self._sid = sid
        self._notices = call.notices
        self._farewell = call.network.timings.farewell
        self._write = Writer(record.account_sid, record.sid, sid)
        self._noted: set[int] = set()
        self._unsent: asyncio.Queue[bytes | None] = asyncio.Queue(_MOST_UNSENT)
        self._playout = Playout(lambda name: self._send(self._write.mark(name)))
        self._send(CONNECTED)
        self._send(self._write.start(parameters))

    def play(self) -> bytes:
        """Return the next 20 ms of what the customer sent; marks it passes are echoed."""
        return self._playout.play()

    def hear(self, frame: bytes, digits: str) -> None:
        """Send 20 ms of what the far party said, and the keys they pressed."""
        self._send(self._write.media(frame))
        for digit in digits:
            self._send(self._write.dtmf(digit))

    async def run(self, socket: MediaSocket) -> int:
        """Carry messages until the customer ends it; returns the debugger's code for how."""
        reading = asyncio.create_task(self._read(socket))
        sending = asyncio.create_task(self._drain(socket))
        try:
            await asyncio.wait({reading, sending}, return_when=asyncio.FIRST_COMPLETED)
            return reading.result() if reading.done() else 31903
        finally:
            # Closing with the reader still at work keeps the closing handshake orderly.
            with contextlib.suppress(TimeoutError, *_BROKEN):
                async with asyncio.timeout(self._farewell):
                    await self._close(socket, sending)
            reading.cancel()
            sending.cancel()
            await asyncio.gather(reading, sending, return_exceptions=True)
            socket.abort()

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
            message = parse(text, self._sid)
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
                await socket.send_frame(message, WSMsgType.TEXT)

    async def _close(self, socket: MediaSocket, sending: asyncio.Task[None]) -> None:
        """Say ``stop`` after everything else, and close; nothing when it is closed already."""
        if not socket.closed:
            await self._unsent.put(self._write.stop())
            await self._unsent.put(None)
            await asyncio.wait({sending})
            await socket.close()

    def _note_once(self, code: int, detail: str = "") -> None:
        if code not in self._noted:
            self._noted.add(code)
            self._notices.add(code, detail)
