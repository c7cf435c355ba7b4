"""The ready-made agent, run by the console's supervisor with the real Vision Agents.

It lives in an environment of its own, which ``packaging/test`` makes; without that these
tests are skipped. Everything else is as on the practice line: its Stream is the edge here.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

from console.agents.process.program import Patience
from console.agents.process.programs import AgentPrograms
from console.agents.stream.agents import StreamAgents
from console.agents.stream.config import StreamConfig
from console.agents.stream.vision_agents import VisionAgents
from console.practice.edge import StreamEdge
from tests.agents_stream.far import until

AGENTS = Path(__file__).parents[2] / "packaging" / "agents"
PYTHON = AGENTS / ".venv" / "bin" / "python"
START_S = 120.0
"""On a busy machine; it takes three seconds on an idle one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if PYTHON.exists():
        return
    why = "Vision Agents is not installed: AGENT_KIT=rehearsal sh packaging/agents/run --set-up"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=why))


@dataclass(frozen=True)
class House:
    """A Stream on this machine, and an agent program that serves it."""

    edge: StreamEdge
    agents: StreamAgents
    client: VisionAgents
    url: str


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    key, secret = secrets.token_hex(6), secrets.token_hex(32)
    async with AsyncExitStack() as closing:
        edge = StreamEdge(api_key=key, api_secret=secret)
        closing.push_async_callback(edge.stop)
        base_url = await edge.start()
        given = {**os.environ, "AGENT_KIT": "rehearsal", "NO_PROXY": "127.0.0.1"}
        programs = AgentPrograms(given, ["AGENT_KIT"], patience=Patience(grace_s=1.0))
        closing.push_async_callback(programs.stop)
        account = {"STREAM_API_KEY": key, "STREAM_API_SECRET": secret, "STREAM_BASE_URL": base_url}
        url = programs.run(f"'{PYTHON}' '{AGENTS}/agent.py' serve --port {{port}}", account)
        client = VisionAgents([url], programs)
        closing.push_async_callback(client.close)
        agents = StreamAgents(StreamConfig(key, secret, base_url, servers=(url,)), programs)
        closing.push_async_callback(agents.close)
        await agents.warm_up()
        await until(lambda: programs.ready(url) or programs.faulty, START_S)
        assert programs.fault(url) is None
        yield House(edge, agents, client, url)


Present = Callable[[], list[str]]


@pytest.fixture
def present(house: House) -> Present:
    """Tell who is in a call."""
    return lambda: [who.user_id for call in house.edge.calls() for who in call.participants]
