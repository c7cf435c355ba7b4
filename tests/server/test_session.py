"""A call's agent: got ready beside the call, heard and hearing, and what happens without it."""

from __future__ import annotations

import asyncio
import base64

import pytest
from aiohttp import WSCloseCode

from console.agents.agent import AgentError
from console.switchboard.call import (
    AgentState,
    Call,
    CallError,
    Doing,
    Engagement,
    Flag,
    Reason,
    State,
)
from console.switchboard.errors import NotNow
from console.switchboard.events import Speaker
from tests.audio.listener import Listener
from tests.audio.sounds import frames, noise, silence, tone
from tests.carriers.twilio import messages
from tests.carriers.twilio.twilio_api import refuses
from tests.conftest import ExpectLog
from tests.server.house import HandAgent, House, open_house

ASLEEP = AgentError("The agent is asleep. Wake it up.")
TONE = tone(20, peak=0.3)


def agent_state(house: House, call: Call) -> AgentState | None:
    agent = house.now(call).agent
    return agent.state if agent else None


def error(house: House, call: Call) -> CallError:
    found = house.now(call).error
    assert found is not None
    return found


async def joined(house: House) -> HandAgent:
    await house.until(lambda: bool(house.agents) and house.agents[0].line is not None)
    return house.agents[0]


# -- getting ready ----------------------------------------------------------------------


async def test_an_agent_gets_ready_while_the_carrier_connects(hand: House) -> None:
    call, _ = await hand.rings()
    await hand.until(lambda: agent_state(hand, call) is AgentState.READY)
    assert hand.now(call).state is State.CONNECTING
    assert hand.agents[0].line is None


async def test_a_call_does_not_wait_for_its_agent_which_gets_the_last_100_ms(hand: House) -> None:
    hand.agent_like = lambda agent: agent.may_start.clear()
    call, media = await hand.talks()
    spoken = frames(noise(1000, -20.0))
    for frame in spoken:
        await media.say(frame)
    await media.raw.send_json(messages.dtmf("1"))
    await hand.until(lambda: bool(hand.switchboard.transcript(call.id)))
    assert agent_state(hand, call) is AgentState.PREPARING
    hand.agents[0].may_start.set()
    agent = await joined(hand)
    await hand.until(lambda: len(agent.heard) == 5)
    await media.say(TONE)
    await hand.until(lambda: len(agent.heard) == 6)
    assert agent.heard == [*spoken[-5:], TONE]
    assert agent.keys == []


FAULTS = {
    "says why": (ASLEEP, "The agent is asleep. Wake it up.", ""),
    "breaks": (RuntimeError("no"), "The agent could not start.", "RuntimeError: no"),
}


@pytest.mark.parametrize(("fault", "sentence", "logged"), FAULTS.values(), ids=FAULTS)
async def test_an_agent_that_cannot_start_before_the_audio_closes_the_socket_on_the_caller(
    hand: House, fault: Exception, sentence: str, logged: str, expected_log: ExpectLog
) -> None:
    if logged:
        expected_log(logged)
    hand.agent_like = lambda agent: setattr(agent, "start_fails", fault)
    call, path = await hand.rings()
    await hand.until(lambda: agent_state(hand, call) is AgentState.FAILED)
    assert error(hand, call) == CallError("agent", sentence)
    media = await hand.knock(path, sid=str(call.carrier_call_id))
    await media.begin()
    assert await media.closed() == WSCloseCode.POLICY_VIOLATION
    assert hand.now(call).state is State.LIVE


@pytest.mark.parametrize(("fault", "sentence", "logged"), FAULTS.values(), ids=FAULTS)
async def test_an_agent_that_cannot_start_after_the_audio_began_closes_it_too(
    hand: House, fault: Exception, sentence: str, logged: str, expected_log: ExpectLog
) -> None:
    if logged:
        expected_log(logged)

    def fail_later(agent: HandAgent) -> None:
        agent.may_start.clear()
        agent.start_fails = fault

    hand.agent_like = fail_later
    call, media = await hand.talks()
    hand.agents[0].may_start.set()
    assert await media.closed() == WSCloseCode.POLICY_VIOLATION
    assert agent_state(hand, call) is AgentState.FAILED
    assert error(hand, call) == CallError("agent", sentence)


async def test_an_agent_that_breaks_while_it_hears_does_not_leave_the_caller_in_silence(
    hand: House, expected_log: ExpectLog
) -> None:
    expected_log("RuntimeError: deaf")
    call, media = await hand.talks()
    agent = await joined(hand)
    agent.hear_fails = RuntimeError("deaf")
    await media.say(TONE)
    assert await media.closed() == WSCloseCode.POLICY_VIOLATION
    await hand.until(lambda: hand.now(call).error is not None)
    assert error(hand, call).code == "fault"


async def test_a_call_that_ends_first_stops_the_agent_that_was_not_ready(hand: House) -> None:
    hand.agent_like = lambda agent: agent.may_start.clear()
    call, _ = await hand.rings()
    await hand.until(lambda: bool(hand.agents))
    await hand.switchboard.hang_up(call.id)
    await hand.until(lambda: hand.agents[0].stopped == 1)
    hand.agents[0].may_start.set()
    assert hand.agents[0].line is None
    assert hand.sessions.get(call.id) is None


async def test_a_call_that_ends_lets_agent_and_audio_go(hand: House) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    await media.raw.send_json(messages.stop())
    assert await media.closed() == WSCloseCode.OK
    await hand.until(lambda: agent.stopped == 1)
    assert agent.line is not None
    await agent.line.speak(TONE)
    await agent.line.interrupted()
    assert hand.sessions.get(call.id) is None
    assert hand.sessions.levels() == {}


async def test_an_agent_that_breaks_as_it_leaves_keeps_no_socket_open(
    hand: House, expected_log: ExpectLog
) -> None:
    expected_log("RuntimeError: no")
    hand.agent_like = lambda agent: setattr(agent, "stop_fails", RuntimeError("no"))
    call, media = await hand.talks()
    await hand.switchboard.hang_up(call.id)
    assert await media.closed() == WSCloseCode.OK


# -- while it talks ---------------------------------------------------------------------


async def test_the_agent_hears_the_caller_and_is_heard(hand: House) -> None:
    _, media = await hand.talks()
    agent = await joined(hand)
    await media.say(TONE)
    await hand.until(lambda: agent.heard == [TONE])
    assert agent.line is not None
    await agent.line.speak(TONE)
    assert (await media.hear())["event"] == "mark"
    said = await media.hear()
    assert base64.b64decode(said["media"]["payload"]) == TONE


async def test_an_interrupted_agent_is_cleared_at_the_carrier(hand: House) -> None:
    _, media = await hand.talks()
    agent = await joined(hand)
    assert agent.line is not None
    await agent.line.speak(TONE)
    await agent.line.interrupted()
    assert (await media.hear())["event"] == "mark"
    assert (await media.hear())["event"] == "media"
    assert await media.hear() == {"event": "clear", "streamSid": messages.STREAM}


async def test_what_is_said_stands_in_the_transcript_with_its_time(hand: House) -> None:
    call, _ = await hand.talks()
    agent = await joined(hand)
    assert agent.line is not None
    hand.time.pass_by(1.5)
    agent.line.said(Speaker.CALLER, "Hello?")
    hand.time.pass_by(0.5)
    agent.line.said(Speaker.AGENT, "Good morning.")
    lines = hand.switchboard.transcript(call.id)
    assert [(line.speaker, line.text, line.at_ms) for line in lines] == [
        (Speaker.CALLER, "Hello?", 1500),
        (Speaker.AGENT, "Good morning.", 2000),
    ]


async def test_the_latency_of_an_answer_shows_on_the_call_and_in_the_transcript(
    hand: House,
) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    assert agent.line is not None
    agent.line.said(Speaker.AGENT, "Good morning.")
    for frame in frames(silence(200) + noise(500, -20.0)):
        await media.say(frame)
        await hand.until(lambda: bool(agent.heard) and agent.heard.pop() is not None)
        hand.time.pass_by(0.02)
    agent.line.said(Speaker.CALLER, "Where is my order?")
    hand.time.pass_by(0.78)
    agent.line.said(Speaker.AGENT, "On its way.")
    await agent.line.speak(TONE)
    agent.line.said(Speaker.AGENT, "It comes today.")
    latency = hand.now(call).latency_ms
    assert latency == pytest.approx(800, abs=1)
    lines = hand.switchboard.transcript(call.id)
    assert [(line.text, line.latency_ms) for line in lines] == [
        ("Good morning.", None),
        ("Where is my order?", None),
        ("On its way.", latency),
        ("It comes today.", None),
    ]


async def test_words_are_dated_back_to_where_they_began(hand: House) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    assert agent.line is not None
    for frame in frames(silence(400) + noise(500, -20.0) + silence(700)):
        await media.say(frame)
        await hand.until(lambda: bool(agent.heard) and agent.heard.pop() is not None)
        hand.time.pass_by(0.02)
    agent.line.said(Speaker.CALLER, "Where is my order?")
    agent.line.said(Speaker.CALLER, "Hello?")
    agent.line.said(Speaker.AGENT, "On its way.")
    hand.time.pass_by(0.5)
    await agent.line.speak(TONE)
    lines = hand.switchboard.transcript(call.id)
    assert [line.text for line in lines] == ["Where is my order?", "Hello?", "On its way."]
    assert [line.at_ms for line in lines] == pytest.approx([400, 1600, 2100], abs=25)


async def test_an_answer_that_is_never_heard_is_said_before_what_follows(hand: House) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    assert agent.line is not None
    for frame in frames(noise(200, -20.0)):
        await media.say(frame)
    await hand.until(lambda: len(agent.heard) == 10)
    agent.line.said(Speaker.AGENT, "On its…")
    agent.line.said(Speaker.CALLER, "Hello?")
    lines = hand.switchboard.transcript(call.id)
    assert [(line.text, line.latency_ms) for line in lines] == [("On its…", None), ("Hello?", None)]


async def test_the_word_for_a_silent_call_is_what_can_be_heard_or_what_the_agent_says(
    hand: House,
) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    assert agent.line is not None
    agent.line.doing(Doing.TOOL)
    assert hand.now(call).doing is Doing.TOOL
    for frame in frames(noise(200, -20.0)):
        await media.say(frame)
    await hand.until(lambda: hand.now(call).doing is Doing.CALLER_SPEAKING)
    for frame in frames(silence(700)):
        await media.say(frame)
    await hand.until(lambda: hand.now(call).doing is Doing.TOOL)
    agent.line.doing(None)
    assert hand.now(call).doing is Doing.THINKING
    await agent.line.speak(TONE)
    agent.line.doing(Doing.HEARING)
    assert hand.now(call).doing is Doing.AGENT_SPEAKING


async def test_where_there_is_no_agent_none_thinks_and_none_is_slow() -> None:
    async with open_house(agent="none") as house:
        call, media = await house.talks()
        session = house.sessions.get(call.id)
        assert session is not None
        assert session.bridge is not None
        for frame in frames(noise(200, -20.0)):
            await media.say(frame)
        await house.until(lambda: house.now(call).doing is Doing.CALLER_SPEAKING)
        for frame in frames(silence(700)):
            await media.say(frame)
        await house.until(lambda: house.now(call).doing is None)
        assert session.bridge.activity.awaiting_answer
        for _ in range(5):
            house.time.pass_by(0.9)
            before = session.bridge.last_frame_at
            await media.say(silence(20))
            await house.until(lambda at=before: session.bridge.last_frame_at > at)
            session.tick()
            assert (house.now(call).doing, house.now(call).flags) == (None, frozenset())


async def test_flags_are_raised_by_the_agent_and_by_silence(hand: House) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    session = hand.sessions.get(call.id)
    assert agent.line is not None
    assert session is not None
    agent.line.flag(Flag.WANTS_HUMAN)
    assert hand.now(call).flags == {Flag.WANTS_HUMAN}
    for _ in range(11):
        hand.time.pass_by(1)
        await media.say(silence(20))
        await hand.until(lambda: bool(agent.heard) and agent.heard.pop() is not None)
        session.tick()
    assert hand.now(call).flags == {Flag.WANTS_HUMAN, Flag.LONG_SILENCE}


async def test_a_refusal_keeps_nothing_of_the_one_before(hand: House) -> None:
    call, _ = await hand.rings()
    depths = []
    for _ in range(2):
        with pytest.raises(NotNow) as refused:
            await hand.sessions.silence(call.id, True)
        depths.append(len(refused.traceback))
    assert depths[0] == depths[1]


async def test_levels_are_those_of_the_call(hand: House) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    assert agent.line is not None
    for frame in frames(tone(100, peak=0.5)):
        await media.say(frame)
    await hand.until(lambda: len(agent.heard) == 5)
    for frame in frames(tone(100, peak=0.05)):
        await agent.line.speak(frame)
    levels = hand.switchboard.levels()[call.id]
    assert levels.caller == pytest.approx(-9, abs=0.5)
    assert levels.agent == pytest.approx(-29, abs=0.5)
    assert levels.caller_peak > levels.caller


async def test_the_operators_ears_hear_a_call_while_listening(hand: House) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    ears = Listener()
    hand.sessions.ears = ears
    for mode, hears in ((Engagement.LISTEN, 1), (Engagement.OFF, 1), (Engagement.LISTEN, 2)):
        await hand.switchboard.engage(call.id, mode)
        await media.say(TONE)
        await hand.until(lambda: bool(agent.heard) and agent.heard.pop() is not None)
        assert len(ears.caller) == hears
    assert set(ears.caller) == {TONE}


async def test_the_ears_here_hear_nothing_of_a_call_that_another_desk_is_on(hand: House) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    ears = Listener()
    hand.sessions.ears = ears
    await hand.switchboard.engage(call.id, Engagement.LISTEN)
    taken = await hand.switchboard.engage(call.id, Engagement.JOIN, elsewhere=True)
    assert (taken.engagement, taken.elsewhere) == (Engagement.OFF, Engagement.JOIN)
    await media.say(TONE)
    await hand.until(lambda: bool(agent.heard))
    assert ears.caller == []


# -- when it leaves ---------------------------------------------------------------------


async def test_an_agent_that_is_done_hangs_up(hand: House) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    assert agent.line is not None
    await agent.line.left()
    assert await media.closed() == WSCloseCode.OK
    ended = hand.now(call)
    assert (ended.reason, ended.error) == (Reason.COMPLETED, None)
    assert hand.api.count("POST", f"/Calls/{call.carrier_call_id}.json") == 1


async def test_an_agent_that_is_lost_leaves_the_caller_to_the_carriers_sentence(
    hand: House,
) -> None:
    call, media = await hand.talks()
    agent = await joined(hand)
    assert agent.line is not None
    leaving = asyncio.create_task(agent.line.left("The agent's process died."))
    assert await media.closed() == WSCloseCode.POLICY_VIOLATION
    await leaving
    assert agent_state(hand, call) is AgentState.LEFT
    assert error(hand, call) == CallError("agent", "The agent's process died.")
    assert hand.now(call).state is State.LIVE


async def test_hanging_up_with_twilio_down_closes_the_audio() -> None:
    async with open_house() as house:
        house.api.update = refuses(503, 20503)
        call, media = await house.talks()
        hanging_up = asyncio.create_task(house.switchboard.hang_up(call.id))
        assert await media.closed() == WSCloseCode.OK
        still = await hanging_up
        assert still.state is State.LIVE
        assert still.error is not None
        assert still.error.message.endswith("The audio was closed instead.")
