"""An edge, and a server's client to it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from getstream import AsyncStream

    from console.practice.edge import CallSnapshot, StreamEdge
    from tests.practice_edge.client import Client


@pytest.fixture(autouse=True)
def _a_quiet_sdk() -> Iterator[None]:
    """The SDK warns ten times for each healthy participant."""
    logger = logging.getLogger("getstream")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(level)


@pytest.fixture(autouse=True, scope="session")
def _the_sdks_log_thread() -> None:
    """The SDK's one thread of Python's, for its log, is started once and lives for ever."""
    getstream_rtc = pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")
    getstream_rtc.configure_logging(logging.getLogger("getstream"), logging.CRITICAL)


@dataclass
class World:
    edge: StreamEdge
    url: str
    server: AsyncStream
    call: Any

    def client(self, user_id: str) -> Client:
        from tests.practice_edge.client import Client

        return Client(self.call, user_id)

    def seen(self) -> CallSnapshot:
        """The call as the edge has it."""
        return next(call for call in self.edge.calls() if call.cid == "default:talk")

    def users(self) -> list[str]:
        return [participant.user_id for participant in self.seen().participants]

    async def is_left(self) -> None:
        """Wait until nobody is in the call: whoever leaves does not wait for the edge to hear."""
        from tests.practice_edge.client import until

        await until(lambda: not self.users(), "everybody has left")


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    from getstream.models import CallRequest

    from console.practice.edge import StreamEdge
    from tests.practice_edge.client import KEY, SECRET, stream

    edge = StreamEdge(api_key=KEY, api_secret=SECRET)
    url = await edge.start()
    server = stream(url)
    call = server.video.call("default", "talk")
    await call.get_or_create(data=CallRequest(created_by_id="operator", custom={"line": "main"}))
    yield World(edge, url, server, call)
    await server.aclose()
    await edge.stop()
    await asyncio.sleep(0)
