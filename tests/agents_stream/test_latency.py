"""No latency that stays: whatever happened, a second later it is what it was."""

from __future__ import annotations

import asyncio
import logging
import math
import statistics
import time
from collections.abc import Callable

import pytest

from console.agents.agent import AgentLeg
from console.practice.edge import StreamEdge
from tests.agents_stream.conftest import Meet
from tests.agents_stream.far import Caller, Line, Somebody, a_call, latencies_ms

_LOG = logging.getLogger(__name__)
USUAL_MS = 100.0
NOISE_MS = 45.0
"""Two frames and a busy machine: what stays would be ten times as much."""


class Call:
    """A caller and an agent who hear each other."""

    def __init__(self, leg: AgentLeg, agent: Somebody) -> None:
        self.leg, self.agent = leg, agent
        self.caller = Caller(leg)

    async def usual_ms(self) -> float:
        """Return the one-way latency where nothing is wrong."""
        return await self._latency_ms(lambda ms: ms < USUAL_MS)

    async def again_ms(self, before_ms: float) -> float:
        """Return it after something was wrong."""
        return await self._latency_ms(lambda ms: ms == pytest.approx(before_ms, abs=NOISE_MS))

    async def _latency_ms(self, as_it_should_be: Callable[[float], bool]) -> float:
        """Talk for a second and a half; return the median, nan where nothing was heard in time.

        What stays is there the third time as well; what a busy machine does is not.
        """
        for _ in range(3):
            from_ = len(self.caller.marks)
            await self.caller.talk(1.5)
            await asyncio.sleep(0.2)
            all_ = latencies_ms(self.caller.marks[from_:], self.agent.frames)
            found = [ms for ms in all_ if not math.isnan(ms)]
            median = statistics.median(found) if found else math.nan
            if as_it_should_be(median):
                break
        return median


async def connect(leg: AgentLeg, meet: Meet, agent_after: float = 0.0) -> Call:
    starting = asyncio.create_task(leg.start(a_call()))
    await asyncio.sleep(agent_after)
    agent = await meet()
    await starting
    await leg.join(Line())
    return Call(leg, agent)


async def test_an_agent_that_takes_two_seconds_costs_none(leg: AgentLeg, meet: Meet) -> None:
    call = await connect(leg, meet, agent_after=2.0)
    first = await call.usual_ms()
    _LOG.info("one-way after 2 s of start-up: %.0f ms", first)
    assert first < USUAL_MS


async def test_a_stall_is_made_up_for(leg: AgentLeg, meet: Meet) -> None:
    call = await connect(leg, meet)
    before = await call.usual_ms()
    await call.caller.stall(0.5)
    await call.caller.talk(1.0)
    after = await call.again_ms(before)
    _LOG.info("one-way before a stall %.0f ms, after %.0f ms", before, after)
    assert after == pytest.approx(before, abs=NOISE_MS)


async def test_a_blocked_loop_is_made_up_for(leg: AgentLeg, meet: Meet) -> None:
    call = await connect(leg, meet)
    before = await call.usual_ms()
    time.sleep(0.5)  # noqa: ASYNC251 - that is what is tested
    await call.caller.talk(1.5)
    after = await call.again_ms(before)
    _LOG.info("one-way before a blocked loop %.0f ms, after %.0f ms", before, after)
    assert after == pytest.approx(before, abs=NOISE_MS)


async def test_a_burst_from_the_carrier_is_left_out(leg: AgentLeg, meet: Meet) -> None:
    call = await connect(leg, meet)
    before = await call.usual_ms()
    burst = Caller(leg)
    for _ in range(50):
        await burst.say(440.0)
    await call.caller.talk(1.0)
    after = await call.again_ms(before)
    _LOG.info("one-way before a burst %.0f ms, after %.0f ms", before, after)
    assert after == pytest.approx(before, abs=NOISE_MS)


async def test_lost_packets_delay_nothing(leg: AgentLeg, meet: Meet, edge: StreamEdge) -> None:
    call = await connect(leg, meet)
    before = await call.usual_ms()
    edge.conditions.loss = 0.1
    await call.caller.talk(1.0)
    edge.conditions.loss = 0.0
    await call.caller.talk(0.5)
    after = await call.again_ms(before)
    _LOG.info("one-way before some loss %.0f ms, after %.0f ms", before, after)
    assert after == pytest.approx(before, abs=NOISE_MS)


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
