"""Twilio's own library for its REST API, apart from the rest because it takes long to load.

`console.carriers.twilio.api` loads it in a thread, before the first request: a hundred modules
would keep a loop from its calls.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from aiohttp import encode_basic_auth
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client
from twilio.rest.api import Api
from twilio.rest.monitor import Monitor
from twilio.rest.voice import Voice

PRODUCTS = (Api, Monitor, Voice)
"""What is asked of Twilio. The client would load each on its own, in the middle of calls."""

# It writes whole phone numbers at INFO.
logging.getLogger("twilio").setLevel(logging.WARNING)

HeedHeaders = Callable[[Mapping[str, str]], None]
"""Takes the headers of each answer, in the task that asked."""


class Http(AsyncTwilioHttpClient):
    """Twilio's client, sent to another address where one is set (practice, tests)."""

    def __init__(self, api_url: str | None, heed: HeedHeaders) -> None:
        super().__init__()
        self._api_url = api_url.rstrip("/") if api_url else None
        self._heed = heed

    async def request(self, method: str, url: str, **options: Any) -> Response:
        if self._api_url:
            url = self._api_url + urlsplit(url)._replace(scheme="", netloc="").geturl()
        if login := options.pop("auth", None):
            # The library's own way of passing it on is deprecated in aiohttp.
            said = {"Authorization": encode_basic_auth(*login)}
            options["headers"] = {**(options.get("headers") or {}), **said}
        response = await super().request(method, url, **options)
        self._heed(response.headers or {})
        return response


def make_client(account_sid: str, auth_token: str, http: Http) -> Client:
    """Return the client of one account."""
    return Client(account_sid, auth_token, http_client=http)
