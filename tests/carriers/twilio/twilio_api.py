"""Twilio's REST API in a few lines, on a real socket: what was asked, answered as told."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from tests.fakes.served import Served

ACCOUNT = "AC" + "2" * 32
TOKEN = "the-auth-token"
SID = "CA" + "1" * 32
TO, FROM = "+14155550123", "+14155550100"

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
LOGIN = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()


def call_json(status: str = "queued", sid: str = SID, age_s: float = 0.0) -> dict[str, Any]:
    created = format_datetime(datetime.now(UTC) - timedelta(seconds=age_s))
    return {"sid": sid, "status": status, "to": TO, "from": FROM, "date_created": created}


def says(status: int, body: Any) -> Answer:
    """Answer with JSON, or with a page where it is a text."""

    async def answer(_request: web.Request) -> web.Response:
        if isinstance(body, str):
            return web.Response(status=status, text=body, content_type="text/html")
        return web.json_response(body, status=status)

    return answer


def refuses(status: int, code: int, message: str = "No.") -> Answer:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return says(status, {"code": code, "message": message, "more_info": more, "status": status})


class TwilioApi:
    """Answers as `create`, `update`, `fetch`, `list` and `account` say."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[tuple[str, str, dict[str, list[str]]]] = []
        """Method, path below the account, and form or query, of every request."""
        self.create = says(201, call_json())
        self.update = says(200, call_json("completed"))
        self.fetch = says(200, call_json("in-progress"))
        self.list = says(200, {"calls": [], "next_page_uri": None})
        self.account = says(200, {"sid": ACCOUNT, "status": "active", "type": "Full"})
        self._silence = asyncio.Event()
        self._served = Served(self._app(), 0)

    async def start(self) -> None:
        self.url = await self._served.start()

    async def stop(self) -> None:
        self.speak()
        await self._served.stop()

    async def nothing(self, _request: web.Request) -> web.Response:
        """Take a request and never answer it."""
        await self._silence.wait()
        return web.Response()

    def speak(self) -> None:
        """Answer what was left without an answer."""
        self._silence.set()

    async def breaks_off(self, request: web.Request) -> web.Response:
        """Take a request and drop the connection."""
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    def count(self, method: str, path: str) -> int:
        return sum((m, p) == (method, path) for m, p, _ in self.asked)

    def _app(self) -> web.Application:
        base = f"/2010-04-01/Accounts/{ACCOUNT}"
        app = web.Application()
        for method, path, name in (
            ("POST", f"{base}/Calls.json", "create"),
            ("GET", f"{base}/Calls.json", "list"),
            ("POST", base + "/Calls/{sid}.json", "update"),
            ("GET", base + "/Calls/{sid}.json", "fetch"),
            ("GET", f"{base}.json", "account"),
        ):
            app.router.add_route(method, path, self._handler(name, base))
        return app

    def _handler(self, name: str, base: str) -> Answer:
        async def handle(request: web.Request) -> web.StreamResponse:
            form = await request.post() if request.method == "POST" else request.query
            told = {key: [str(v) for v in form.getall(key)] for key in form}
            self.asked.append((request.method, request.path.removeprefix(base), told))
            if request.headers.get("Authorization") != LOGIN:
                return await refuses(401, 20003, "Authenticate")(request)
            answer: Answer = getattr(self, name)
            return await answer(request)

        return handle
