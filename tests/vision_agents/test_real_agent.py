"""The real Vision Agents: its server's routes, and a call held by the ready-made agent."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter

import aiohttp
import pytest

from console.agents.stream.agent import StreamAgent
from console.agents.stream.vision_agents import AgentSession
from console.audio.g711 import SILENCE
from console.switchboard.call import Doing, Flag
from console.switchboard.events import Speaker
from tests.agents_stream.far import CALL_ID, Line, until
from tests.practice_stream.conversation import BY_NAME, Conversation
from tests.vision_agents.conftest import House, Present

LEAVES_S = 60.0
"""Its server looks every second, and its library takes seconds to leave."""
SOON_S = 90.0


async def gone(house: House, session: AgentSession) -> None:
    async with asyncio.timeout(LEAVES_S):
        while await house.client.alive(session):  # noqa: ASYNC110 - the server is asked
            await asyncio.sleep(0.1)


async def test_its_server_opens_watches_and_closes_sessions(house: House, present: Present) -> None:
    assert await house.client.health() == []
    session = await house.client.invite("default", CALL_ID)
    assert session.url.startswith(f"{house.url}/calls/{CALL_ID}/sessions/")
    assert await house.client.alive(session)
    await until(present, LEAVES_S)
    async with aiohttp.ClientSession() as http, http.get(f"{session.url}/metrics") as answer:
        assert answer.status == 200
        assert "metrics" in await answer.json()
    await house.client.dismiss(session)
    await gone(house, session)
    await until(lambda: not present(), LEAVES_S)


async def test_an_agent_that_cannot_join_is_known_by_its_session(house: House) -> None:
    house.edge.conditions.refuse_join = True
    session = await house.client.invite("default", CALL_ID)
    await gone(house, session)


def loud(line: list[tuple[float, bytes]]) -> int:
    """Count the frames in which something is heard."""
    return sum(set(frame) != set(SILENCE) for _, frame in line)


async def test_a_call_is_held_by_the_ready_made_agent(
    house: House, present: Present, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    leg = house.agents.make()
    assert isinstance(leg, StreamAgent)
    talk = Conversation(BY_NAME["order-status"])
    line = talk.line
    talking = asyncio.create_task(talk.play(leg, lambda: False))
    try:
        await hold(leg, line)
    finally:
        talking.cancel()
        await asyncio.gather(talking, return_exceptions=True)
    await until(lambda: not present(), LEAVES_S)
    log = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("agent."))
    assert "Agent ready to speak" in log
    assert "speech of" not in log
    assert "refund" not in log


async def hold(leg: StreamAgent, line: Line) -> None:
    """Live through one call, as its operator sees it."""
    # It greets, hears the caller, and answers.
    await until(lambda: any("answer number 2" in text for _, text in line.words), SOON_S)
    assert [speaker for speaker, _ in line.words[:3]] == [
        Speaker.AGENT,
        Speaker.CALLER,
        Speaker.AGENT,
    ]
    assert "(speech of " in line.words[1][1]
    assert loud(line.frames) > 100
    assert Doing.HEARING in line.doings
    dialogue = leg.dialogue
    assert dialogue
    await until(lambda: dialogue.latency_ms is not None, SOON_S)
    assert dialogue.can == {"instruct", "say", "interrupt", "key"}
    # The operator's requests are carried out, and each is confirmed.
    await dialogue.ask("say", text="A human is with you in a moment.")
    said = (Speaker.AGENT, "A human is with you in a moment.")
    await until(lambda: said in line.words)
    await dialogue.ask("interrupt")
    await until(lambda: line.interruptions > 0)
    await dialogue.ask("instruct", text="Offer a refund.")
    for digit in "512":
        await dialogue.tell("key", digit=digit)
    await until(lambda: any("typed 512 " in text for _, text in line.words), SOON_S)
    # It has tools, and the second ends the call.
    await dialogue.tell("key", digit="0")
    await until(lambda: Flag.WANTS_HUMAN in line.flags, SOON_S)
    await dialogue.tell("key", digit="9")
    await until(lambda: line.ends == [""], SOON_S)
    assert Counter(line.words)[said] == 1
