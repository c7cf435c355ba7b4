"""Twilio's REST API through its own library, asynchronous and with every wait bounded.

Placing a call is not idempotent: it is never tried twice. Where it is not known whether a
call was placed, the account's calls are looked through for it instead.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
from twilio.base.exceptions import TwilioException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from console.carriers.twilio.errors import as_trunk_error
from console.switchboard.ports import TrunkError

# It writes whole phone numbers at INFO.
logging.getLogger("twilio").setLevel(logging.WARNING)

_TIMEOUT_S: Final = 10.0
_GONE: Final = frozenset({"20404", "21220"})
_UNSURE: Final = frozenset({"timeout", "unreachable", "twilio", "20500", "20503"})
"""Failures after which the call may have been placed all the same."""
_ALIVE: Final = frozenset({"queued", "initiated", "ringing", "in-progress"})
_STATUS_EVENTS: Final = ["initiated", "ringing", "answered", "completed"]


class _Http(AsyncTwilioHttpClient):
    """Twilio's client, sent to another address where one is set (practice, tests)."""

    def __init__(self, api_url: str | None) -> None:
        super().__init__()
        self._api_url = api_url.rstrip("/") if api_url else None

    async def request(self, method: str, url: str, **options: Any) -> Response:
        if self._api_url:
            url = self._api_url + urlsplit(url)._replace(scheme="", netloc="").geturl()
        if login := options.pop("auth", None):
            # The library's own way of passing it on is deprecated in aiohttp.
            said = {"Authorization": aiohttp.encode_basic_auth(*login)}
            options["headers"] = {**(options.get("headers") or {}), **said}
        return await super().request(method, url, **options)


class TwilioRest:
    """One account's calls. Built and used on the engine's loop; `close` gives it back."""

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        api_url: str | None,
        timeout_s: float = _TIMEOUT_S,
    ) -> None:
        self._account_sid = account_sid
        self._timeout_s = timeout_s
        self._placed: deque[str] = deque(maxlen=1000)
        """SIDs that were given to dials; no other dial is to be taken for one of them."""
        self._http = _Http(api_url)
        self._client = Client(account_sid, auth_token, http_client=self._http)

    async def close(self) -> None:
        await self._http.close()

    async def create_call(self, *, to: str, from_: str, twiml: str, status_url: str) -> str:
        """Place a call and return its SID. Raises `TrunkError`."""
        asked = datetime.now(UTC)
        try:
            call = await self._bounded(
                self._client.calls.create_async(
                    to=to,
                    from_=from_,
                    twiml=twiml,
                    status_callback=status_url,
                    status_callback_method="POST",
                    status_callback_event=_STATUS_EVENTS,
                )
            )
        except TrunkError as exc:
            if exc.code not in _UNSURE:
                raise
            call = await self._find_placed(to, from_, asked, exc)
        self._placed.append(str(call.sid))
        return str(call.sid)

    async def end_call(self, sid: str) -> None:
        """End a call in whatever state; one that is gone is as good. Raises `TrunkError`."""
        try:
            await self._bounded(self._client.calls(sid).update_async(status="completed"))
        except TrunkError as exc:
            if exc.code not in _GONE:
                raise

    async def fetch_status(self, sid: str) -> str | None:
        """Return a call's status word, or None where Twilio knows none. Raises `TrunkError`."""
        try:
            call = await self._bounded(self._client.calls(sid).fetch_async())
        except TrunkError as exc:
            if exc.code in _GONE:
                return None
            raise
        return str(call.status)

    async def fetch_account(self) -> tuple[str, str]:
        """Return the account's status (``active``, …) and type (``Full``, ``Trial``).

        The answer holds the auth token in clear: nothing else of it is kept.
        """
        account = await self._bounded(self._client.api.accounts(self._account_sid).fetch_async())
        return str(account.status), str(account.type)

    async def _find_placed(self, to: str, from_: str, asked: datetime, failure: TrunkError) -> Any:
        try:
            calls = await self._bounded(self._client.calls.list_async(to=to, from_=from_, limit=20))
        except TrunkError:
            raise failure from None
        since = asked - timedelta(seconds=5)
        for call in calls:
            fresh = call.date_created is None or call.date_created >= since
            if fresh and call.status in _ALIVE and call.sid not in self._placed:
                return call
        raise TrunkError(failure.code, f"{failure.message} The call was not placed.")

    async def _bounded(self, request: Awaitable[Any]) -> Any:
        try:
            async with asyncio.timeout(self._timeout_s):
                return await request
        except (TwilioException, aiohttp.ClientError, OSError, TimeoutError) as exc:
            raise as_trunk_error(exc) from exc
        except (ValueError, TypeError, AttributeError) as exc:
            # Something answered in Twilio's place: no JSON, or none of Twilio's.
            raise as_trunk_error(TwilioException()) from exc
