"""Stream's webhook over HTTP: only what is signed is taken, and each event once."""

from __future__ import annotations

import gzip
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from console.agents.stream.notices import Notice
from console.agents.stream.webhook import StreamWebhook
from console.server.public import public_app
from console.switchboard.tally import Count, Tally
from tests.agents_stream.conftest import MakeAgents
from tests.agents_stream.far import CALL_ID, SECRET
from tests.conftest import ExpectLog
from tests.fakes.served import Served

CID = f"default:{CALL_ID}"


class Door:
    """The console's public app with this webhook in it, and Stream in front of it."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []
        self.tally = Tally()
        self.account: Any = None
        self.url = ""
        hook = StreamWebhook(lambda: self.account, self.notices.append, self.tally)
        self._served = Served(public_app([hook.route()]))

    async def start(self) -> None:
        self.url = f"{await self._served.start()}/stream/webhook"

    async def stop(self) -> None:
        await self._served.stop()

    async def post(self, body: bytes, signature: str) -> int:
        headers = {"X-Signature": signature, "X-Api-Key": "key"}
        async with (
            aiohttp.ClientSession() as http,
            http.post(self.url, data=body, headers=headers) as answer,
        ):
            assert await answer.read() == b""
            return answer.status

    async def tell(self, *, zipped: bool = False, **event: Any) -> int:
        body = json.dumps({"call_cid": CID, "created_at": "2026-01-01T00:00:00Z", **event}).encode()
        return await self.post(gzip.compress(body) if zipped else body, sign(body))


def sign(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


@pytest_asyncio.fixture
async def door(make_agents: MakeAgents) -> AsyncIterator[Door]:
    door = Door()
    agents = await make_agents()
    assert agents.account
    agents.account.notices.expect(CID, "our-call", "phone")
    door.account = agents.account
    await door.start()
    yield door
    await door.stop()


def somebody(user_id: str, name: str = "") -> dict[str, Any]:
    return {"participant": {"user": {"id": user_id, "name": name}}}


async def test_what_happens_at_stream_is_noted_once(door: Door) -> None:
    for zipped in (False, True):
        assert await door.tell(type="call.recording_ready", zipped=zipped) == 200
    assert await door.tell(type="call.session_participant_joined", **somebody("a", "Ann")) == 200
    assert await door.tell(type="call.session_participant_left", **somebody("b")) == 200
    assert await door.tell(type="call.ended") == 200
    assert door.notices == [
        Notice("our-call", "Stream's recording of this call is ready."),
        Notice("our-call", "Ann joined the Stream call."),
        Notice("our-call", "b left the Stream call."),
        Notice("our-call", "The Stream call was ended."),
    ]
    assert door.tally[Count.WEBHOOK_ANSWERED] == 5


async def test_what_concerns_nobody_is_taken_and_not_noted(door: Door) -> None:
    assert await door.tell(type="call.session_participant_joined", **somebody("phone")) == 200
    assert await door.tell(type="call.recording_ready", call_cid="default:another") == 200
    assert await door.tell(type="message.new") == 200
    assert await door.tell(type="call.session_participant_joined", participant=3) == 200
    assert await door.post(b"[]", sign(b"[]")) == 200
    assert await door.post(b"?", sign(b"?")) == 200
    assert door.notices == []


@pytest.mark.parametrize("signature", ["", "0" * 64, "ä", sign(b"{}", "another secret")])
async def test_what_is_not_signed_is_refused(
    door: Door, signature: str, expected_log: ExpectLog
) -> None:
    expected_log("Refused a webhook of Stream's: it is not signed")
    assert await door.post(b"{}", signature) == 403
    assert door.tally[Count.WEBHOOK_REFUSED] == 1


async def test_a_damaged_body_is_refused(door: Door, expected_log: ExpectLog) -> None:
    expected_log("Refused a webhook of Stream's")
    body = gzip.compress(b"{}" * 100)[:-9]
    assert await door.post(body, sign(body)) == 403
    bomb = gzip.compress(b" " * (4 << 20))
    assert await door.post(bomb, sign(b" " * (4 << 20))) == 403


async def test_without_an_account_nothing_is_taken(door: Door, expected_log: ExpectLog) -> None:
    expected_log("Refused a webhook of Stream's: there is no Stream account")
    door.account = None
    assert await door.tell(type="call.ended") == 503
