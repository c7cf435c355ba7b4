"""A number at the practice cloud, a gate before it, and leases on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from enum import Enum
from pathlib import Path
from typing import Any

import aiohttp
import pytest_asyncio
from aiohttp import web

from console.carriers.twilio.api import TwilioApi
from console.carriers.twilio.numbers import TwilioNumbers
from console.practice.cloud import PracticeCloud, PracticeNumber
from console.tunnel.lease import WebhookLease
from console.tunnel.lease_file import LeaseStore
from tests.fakes.served import Served

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "practice-token"
NUMBER = "+14155550100"
SECOND = "+14155550199"
HERE, MOVED, THERE = "https://here.example", "https://moved.example", "https://there.example"
THEIRS: dict[str, Any] = {
    "voice_url": "https://ivr.example/answer",
    "voice_method": "GET",
    "status_callback": "https://ivr.example/ended",
    "status_callback_method": "GET",
}
"""A number that somebody's program answers."""


class Hold(Enum):
    """Where a change of a number is held up for good."""

    NOWHERE = "nowhere"
    BEFORE = "before it arrives"
    AFTER = "before its answer"


class Gate:
    """Stands between a console and the cloud, and can hold changes of numbers up."""

    def __init__(self) -> None:
        self.url = ""
        self.target = ""
        self.hold = Hold.NOWHERE
        self.refuse: tuple[int, int] | None = None
        """HTTP status and code that changes are refused with."""
        self.drop = False
        """Lose the change that is held up before it arrives, as its sender is gone."""
        self.changes: list[dict[str, str]] = []
        self.held = asyncio.Event()
        self._open = asyncio.Event()
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        self._served = Served(app, 0.1)

    async def start(self, target: str) -> None:
        self.target = target
        self._http = aiohttp.ClientSession()
        self.url = await self._served.start()

    async def stop(self) -> None:
        self._open.set()
        await self._served.stop()
        await self._http.close()

    def let_through(self) -> None:
        """Hold nothing up any more, what waits included."""
        self.hold = Hold.NOWHERE
        self.held.clear()
        self._open.set()
        self._open = asyncio.Event()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        change = request.method == "POST" and "/IncomingPhoneNumbers/" in request.path
        if change and self.refuse:
            status, code = self.refuse
            return web.json_response({"code": code, "message": "No."}, status=status)
        if change:
            form = await request.post()
            self.changes.append({name: str(value) for name, value in form.items()})
            await self._held_up(Hold.BEFORE)
            if self.drop:
                self.drop = False
                return web.Response(status=502)
        url = self.target + request.raw_path
        async with self._http.request(
            request.method, url, data=body, headers=request.headers
        ) as answer:
            data = await answer.read()
            if change:
                await self._held_up(Hold.AFTER)
            return web.Response(status=answer.status, body=data, content_type="application/json")

    async def _held_up(self, where: Hold) -> None:
        if self.hold is where:
            self.held.set()
            await self._open.wait()


class World:
    """The cloud, its gate, and consoles whose leases are closed at the end."""

    def __init__(self, cloud: PracticeCloud, gate: Gate, folder: Path, closing: AsyncExitStack):
        self.cloud = cloud
        self.gate = gate
        self.folder = folder
        self._closing = closing

    def number(self, which: str = NUMBER, **settings: object) -> PracticeNumber:
        """Change a number as somebody does in the carrier's web pages, and return it."""
        return self.cloud.change_number(which, **settings)

    def settings(self, which: str = NUMBER) -> dict[str, object]:
        """Return everything of a number that a customer can set."""
        number = self.cloud.number(which)
        gone = ("sid", "created", "updated")
        return {name: getattr(number, name) for name in number.__slots__ if name not in gone}

    def book(self, token: str = TOKEN) -> TwilioNumbers:
        api = TwilioApi(ACCOUNT, token, self.gate.url, timeout_s=60.0, pause_s=0.005)
        self._closing.push_async_callback(api.close)
        return TwilioNumbers(api)

    def lease(
        self,
        url: str | None = HERE,
        *,
        folder: str = "data",
        number: str | Sequence[str] | None = NUMBER,
        token: str = TOKEN,
        **options: bool,
    ) -> Leased:
        numbers = (number,) if isinstance(number, str) else number or ()
        leased = Leased(self.book(token), LeaseStore(self.folder / folder), url, numbers, options)
        self._closing.push_async_callback(leased.close)
        return leased

    def store(self, folder: str = "data") -> LeaseStore:
        return LeaseStore(self.folder / folder)


class Leased(WebhookLease):
    """A lease whose public address can be changed."""

    def __init__(
        self,
        book: TwilioNumbers,
        store: LeaseStore,
        url: str | None,
        numbers: Sequence[str],
        options: dict[str, bool],
    ) -> None:
        super().__init__(
            book=book, store=store, numbers=numbers, public_url=lambda: self.url, **options
        )
        self.url = url


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    cloud = PracticeCloud(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        numbers=[
            PracticeNumber(phone_number=NUMBER, friendly_name="Main line", **THEIRS),
            PracticeNumber(phone_number=SECOND, voice_url="https://shop.example/"),
        ],
        answer=_nobody,
    )
    async with AsyncExitStack() as closing:
        closing.push_async_callback(cloud.stop)
        gate = Gate()
        await gate.start(await cloud.start())
        closing.push_async_callback(gate.stop)
        yield World(cloud, gate, tmp_path, closing)


def _nobody(_number: str) -> Any:
    raise LookupError
