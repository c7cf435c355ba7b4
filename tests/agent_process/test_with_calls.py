"""Agent programs among the agent servers: asked first, waited for, and shown on the lamp."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

from console.agents.agent import AgentError, AgentLeg
from console.agents.stream.vision_agents import VisionAgents
from console.config import Settings
from console.crew import Crew
from console.practice.edge import StreamEdge
from console.switchboard.call import Agent, AgentState, CallError, Direction
from console.switchboard.events import EventBus, LampState, Speaker
from console.switchboard.lines import Line
from console.switchboard.registry import CallRegistry
from tests.agent_process.conftest import Run, command, one_liner
from tests.agents_stream.far import KEY, SECRET, until
from tests.conftest import ExpectLog
from tests.practice_stream.conversation import BY_NAME, Conversation

LINE = Line("+14155550100", "Practice line", "stream")
PRACTICE = f"{sys.executable} -m tests.agent_process.practice_program {{port}}"
ELSEWHERE = "http://127.0.0.1:9"


@pytest_asyncio.fixture
async def closing() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


async def test_a_call_waits_for_a_program_that_is_starting(
    run: Run, closing: AsyncExitStack
) -> None:
    program = run(command())
    client = VisionAgents([program.url], program.programs)
    closing.push_async_callback(client.close)
    assert await client.health() == ["The agent program is starting."]
    with pytest.raises(AgentError, match="did not answer as a Vision Agents server"):
        await client.invite("default", "c-1")  # it is there by now, and no agent server
    assert await client.health() == []


async def test_a_call_is_told_why_there_is_no_program(
    run: Run, closing: AsyncExitStack, expected_log: ExpectLog
) -> None:
    expected_log("ended with code 4")
    program = run(one_liner("print('no GPU'); exit(4)"), patience={"again_s": 60.0})
    client = VisionAgents([program.url], program.programs)
    closing.push_async_callback(client.close)
    with pytest.raises(AgentError, match="ended with code 4; its last words: no GPU"):
        await client.invite("default", "c-1")


async def test_a_server_can_be_put_first_again(closing: AsyncExitStack) -> None:
    client = VisionAgents(["http://127.0.0.1:1", ELSEWHERE])
    closing.push_async_callback(client.close)
    with pytest.raises(AgentError, match=ELSEWHERE):
        await client.invite("default", "c-1")
    client.prefer("http://127.0.0.1:1")
    client.avoid("http://127.0.0.1:1")
    with pytest.raises(AgentError, match=r"127\.0\.0\.1:1 "):
        await client.invite("default", "c-1")


async def practice_crew(closing: AsyncExitStack, **settings: Any) -> Crew:
    crew = Crew(Settings(**settings), practice=True)
    closing.push_async_callback(crew.stop)
    await crew.start()
    return crew


async def lamp(crew: Crew, state: LampState) -> tuple[LampState, str, str]:
    """Wait for a state of the agent's lamp, as the engine does: looked at when there is news."""
    async with asyncio.timeout(60):
        while (shown := await crew.check())[0] is not state:
            await crew.news.wait()
            crew.news.clear()
    return shown


async def talk_until_the_agent_speaks(leg: AgentLeg) -> Conversation:
    """Be on the phone with an agent that a program sends, for as long as that takes it."""
    talk = Conversation(BY_NAME["order-status"])

    def spoke() -> bool:
        return any(speaker is Speaker.AGENT for speaker, _ in talk.line.words)

    await talk.play(leg, spoke)
    assert spoke()
    return talk


async def test_a_call_is_held_by_the_agent_of_a_program(
    closing: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.getcwd())
    crew = await practice_crew(closing, agent_command=PRACTICE, agent_variables="PYTHONPATH")
    assert crew.kind == "stream"
    assert await lamp(crew, LampState.OK) == (LampState.OK, "The agent program is ready.", "")
    talk = await talk_until_the_agent_speaks(crew.makers["stream"](LINE))
    assert not talk.line.ends


async def test_the_lamp_says_what_is_wrong_with_the_program(
    closing: AsyncExitStack, expected_log: ExpectLog
) -> None:
    expected_log("There is no program /nowhere/python")
    crew = await practice_crew(closing, agent_command="/nowhere/python {port}")
    await until(lambda: crew.news.is_set())
    # The practice agent's own server is still there to answer.
    _, cause, remedy = await lamp(crew, LampState.WARN)
    assert cause == "There is no program /nowhere/python to start the agent with."
    assert remedy == "Look at its lines in the log, and check CONSOLE_AGENT_COMMAND."


@pytest.mark.parametrize(
    ("text", "state", "cause"),
    [
        (one_liner("import time; time.sleep(60)"), LampState.WARN, "is starting"),
        (one_liner("print('no GPU'); exit(4)"), LampState.ERROR, "its last words: no GPU"),
    ],
)
async def test_without_another_server_a_fault_is_an_error_and_starting_is_none(
    closing: AsyncExitStack,
    caplog: pytest.LogCaptureFixture,
    expected_log: ExpectLog,
    text: str,
    state: LampState,
    cause: str,
) -> None:
    edge = StreamEdge(api_key=KEY, api_secret=SECRET)
    closing.push_async_callback(edge.stop)
    account: dict[str, Any] = {"stream_api_key": KEY, "stream_api_secret": SECRET}
    settings = Settings(agent_command=text, stream_base_url=await edge.start(), **account)
    crew = Crew(settings, practice=False)
    closing.push_async_callback(crew.stop)
    await crew.start()
    if state is LampState.ERROR:
        expected_log("ended with code 4")
        await until(lambda: "ended with code 4" in caplog.text)
    shown = await crew.check()
    assert shown[0] is state
    assert cause in shown[1]


async def test_a_line_has_a_program_of_its_own_started_ahead(
    closing: AsyncExitStack, monkeypatch: pytest.MonkeyPatch, expected_log: ExpectLog
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.getcwd())
    expected_log("There is no program /nowhere/python")
    own = replace(LINE, agent_command=PRACTICE)
    broken = replace(LINE, agent_command="/nowhere/python {port}")
    crew = Crew(
        Settings(agent_variables="PYTHONPATH", agent="stream", agent_url=ELSEWHERE), practice=True
    )
    closing.push_async_callback(crew.stop)
    await crew.start([own, broken])
    # Ahead of any call, so one that comes later does not wait for it.
    server = crew._programs.run(PRACTICE, crew._stream_account)
    await until(lambda: crew._programs.ready(server), 90.0)
    talk = await talk_until_the_agent_speaks(crew.makers["stream"](own))
    with pytest.raises(AgentError, match="There is no program /nowhere/python"):
        await talk.play(crew.makers["stream"](broken), lambda: True)
    _, cause, _ = await lamp(crew, LampState.WARN)
    assert cause == "There is no program /nowhere/python to start the agent with."


async def test_a_line_has_servers_of_its_own(closing: AsyncExitStack) -> None:
    crew = await practice_crew(closing, agent="stream")
    talk = Conversation(BY_NAME["order-status"])
    with pytest.raises(AgentError, match=f"agent server {ELSEWHERE} could not be reached"):
        await talk.play(crew.makers["stream"](replace(LINE, agent_url=ELSEWHERE)), lambda: True)
    assert await lamp(crew, LampState.WARN) == (
        LampState.WARN,
        f"The agent server {ELSEWHERE} could not be reached. Start it, or check its address.",
        "",
    )


async def test_the_lamp_says_that_the_textis_none(closing: AsyncExitStack) -> None:
    crew = await practice_crew(closing, agent_command="agent.py serve")
    state, cause, _ = await crew.check()
    assert state is LampState.ERROR
    assert "does not say where the port goes" in cause


async def test_the_lamp_tells_of_a_lost_agent_until_another_comes(closing: AsyncExitStack) -> None:
    crew = await practice_crew(closing, agent="echo")
    registry = CallRegistry(bus := EventBus())
    bus.listen_to_calls(crew.take)
    call = registry.open(
        carrier="twilio",
        direction=Direction.INBOUND,
        from_="+14155550123",
        to=LINE.number,
        line=LINE.name,
        agent="echo",
        cause="a call came in",
    )
    registry.put(replace(call, error=CallError("agent", "It was lost.")), "lost")
    assert crew.news.is_set()
    assert await crew.check() == (
        LampState.WARN,
        "The last call was left without its agent. It was lost.",
        "",
    )
    registry.put(replace(call, agent=Agent("echo", AgentState.READY)), "ready")
    assert (await crew.check())[0] is LampState.OK
