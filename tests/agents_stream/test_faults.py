"""What goes wrong in a Stream call, over the wire: what the line is told, and when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from console.agents.agent import AgentError
from console.audio.g711 import decode
from console.practice.edge import StreamEdge
from console.switchboard.call import Doing, Flag
from console.switchboard.events import Speaker
from tests.agents_stream.conftest import MakeAgents, Meet
from tests.agents_stream.far import (
    CALL_ID,
    PATIENT,
    Caller,
    Line,
    Somebody,
    a_call,
    is_pitch,
    until,
)
from tests.conftest import ExpectLog

PHONE = f"phone-{CALL_ID}"
SOON = replace(PATIENT, patience_s=5.0)
"""Long enough for a busy machine to get as far as what is missing."""
QUIET = b"\xff" * 160


class Talk:
    """A phone and an agent who hear each other, until something happens."""

    def __init__(self, leg: Any, line: Line, agent: Somebody) -> None:
        self.leg, self.line, self.agent = leg, line, agent

    async def ends(self) -> str:
        await until(lambda: self.line.ends)
        return self.line.ends[0]

    def notes(self) -> list[str]:
        return [text for speaker, text in self.line.words if speaker is Speaker.NOTE]

    async def goes_on(self) -> None:
        """Both hear each other, whatever has been."""
        await until(lambda: self.leg._uplink.carries.is_set())
        self.line.frames.clear()
        self.agent.frames.clear()
        caller = Caller(self.leg)
        await caller.talk_until(lambda: is_pitch(self.agent.heard_last(20), 48_000, 440))
        await caller.talk_until(lambda: is_pitch(decode(self.line.heard()), 8_000, 880))
        assert not self.line.ends


Begin = Callable[..., Awaitable[Talk]]


@pytest_asyncio.fixture
async def begin(make_agents: MakeAgents, meet: Meet) -> AsyncIterator[Begin]:
    """Have a phone and an agent hear each other; what is waited for is named, in seconds."""
    async with AsyncExitStack() as closing:

        async def begin(**waits_s: float) -> Talk:
            leg: Any = (await make_agents(policy=replace(PATIENT, **waits_s))).make()
            closing.push_async_callback(leg.stop)
            line, agent = Line(), await meet(hz=880)
            await leg.start(a_call())
            await leg.join(line)
            await until(lambda: len(line.frames) > 5)
            return Talk(leg, line, agent)

        yield begin


async def test_the_agent_ends_the_call(begin: Begin) -> None:
    talk = await begin()
    await talk.agent.rest.end()
    assert await talk.ends() == ""


async def test_the_agent_leaves(begin: Begin) -> None:
    talk = await begin(rejoin_s=0.6)
    await talk.agent.leave()
    assert await talk.ends() == ""


async def test_the_agent_falls_silent(begin: Begin, edge: StreamEdge) -> None:
    talk = await begin(no_packets_s=1.5, dead_s=2.4)
    edge.conditions.dead_media.add("agent")
    await until(lambda: Doing.NO_MEDIA in talk.line.doings)
    assert Flag.AGENT_TROUBLE in talk.line.flags
    await until(lambda: talk.line.moments == 1)
    assert await talk.ends() == "The agent was lost and did not come back."


async def test_the_agent_is_heard_again(begin: Begin, edge: StreamEdge) -> None:
    talk = await begin(no_packets_s=1.5)
    edge.conditions.dead_media.add("agent")
    await until(lambda: Doing.NO_MEDIA in talk.line.doings)
    edge.conditions.dead_media.clear()
    await until(lambda: talk.line.doings[-1] is None)
    assert talk.notes()[:2] == ["No audio comes from the agent.", "The agent is back."]
    await talk.goes_on()
    await until(lambda: talk.line.flags == [])


async def test_the_phone_is_kicked(begin: Begin) -> None:
    talk = await begin()
    await talk.agent.rest.kick_user(user_id=PHONE)
    assert await talk.ends() == "The phone was removed from the Stream call."


async def test_the_agent_is_muted(begin: Begin) -> None:
    talk = await begin(no_packets_s=1.5, dead_s=2.4)
    await talk.agent.rest.mute_users(user_ids=["agent"], audio=True)
    await until(lambda: "The agent is muted." in talk.notes())
    await asyncio.sleep(2.5)
    assert not talk.line.ends


async def test_the_phone_is_muted(begin: Begin) -> None:
    talk = await begin(no_packets_s=1.5)
    await talk.agent.rest.mute_users(user_ids=[PHONE], audio=True)
    await until(lambda: "The agent does not hear the caller." in talk.notes())
    assert talk.line.flags == [Flag.AGENT_TROUBLE]


async def test_the_agent_does_not_answer(begin: Begin) -> None:
    talk = await begin(silent_s=1.0)
    await talk.agent.crash()  # it stays, and sends silence
    await until(lambda: decode(talk.line.heard(10)).max() < 100)
    await Caller(talk.leg).talk(0.6)
    async with asyncio.timeout(60):
        while Flag.LONG_SILENCE not in talk.line.flags:
            await talk.leg.hear(QUIET)
            await asyncio.sleep(0.02)
    assert "The agent does not answer the caller." in talk.notes()


@pytest.mark.parametrize(
    "fault", ["drop_sfu_socket", "drop_coordinator_socket", "rejoin", "migrate"]
)
async def test_a_connection_that_breaks_is_made_again(
    begin: Begin, edge: StreamEdge, fault: str
) -> None:
    talk = await begin()
    getattr(edge.faults, fault)(PHONE)
    await asyncio.sleep(1.0)
    await talk.goes_on()


async def test_an_agent_that_reconnects_is_not_gone(begin: Begin, edge: StreamEdge) -> None:
    talk = await begin()
    others = talk.leg._entered.connection.others
    [before] = others
    edge.faults.rejoin("agent")
    await until(lambda: others and before not in others)
    await talk.goes_on()


async def test_the_edge_dies(begin: Begin, edge: StreamEdge, expected_log: ExpectLog) -> None:
    talk = await begin(link_s=2.4)
    await edge.stop()
    assert await talk.ends() == "The connection to Stream was lost and did not come back."
    expected_log("A call stays behind at Stream")


async def test_nobody_comes(make_agents: MakeAgents) -> None:
    leg = (await make_agents(policy=SOON)).make()
    with pytest.raises(AgentError, match="No agent came into the call within 5 seconds"):
        await leg.start(a_call())
    await leg.stop()


async def test_a_wrong_secret(make_agents: MakeAgents) -> None:
    agents = await make_agents(api_secret="another secret, as long as the right one is")
    assert "API key or its secret" in await agents.check()
    leg = agents.make()
    with pytest.raises(AgentError, match="Check STREAM_API_KEY and STREAM_API_SECRET"):
        await leg.start(a_call())
    await leg.stop()


async def test_a_wrong_key(make_agents: MakeAgents) -> None:
    agents = await make_agents(api_key="another")
    assert "API key or its secret" in await agents.check()


async def test_nobody_at_the_address(make_agents: MakeAgents) -> None:
    agents = await make_agents(base_url="http://127.0.0.1:9")
    assert await agents.check() == ("Stream could not be reached. Check the network connection.")


async def test_a_healthy_account(make_agents: MakeAgents) -> None:
    assert await (await make_agents()).check() == ""


async def test_a_blocked_phone(
    make_agents: MakeAgents, meet: Meet, expected_log: ExpectLog
) -> None:
    agent = await meet()
    await agent.rest.block_user(user_id=PHONE)
    leg = (await make_agents()).make()
    with pytest.raises(AgentError, match="blocked from this Stream call"):
        await leg.start(a_call())
    await leg.stop()
    expected_log("A Stream call failed")


@pytest.mark.parametrize("condition", ["silent_join", "silent_coordinator"])
async def test_a_stream_that_says_nothing(
    make_agents: MakeAgents, edge: StreamEdge, condition: str
) -> None:
    setattr(edge.conditions, condition, True)
    leg = (await make_agents(policy=replace(PATIENT, patience_s=2.0))).make()
    with pytest.raises(AgentError, match="did not answer in time"):
        await leg.start(a_call())
    await leg.stop()


async def test_media_that_does_not_get_through(
    make_agents: MakeAgents, meet: Meet, edge: StreamEdge
) -> None:
    await meet()
    leg = (await make_agents(policy=SOON)).make()
    starting = asyncio.create_task(leg.start(a_call()))
    await until(lambda: any(len(call.participants) > 1 for call in edge.calls()))
    while not starting.done():
        edge.faults.cut_media(PHONE)  # as often as it tries
        await asyncio.sleep(0)
    with pytest.raises(AgentError, match="firewall"):
        await starting
    await leg.stop()
