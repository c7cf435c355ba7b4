"""A Stream edge with real WebRTC on loopback, and agents that meet in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest_asyncio

from console.agents.agent import AgentLeg
from console.agents.stream.agents import StreamAgents
from console.agents.stream.config import StreamConfig
from console.practice.edge import StreamEdge
from tests.agents_stream.far import CALL_ID, KEY, PATIENT, SECRET, Far, Somebody

MakeAgents = Callable[..., Awaitable[StreamAgents]]
Meet = Callable[..., Awaitable[Somebody]]


@pytest_asyncio.fixture
async def edge() -> AsyncIterator[StreamEdge]:
    edge = StreamEdge(api_key=KEY, api_secret=SECRET)
    await edge.start(port=0)
    yield edge
    await edge.stop()


@pytest_asyncio.fixture
async def config(edge: StreamEdge) -> StreamConfig:
    base = edge.socket_url.replace("ws", "http").split("/api/")[0]
    return StreamConfig(KEY, SECRET, base, policy=PATIENT)


@pytest_asyncio.fixture
async def make_agents(config: StreamConfig) -> AsyncIterator[MakeAgents]:
    """Make the agents' workshop, with other settings where they are named."""
    async with AsyncExitStack() as closing:

        async def make(**changed: Any) -> StreamAgents:
            agents = StreamAgents(replace(config, **changed))
            closing.push_async_callback(agents.close)
            await agents.warm_up()
            return agents

        yield make


@pytest_asyncio.fixture
async def leg(make_agents: MakeAgents) -> AsyncIterator[AgentLeg]:
    """Give one leg that is not started yet."""
    leg = (await make_agents()).make()
    yield leg
    await leg.stop()


@pytest_asyncio.fixture
async def far(config: StreamConfig) -> AsyncIterator[Far]:
    far = Far(str(config.base_url))
    yield far
    await far.close()


@pytest_asyncio.fixture
async def meet(far: Far) -> AsyncIterator[Meet]:
    """Have somebody join the call."""
    async with AsyncExitStack() as closing:

        async def join(
            user_id: str = "agent", call_id: str = CALL_ID, hz: float | None = None
        ) -> Somebody:
            somebody = far.somebody(user_id, call_id)
            closing.push_async_callback(somebody.leave)
            await somebody.join(hz)
            return somebody

        yield join
