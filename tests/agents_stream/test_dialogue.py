"""Custom events over the wire: what the agent says in words, and what it is asked."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from console.agents.agent import AgentError
from console.switchboard.call import Doing, Flag
from console.switchboard.events import Speaker
from tests.agents_stream.conftest import MakeAgents, Meet
from tests.agents_stream.far import Line, Somebody, a_call, until


class Talk:
    def __init__(self, leg: Any, line: Line, agent: Somebody) -> None:
        self.leg, self.line, self.agent = leg, line, agent


@pytest.fixture
async def talk(make_agents: MakeAgents, meet: Meet) -> Any:
    leg: Any = (await make_agents()).make()
    line, agent = Line(), await meet(hz=880)
    await leg.start(a_call())
    await leg.join(line)
    yield Talk(leg, line, agent)
    await leg.stop()


async def test_the_agent_hears_that_the_phone_is_live(talk: Talk) -> None:
    await until(lambda: talk.agent.events)
    assert talk.agent.heard_of("console.live") == [
        {
            "type": "console.live",
            "from": "+14155550142",
            "to": "+14155550100",
            "direction": "inbound",
        }
    ]


async def test_an_agent_that_says_hello_is_told_again_that_the_phone_is_live(talk: Talk) -> None:
    await until(lambda: len(talk.agent.heard_of("console.live")) == 1)
    await talk.agent.send(type="console.hello", can=[])
    await until(lambda: len(talk.agent.heard_of("console.live")) == 2)
    assert len({str(event) for event in talk.agent.heard_of("console.live")}) == 1


async def test_the_line_follows_the_agents_words(talk: Talk) -> None:
    agent, line = talk.agent, talk.line
    await agent.send(type="console.said", speaker="caller", text="Is it open today?")
    await agent.send(type="console.doing", word="thinking")
    await until(lambda: line.doings == [Doing.THINKING])
    await agent.send(type="console.doing", word=None)
    await agent.send(type="console.said", speaker="agent", text="Until six.")
    await agent.send(type="console.interrupted")
    await agent.send(type="console.wants_human")
    await agent.send(type="console.latency", ms=420)
    await until(lambda: talk.leg.dialogue.latency_ms == 420)
    assert line.words == [(Speaker.CALLER, "Is it open today?"), (Speaker.AGENT, "Until six.")]
    assert line.interruptions == 1
    assert line.flags == [Flag.WANTS_HUMAN]


async def test_the_agent_hangs_up(talk: Talk) -> None:
    await talk.agent.send(type="console.hang_up")
    await until(lambda: talk.line.ends)
    assert talk.line.ends == [""]


async def test_the_agent_gives_up(talk: Talk) -> None:
    await talk.agent.send(type="console.failed", reason="the model refused the key")
    await until(lambda: talk.line.ends)
    assert talk.line.ends == ["The agent gave up: the model refused the key."]


async def test_a_request_is_obeyed_with_a_receipt(talk: Talk) -> None:
    agent, dialogue = talk.agent, talk.leg.dialogue
    await agent.send(type="console.hello", can=["instruct", "say", "interrupt", "key"])
    await until(lambda: dialogue.can)
    asking = asyncio.create_task(dialogue.ask("instruct", text="She is a regular."))
    await until(lambda: agent.heard_of("console.instruct"))
    [request] = agent.heard_of("console.instruct")
    assert request["text"] == "She is a regular."
    await agent.send(type="console.done", id=request["id"])
    await asyncio.wait_for(asking, 30)


async def test_an_agent_that_announced_nothing_is_asked_nothing(talk: Talk) -> None:
    await until(lambda: talk.agent.events)
    with pytest.raises(AgentError, match="takes no requests"):
        await talk.leg.dialogue.ask("say", text="Hello.")
    talk.leg.key("5")
    await asyncio.sleep(0.2)
    assert [event["type"] for event in talk.agent.events] == ["console.live"]


async def test_a_key_is_passed_on_to_an_agent_that_takes_keys(talk: Talk) -> None:
    await talk.agent.send(type="console.hello", can=["key"])
    await until(lambda: talk.leg.dialogue.can)
    talk.leg.key("5")
    await until(lambda: {"type": "console.key", "digit": "5"} in talk.agent.events)


async def test_an_agent_that_wants_to_know_is_told_how_much_of_its_answer_was_heard(
    talk: Talk,
) -> None:
    talk.leg.cut_short(500)  # nobody asked for it
    await talk.agent.send(type="console.hello", can=["heard"])
    await until(lambda: talk.leg.dialogue is not None and "heard" in talk.leg.dialogue.can)
    talk.leg.cut_short(1234)
    await until(lambda: {"type": "console.heard", "ms": "1234"} in talk.agent.events)
    assert {"type": "console.heard", "ms": "500"} not in talk.agent.events
