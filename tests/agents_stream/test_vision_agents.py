"""Vision Agents servers over HTTP: their routes of 0.4 and of 0.3, their faults, failover."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from console.agents.agent import AgentError, Meets
from console.agents.stream.vision_agents import VisionAgents
from console.switchboard.call import Doing
from tests.agents_stream.conftest import MakeAgents
from tests.agents_stream.far import CALL_ID, PATIENT, Far, Line, Somebody, a_call, until
from tests.fakes.served import Served


class AgentServer:
    """An agent server: its session routes, with an agent that really joins or none."""

    def __init__(self, far: Far | None = None, *, old: bool = False, status: int = 201) -> None:
        self.asked: list[tuple[str, Any]] = []
        self.closed: list[str] = []
        self.status = status
        self.metrics: Any = {
            "metrics": {"llm_latency_ms__avg": 250.5, "llm_input_tokens__total": 7}
        }
        self.agent: Somebody | None = None
        self.url = ""
        self._far = far
        self._sessions: set[str] = set()
        app = web.Application()
        base = "/sessions" if old else "/calls/{call}/sessions"
        app.router.add_post(base, self._open)
        app.router.add_get(base + "/{session}", self._look)
        app.router.add_delete(base + "/{session}", self._close)
        if not old:
            app.router.add_get(base + "/{session}/metrics", self._tell_metrics)
        app.router.add_get("/health", self._health)
        self._served = Served(app)

    async def start(self) -> str:
        self.url = await self._served.start()
        return self.url

    async def stop(self) -> None:
        if self.agent:
            await self.agent.leave()
        await self._served.stop()

    async def _open(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, await request.json()))
        if self.status != 201:
            return web.json_response({"detail": "no"}, status=self.status)
        if self._far:
            self._sessions.add("s-1")
            self.agent = self._far.somebody("vision")
            await self.agent.join(hz=880)
        body = {"session_id": "s-1", "call_id": CALL_ID, "session_started_at": "now"}
        return web.json_response(body, status=201)

    async def _look(self, request: web.Request) -> web.Response:
        there = request.match_info["session"] in self._sessions
        return web.json_response({}, status=200 if there else 404)

    async def _tell_metrics(self, request: web.Request) -> web.Response:
        return web.json_response(self.metrics)

    async def _close(self, request: web.Request) -> web.Response:
        self.closed.append(request.match_info["session"])
        return web.Response(status=202)

    async def _health(self, request: web.Request) -> web.Response:
        return web.Response(status=200 if self.status == 201 else 503)


MakeServer = Callable[..., Awaitable[AgentServer]]


@pytest_asyncio.fixture
async def serve() -> AsyncIterator[MakeServer]:
    servers: list[AgentServer] = []

    async def start(*args: Any, **kwargs: Any) -> AgentServer:
        server = AgentServer(*args, **kwargs)
        servers.append(server)
        await server.start()
        return server

    yield start
    for server in servers:
        await server.stop()


@pytest_asyncio.fixture
async def ask() -> AsyncIterator[Callable[..., VisionAgents]]:
    made: list[VisionAgents] = []

    def make(*urls: str) -> VisionAgents:
        made.append(VisionAgents(urls))
        return made[-1]

    yield make
    for client in made:
        await client.close()


Ask = Callable[..., VisionAgents]


async def test_a_session_is_asked_for_and_released(serve: MakeServer, ask: Ask) -> None:
    server = await serve()
    client = ask(server.url + "/")
    session = await client.invite("default", "c-1")
    await client.dismiss(session)
    assert server.asked == [("/calls/c-1/sessions", {"call_type": "default"})]
    assert server.closed == ["s-1"]


async def test_the_old_route_is_tried_after_the_new_one(serve: MakeServer, ask: Ask) -> None:
    server = await serve(old=True)
    client = ask(server.url)
    session = await client.invite("default", "c-1")
    assert server.asked == [("/sessions", {"call_id": "c-1", "call_type": "default"})]
    await client.dismiss(session)
    assert server.closed == ["s-1"]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(429, "has no agent free"), (500, r"failed \(500\)"), (422, "did not answer as")],
)
async def test_a_refusal_is_a_sentence(
    serve: MakeServer, ask: Ask, status: int, sentence: str
) -> None:
    server = await serve(status=status)
    with pytest.raises(AgentError, match=sentence):
        await ask(server.url).invite("default", "c-1")


async def test_nobody_at_the_address_is_a_sentence(ask: Ask) -> None:
    with pytest.raises(AgentError, match="could not be reached"):
        await ask("http://127.0.0.1:9").invite("default", "c-1")
    with pytest.raises(AgentError, match="is not an address"):
        await ask("agents at home").invite("default", "c-1")


async def test_the_next_server_is_asked_and_remembered(serve: MakeServer, ask: Ask) -> None:
    full, free = await serve(status=429), await serve()
    client = ask(full.url, free.url)
    assert (await client.invite("default", "c-1")).server == free.url
    assert (await client.invite("default", "c-2")).server == free.url
    assert len(full.asked) == 1


async def test_a_session_that_failed_to_join_is_not_alive(serve: MakeServer, ask: Ask) -> None:
    server = await serve()
    client = ask(server.url)
    session = await client.invite("default", "c-1")
    assert not await client.alive(session)
    await server.stop()
    assert await client.alive(session)  # who can't be asked is believed


async def test_health_is_a_sentence_for_each(serve: MakeServer, ask: Ask) -> None:
    well, ill = await serve(), await serve(status=500)
    faults = await ask(well.url, ill.url, "http://127.0.0.1:9").health()
    assert len(faults) == 2
    assert f"{ill.url} is not well (503)" in faults[0]
    assert "could not be reached" in faults[1]


async def test_a_call_gets_its_agent_from_a_server(
    serve: MakeServer, make_agents: MakeAgents, far: Far
) -> None:
    server = await serve(far)
    agents = await make_agents(servers=(server.url,))
    leg, line = agents.make(), Line()
    await leg.start(a_call())
    await leg.join(line)
    await until(lambda: len(line.frames) > 10)
    assert isinstance(leg, Meets)
    told = (await leg.meeting()).agent
    assert told
    assert (told.server, told.latency_ms) == (server.url, None)
    assert told.metrics["llm_latency_ms__avg"] == 250.5
    await leg.stop()
    assert server.asked == [(f"/calls/{CALL_ID}/sessions", {"call_type": "default"})]
    assert server.closed == ["s-1"]


async def test_an_agent_that_does_not_come_is_asked_for_elsewhere(
    serve: MakeServer, make_agents: MakeAgents, far: Far
) -> None:
    broken, working = await serve(), await serve(far)
    leg = (await make_agents(servers=(broken.url, working.url))).make()
    await leg.start(a_call())
    await leg.stop()
    assert len(broken.asked) == len(working.asked) == 1


async def test_no_server_has_an_agent_that_comes(
    serve: MakeServer, make_agents: MakeAgents
) -> None:
    server = await serve()
    leg = (await make_agents(servers=(server.url,))).make()
    with pytest.raises(AgentError, match="could not join"):
        await leg.start(a_call())
    await leg.stop()


async def test_a_lost_agent_is_replaced(
    serve: MakeServer, make_agents: MakeAgents, far: Far, edge: Any
) -> None:
    first, second = await serve(far), await serve(far)
    policy = replace(PATIENT, rejoin_s=0.5, no_packets_s=1.5)
    leg = (await make_agents(servers=(first.url, second.url), policy=policy)).make()
    line = Line()
    await leg.start(a_call())
    await leg.join(line)
    await until(lambda: len(line.frames) > 10)
    assert first.agent
    edge.conditions.dead_media.add("vision")
    await until(lambda: line.doings[-1:] == [Doing.NO_MEDIA])
    await first.agent.leave()
    first.agent = None
    edge.conditions.dead_media.clear()
    await until(lambda: second.asked)
    heard = len(line.frames)
    await until(lambda: len(line.frames) > heard + 25)
    second_agent = second.agent
    assert second_agent
    # It is told that the phone is on the line, as the first one was.
    await until(lambda: bool(second_agent.heard_of("console.live")))
    await until(lambda: first.closed == ["s-1"])
    assert not line.ends
    await leg.stop()


@pytest.mark.parametrize("nonsense", [None, [], {"metrics": 3}, {"metrics": {"a": "b", "c": None}}])
async def test_metrics_are_what_a_server_counts_or_nothing(
    serve: MakeServer, ask: Ask, nonsense: object
) -> None:
    server, old = await serve(), await serve(old=True)
    client = ask(server.url)
    session = await client.invite("default", "c-1")
    assert await client.metrics(session) == {
        "llm_latency_ms__avg": 250.5,
        "llm_input_tokens__total": 7,
    }
    server.metrics = nonsense
    assert await client.metrics(session) == {}
    client = ask(old.url)
    assert await client.metrics(await client.invite("default", "c-1")) == {}
    await old.stop()
    assert await client.metrics(session) == {}
