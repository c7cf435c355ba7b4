"""What Stream can answer instead of what was asked: one sentence each, and what to do."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from console.agents.agent import AgentError
from console.agents.stream import account
from tests.agents_stream.conftest import MakeAgents
from tests.agents_stream.far import a_call
from tests.fakes.served import Served

KEYS = "Stream refused the API key or its secret. Check STREAM_API_KEY and STREAM_API_SECRET"
TOO_MANY = "Stream has had too many requests from this app. Try again in a minute."
NOT_STREAM = "Something else answered in Stream's place."
OWN_FAULT = "Stream has a fault of its own ({}). Try again; see status.getstream.io."


class Cloud:
    """Answers everything alike, or nothing at all."""

    def __init__(self) -> None:
        self.status = 200
        self.body = ""
        self.silent = False
        self.asked = 0
        self.url = ""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._over = asyncio.Event()
        self._served = Served(app, 0.1)

    async def start(self) -> None:
        self.url = await self._served.start()

    async def stop(self) -> None:
        self._over.set()
        await self._served.stop()

    async def _answer(self, _request: web.Request) -> web.Response:
        self.asked += 1
        if self.silent:
            await self._over.wait()
        kind = "application/json" if self.body.startswith("{") else "text/html"
        return web.Response(status=self.status, text=self.body, content_type=kind)


@pytest_asyncio.fixture
async def cloud() -> AsyncIterator[Cloud]:
    cloud = Cloud()
    await cloud.start()
    yield cloud
    await cloud.stop()


def of_stream(status: int, code: int, message: str) -> str:
    about = {"code": code, "message": message, "StatusCode": status, "duration": "1ms"}
    return json.dumps(about | {"more_info": "", "details": []})


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (401, of_stream(401, 2, "api_key not valid"), KEYS),
        (401, of_stream(401, 5, "JWTAuth error: signature is invalid"), KEYS),
        (403, of_stream(403, 43, "app is disabled"), KEYS),
        (403, of_stream(403, 17, "not allowed to perform action UpdateUser"), "call type's perm"),
        (429, of_stream(429, 9, "Too many requests"), TOO_MANY),
        (429, "", TOO_MANY),
        (500, of_stream(500, -1, "internal error"), OWN_FAULT.format(500)),
        (502, "<html>Bad gateway</html>", OWN_FAULT.format(502)),
        (503, "", OWN_FAULT.format(503)),
        (404, "<html>Nothing here</html>", "Stream refused the request (404"),
        (400, '{"error": "no such page"}', NOT_STREAM),
        (200, "<html>Log in to the hotel's network</html>", NOT_STREAM),
    ],
)
async def test_an_answer_that_is_none_is_a_sentence(
    cloud: Cloud, make_agents: MakeAgents, status: int, body: str, sentence: str
) -> None:
    cloud.status, cloud.body = status, body
    agents = await make_agents(base_url=cloud.url)
    assert sentence in await agents.check()
    leg: Any = agents.make()
    with pytest.raises(AgentError) as raised:
        await leg.start(a_call())
    assert sentence in str(raised.value)
    await leg.stop()
    assert cloud.asked == 2


async def test_who_does_not_answer_is_not_waited_for(
    cloud: Cloud, make_agents: MakeAgents, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = account._REQUEST_S
    monkeypatch.setattr(account, "_REQUEST_S", 0.3)
    cloud.silent = True
    agents = await make_agents(base_url=cloud.url)
    begun = time.monotonic()
    assert "in time" in await agents.check()
    assert time.monotonic() - begun < before / 2
