"""What goes wrong in a Stream call, over the wire: what the line is told, and when."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from console.agents.agent import AgentError
from console.agents.stream.config import Policy
from console.practice.edge import StreamEdge
from console.switchboard.call import Doing, Flag
from console.switchboard.events import Speaker
from tests.agents_stream.conftest import MakeAgents, Meet
from tests.agents_stream.far import CALL_ID, Caller, Line, Somebody, a_call, pitch, until
from tests.conftest import ExpectLog

PHONE = f"phone-{CALL_ID}"
QUICK = Policy(patience_s=2.0, rejoin_s=0.6, dead_s=2.4, link_s=2.4, silent_s=1.0)


class Talk:
    """A phone and an agent who hear each other, until something happens."""

    def __init__(self, leg: Any, line: Line, agent: Somebody) -> None:
        self.leg, self.line, self.agent = leg, line, agent

    async def ends(self, within: float = 8.0) -> str:
        await until(lambda: self.line.ends, within)
        return self.line.ends[0]

    def notes(self) -> list[str]:
        return [text for speaker, text in self.line.words if speaker is Speaker.NOTE]

    async def goes_on(self) -> None:
        """Both hear each other, whatever has been."""
        await until(lambda: self.leg._uplink.carries.is_set())
        heard = len(self.line.frames)
        self.agent.frames.clear()
        await Caller(self.leg).talk(1.0)
        assert pitch(self.agent.heard_last(20), 48_000) == pytest.approx(440, abs=30)
        assert len(self.line.frames) > heard + 25
        assert not self.line.ends


@pytest.fixture
async def talk(make_agents: MakeAgents, meet: Meet) -> Any:
    leg: Any = (await make_agents(policy=replace(QUICK, patience_s=10.0))).make()
    line, agent = Line(), await meet(hz=880)
    await leg.start(a_call())
    await leg.join(line)
    await until(lambda: len(line.frames) > 5)
    yield Talk(leg, line, agent)
    await leg.stop()


async def test_the_agent_ends_the_call(talk: Talk) -> None:
    await talk.agent.rest.end()
    assert await talk.ends() == ""


async def test_the_agent_leaves(talk: Talk) -> None:
    await talk.agent.leave()
    assert await talk.ends() == ""


async def test_the_agent_falls_silent(talk: Talk, edge: StreamEdge) -> None:
    edge.conditions.dead_media.add("agent")
    await until(lambda: Doing.NO_MEDIA in talk.line.doings)
    assert Flag.AGENT_TROUBLE in talk.line.flags
    await until(lambda: talk.line.moments == 1)
    assert await talk.ends() == "The agent was lost and did not come back."


async def test_the_agent_is_heard_again(talk: Talk, edge: StreamEdge) -> None:
    edge.conditions.dead_media.add("agent")
    await until(lambda: Doing.NO_MEDIA in talk.line.doings)
    edge.conditions.dead_media.clear()
    await until(lambda: talk.line.doings[-1] is None)
    assert talk.notes() == ["No audio comes from the agent.", "The agent is back."]
    assert talk.line.flags == []
    await talk.goes_on()


async def test_the_phone_is_kicked(talk: Talk) -> None:
    await talk.agent.rest.kick_user(user_id=PHONE)
    assert await talk.ends() == "The phone was removed from the Stream call."


async def test_the_agent_is_muted(talk: Talk) -> None:
    await talk.agent.rest.mute_users(user_ids=["agent"], audio=True)
    await until(lambda: "The agent is muted." in talk.notes())
    await asyncio.sleep(QUICK.dead_s)
    assert not talk.line.ends


async def test_the_phone_is_muted(talk: Talk) -> None:
    await talk.agent.rest.mute_users(user_ids=[PHONE], audio=True)
    await until(lambda: "The agent does not hear the caller." in talk.notes())
    assert talk.line.flags == [Flag.AGENT_TROUBLE]


async def test_the_agent_does_not_answer(talk: Talk, meet: Meet) -> None:
    await talk.agent.crash()  # it stays, and sends silence
    caller = Caller(talk.leg)
    await caller.talk(0.6)
    for _ in range(45):
        await talk.leg.hear(b"\xff" * 160)
        await asyncio.sleep(0.02)
    await until(lambda: Flag.LONG_SILENCE in talk.line.flags)
    assert "The agent does not answer the caller." in talk.notes()


@pytest.mark.parametrize(
    "fault", ["drop_sfu_socket", "drop_coordinator_socket", "rejoin", "migrate"]
)
async def test_a_connection_that_breaks_is_made_again(
    talk: Talk, edge: StreamEdge, fault: str
) -> None:
    getattr(edge.faults, fault)(PHONE)
    await asyncio.sleep(1.0)
    await talk.goes_on()


async def test_an_agent_that_reconnects_is_not_gone(talk: Talk, edge: StreamEdge) -> None:
    edge.faults.rejoin("agent")
    await asyncio.sleep(1.0)
    assert not talk.line.ends


async def test_the_edge_dies(talk: Talk, edge: StreamEdge, expected_log: ExpectLog) -> None:
    await edge.stop()
    assert await talk.ends(12) == "The connection to Stream was lost and did not come back."
    expected_log("A call stays behind at Stream")


async def test_nobody_comes(make_agents: MakeAgents) -> None:
    leg = (await make_agents(policy=QUICK)).make()
    with pytest.raises(AgentError, match="No agent came into the call within 2 seconds"):
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
    leg = (await make_agents(policy=QUICK)).make()
    with pytest.raises(AgentError, match="did not answer in time"):
        await leg.start(a_call())
    await leg.stop()


async def test_media_that_does_not_get_through(
    make_agents: MakeAgents, meet: Meet, edge: StreamEdge
) -> None:
    await meet()
    leg = (await make_agents(policy=QUICK)).make()
    starting = asyncio.create_task(leg.start(a_call()))
    await until(lambda: any(len(call.participants) > 1 for call in edge.calls()))
    while not starting.done():
        edge.faults.cut_media(PHONE)  # as often as it tries
        await asyncio.sleep(0)
    with pytest.raises(AgentError, match="firewall"):
        await starting
    await leg.stop()
