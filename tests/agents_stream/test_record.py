"""A call's transcript and notes over the wire: captions, the agent's chat, Stream's events."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from getstream.models import ChannelInput, MessageRequest, UserRequest

from console.practice.edge import StreamEdge
from console.switchboard.events import Speaker
from tests.agents_stream.conftest import MakeAgents, Meet
from tests.agents_stream.far import CALL_ID, Far, Line, Somebody, a_call, until

PHONE = f"phone-{CALL_ID}"


@dataclass
class Talk:
    leg: Any
    line: Line
    agent: Somebody

    def said(self) -> list[tuple[Speaker, str]]:
        return [word for word in self.line.words if word[0] is not Speaker.NOTE]

    def notes(self) -> list[str]:
        return [text for speaker, text in self.line.words if speaker is Speaker.NOTE]


@pytest.fixture
async def begin(make_agents: MakeAgents, meet: Meet) -> Any:
    legs = []

    async def begin(**settings: Any) -> Talk:
        agents, agent = await make_agents(**settings), await meet()
        leg: Any = agents.make()
        legs.append(leg)
        line = Line()
        await leg.start(a_call())
        await leg.join(line)
        return Talk(leg, line, agent)

    yield begin
    for leg in legs:
        await leg.stop()


async def caption(talk: Talk, speaker: str, text: str, ago_s: float = 0.0) -> datetime:
    """Have Stream tell what somebody began to say; return when that was."""
    begun = datetime.now(UTC) - timedelta(seconds=ago_s)
    await talk.agent.rest.send_closed_caption(speaker, text, start_time=begun)
    return begun


class Writer:
    """An agent that writes the conversation into the chat channel, as Vision Agents do."""

    def __init__(self, far: Far) -> None:
        self._channel = far.rest.chat.channel("messaging", CALL_ID)
        self._chat = far.rest.chat

    async def open(self) -> None:
        await self._channel.get_or_create(data=ChannelInput(created_by_id="agent"))

    async def write(self, user: str, *texts: str, turn: str, growing: bool = False) -> list[str]:
        ids = []
        for index, text in enumerate(texts):
            about = {"chunk_group": turn, "chunk_index": index, "total_chunks": len(texts)}
            about["generating"] = growing and index == len(texts) - 1
            request = MessageRequest(text=text, user_id=user, custom=about)
            ids.append((await self._channel.send_message(request)).data.message.id)
        return ids

    async def complete(self, message_id: str, text: str) -> None:
        whole = {"text": text, "generating": False}
        await self._chat.update_message_partial(message_id, user_id="agent", set=whole)


async def test_the_agents_chat_is_the_transcript(begin: Any, far: Far) -> None:
    talk, writer = await begin(), Writer(far)
    await writer.open()
    await writer.write(PHONE, "Are you open today?", turn="t1")
    [growing] = await writer.write("agent", "We are", turn="t2", growing=True)
    await until(lambda: talk.said() == [(Speaker.CALLER, "Are you open today?")])
    await writer.complete(growing, "We are open until six.")
    await writer.write("agent", "And tomorrow ", "from nine.", turn="t3")
    await until(lambda: len(talk.said()) == 3)
    assert talk.said()[1:] == [
        (Speaker.AGENT, "We are open until six."),
        (Speaker.AGENT, "And tomorrow from nine."),
    ]


async def test_no_client_of_streams_is_made_within_a_call(
    make_agents: MakeAgents, meet: Meet, far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each loads the system's certificates, and all calls would wait for that."""
    agents, writer, line = await make_agents(), Writer(far), Line()
    await meet()
    await far.rest.upsert_users(UserRequest(id=PHONE))
    await writer.open()
    made: list[httpx.AsyncClient] = []
    make = httpx.AsyncClient.__init__

    def note(client: httpx.AsyncClient, *args: Any, **settings: Any) -> None:
        made.append(client)
        make(client, *args, **settings)

    monkeypatch.setattr(httpx.AsyncClient, "__init__", note)
    leg = agents.make()
    await leg.start(a_call())
    await leg.join(line)
    await writer.write(PHONE, "Are you open today?", turn="t1")
    await until(lambda: any(text == "Are you open today?" for _, text in line.words))
    await leg.stop()
    assert made == []


async def test_captions_give_way_to_the_chat_and_that_to_the_agent(begin: Any, far: Far) -> None:
    talk, writer = await begin(closed_captions=True), Writer(far)
    await caption(talk, PHONE, "are you open to day")
    await until(lambda: len(talk.said()) == 1)
    await writer.open()
    await writer.write(PHONE, "Are you open today?", turn="t1")
    await writer.write(PHONE, "Hello?", turn="t2")
    await until(lambda: len(talk.said()) == 2)
    await caption(talk, PHONE, "hello")
    await talk.agent.send(type="console.said", speaker="caller", text="Thank you.")
    await until(lambda: len(talk.said()) == 3)
    assert [text for _, text in talk.said()] == ["are you open to day", "Hello?", "Thank you."]


async def test_a_caption_has_the_time_at_which_it_began(begin: Any) -> None:
    talk = await begin()
    begun = await caption(talk, "agent", "We are open until six.", ago_s=2.5)
    await until(lambda: len(talk.said()) == 1)
    since = (datetime.now(UTC) - begun).total_seconds()
    assert 2.45 < talk.line.agos[0] < since + 0.05


async def test_what_stream_is_asked_to_write_down(begin: Any, edge: StreamEdge) -> None:
    await begin(closed_captions=True, transcription=True)
    await until(lambda: edge.calls()[0].captioning and edge.calls()[0].transcribing)


async def test_a_call_without_captions_is_a_call(begin: Any, edge: StreamEdge) -> None:
    edge.conditions.refuse_captions = True
    talk = await begin(closed_captions=True)
    await until(lambda: talk.notes())
    assert talk.notes() == [
        "Stream does not write down this call: Stream does not allow this."
        " Check the call type's permissions in its dashboard."
    ]
    await talk.agent.send(type="console.said", speaker="agent", text="Hello.")
    await until(lambda: talk.said() == [(Speaker.AGENT, "Hello.")])


async def test_a_chat_that_is_down_comes_back(begin: Any, far: Far, edge: StreamEdge) -> None:
    edge.conditions.chat_down = True
    talk, writer = await begin(), Writer(far)
    await writer.open()
    await writer.write("agent", "Hello.", turn="t1")
    await asyncio.sleep(3.2)
    assert talk.said() == []
    edge.conditions.chat_down = False
    await until(lambda: talk.said() == [(Speaker.AGENT, "Hello.")])


async def test_what_stream_does_with_the_call_is_noted(begin: Any) -> None:
    talk = await begin()
    await talk.agent.rest.start_recording("composite")
    await until(lambda: talk.notes() == ["Stream records this call."])
    await talk.agent.rest.stop_recording("composite")
    await until(lambda: talk.notes()[1:] == ["Stream no longer records this call."])
