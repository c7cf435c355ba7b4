"""The coordinator's events under SDK 6, whose ``ConnectionManager`` passes on too few."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from getstream.exceptions import StreamApiException, StreamTransportException
from getstream.models import GetOrCreateCallResponse
from getstream.video.rtc.coordinator import StreamAPIWS
from getstream.video.rtc.coordinator.errors import StreamWSException
from getstream.video.rtc.coordinator.ws import DEFAULT_WS_URI

_LOG = logging.getLogger(__name__)
_EVENTS: Final = 1024
"""How many events a call keeps for a loop that is blocked."""
_ANSWER_S: Final = 10.0
_LOOK_EVERY_S: Final = 0.5
_MOST_S: Final = 8.0
COORDINATOR_FAILURES: Final = (StreamWSException, StreamApiException, StreamTransportException)
"""What `Coordinator.open` fails with, apart from a time-out."""


class Coordinator:
    """Follows one call's events, over the SDK's own socket. Belongs to one loop.

    That socket does reconnect by itself, but then asks for events at a wrong address; so it
    is made anew here, and nobody is told: media does not depend on it.
    """

    def __init__(self, call: Any, user_id: str, local_url: str | None) -> None:
        self._call = call
        self._user_id = user_id
        self._url = local_url or DEFAULT_WS_URI
        self._socket: StreamAPIWS | None = None
        self._events: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue(_EVENTS)
        self._is_closed = False

    async def open(self) -> None:
        """Connect, and have the call's events sent.

        Raises:
            TimeoutError: there was no answer; and `COORDINATOR_FAILURES`.
        """
        me = {"id": self._user_id}
        socket = StreamAPIWS(self._call, me, uri=self._url, max_retries=0)
        self._socket = socket
        socket.on_wildcard("*", self._take)
        async with asyncio.timeout(_ANSWER_S):
            welcome = await socket.connect()
            await self._watch(str(welcome.get("connection_id")))

    async def follow(self, tell: Callable[[Mapping[str, Any]], Awaitable[None]]) -> None:
        """Pass on events until it is cancelled, and connect again whenever that is needed."""
        pause = _LOOK_EVERY_S
        while not self._is_closed:
            try:
                async with asyncio.timeout(pause):
                    event = await self._events.get()
            except TimeoutError:
                lost = self._socket is None or not self._socket.connected
                still_lost = lost and not await self._again()
                pause = min(2 * pause, _MOST_S) if still_lost else _LOOK_EVERY_S
            else:
                await tell(event)

    async def close(self) -> None:
        """Close. Never raises; twice is once."""
        self._is_closed = True
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.disconnect()

    async def _watch(self, connection_id: str) -> None:
        """Ask for the call as its user, which is how a connection comes to hear of it."""
        call, rest = self._call, self._call.client.stream
        async with rest.clone_for_token(rest.create_token(self._user_id)) as as_user:
            await as_user.post(
                "/api/v2/video/call/{type}/{id}",
                GetOrCreateCallResponse,
                path_params={"type": call.call_type, "id": call.id},
                query_params={"connection_id": connection_id},
            )

    async def _again(self) -> bool:
        if self._socket is not None:
            await self._socket.disconnect()
        try:
            await self.open()
        except (*COORDINATOR_FAILURES, TimeoutError) as exc:
            _LOG.info("No events come in a Stream call: %s", type(exc).__name__)
            return False
        return True

    def _take(self, _kind: str, event: Mapping[str, Any]) -> None:
        if self._events.full():
            self._events.get_nowait()
        self._events.put_nowait(event)
