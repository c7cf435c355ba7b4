"""How the cloud asks its customer's web server: signed forms, and signed handshakes.

As Twilio's "Webhooks Security" and "Connection Overrides" have it. Of the latter, one retry
after a failed connection is kept; overrides in a URL's fragment are not, and HTTP redirects
are not followed (a 3xx answer counts as a failure).
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag, urlencode
from uuid import uuid4

import aiohttp
from yarl import URL

from console.practice.cloud.handshake import MediaSocket, shake_hands
from console.practice.cloud.routes import DeliveryError, Routes
from console.practice.cloud.timings import Timings

BIGGEST_TWIML: Final = 64 * 1024
"""Bytes of a fetched document; more is 11750."""

_STREAM_CODES: Final = {11100: 31923, 11210: 31904}


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the customer's, and how it wants to be asked for."""

    url: str
    method: str = "POST"


Post = Callable[[Link, Mapping[str, str]], None]
"""Sends a form whose answer matters to nobody, without waiting for it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the customer's server answered; the body is cut a little over `BIGGEST_TWIML`."""

    status: int
    content_type: str
    body: bytes


def signature(auth_token: str, url: str, form: Iterable[tuple[str, str]] = ()) -> str:
    """Return `X-Twilio-Signature` for a request of ``url`` (no fragment) with this form."""
    data = url + "".join(name + value for name, value in sorted(set(form)))
    digest = hmac.new(auth_token.encode(), data.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


class Customer:
    """The customer's web server, seen from the cloud: one for all calls, on the cloud's loop.

    ``open`` before use and ``close`` after.
    """

    def __init__(self, auth_token: str, routes: Routes, timings: Timings) -> None:
        self._auth_token = auth_token
        self._routes = routes
        self._timings = timings

    async def open(self) -> None:
        """Make ready to ask."""
        self._session = aiohttp.ClientSession(
            # A fresh connection each time: a server that was restarted is not met half dead.
            connector=aiohttp.TCPConnector(limit=0, force_close=True),
            cookie_jar=aiohttp.DummyCookieJar(),
            ws_response_class=MediaSocket,
        )

    async def close(self) -> None:
        """Close what is still open."""
        await self._session.close()

    async def ask(self, link: Link, form: Mapping[str, str]) -> Reply:
        """Send a form: in the body, or for GET in the query.

        Raises:
            DeliveryError: 11100 bad URL, 11210 unknown host, 11205 no connection, 11200
                time is up or the connection broke.
        """
        url, _ = urldefrag(link.url)
        body: Mapping[str, str] | None = form
        if link.method == "GET":
            url, body = f"{url}{'&' if '?' in url else '?'}{urlencode(form)}", None
        target, headers = self._routes.aim(url)
        headers |= {
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "I-Twilio-Idempotency-Token": str(uuid4()),
            "X-Twilio-Signature": signature(self._auth_token, url, (body or {}).items()),
        }
        try:
            async with asyncio.timeout(self._timings.webhook):
                try:
                    return await self._send(link.method, target, headers, body)
                except aiohttp.ClientConnectorError:
                    return await self._send(link.method, target, headers, body)
        except TimeoutError as error:
            raise DeliveryError(11200, "no answer in time") from error
        except aiohttp.ClientConnectorError as error:
            raise DeliveryError(11205, "no connection") from error
        except aiohttp.ClientError as error:
            raise DeliveryError(11200, type(error).__name__) from error

    async def socket(self, url: str) -> MediaSocket:
        """Open a media socket; the handshake is signed over this very URL.

        Raises:
            DeliveryError: 31922 not ``wss``, 31923 bad URL, 31904 unknown host, or what
                `shake_hands` raises.
        """
        if not url.startswith("wss://"):
            raise DeliveryError(31922, "the URL's scheme is not wss")
        try:
            target, headers = self._routes.aim(url)
        except DeliveryError as error:
            raise DeliveryError(_STREAM_CODES[error.code], error.detail) from error
        headers |= {
            "User-Agent": "Twilio.TmeWs/1.0",  # from memory; no document names it
            "X-Twilio-Signature": signature(self._auth_token, url),
        }
        return await shake_hands(self._session, target, headers, self._timings)

    async def _send(
        self, method: str, target: URL, headers: Mapping[str, str], form: Mapping[str, str] | None
    ) -> Reply:
        async with self._session.request(
            method, target, data=form, headers=headers, allow_redirects=False
        ) as response:
            body = bytearray()
            async for chunk in response.content.iter_any():
                body += chunk
                if len(body) > BIGGEST_TWIML:
                    break
            return Reply(response.status, response.headers.get("Content-Type", ""), bytes(body))
