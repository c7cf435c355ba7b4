"""A stand-in for Twilio's REST API: calls and the account, and nothing more.

Written from Twilio's documentation of the Call and Account resources, and apart from the
project's own practice cloud: what both got wrong alike would show here.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import secrets
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from aiohttp import web
from multidict import MultiDictProxy

from tests.fakes.served import Served

TERMINAL = ("completed", "busy", "no-answer", "canceled", "failed")

Form = MultiDictProxy[Any]
Answer = Callable[[str, Form], Awaitable[web.Response]]
"""Answers a request about a call (its SID) with a form (empty on GET)."""


def problem(status: int, code: int, message: str) -> web.Response:
    """Answer as Twilio answers what it does not do."""
    body = {"code": code, "message": message, "status": status}
    more = {"more_info": f"https://www.twilio.com/docs/errors/{code}"}
    return web.json_response(body | more, status=status)


def new_sid(kind: str) -> str:
    return kind + secrets.token_hex(16)


class ForeignRest:
    """The API on a loopback port. It remembers what was asked and does what it is told."""

    def __init__(self, account_sid: str, auth_token: str) -> None:
        self.url = ""
        self.created: list[Form] = []
        self.sids: list[str] = []
        """Of the calls that were created, in their order."""
        self.updated: list[tuple[str, dict[str, Any]]] = []
        self.fetched: list[str] = []
        self.listed: list[dict[str, str]] = []
        self.statuses: dict[str, str] = {}
        """What a fetch says of each call; one that is not here is 404."""
        self._begun: dict[str, datetime] = {}
        self.account_status = "active"
        self.refusing: Callable[[], web.Response] | None = None
        """Answers everything in the API's place."""
        self._account_sid = account_sid
        self._login = "Basic " + base64.b64encode(f"{account_sid}:{auth_token}".encode()).decode()
        self._creating: Answer = self._placed
        self._silent: asyncio.Event | None = None
        self._served = Served(self._app(), 0.1)

    async def start(self) -> None:
        self.url = await self._served.start()

    async def stop(self) -> None:
        self.speak()
        await self._served.stop()

    def fall_silent(self) -> None:
        """Take requests and answer none until `speak`."""
        self._silent = asyncio.Event()

    def speak(self) -> None:
        if self._silent:
            self._silent.set()
        self._silent = None

    @contextlib.contextmanager
    def creating(self, answer: Answer) -> Iterator[None]:
        """Answer the placing of calls in another way for a while."""
        self._creating = answer
        try:
            yield
        finally:
            self._creating = self._placed

    def reported(self, sid: str, status: str) -> None:
        """Say in answers what a status callback said, once it is over for good."""
        if sid in self.statuses and status in TERMINAL:
            self.statuses[sid] = status

    def ended(self, sid: str) -> int:
        """Count how often a call was asked to be ended."""
        return self.updated.count((sid, {"Status": "completed"}))

    # -- inside -----------------------------------------------------------------------

    def _app(self) -> web.Application:
        account = f"/2010-04-01/Accounts/{self._account_sid}"
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get(f"{account}.json", self._account),
                web.post(f"{account}/Calls.json", self._create),
                web.get(f"{account}/Calls.json", self._list),
                web.post(account + "/Calls/{sid}.json", self._update),
                web.get(account + "/Calls/{sid}.json", self._fetch),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        await request.read()
        if self._silent:
            await self._silent.wait()
        if self.refusing:
            return self.refusing()
        if request.headers.get("Authorization") != self._login:
            return problem(401, 20003, "Authenticate")
        answer: web.StreamResponse = await handler(request)
        return answer

    async def _account(self, _request: web.Request) -> web.Response:
        account = {
            "sid": self._account_sid,
            "status": self.account_status,
            "type": "Full",
            "friendly_name": "Foreign",
            "auth_token": "an-account-answers-its-token-in-clear",
        }
        return web.json_response(account)

    async def _create(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.created.append(form)
        self.sids.append(new_sid("CA"))
        self._begun[self.sids[-1]] = datetime.now(UTC)
        return await self._creating(self.sids[-1], form)

    async def _placed(self, sid: str, form: Form) -> web.Response:
        self.statuses[sid] = "queued"
        return web.json_response(self._call(sid, form.get("To"), form.get("From")), status=201)

    async def _update(self, request: web.Request) -> web.Response:
        sid = request.match_info["sid"]
        form = dict(await request.post())
        self.updated.append((sid, form))
        if sid not in self.statuses:
            return problem(404, 20404, f"The requested resource {request.path} was not found")
        if status := form.get("Status"):
            self.statuses[sid] = str(status)
        return web.json_response(self._call(sid))

    async def _fetch(self, request: web.Request) -> web.Response:
        sid = request.match_info["sid"]
        self.fetched.append(sid)
        if sid not in self.statuses:
            return problem(404, 20404, f"The requested resource {request.path} was not found")
        return web.json_response(self._call(sid))

    async def _list(self, request: web.Request) -> web.Response:
        self.listed.append(dict(request.query))
        calls = [
            self._call(sid, form["To"], form["From"])
            for sid, form in zip(self.sids, self.created, strict=True)
            if sid in self.statuses
            and all(form[name] == request.query.get(name, form[name]) for name in ("To", "From"))
        ]
        page = {"page": 0, "page_size": 50, "next_page_uri": None}
        return web.json_response({"calls": calls[::-1]} | page)

    def _call(self, sid: str, to: Any = None, from_: Any = None) -> dict[str, Any]:
        path = f"/2010-04-01/Accounts/{self._account_sid}/Calls/{sid}"
        created = format_datetime(self._begun.get(sid, datetime.now(UTC)))
        return {
            "sid": sid,
            "account_sid": self._account_sid,
            "api_version": "2010-04-01",
            "status": self.statuses[sid],
            "direction": "outbound-api",
            "to": to,
            "from": from_,
            "date_created": created,
            "date_updated": created,
            "duration": None,
            "price": None,
            "answered_by": None,
            "queue_time": "0",
            "uri": f"{path}.json",
            "subresource_uris": {"recordings": f"{path}/Recordings.json"},
        }
