"""A carrier's media socket: let in once, read for as long as the call lasts."""

from __future__ import annotations

import asyncio
import logging
from typing import Final

from aiohttp import WebSocketError, WSCloseCode, WSMsgType, web

from console.audio.bridge import Bridge
from console.carriers.carrier import (
    BadFrame,
    Carrier,
    Control,
    Key,
    Marked,
    MediaCodec,
    Started,
    Stopped,
)
from console.server.phone import SocketPhone
from console.server.session import Session
from console.server.sessions import Sessions
from console.switchboard.call import CallError, CallId
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.tally import Count, Tally

_LOG = logging.getLogger(__name__)
_START_S: Final = 5.0
_MAX_MESSAGE_BYTES: Final = 64 * 1024
_CLOSE_S: Final = 2.0
_OVER: Final = (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED)


class MediaDoor:
    """The route of one carrier's media sockets. Belongs to the engine's loop."""

    def __init__(
        self,
        carrier: Carrier,
        lifecycle: Lifecycle,
        sessions: Sessions,
        tally: Tally,
        start_s: float = _START_S,
    ) -> None:
        self._carrier = carrier
        self._life = lifecycle
        self._sessions = sessions
        self._tally = tally
        self._start_s = start_s

    def route(self) -> web.RouteDef:
        return web.get(self._carrier.media_route, self._handle, allow_head=False)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        call_id = request.match_info["call_id"]
        socket = web.WebSocketResponse(
            max_msg_size=_MAX_MESSAGE_BYTES + 1,  # aiohttp refuses what is just as long
            compress=False,
            timeout=_CLOSE_S,
        )
        # The token is looked at last: a handshake that fails must not use it up.
        if (
            not socket.can_prepare(request)
            or not self._carrier.handshake_is_genuine(request.headers, request.raw_path)
            or not self._life.admit(call_id, request.match_info["token"])
        ):
            self._tally.add(Count.SOCKET_REFUSED)
            _LOG.warning("Refused a media socket: unsigned, or without a token that works")
            return web.Response(status=403)
        await socket.prepare(request)
        self._tally.add(Count.SOCKET_OPENED)
        await _Line(request, socket, call_id, self._carrier.codec(), self._tally).run(
            self._life, self._sessions, self._start_s
        )
        return socket


class _Line:
    """One open media socket."""

    def __init__(
        self,
        request: web.Request,
        socket: web.WebSocketResponse,
        call_id: CallId,
        codec: MediaCodec,
        tally: Tally,
    ) -> None:
        self._socket = socket
        self._id = call_id
        self._codec = codec
        self._tally = tally
        self._phone = SocketPhone(socket, request.transport, codec)
        self._error: CallError | None = None
        self._stopped = False

    async def run(self, lifecycle: Lifecycle, sessions: Sessions, start_s: float) -> None:
        try:
            await self._serve(lifecycle, sessions, start_s)
        except Exception:
            self._error = CallError("fault", "The console failed on the call's audio.")
            raise
        finally:
            # Told before the goodbye, which a carrier that is gone does not answer.
            session = sessions.get(self._id)
            if session is None or session.hung_up(self._phone):
                lifecycle.media_ended(self._id, stopped=self._stopped, error=self._error)
            await self._socket.close(
                code=WSCloseCode.POLICY_VIOLATION if self._error else WSCloseCode.OK
            )

    async def _serve(self, lifecycle: Lifecycle, sessions: Sessions, start_s: float) -> None:
        try:
            async with asyncio.timeout(start_s):
                started = await self._wait_for_start()
        except TimeoutError:
            started = None
            self._error = CallError("no-start", "The carrier connected its audio and sent none.")
        session = sessions.get(self._id)
        if started and started.parameters.get("call_id", self._id) != self._id:
            self._error = CallError("wrong-call", "Another call's audio came; it was refused.")
        elif started and session and lifecycle.media_began(self._id, started.carrier_call_id):
            bridge = await session.begin(self._phone, self._close)
            await self._read(session, bridge)
            self._count(bridge)
        elif started and session:
            self._error = CallError("wrong-call", "Another call's audio came; it was refused.")
        elif started:
            self._error = CallError("no-agent", "No agent could be put on the call.")

    async def _wait_for_start(self) -> Started | None:
        async for message in self._socket:
            try:
                if message.type is not WSMsgType.TEXT:
                    raise BadFrame("not a text message")
                word = self._codec.decode(message.data)
            except BadFrame:
                self._tally.add(Count.FRAME_BAD)
                continue
            if isinstance(word, Started):
                return word
        self._note_failure()
        return None

    async def _read(self, session: Session, bridge: Bridge) -> None:
        frames = 0
        receive, decode, hear = self._socket.receive, self._codec.decode, bridge.from_phone
        phone, text = self._phone, WSMsgType.TEXT
        while (message := await receive()).type not in _OVER:
            try:
                if message.type is not text:
                    raise BadFrame("not a text message")
                word = decode(message.data)
            except BadFrame:
                self._tally.add(Count.FRAME_BAD)
                continue
            if type(word) is bytes:
                frames += 1
                await hear(word)
                if phone.owes:
                    await phone.catch_up()
            elif self._obey(word, session, bridge):
                break
        else:
            self._note_failure()
        self._tally.add(Count.FRAME_IN, frames)

    def _obey(self, word: bytes | Control, session: Session, bridge: Bridge) -> bool:
        """Do what a control word asks; True when it is the last."""
        if isinstance(word, Marked):
            bridge.marked(word.name)
        elif isinstance(word, Key):
            session.key(word.digit)
        self._stopped = isinstance(word, Stopped)
        return self._stopped

    async def _close(self, error: CallError | None) -> None:
        self._error = self._error or error
        await self._socket.close(
            code=WSCloseCode.POLICY_VIOLATION if error else WSCloseCode.OK,
            message=error.code.encode() if error else b"",
        )

    def _note_failure(self) -> None:
        """Give the reason where the socket had to be closed for what came over it."""
        failure = self._socket.exception()
        if not isinstance(failure, WebSocketError):
            return
        if failure.code == WSCloseCode.MESSAGE_TOO_BIG:
            sentence = "The carrier sent a message larger than 64 KiB; its audio was closed."
            self._error = CallError("too-big", sentence)
        else:
            sentence = "The carrier's audio connection was garbled; it was closed."
            self._error = CallError("garbled", sentence)

    def _count(self, bridge: Bridge) -> None:
        self._tally.add(Count.FRAME_MISSING, self._codec.gaps)
        self._tally.add(Count.FRAME_UNSENT, bridge.dropped)
