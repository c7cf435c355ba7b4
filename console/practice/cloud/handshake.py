"""Opening a media socket to the customer: a signed GET, as Twilio's security page has it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final, Literal

import aiohttp
from yarl import URL

from console.practice.cloud.routes import DeliveryError
from console.practice.cloud.timings import Timings

_BIGGEST_MESSAGE: Final = 16 * 1024 * 1024
"""Bytes of one message of the customer's: ten minutes of audio and some air."""


class MediaSocket(aiohttp.ClientWebSocketResponse[Literal[True]]):
    """A WebSocket that can be cut off even while the other side reads nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        connection = self._response.connection
        self._transport = connection.transport if connection is not None else None

    def abort(self) -> None:
        """Cut the connection with whatever is still unsent. May be called when closed."""
        if self._transport is not None:
            self._transport.abort()


async def shake_hands(
    session: aiohttp.ClientSession, target: URL, headers: Mapping[str, str], timings: Timings
) -> MediaSocket:
    """Ask for the upgrade; the session makes its sockets of the class above.

    Raises:
        DeliveryError: 31902 refused, 31901 time is up, 31920 any answer but 101.
    """
    try:
        async with asyncio.timeout(timings.handshake):
            socket = await session.ws_connect(
                target,
                headers=headers,
                max_msg_size=_BIGGEST_MESSAGE,
                timeout=aiohttp.ClientWSTimeout(ws_close=timings.farewell),
            )
    except TimeoutError as error:
        raise DeliveryError(31901, "no answer in time") from error
    except aiohttp.WSServerHandshakeError as error:
        raise DeliveryError(31920, f"Got HTTP {error.status} response") from error
    except aiohttp.ClientConnectorError as error:
        raise DeliveryError(31902, "connection refused") from error
    except aiohttp.ClientError as error:
        raise DeliveryError(31920, type(error).__name__) from error
    assert isinstance(socket, MediaSocket)
    return socket
