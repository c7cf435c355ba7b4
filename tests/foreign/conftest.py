"""A node in a process of its own, and a foreign cloud around it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from tests.fakes.foreign_cloud import AUTH_TOKEN, LINE, PUBLIC, ForeignCloud
from tests.fakes.foreign_rest import ForeignRest, new_sid
from tests.fakes.node_process import CONTROL_TOKEN, Desk, Node

OpenWorld = Callable[..., Awaitable["World"]]


@dataclass
class World:
    """A node, its cloud, and a desk that watches."""

    node: Node
    cloud: ForeignCloud
    rest: ForeignRest
    desk: Desk


def settings(rest: ForeignRest, account_sid: str) -> dict[str, str]:
    """Return the environment of a node that answers as an echo."""
    return {
        "CONSOLE_CARRIER": "twilio",
        "CONSOLE_AGENT": "echo",
        "CONSOLE_PUBLIC_URL": PUBLIC,
        "CONSOLE_TWILIO_API_URL": rest.url,
        "TWILIO_ACCOUNT_SID": account_sid,
        "TWILIO_AUTH_TOKEN": AUTH_TOKEN,
        "TWILIO_PHONE_NUMBER": LINE,
    }


@asynccontextmanager
async def open_world(
    data_dir: Path,
    prepare: Callable[[ForeignRest], None] = lambda rest: None,
    **changed: str,
) -> AsyncIterator[World]:
    """Start a node with its cloud; afterwards, see that it kept its secrets and did not fail."""
    account_sid = new_sid("AC")
    rest = ForeignRest(account_sid, AUTH_TOKEN)
    async with AsyncExitStack() as closing:
        await rest.start()
        closing.push_async_callback(rest.stop)
        prepare(rest)
        node = Node(data_dir, settings(rest, account_sid) | changed)
        cloud = ForeignCloud(rest, account_sid)
        closing.push_async_callback(cloud.close)
        await node.start()
        closing.push_async_callback(node.end)
        await cloud.lead_to(node)
        desk = Desk(node)
        closing.push_async_callback(desk.close)
        await desk.open()
        yield World(node, cloud, rest, desk)
        rest.speak()
    keeps_its_secrets(node, cloud)


def keeps_its_secrets(node: Node, cloud: ForeignCloud) -> None:
    """See that nothing secret and no fault of its own is in what a node wrote."""
    words = node.words()
    for secret in {AUTH_TOKEN, CONTROL_TOKEN, LINE, LINE[1:], *cloud.said}:
        assert secret not in words, f"{secret} stands in the log"
    assert "Traceback" not in words, words
    assert " ERROR " not in words, words


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """One node for a module's tests."""
    async with open_world(tmp_path_factory.mktemp("node") / "data") as it:
        yield it


@pytest_asyncio.fixture(loop_scope="module")
async def quiet(world: World) -> AsyncIterator[World]:
    """The module's node; every call that the test leaves behind is ended after it."""
    yield world
    await world.desk.post("/api/hang-up-all")
    assert await world.desk.get("/api/calls") == {"calls": []}
