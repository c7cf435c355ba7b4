"""A practice cloud, its customer's server, and twilio-python's client between them."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.rest import Client

from console.practice.cloud import PracticeCloud, PracticeNumber, Terms, Timings
from tests.practice_cloud.customer import HOST, PUBLIC, CustomerServer
from tests.practice_cloud.parties import Recorder

ACCOUNT = "AC" + "0123456789abcdef" * 2
TOKEN = "practice-token"
LINE = "+14155550100"
CALLER = "+14155550111"
VERIFIED = "+14155550122"
STREAM = f'<Connect><Stream url="wss://{HOST}/media/token"/></Connect>'

FAST = Timings(
    set_up=0,
    ring=0.005,
    no_answer=30,
    word=0.001,
    second=0.01,
    detection=0.01,
    greeting=0.05,
    webhook=60,
    handshake=60,
    farewell=0.5,
    price=0.05,
)
"""A second lasts 10 ms, but audio takes its time; who does not answer rings for ever.

The customer's server is never too slow unless that is what a test is about: it may have to
share one core with the whole suite.
"""

T = TypeVar("T")


async def soon(wait: Awaitable[T]) -> T:
    """Await something that must happen, and fail when it does not."""
    async with asyncio.timeout(60):
        return await wait


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """twilio's async client hands aiohttp a login in a way that 3.14 deprecates."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.filterwarnings("ignore:The 'auth' parameter"))


@dataclass
class World:
    """Everything that a test of a whole call needs."""

    cloud: PracticeCloud
    customer: CustomerServer
    url: str
    twilio: Client
    answered_by: Callable[[str], Recorder] = field(default=lambda to: Recorder())
    called: list[str] = field(default_factory=list)

    async def ring(self, party: Recorder, caller_name: str = "") -> str:
        return await self.cloud.ring(CALLER, LINE, party, caller_name)

    async def dial(self, to: str = "+14155550199", **options: object) -> str:
        """Place a call with all status callbacks on; TwiML is asked for at ``/answered``."""
        wanted = {
            "from_": LINE,
            "url": f"{PUBLIC}/answered",
            "status_callback": f"{PUBLIC}/status",
            "status_callback_event": ["initiated", "ringing", "answered", "completed"],
        } | options
        call = await self.twilio.calls.create_async(to=to, **wanted)
        return str(call.sid)

    async def codes(self, sid: str) -> list[str]:
        """The debugger's entries of a call, oldest first."""
        found = await self.twilio.calls(sid).notifications.list_async()
        return [notice.error_code for notice in reversed(found)]


@pytest.fixture
def closed_port() -> Iterator[int]:
    """Give a port on which nobody listens, and which nobody else can take meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def timings() -> Timings:
    """A test that needs others parametrises this."""
    return FAST


@pytest.fixture
def terms() -> Terms:
    """A test that needs others parametrises this, too."""
    return Terms(verified=(VERIFIED,))


@pytest_asyncio.fixture
async def world(timings: Timings, terms: Terms) -> AsyncIterator[World]:
    customer = CustomerServer(TOKEN)
    address = await customer.start()

    def answer(to: str) -> Recorder:
        it.called.append(to)
        return it.answered_by(to)

    cloud = PracticeCloud(
        terms=terms,
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        numbers=[
            PracticeNumber(
                phone_number=LINE,
                voice_url=f"{PUBLIC}/voice",
                status_callback=f"{PUBLIC}/status/inbound",
                friendly_name="Practice line",
            )
        ],
        answer=answer,
        timings=timings,
    )
    cloud.route(HOST, address)
    url = await cloud.start()
    async with AsyncTwilioHttpClient() as http:
        twilio = Client(ACCOUNT, TOKEN, http_client=http)
        for product in (twilio.api, twilio.voice, twilio.monitor):
            product.base_url = url
        it = World(cloud, customer, url, twilio)
        yield it
    await cloud.stop()
    await customer.stop()
    assert customer.refused == []
