"""Each command that one call gets, through the control API, as far as the carrier hears it."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import pytest

from console.agents.agent import AgentError
from console.audio.g711 import SILENCE
from console.audio.keypad import tones
from console.switchboard.call import Ask, Call, Engagement, State
from tests.audio.sounds import frames, tone
from tests.server.house import House, Media, open_house


async def live(house: House, *asks: Ask) -> tuple[Call, Media]:
    call, media = await house.talks()
    line = house.agents[0].line
    assert line is not None
    line.can(frozenset(asks))
    return house.now(call), media


async def played(house: House, media: Media, count: int) -> list[str]:
    """Return the payloads of the next media messages; the phone talks meanwhile."""

    async def talk() -> None:
        while True:
            await media.say(SILENCE)
            await asyncio.sleep(0.002)
            house.time.pass_by(0.02)

    heard: list[str] = []
    talking = asyncio.create_task(talk())
    try:
        while len(heard) < count:
            message = await media.hear()
            if message["event"] == "media":
                heard.append(message["media"]["payload"])
    finally:
        talking.cancel()
        await asyncio.wait({talking})
    return heard


async def post(house: House, call: Call, command: str, **body: Any) -> tuple[int, Any]:
    return await house.ask("POST", f"/api/calls/{call.id}/{command}", body)


@pytest.mark.parametrize("mode", Engagement)
async def test_every_rung_has_its_name(mode: Engagement) -> None:
    async with open_house(agent="hand") as house:
        call, _ = await live(house)
        status, answer = await post(house, call, "engage", mode=mode)
        assert (status, answer["engagement"]) == (200, mode)


async def test_hold_plays_music_and_resume_ends_it() -> None:
    async with open_house(agent="hand") as house:
        call, media = await live(house)
        status, answer = await post(house, call, "hold")
        assert (status, answer["state"]) == (200, "held")
        assert len(set(await played(house, media, 5))) > 1
        assert house.now(call).state is State.HELD
        status, answer = await post(house, call, "resume")
        assert (status, answer["state"]) == (200, "live")


async def test_keys_are_heard_as_tones() -> None:
    async with open_house(agent="hand") as house:
        call, media = await live(house)
        pressing = asyncio.create_task(post(house, call, "digits", digits="5"))
        sound = frames(tones("5"))
        heard = [base64.b64decode(payload) for payload in await played(house, media, len(sound))]
        assert heard == sound
        assert (await pressing)[0] == 200
        status, answer = await post(house, call, "digits", digits="5x")
        assert (status, answer["error"]["code"]) == (422, "bad-digits")


async def test_the_agent_is_asked_and_its_refusal_is_a_sentence() -> None:
    async with open_house(agent="hand") as house:
        call, _ = await live(house, Ask.INSTRUCT, Ask.SAY)
        assert (await post(house, call, "instruct", text="Be brief."))[0] == 200
        assert (await post(house, call, "say", text="Goodbye."))[0] == 200
        assert house.agents[0].asked == [(Ask.INSTRUCT, "Be brief."), (Ask.SAY, "Goodbye.")]
        status, answer = await post(house, call, "interrupt")
        assert (status, answer["error"]["code"]) == (409, "agent-cant")
        house.agents[0].ask_fails = AgentError("It did not confirm that.")
        status, answer = await post(house, call, "say", text="Goodbye.")
        assert (status, answer["error"]["message"]) == (409, "It did not confirm that.")


async def test_marks_and_notes_are_in_the_transcript() -> None:
    async with open_house(agent="hand") as house:
        call, _ = await live(house)
        await post(house, call, "mark-moment")
        await post(house, call, "note", text="Ask about the invoice.")
        _, answer = await house.ask("GET", f"/api/calls/{call.id}/transcript")
        assert [(line["speaker"], line["text"]) for line in answer["lines"]] == [
            ("mark", "Marked"),
            ("note", "Ask about the invoice."),
        ]


async def test_everybody_is_silenced_at_once_and_one_may_speak_again() -> None:
    async with open_house(agent="hand") as house:
        call, _ = await live(house)
        status, answer = await house.ask("POST", "/api/silence-all")
        assert (status, [c["silenced"] for c in answer["calls"]]) == (200, [True])
        status, answer = await post(house, call, "silence", on=False)
        assert (status, answer["silenced"]) == (200, False)


async def test_a_transfer_leads_the_caller_away_at_the_carrier() -> None:
    async with open_house(agent="hand") as house:
        call, _ = await live(house)
        status, answer = await post(house, call, "transfer", to="+14155550199")
        assert (status, answer["reason"]) == (200, "transferred")
        _, path, form = house.api.asked[-1]
        assert path == f"/Calls/{call.carrier_call_id}.json"
        assert "<Dial" in form["Twiml"][0]
        assert "+14155550199" in form["Twiml"][0]


@pytest.mark.parametrize("command", ["answer", "decline"])
async def test_a_live_call_does_not_ring(command: str) -> None:
    async with open_house(agent="hand") as house:
        call, _ = await live(house)
        status, answer = await post(house, call, command)
        assert (status, answer["error"]["code"]) == (409, "not-ringing")


@pytest.mark.parametrize(("mode", "is_heard"), [("join", True), ("listen", False)])
async def test_a_microphone_over_the_control_api_is_heard_only_where_the_rung_says(
    mode: str, is_heard: bool
) -> None:
    async with open_house(agent="hand") as house:
        call, media = await live(house)
        await post(house, call, "engage", mode=mode)
        socket = await house.watch(f"/api/calls/{call.id}/audio")
        microphone = b"\x00\x20" * 8000
        for at in range(0, len(microphone), 300):
            await socket.send_bytes(microphone[at : at + 300])
        line = house.agents[0].line
        assert line is not None
        if is_heard:
            assert await played(house, media, 1)
        else:
            await line.speak(tone(20))
            assert (await played(house, media, 1))[0] == _payload(tone(20))
        await socket.close()


def _payload(frame: bytes) -> str:
    return base64.b64encode(frame).decode()


async def test_an_operator_who_speaks_keeps_a_caller_whose_agent_is_lost() -> None:
    async with open_house(agent="hand") as house:
        call, media = await live(house)
        await post(house, call, "engage", mode="take-over")
        line = house.agents[0].line
        assert line is not None
        await line.left("It has crashed.")
        assert house.now(call).state is State.LIVE
        assert house.now(call).error is not None
        await post(house, call, "engage", mode="listen")
        assert await media.closed() is not None
