"""``GET /self-test/{token}``: a socket that gives back what it gets, for the self-test alone."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import secrets
import time
from collections import deque
from collections.abc import Callable
from typing import Final

from aiohttp import WSMsgType, web

_LOG = logging.getLogger(__name__)
_ROUTE: Final = "/self-test/{token}"
_LIVES_S: Final = 30.0
_OPEN_S: Final = 15.0
_CLOSE_S: Final = 2.0
_MOST_TOKENS: Final = 8
_MAX_MESSAGE_BYTES: Final = 1024


class EchoDoor:
    """Lets in whoever has a token that was issued within 30 s, once. Engine's loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._issued: deque[tuple[str, float]] = deque(maxlen=_MOST_TOKENS)

    def issue(self) -> str:
        """Return the path of a socket that opens once."""
        token = secrets.token_urlsafe(32)
        self._issued.append((token, self._clock()))
        return _ROUTE.format(token=token)

    def route(self) -> web.RouteDef:
        return web.get(_ROUTE, self._handle, allow_head=False)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(
            max_msg_size=_MAX_MESSAGE_BYTES, compress=False, timeout=_CLOSE_S
        )
        # The token is looked at last: a handshake that fails must not use it up.
        if not socket.can_prepare(request) or not self._admit(request.match_info["token"]):
            _LOG.warning("Refused a self-test: it is not ours")
            return web.Response(status=403)
        await socket.prepare(request)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_OPEN_S):
                async for message in socket:
                    if message.type is WSMsgType.TEXT:
                        await socket.send_str(message.data)
        await socket.close()
        return socket

    def _admit(self, given: str) -> bool:
        now = self._clock()
        found = None
        for issued in self._issued:
            if hmac.compare_digest(issued[0].encode(), given.encode("utf-8", "replace")):
                found = issued
        if found is None:
            return False
        self._issued.remove(found)
        return now - found[1] <= _LIVES_S
