"""The SFU's socket under SDK 6, with time-outs, and closed without holding up the loop.

The SDK's own waits for the SFU's first message in a thread of the loop's pool: for ever, and
with it the process at its end. Its ``close`` blocks the loop, and all calls, for two seconds,
because the thread of its health checks sleeps; so those checks are made here.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from socket import SHUT_RDWR
from typing import Any, Final

from getstream.video.rtc import connection_utils
from getstream.video.rtc.pb.stream.video.sfu.event import events_pb2 as events
from getstream.video.rtc.signaling import WebSocketClient
from websocket import ABNF, WebSocket, WebSocketException

_LOG = logging.getLogger(__name__)
_ANSWER_S: Final = 8.0
_GOODBYE_S: Final = 0.5
_CLOSED_S: Final = 3.0
_HEALTH_S: Final = 5.0
"""How often the SFU is asked whether it is there; three times without an answer is a loss."""


class Signalling(WebSocketClient):  # type: ignore[misc]  # the SDK has no types
    """What ``ConnectionManager`` speaks with the SFU through."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._over = threading.Event()
        # That one is there keeps the SDK from starting its own.
        self.ping_thread = threading.Thread(target=self._check_health, daemon=True)
        self._socket: WebSocket | None = None
        self._closing: threading.Thread | None = None

    async def connect(self) -> Any:
        self.ping_thread.start()
        try:
            async with asyncio.timeout(_ANSWER_S):
                welcome = await super().connect()
                self.last_health_check_time = time.time()
                self._socket = self.ws.sock if self.ws else None
                return welcome
        finally:
            self.first_message_event.set()  # lets the thread go that waits for it

    def emit(self, event: str, *args: Any, **kwargs: Any) -> Any:
        """Tell an event; what a listener failed with goes no further than this.

        An offer that comes while we leave finds no connection, and nobody listens for that.
        """
        if event == "error" and args and isinstance(args[0], Exception):
            _LOG.debug("An event of the SFU's was not taken: %r", args[0])
            return True
        return super().emit(event, *args, **kwargs)

    def close(self) -> None:
        """Begin to close, on any thread; `gone` waits for the end."""
        self._over.set()
        if self._closing is None:
            self._closing = threading.Thread(target=self._close, daemon=True)
            self._closing.start()

    async def gone(self) -> None:
        """Wait until its threads have ended, for as long as one can want to."""
        if self._closing is not None:
            await asyncio.to_thread(self._closing.join, _CLOSED_S)

    async def say_goodbye(self, session_id: str) -> None:
        """Tell the SFU that we leave, so that the others learn it at once. Never raises."""
        bye = events.LeaveCallRequest(session_id=session_id, reason="hung up")
        message = events.SfuRequest(leave_call_request=bye).SerializeToString()
        try:
            async with asyncio.timeout(_GOODBYE_S):
                await asyncio.to_thread(self._send, message)
        except (TimeoutError, OSError, WebSocketException):
            return  # its socket is gone: it will find out

    def _close(self) -> None:
        socket = self._socket or (self.ws.sock if self.ws else None)
        if socket is not None and socket.connected:
            with contextlib.suppress(OSError, WebSocketException):
                socket.send_close()
                socket.sock.shutdown(SHUT_RDWR)  # wakes the thread that reads
        super().close()
        if socket is not None:
            socket.shutdown()  # left open where the SFU was the first to close

    def _check_health(self) -> None:
        request = events.HealthCheckRequest()
        message = events.SfuRequest(health_check_request=request).SerializeToString()
        while not self._over.wait(_HEALTH_S):
            if self._socket is None:
                continue  # it has not joined yet
            try:
                if time.time() - self.last_health_check_time > 3 * _HEALTH_S:
                    self._socket.abort()  # that ends it as the loss of the socket does
                self._send(message)
            except (OSError, WebSocketException):
                return  # the loss is told by the thread that reads

    def _send(self, message: bytes) -> None:
        if self.ws is not None:
            self.ws.send(message, ABNF.OPCODE_BINARY)


def use_signalling() -> None:
    """Have every connection that is made from now on speak through `Signalling`."""
    connection_utils.WebSocketClient = Signalling
