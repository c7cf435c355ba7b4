"""Twilio's end of a media socket, twice: a tunnel that signs, and a stream driven by hand.

The words are those of PyPI's streamdouble, the WebSocket that of ``websockets``: neither
shares a line with this project.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from typing import Any
from urllib.parse import urlsplit

from streamdouble.protocol import (
    InboundClear,
    InboundMark,
    InboundMedia,
    StreamIdentity,
    build_connected,
    build_dtmf,
    build_mark,
    build_media,
    build_start,
    build_stop,
    parse_outbound,
)
from twilio.request_validator import RequestValidator
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.protocol import State

SIGNATURE = "X-Twilio-Signature"
_PATIENCE_S = 30.0
_CHUNK = 64 * 1024


class SigningTunnel:
    """Leads unsigned clients to a node: it signs their opening request and nothing else.

    After that head every byte passes as it is, both ways, and as much later as ``away_s``
    says. Clients address it as ``url_for(wss URL of the TwiML)``.
    """

    def __init__(self, auth_token: str, node_url: str) -> None:
        self.away_s = 0.0
        self.open = 0
        """Connections that live."""
        self._sign = RequestValidator(auth_token).compute_signature
        self._node = urlsplit(node_url)
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)

    async def stop(self) -> None:
        if self._server:
            self._server.close()
            await self._server.wait_closed()

    def url_for(self, stream_url: str) -> str:
        assert self._server
        port = self._server.sockets[0].getsockname()[1]
        target = urlsplit(stream_url)
        return f"ws://127.0.0.1:{port}/{target.netloc}{target.path}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        writers = [writer]
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            from_node, to_node = await asyncio.open_connection(self._node.hostname, self._node.port)
            writers.append(to_node)
            to_node.write(self._signed(head).encode("latin-1"))
            await asyncio.gather(self._pipe(reader, to_node), self._pipe(from_node, writer))
        finally:
            for each in writers:
                each.close()
                with contextlib.suppress(ConnectionError):
                    await each.wait_closed()
            self.open -= 1

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(self._arrive(under_way, writer))
        data = b"..."
        while data:
            try:
                data = await reader.read(_CHUNK)
            except ConnectionError:
                data = b""
            under_way.put_nowait((time.monotonic() + self.away_s, data))
        await arriving

    async def _arrive(
        self, under_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        with contextlib.suppress(OSError, RuntimeError):
            while (due := await under_way.get())[1]:
                await asyncio.sleep(due[0] - time.monotonic())
                writer.write(due[1])
                await writer.drain()
            writer.write_eof()

    def _signed(self, head: str) -> str:
        request, *headers = head.removesuffix("\r\n\r\n").split("\r\n")
        method, target, version = request.split(" ")
        host, _, path = target[1:].partition("/")
        kept = [header for header in headers if not header.lower().startswith("host:")]
        signature = self._sign(f"wss://{host}/{path}", {})
        own = [f"{method} /{path} {version}", f"Host: {host}", f"{SIGNATURE}: {signature}"]
        return "\r\n".join([*own, *kept, "", ""])


class Stream:
    """One media socket as Twilio holds it, step by step."""

    def __init__(self, socket: ClientConnection, identity: StreamIdentity) -> None:
        self.identity = identity
        self.sid = identity.stream_sid
        self._socket = socket
        self._sequence = 0
        self._chunk = 0
        self._ms = 0

    @property
    def is_open(self) -> bool:
        return self._socket.state is State.OPEN

    async def begin(self) -> None:
        """Say ``connected`` and ``start``."""
        await self.send(build_connected())
        await self.send(build_start(self.identity, self._next()))

    async def say(self, frame: bytes) -> None:
        """Send what the caller says, any length of it."""
        await self.send(self.media(frame))

    async def hear(self) -> bytes:
        """Return the next thing that the caller is to hear."""
        word = await self.told()
        assert isinstance(word, InboundMedia), word
        # Twilio drops a message with a field too many (warning 31951).
        assert set(word.raw) == {"event", "streamSid", "media"}
        assert set(word.raw["media"]) == {"payload"}
        return word.payload

    async def told(self) -> InboundMedia | InboundMark | InboundClear:
        """Return the next thing that the node says: sound, a mark or a clear."""
        async with asyncio.timeout(_PATIENCE_S):
            text = await self._socket.recv()
        return parse_outbound(text, expected_stream_sid=self.sid)

    async def press(self, digit: str) -> None:
        await self.send(build_dtmf(self.identity, self._next(), digit))

    async def echo_mark(self, name: str) -> None:
        await self.send(build_mark(self.identity, self._next(), name))

    async def end(self) -> None:
        """Say ``stop``, and leave the closing to the node."""
        await self.send(build_stop(self.identity, self._next()))

    async def break_off(self) -> None:
        """Be gone without a word, as a network is."""
        self._socket.transport.abort()
        await self._socket.wait_closed()

    async def closed(self) -> int:
        """Wait until the node closes; return its close code. What it says before is lost."""
        async with asyncio.timeout(_PATIENCE_S):
            with contextlib.suppress(ConnectionClosed):
                while True:
                    await self._socket.recv()
        assert self._socket.close_code is not None
        return self._socket.close_code

    async def close(self) -> None:
        await self._socket.close()

    async def send(self, message: dict[str, Any]) -> None:
        await self.send_raw(json.dumps(message))

    async def send_raw(self, message: str | bytes | list[str], *, text: bool | None = None) -> None:
        """Send something as it is; a list in fragments, bytes as text where so asked."""
        await self._socket.send(message, text=text)

    def media(self, frame: bytes, *, lost: int = 0, track: str = "inbound") -> dict[str, Any]:
        """Build the next frame; ``lost`` ones before it never come."""
        self._chunk += 1 + lost
        self._ms += 20 * (1 + lost)
        return build_media(
            self.identity, self._next(), self._chunk, self._ms - 20, frame, track=track
        )

    def _next(self) -> int:
        self._sequence += 1
        return self._sequence


async def open_socket(node_url: str, url: str, headers: dict[str, str]) -> ClientConnection | int:
    """Open a media socket of a node by its public URL; the status where it is refused."""
    node = urlsplit(node_url)
    try:
        return await connect(
            url.replace("wss://", "ws://", 1),
            host=node.hostname,
            port=node.port,
            additional_headers=headers,
            user_agent_header="TwilioProxy/1.1",
            compression=None,
            proxy=None,
            open_timeout=_PATIENCE_S,
        )
    except InvalidStatus as exc:
        return exc.response.status_code
