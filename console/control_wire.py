"""The way to a running console's control API, for `console.control_client`.

Everything that can go wrong on it is a `ControlError` with a sentence.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

import aiohttp
import orjson

from console.control_file import ControlAddress
from console.trouble import ControlError

Json = dict[str, Any]

LOST: Final = "The connection to the console was lost."
_ANSWER_S: Final = 30.0
"""Longer than any command takes: the console bounds its own waits for a carrier."""
_CALLED_OFF_S: Final = 1.0
_HEARTBEAT_S: Final = 5.0
"""A network that is gone without a word is noticed within half as much again: somebody may be
speaking and not be heard."""
_TIMEOUT: Final = aiohttp.ClientTimeout(total=_ANSWER_S)
_START: Final = "Start it again."


class ControlWire:
    """One connection, made inside a running loop and given back with `close`."""

    def __init__(self, address: ControlAddress) -> None:
        self._url = address.url
        headers = {"Authorization": f"Bearer {address.token}"}
        self._http = aiohttp.ClientSession(address.url, headers=headers)

    async def close(self) -> None:
        await self._http.close()

    async def fetch(self, method: str, path: str, body: Json | None = None) -> tuple[int, bytes]:
        """Return a request's HTTP status and body. Raises `ControlError`."""
        with self._sentences():
            async with self._http.request(method, path, json=body, timeout=_TIMEOUT) as response:
                return response.status, await response.read()

    async def ask(self, method: str, path: str, body: Json | None = None) -> Json:
        """Return a request's JSON; what is None in the body is left out. Raises `ControlError`."""
        given = {name: value for name, value in body.items() if value is not None} if body else None
        status, raw = await self.fetch(method, path, given)
        try:
            answer = orjson.loads(raw)
        except orjson.JSONDecodeError:
            answer = None
        match answer:
            case {"error": {"message": str(message), "code": str(code)}} if status >= 400:
                raise ControlError(message, status, code)
            case dict() if status < 400:
                return answer
        if status >= 500:
            raise ControlError("The console failed at this. See: operator-console logs")
        raise ControlError(f"What answers at {self._url} is not a console. {_START}")

    @contextlib.asynccontextmanager
    async def socket(self, path: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """Open a WebSocket for as long as the block lasts. Raises `ControlError`."""
        with self._sentences():
            async with asyncio.timeout(_ANSWER_S):
                socket = await self._opened(path)
        try:
            yield socket
        finally:
            await socket.close()

    async def _opened(self, path: str) -> aiohttp.ClientWebSocketResponse:
        """Open a socket; where that is called off half-way, what came of it is closed, too."""

        async def connect() -> aiohttp.ClientWebSocketResponse:
            return await self._http.ws_connect(path, heartbeat=_HEARTBEAT_S)

        opening = asyncio.create_task(connect())
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            # aiohttp loses the connection of a handshake that is cancelled in its last step.
            await asyncio.wait({opening}, timeout=_CALLED_OFF_S)
            if opening.cancel() or opening.cancelled() or opening.exception():
                raise
            await opening.result().close()
            raise

    @contextlib.contextmanager
    def _sentences(self) -> Iterator[None]:
        """Turn what goes wrong on the way into one sentence each."""
        try:
            yield
        except aiohttp.WSServerHandshakeError as exc:
            raise ControlError(f"The console did not open the stream ({exc.status}).") from exc
        except TimeoutError as exc:
            raise ControlError(
                f"The console has not answered for {_ANSWER_S:.0f} seconds. "
                "See: operator-console logs"
            ) from exc
        except aiohttp.ClientConnectorError as exc:
            raise ControlError(f"No console answers at {self._url}. {_START}") from exc
        except (aiohttp.ClientError, OSError) as exc:
            raise ControlError(LOST) from exc
