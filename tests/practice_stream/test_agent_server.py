"""The agent server in miniature: its routes, and when its agents go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
import pytest_asyncio

from console.agents.agent import AgentError
from console.agents.stream.agents import StreamAgents
from console.agents.stream.config import StreamConfig
from console.agents.stream.uplink import Uplink
from console.agents.stream.vision_agents import AgentSession, VisionAgents
from console.practice import stream_guest
from console.practice.agent import PracticeAgent
from console.practice.agent_server import AgentServer
from console.practice.edge import StreamEdge
from tests.agents_stream.far import CALL_ID, KEY, PATIENT, SECRET, Far, until
from tests.conftest import ExpectLog
from tests.practice_stream.conversation import BY_NAME, Conversation


@pytest_asyncio.fixture
async def edge() -> AsyncIterator[StreamEdge]:
    edge = StreamEdge(api_key=KEY, api_secret=SECRET)
    yield edge
    await edge.stop()


@pytest_asyncio.fixture
async def account(edge: StreamEdge) -> StreamConfig:
    return StreamConfig(KEY, SECRET, await edge.start())


@pytest_asyncio.fixture
async def far(account: StreamConfig) -> AsyncIterator[Far]:
    far = Far(str(account.base_url))
    yield far
    await far.close()


@pytest_asyncio.fixture
async def server(account: StreamConfig) -> AsyncIterator[str]:
    server = AgentServer(account)
    yield await server.start()
    await server.stop()


@pytest_asyncio.fixture
async def asking(server: str) -> AsyncIterator[VisionAgents]:
    asking = VisionAgents([server])
    yield asking
    await asking.close()


def present(edge: StreamEdge) -> list[str]:
    return [who.user_id for call in edge.calls() for who in call.participants]


async def ended(asking: VisionAgents, session: AgentSession) -> None:
    async with asyncio.timeout(60):
        while await asking.alive(session):  # noqa: ASYNC110 - the server is asked
            await asyncio.sleep(0.05)


async def test_an_agent_comes_when_asked_and_goes_when_told(
    edge: StreamEdge, asking: VisionAgents
) -> None:
    assert await asking.health() == []
    session = await asking.invite("default", CALL_ID)
    await until(lambda: present(edge))
    assert present(edge)[0].startswith("practice-agent-")
    assert await asking.alive(session)
    await asking.dismiss(session)
    assert present(edge) == []
    assert not await asking.alive(session)
    await asking.dismiss(session)  # twice is once


async def test_an_agent_that_is_still_joining_can_be_told_to_go(
    edge: StreamEdge, asking: VisionAgents
) -> None:
    edge.conditions.join_delay = 0.5
    session = await asking.invite("default", CALL_ID)
    await until(edge.calls)
    await asyncio.wait_for(asking.dismiss(session), 30)
    assert not await asking.alive(session)
    await until(lambda: not present(edge))


async def test_an_agent_that_cannot_join_is_given_up(
    edge: StreamEdge, asking: VisionAgents, expected_log: ExpectLog
) -> None:
    expected_log("The practice agent could not join a call")
    edge.conditions.refuse_join = True
    session = await asking.invite("default", CALL_ID)
    await ended(asking, session)


async def test_an_agent_goes_with_the_call(
    edge: StreamEdge, asking: VisionAgents, far: Far
) -> None:
    session = await asking.invite("default", CALL_ID)
    await until(lambda: any(who.packets > 50 for call in edge.calls() for who in call.participants))
    await far.rest.video.call("default", CALL_ID).end()
    await ended(asking, session)


async def test_an_agent_that_is_alone_goes(
    edge: StreamEdge, asking: VisionAgents, far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_guest, "_ALONE_S", 1.0)
    phone = far.somebody("phone")
    await phone.join()
    session = await asking.invite("default", CALL_ID)
    await until(lambda: len(present(edge)) == 2)
    await asyncio.sleep(1.5)
    assert len(present(edge)) == 2
    await phone.leave()
    await until(lambda: not present(edge))
    await ended(asking, session)


async def test_agents_leave_a_server_that_stops(edge: StreamEdge, account: StreamConfig) -> None:
    server = AgentServer(account)
    asking = VisionAgents([await server.start()])
    for number in range(3):
        await asking.invite("default", f"{number:016x}")
    await until(lambda: len(present(edge)) == 3)
    await asking.close()
    await server.stop()
    assert present(edge) == []


class Closed(Uplink):
    """One through which nothing ever flows."""

    def open(self) -> None:
        pass


@pytest.mark.parametrize("fault", ["scenarios", "media"])
async def test_an_agent_that_cannot_speak_says_so(
    server: str, account: StreamConfig, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def start(self: PracticeAgent, call: object) -> None:
        raise AgentError("The scenario x has a mistake")

    if fault == "scenarios":
        monkeypatch.setattr(PracticeAgent, "start", start)
    else:
        monkeypatch.setattr(stream_guest, "_MEDIA_S", 0.1)
        monkeypatch.setattr(stream_guest, "Uplink", Closed)
    agents = StreamAgents(replace(account, servers=(server,), policy=PATIENT))
    await agents.warm_up()
    talk = Conversation(BY_NAME["order-status"])
    await talk.play(agents.make(), lambda: talk.line.ends)
    await agents.close()
    [sentence] = talk.line.ends
    assert sentence.startswith("The agent gave up")


async def test_nonsense_is_refused(server: str) -> None:
    async with aiohttp.ClientSession(server) as http:
        for body in (b"", b"[]", b"{", b"\xff"):
            async with http.post("/calls/x/sessions", data=body) as answer:
                assert answer.status == 422
        async with http.get("/calls/x/sessions/none") as answer:
            assert answer.status == 404
        async with http.delete("/calls/x/sessions/none") as answer:
            assert answer.status == 404
        async with http.get("/health") as answer:
            assert answer.status == 200
