"""No latency that stays: whatever happened, a second later it is what it was."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest_asyncio

from console.agents.agent import AgentLeg
from console.practice.edge import StreamEdge
from tests.agents_stream.conftest import Meet
from tests.agents_stream.far import Caller, Far, Line, Somebody, a_call
from tests.agents_stream.pulses import Way, alone, become_short

_LOG = logging.getLogger(__name__)


class Talk:
    """A caller who talks all the time to an agent, and two who talk over the SDK alone."""

    def __init__(self, leg: AgentLeg, agent: Somebody, sdk: Way) -> None:
        self.caller = Caller(leg)
        self._agent = agent
        self._sdk = sdk
        self._talking: asyncio.Task[None] | None = None

    def go_on(self) -> None:
        self._talking = asyncio.create_task(self.caller.talk(math.inf))

    async def pause(self) -> None:
        if self._talking:
            self._talking.cancel()
            await asyncio.gather(self._talking, return_exceptions=True)

    async def is_short(self, after: str) -> None:
        """Return when the agent hears the caller as soon as it would over the SDK alone."""
        way = (self.caller.marks, self._agent.frames)
        await become_short({"to the agent": way}, self._sdk, after)


Talks = Callable[..., Awaitable[Talk]]


@pytest_asyncio.fixture
async def talks(leg: AgentLeg, meet: Meet, far: Far) -> AsyncIterator[Talks]:
    async with contextlib.AsyncExitStack() as closing:

        async def begin(agent_after: float = 0.0) -> Talk:
            sdk = await closing.enter_async_context(alone(far))
            starting = asyncio.create_task(leg.start(a_call()))
            await asyncio.sleep(agent_after)
            agent = await meet()
            await starting
            await leg.join(Line())
            talk = Talk(leg, agent, sdk)
            closing.push_async_callback(talk.pause)
            talk.go_on()
            return talk

        yield begin


async def test_an_agent_that_takes_two_seconds_costs_none(talks: Talks) -> None:
    talk = await talks(agent_after=2.0)
    await talk.is_short("2 s of start-up")


async def test_a_stall_is_made_up_for(talks: Talks) -> None:
    talk = await talks()
    await talk.is_short("nothing")
    await talk.pause()
    await talk.caller.stall(0.5)
    talk.go_on()
    await asyncio.sleep(1.0)
    await talk.is_short("a stall")


async def test_a_blocked_loop_is_made_up_for(talks: Talks) -> None:
    talk = await talks()
    await talk.is_short("nothing")
    time.sleep(0.5)  # noqa: ASYNC251 - that is what is tested
    await asyncio.sleep(1.0)
    await talk.is_short("a blocked loop")


async def test_a_burst_from_the_carrier_is_left_out(leg: AgentLeg, talks: Talks) -> None:
    talk = await talks()
    await talk.is_short("nothing")
    burst = Caller(leg)
    for _ in range(50):
        await burst.say(440.0)
    await asyncio.sleep(1.0)
    await talk.is_short("a burst")


async def test_lost_packets_delay_nothing(talks: Talks, edge: StreamEdge) -> None:
    talk = await talks()
    await talk.is_short("nothing")
    edge.conditions.loss = 0.1
    await asyncio.sleep(1.0)
    edge.conditions.loss = 0.0
    await asyncio.sleep(0.5)
    await talk.is_short("some loss")


async def test_what_the_agent_says_is_late_only_once(leg: AgentLeg, meet: Meet) -> None:
    await meet(hz=880)
    await leg.start(a_call())
    line = Line()
    await leg.join(line)
    await asyncio.sleep(1.0)
    time.sleep(0.5)  # noqa: ASYNC251 - the agent's frames wait in the SDK meanwhile
    await asyncio.sleep(2.0)
    # A carrier that plays what it gets must never be more than a little behind.
    played_by, behind = 0.0, []
    for at, frame in line.frames:
        played_by = max(played_by, at) + len(frame) / 8_000
        behind.append((at, (played_by - at) * 1000))
    last = [ms for at, ms in behind if at > line.frames[-1][0] - 0.5]
    most = max(ms for _, ms in behind)
    _LOG.info("the carrier holds %.0f ms at most, %.0f ms at the end", most, min(last))
    assert most < 200
    assert min(last) < 40
