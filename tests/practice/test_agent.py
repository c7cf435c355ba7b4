"""The practice agent, mostly in conversation with the practice caller."""

from __future__ import annotations

import pytest

from console.agents.agent import AgentLeg
from console.audio.g711 import FRAME_BYTES, SILENCE
from console.practice.agent import PracticeAgent
from console.practice.scenarios import Scenario, Who, load_scenarios, load_stranger
from console.switchboard.call import Ask, Doing, Flag
from console.switchboard.events import Speaker
from console.switchboard.on_call import HANDED_BACK
from tests.audio.test_voice import needs_flite
from tests.practice.room import Room, call_with, texts

BY_NAME = {scenario.name: scenario for scenario in load_scenarios()}
SPEECH = load_stranger().step[0].speech()


async def conversation(name: str) -> Room:
    room = Room()
    await room.play(BY_NAME[name], PracticeAgent())
    return room


async def listen_to(agent: AgentLeg, room: Room, audio: bytes) -> None:
    for at in range(0, len(audio), FRAME_BYTES):
        await agent.hear(audio[at : at + FRAME_BYTES])
        room.now_ms += 20


@pytest.mark.parametrize("scenario", load_scenarios(), ids=lambda s: s.name)
async def test_a_conversation_goes_as_written(scenario: Scenario) -> None:
    room = Room()
    await room.play(scenario, PracticeAgent())
    assert room.lines(Speaker.AGENT) == texts(scenario, Who.AGENT)
    assert room.lines(Speaker.CALLER) == texts(scenario, Who.CALLER)
    assert room.now_ms < 120_000
    cut_short = any(step.interrupts_after_ms for step in scenario.step)
    assert len(room.cuts) == (1 if cut_short else 0)
    heard = 20 * len(room.agent_sounds)
    written = sum(len(s.speech()) // 8 for s in scenario.step if s.who is Who.AGENT)
    assert heard > (0.4 if cut_short else 0.6) * written
    assert room.most_queued == 1  # one frame out for each frame heard, never ahead


async def test_the_first_conversation_is_long_and_soon_audible() -> None:
    room = Room()
    await room.play(load_scenarios()[0], PracticeAgent())
    assert room.now_ms >= 35_000
    assert room.agent_sounds[0] < 8_000
    assert room.caller_sounds[0] < 8_000


async def test_lines_are_noted_in_the_order_they_are_spoken() -> None:
    room = await conversation("order-status")
    script = [step.text for step in BY_NAME["order-status"].step if step.text]
    assert [text for _, _, text in room.transcript] == script


async def test_an_answer_comes_after_a_moment_of_thought() -> None:
    room = await conversation("order-status")
    question, answer = texts(BY_NAME["order-status"], Who.CALLER)[0], room.transcript[2][2]
    assert 300 <= room.when(answer) - room.when(question) <= 640
    words = room.words[: room.words.index(None, 2)]
    assert words == [Doing.THINKING, None, Doing.HEARING, Doing.HEARING, Doing.THINKING]


async def test_an_interruption_silences_the_agent_at_once() -> None:
    room = await conversation("interruption")
    cut = room.cuts[0]
    cut_in = next(at for at in room.caller_sounds if at > room.when(room.lines(Speaker.AGENT)[1]))
    assert 40 <= cut - cut_in <= 200
    answer = room.when(room.lines(Speaker.AGENT)[2])
    assert not [at for at in room.agent_sounds if cut < at < answer]


async def test_the_agent_waits_for_the_whole_account_number() -> None:
    room = await conversation("account-number")
    last_key, _ = room.keys[-1]
    assert 0 < room.when(room.lines(Speaker.AGENT)[1]) - last_key < 1_000


@needs_flite
@pytest.mark.parametrize(
    ("told", "passed_on"),
    [
        ("Be brief.", "I have just been told this: Be brief"),
        (HANDED_BACK, "Thank you for waiting, it is me again"),
        (
            f"{HANDED_BACK} It comes on Friday.",
            "Thank you for waiting, it is me again. I have just been told this: It comes on Friday",
        ),
    ],
)
async def test_what_it_is_told_is_passed_on_but_not_that_it_was_handed_back(
    told: str, passed_on: str
) -> None:
    agent, room, scenario = PracticeAgent(), Room(), BY_NAME["order-status"]
    await agent.start(call_with(scenario.caller, scenario.kind))
    await agent.join(room)
    await agent.ask(Ask.INSTRUCT, told)
    await listen_to(agent, room, SILENCE * 150)
    greeting = texts(scenario, Who.AGENT)[0]
    assert room.lines(Speaker.AGENT)[:1] == [f"{passed_on}. {greeting}"]


async def test_who_asks_for_a_person_is_shown_to_the_operator() -> None:
    room = await conversation("asks-for-a-human")
    promise = next(s.text for s in BY_NAME["asks-for-a-human"].step if s.wants_human)
    assert room.flags == {Flag.WANTS_HUMAN: room.when(promise)}


async def test_a_silent_caller_is_asked_after_six_seconds() -> None:
    room = await conversation("long-silence")
    asked = room.when("Are you still there?")
    before = max(at for at in room.agent_sounds if at < asked)
    assert 6_000 <= asked - before <= 7_000


async def test_an_agent_that_calls_waits_for_a_hello() -> None:
    room = await conversation("delivery-time")
    assert room.transcript[0][1] is Speaker.CALLER
    assert room.caller_sounds[0] < room.agent_sounds[0]


async def test_an_agent_that_calls_greets_when_nobody_says_hello() -> None:
    room, agent = Room(), PracticeAgent()
    await agent.start(call_with("+14155550110", "outbound"))
    await agent.join(room)
    await listen_to(agent, room, SILENCE * 250)
    assert [speaker for _, speaker, _ in room.transcript] == [Speaker.AGENT]
    assert 3_000 <= room.transcript[0][0] <= 3_700


async def test_strangers_words_are_not_made_up() -> None:
    room, agent = Room(), PracticeAgent()
    await agent.start(call_with("+4930901820"))
    await agent.join(room)
    for _ in range(6):
        await listen_to(agent, room, SILENCE * 700 + SPEECH)
    assert room.lines(Speaker.AGENT) == texts(load_stranger(), Who.AGENT)
    assert room.lines(Speaker.CALLER) == []


async def test_a_caller_who_goes_on_is_not_talked_over() -> None:
    room, agent = Room(), PracticeAgent()
    await agent.start(call_with("+4930901820"))
    await agent.join(room)
    await listen_to(agent, room, SILENCE * 10 + SPEECH + SILENCE * 31 + SPEECH)
    assert room.transcript == []


async def test_frames_of_any_length_are_answered_with_as_much() -> None:
    room, agent = Room(), PracticeAgent()
    await agent.start(call_with("+14155550111"))
    await agent.join(room)
    for _ in range(400):
        await agent.hear(SILENCE[:80])
    sent = [len(frame) for frame in room.to_caller]
    assert set(sent[:-1]) == {80}
    assert b"".join(room.to_caller) == BY_NAME["order-status"].step[0].speech()[: sum(sent)]


async def test_nothing_is_said_before_join_or_after_stop() -> None:
    room, agent = Room(), PracticeAgent()
    await agent.start(call_with("+14155550111"))
    await listen_to(agent, room, SILENCE * 100)
    await agent.join(room)
    await listen_to(agent, room, SILENCE * 50)
    said = len(room.to_caller)
    assert said > 0
    await agent.stop()
    await listen_to(agent, room, SILENCE * 50)
    assert len(room.to_caller) == said
