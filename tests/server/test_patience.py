"""A caller whose agent lets them wait: what the console says to them meanwhile, and when not."""

from __future__ import annotations

import asyncio
import base64

import pytest

from console.audio.g711 import SILENCE, decode
from console.audio.voice import can_speak, speak
from console.switchboard.call import AgentState, Call, Engagement, Flag, State
from console.switchboard.events import Speaker
from console.switchboard.lines import AgentLoss
from tests.server.house import House, Media, open_house

pytestmark = pytest.mark.skipif(not can_speak(), reason="this system has no voice")
SENTENCE = "Just a second."


def told(house: House, call: Call) -> list[str]:
    lines = house.switchboard.transcript(call.id)
    return [line.text for line in lines if line.speaker is Speaker.NOTE]


def tick(house: House, call: Call) -> None:
    session = house.sessions.get(call.id)
    assert session is not None
    session.tick()


async def heard(house: House, media: Media, frames: int) -> bytes:
    """Return what the console sends, so many frames of it; the phone talks meanwhile."""

    async def talk() -> None:
        while True:
            await media.say(SILENCE)
            await asyncio.sleep(0.002)
            house.time.pass_by(0.02)

    talking, sound = asyncio.create_task(talk()), b""
    try:
        while len(sound) < frames * 160:
            message = await media.hear()
            if message["event"] == "media":
                sound += base64.b64decode(message["media"]["payload"])
    finally:
        talking.cancel()
        await asyncio.wait({talking})
    return sound


async def test_a_caller_who_waits_for_the_agent_is_told_so_once() -> None:
    async with open_house(agent="hand", agent_loss=AgentLoss(meanwhile=SENTENCE)) as house:
        house.agent_like = lambda agent: agent.may_start.clear()
        call, media = await house.talks()
        house.time.pass_by(3.9)
        tick(house, call)
        assert Flag.AGENT_TROUBLE not in house.now(call).flags
        house.time.pass_by(0.2)
        tick(house, call)
        tick(house, call)
        assert Flag.AGENT_TROUBLE in house.now(call).flags
        spoken = await speak(SENTENCE)
        sound = await heard(house, media, len(spoken) // 160)
        # The same words; whether the voice says them twice alike to the bit is its own affair.
        assert decode(sound).std() == pytest.approx(decode(spoken).std(), rel=0.1)
        assert told(house, call) == [f"The caller hears: {SENTENCE}"]
        house.agents[0].may_start.set()
        await house.until(lambda: house.agents[0].line is not None)
        tick(house, call)
        assert Flag.AGENT_TROUBLE not in house.now(call).flags


async def test_an_agent_asks_for_patience() -> None:
    async with open_house(agent="hand", agent_loss=AgentLoss(meanwhile=SENTENCE)) as house:
        call, media = await house.talks()
        await house.until(lambda: house.agents[0].line is not None)
        line = house.agents[0].line
        assert line is not None
        line.one_moment()
        assert decode(await heard(house, media, 25)).std() > 100
        assert told(house, call) == [f"The caller hears: {SENTENCE}"]


@pytest.mark.parametrize("why", ["no sentence", "taken over", "held"])
async def test_nobody_is_talked_over(why: str) -> None:
    loss = AgentLoss(meanwhile="" if why == "no sentence" else SENTENCE)
    async with open_house(agent="hand", agent_loss=loss) as house:
        call, _ = await house.talks()
        await house.until(lambda: house.agents[0].line is not None)
        line = house.agents[0].line
        assert line is not None
        if why == "taken over":
            await house.switchboard.engage(call.id, Engagement.TAKE_OVER)
        elif why == "held":
            await house.switchboard.hold(call.id)
        before = told(house, call)
        line.one_moment()
        await speak(SENTENCE)  # as long as it would take
        await asyncio.sleep(0)
        assert told(house, call) == before


@pytest.mark.parametrize("fault", ["The agent was lost and did not come back.", ""])
@pytest.mark.parametrize("held", [False, True])
async def test_an_operator_who_took_over_keeps_the_caller_whose_agent_goes(
    fault: str, held: bool
) -> None:
    async with open_house(agent="hand") as house:
        call, media = await house.talks()
        await house.until(lambda: house.agents[0].line is not None)
        line = house.agents[0].line
        assert line is not None
        await house.switchboard.engage(call.id, Engagement.TAKE_OVER)
        if held:
            await house.switchboard.hold(call.id)
        await line.left(fault)
        tick(house, call)
        now = house.now(call)
        assert (now.state, now.agent and now.agent.state) == (
            State.HELD if held else State.LIVE,
            AgentState.LEFT,
        )
        assert now.error
        assert now.error.message == (fault or "The agent left the call.")
        assert not media.raw.closed
        if held:
            assert (await house.switchboard.resume(call.id)).state is State.LIVE
            assert not media.raw.closed
        # When the operator steps down, nobody is left to speak with the caller.
        stepping_down = asyncio.create_task(house.switchboard.engage(call.id, Engagement.LISTEN))
        await media.closed()
        await stepping_down


@pytest.mark.parametrize("fault", ["The agent was lost and did not come back.", ""])
async def test_a_caller_on_hold_whose_agent_goes_is_led_out_when_taken_back(fault: str) -> None:
    async with open_house(agent="hand") as house:
        call, media = await house.talks()
        await house.until(lambda: house.agents[0].line is not None)
        line = house.agents[0].line
        assert line is not None
        await house.switchboard.hold(call.id)
        await line.left(fault)
        assert house.now(call).state is State.HELD
        assert not media.raw.closed
        taking_back = asyncio.create_task(house.switchboard.resume(call.id))
        await media.closed()
        await taking_back


async def test_the_carrier_is_given_the_lines_own_goodbye() -> None:
    loss = AgentLoss(sentence="Nobody is here. Write to us.")
    async with open_house(agent="hand", agent_loss=loss) as house:
        form = {"CallSid": "CA77", "From": "+14155550123", "To": "+14155550100"}
        response = await house.webhook("/twilio/voice", form | {"Direction": "inbound"})
        assert "<Say>Nobody is here. Write to us.</Say><Hangup />" in await response.text()
