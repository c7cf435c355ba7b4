"""``GET /api/calls/{id}/audio``: both directions of a call, live; ``…/audio/last``: a WAV of
its last 15 seconds.

Binary messages of 16-bit little-endian PCM, 8 kHz, two channels (caller, agent), 20 ms
each, silence included. It opens as soon as the call is known; sound comes with its audio.
Binary messages that come in are the operator's microphone: 16-bit PCM, 8 kHz, one channel,
any length, at the pace at which it was spoken; heard in join and take-over only. Whoever has
spoken is an operator, and so is, from the beginning, who asks for ``?operator=1``. A call that
was taken over goes back to its agent when an operator's socket breaks and none has come again
or spoken for ten seconds: its caller would hear nobody.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import logging
import wave
from collections import deque
from typing import Final

import numpy as np
from aiohttp import WSCloseCode, web

from console.audio.g711 import FRAME_BYTES, SAMPLE_RATE, encode
from console.audio.stereo import stereo
from console.server.session import Session
from console.server.sessions import Sessions
from console.server.sockets import CLOSE_S, OpenSockets
from console.switchboard.call import Engagement, State
from console.switchboard.errors import CommandError, NotNow
from console.switchboard.switchboard import Switchboard

_LOG = logging.getLogger(__name__)
_PCM_FRAME_BYTES: Final = 2 * FRAME_BYTES
_MISSED_S: Final = 10.0
"""How long a call that was taken over waits for its operator, whose socket broke."""
_BACKLOG: Final = 50
"""Frames: a reader that is a second behind loses the oldest."""


class _Queue:
    """A sink that holds the last second for a reader. Belongs to the engine's loop."""

    def __init__(self) -> None:
        self._frames: deque[tuple[bytes, bytes]] = deque(maxlen=_BACKLOG)
        self._came = asyncio.Event()

    def __call__(self, caller: bytes, agent: bytes) -> None:
        self._frames.append((caller, agent))
        self._came.set()

    async def next(self) -> bytes:
        while not self._frames:
            self._came.clear()
            await self._came.wait()
        return stereo(*self._frames.popleft())


class _Microphone:
    """Cuts what comes from an operator's microphone into whole frames."""

    def __init__(self, session: Session, *, operator: bool) -> None:
        self.session = session
        self.operator = operator
        """Whether an operator is there, and nobody who only listens."""
        self._rest = b""

    def take(self, pcm: bytes) -> None:
        self.operator = True
        spoken = self._rest + pcm
        whole = len(spoken) - len(spoken) % _PCM_FRAME_BYTES
        self._rest = spoken[whole:]
        self.session.from_operator(encode(np.frombuffer(spoken[:whole], dtype="<i2")))


class AudioSocket:
    """Serves listeners of calls."""

    def __init__(self, switchboard: Switchboard, sessions: Sessions, sockets: OpenSockets) -> None:
        self._open: set[_Microphone] = set()
        self._missing: set[asyncio.Task[None]] = set()
        self._board = switchboard
        self._sessions = sessions
        self._sockets = sockets

    async def last(self, request: web.Request) -> web.Response:
        """Give what was heard lately: caller left, agent right."""
        heard = self._session(request).recent()
        return web.Response(body=_wav(stereo(*heard)), content_type="audio/wav")

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        session = self._session(request)
        socket = web.WebSocketResponse(heartbeat=30, compress=False, timeout=CLOSE_S)
        await socket.prepare(request)
        queue = _Queue()
        microphone = _Microphone(session, operator=request.query.get("operator") == "1")
        self._open.add(microphone)
        session.tap(queue)
        tasks = {
            asyncio.create_task(_write(socket, queue)),
            asyncio.create_task(self._sockets.closed(socket, microphone.take)),
            asyncio.create_task(session.over.wait()),
        }
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            session.untap(queue)
            self._open.discard(microphone)
            if microphone.operator:
                self._miss(session)
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await socket.close(code=WSCloseCode.OK)
        return socket

    def _miss(self, session: Session) -> None:
        """Wait for an operator who has taken a call over and is gone."""
        if self._is_taken(session):
            task = asyncio.get_running_loop().create_task(self._give_up(session))
            self._missing.add(task)
            task.add_done_callback(self._missing.discard)

    async def _give_up(self, session: Session) -> None:
        """Hand the call back to its agent: its caller hears nobody."""
        heard = session.operator_frames
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_MISSED_S):
                await session.over.wait()
        there = any(it.session is session and it.operator for it in self._open)
        is_back = there or session.operator_frames > heard
        if is_back or not self._is_taken(session):
            return
        with contextlib.suppress(CommandError):  # it ends just now
            await self._board.engage(session.call_id, Engagement.OFF)
            _LOG.warning("Call %s: its operator is gone; the agent has it", session.call_id)

    def _is_taken(self, session: Session) -> bool:
        if session.over.is_set():
            return False
        call = self._board.call(session.call_id)
        return call.state is State.LIVE and call.rung is Engagement.TAKE_OVER

    async def close(self, _app: web.Application) -> None:
        """Wait for nobody any more."""
        for task in self._missing:
            task.cancel()
        if self._missing:
            await asyncio.wait(self._missing)

    def _session(self, request: web.Request) -> Session:
        call = self._board.call(request.match_info["id"])
        session = self._sessions.get(call.id)
        if session is None:
            raise NotNow("no-audio", "The call has ended; there is nothing to hear.")
        return session


def _wav(pcm: bytes) -> bytes:
    """Return 16-bit stereo PCM with the header of a WAV file before it."""
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(2)
        wav.setsampwidth(2)
        wav.setframerate(SAMPLE_RATE)
        wav.writeframes(pcm)
    return file.getvalue()


async def _write(socket: web.WebSocketResponse, queue: _Queue) -> None:
    while True:
        await socket.send_bytes(await queue.next())
