"""What is done on a call: keys, sentences, hold, transfers, interruptions, silence."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from console.audio import voice
from console.audio.g711 import SILENCE, decode
from console.switchboard.lines import AgentLoss, CallerSilence
from tests.fakes.node_process import eventually
from tests.practice_cloud.parties import Recorder, sounds
from tests.twilio_calls.world import (
    BUSY,
    DEAF,
    FRIEND,
    HUMAN,
    LOUD,
    World,
    lateness,
    line_with,
    open_world,
    soon,
)

OTHER = bytes([0x20, 0xA0]) * 80
speaks = pytest.mark.skipif(not voice.can_speak(), reason="this system has no voice: flite")


async def hears(party: Recorder, frame: bytes, times: int = 3) -> None:
    await soon(party.until(lambda heard: heard.count(frame) >= times))


async def agent_talks(world: World, party: Recorder) -> None:
    """See that the agent is heard and hears."""
    agent = world.agents[-1]
    party.heard.clear()

    async def heard() -> bool:
        # Again and again: what is said while the carrier has the call is lost.
        assert agent.line
        await agent.line.speak(OTHER)
        return party.heard.count(OTHER) >= 3

    await eventually(heard, "the agent's voice at the phone")
    agent.heard.clear()
    await world.until(lambda: len(agent.heard) > 3)


# -- cutting in ---------------------------------------------------------------------------


async def test_an_interruption_is_silence_within_250_ms_and_the_agent_is_told() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 1000)
        _, agent = await world.talk(party)
        assert agent.line
        for _ in range(150):  # three seconds, at once
            await agent.line.speak(OTHER)
        await hears(party, OTHER, 50)

        heard_before_ms = party.heard.count(OTHER) * 20
        party.heard.clear()
        async with lateness() as late:
            await agent.line.interrupted()
            await soon(party.until(lambda heard: heard.endswith(SILENCE * 5)))
        heard_ms = party.heard.rindex(OTHER) / 8 + 20 if OTHER in party.heard else 0
        assert heard_ms <= 250 + late.ms, (heard_ms, late.ms)
        await world.until(lambda: agent.cuts)
        # It has heard a second of three, and what was on its way.
        assert heard_before_ms >= 1000
        assert heard_before_ms - 100 <= agent.cuts[0] <= heard_before_ms + 500 + late.ms
        await asyncio.gather(*(agent.line.speak(OTHER) for _ in range(3)))
        await hears(party, OTHER)


@pytest.mark.parametrize("command", ["hold", "silence", "take-over"])
async def test_hold_silence_and_take_over_cut_the_agent_off(command: str) -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 1000)
        call, agent = await world.talk(party)
        assert agent.line
        for _ in range(150):
            await agent.line.speak(OTHER)
        await hears(party, OTHER, 20)
        async with lateness() as late:
            if command == "take-over":
                await world.do(call["id"], "engage", mode="take-over")
            else:
                await world.do(call["id"], command)
            party.heard.clear()
            await soon(party.until(lambda heard: len(heard) > 160 * 30))
        assert party.heard.count(OTHER) <= 5 + late.ms / 20
        assert agent.cuts
        assert agent.cuts[0] >= 300


# -- hold and keys ------------------------------------------------------------------------


async def test_a_held_caller_hears_music_and_nobody_hears_them() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 2000)
        call, agent = await world.talk(party)
        assert (await world.do(call["id"], "hold"))["state"] == "held"
        await soon(party.until(lambda heard: len(sounds(heard)) > 50))
        assert OTHER not in party.heard
        agent.heard.clear()
        assert (await world.do(call["id"], "resume"))["state"] == "live"
        await agent_talks(world, party)
        await soon(party.until(lambda heard: heard.endswith(SILENCE * 20)))


async def test_keys_go_both_ways() -> None:
    async with open_world() as world:
        party = Recorder(digits_at={30: "7"})
        call, agent = await world.talk(party)
        await world.told(call, "Caller pressed 7")
        assert agent.keys == "7"
        party.heard.clear()
        await world.do(call["id"], "digits", digits="5")
        await soon(party.until(lambda heard: len(sounds(heard)) >= 5))
        assert strongest(party.heard) == pytest.approx((770, 1336), rel=0.015)


async def test_keys_that_the_carrier_presses_leave_the_session_as_it_was() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 3000)
        call, agent = await world.talk(party)
        for _ in range(2):
            party.heard.clear()
            await world.do(call["id"], "digits", digits="5#", out_of_band=True)
            await soon(party.until(lambda heard: len(sounds(heard)) >= 10))
            await agent_talks(world, party)
        before, call = call, await world.becomes(call, "live", error=None)
        assert call["answered_at"] == before["answered_at"]
        assert world.agents == [agent]
        assert (await world.notes(call)).count("Sent 5# by the carrier") == 2
        party.hang_up()
        await world.becomes(call, "ended", reason="completed", error=None)


async def test_a_second_aside_waits_for_the_first() -> None:
    async with open_world() as world:
        call, _ = await world.talk(Recorder([LOUD] * 3000))
        await world.do(call["id"], "digits", digits="w" * 20, out_of_band=True)
        status, answer = await world.ask(
            "POST", f"/api/calls/{call['id']}/digits", digits="6", out_of_band=True
        )
        assert (status, answer["error"]["code"]) == (409, "away")


async def test_an_aside_that_the_carrier_refuses_changes_nothing() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 3000)
        call, _ = await world.talk(party)
        world.cloud.mishaps.rest.append(503)
        status, _ = await world.ask(
            "POST", f"/api/calls/{call['id']}/digits", digits="6", out_of_band=True
        )
        assert status == 409
        await agent_talks(world, party)
        await world.do(call["id"], "digits", digits="6", out_of_band=True)
        await agent_talks(world, party)


# -- sentences ----------------------------------------------------------------------------


@speaks
async def test_a_sentence_is_said_in_the_consoles_own_voice_without_an_agent() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 3000)
        world.answered_by = lambda to: party
        call = await world.becomes(await world.dial(agent="none"), "live")
        await world.do(call["id"], "say-to-caller", text="One moment, please.")
        await soon(party.until(lambda heard: len(sounds(heard)) > 30))
        assert "Said to the caller: One moment, please." in await world.notes(call)


async def test_without_a_voice_the_carrier_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "_program", lambda: None)
    async with open_world() as world:
        party = Recorder([LOUD] * 3000)
        call, _ = await world.talk(party)
        await world.do(call["id"], "say-to-caller", text="One moment, please.")
        await agent_talks(world, party)


SILENT = CallerSilence(question_s=1, question="Hello?", goodbye_s=1, goodbye="Goodbye.")


@pytest.mark.parametrize("own_voice", [pytest.param(True, marks=speaks), False])
async def test_a_caller_who_says_nothing_is_asked_and_then_let_go(
    own_voice: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not own_voice:
        monkeypatch.setattr(voice, "_program", lambda: None)
    async with open_world(line_with(caller_silence=SILENT)) as world:
        call, _ = await world.talk()
        await world.becomes(call, "ended", reason="completed", error=None)
        said = [note for note in await world.notes(call) if note.startswith("Said")]
        assert said == ["Said to the caller: Hello?", "Said to the caller: Goodbye."]


# -- transfers ----------------------------------------------------------------------------


async def test_a_call_is_led_to_a_person() -> None:
    async with open_world() as world:
        party, human = Recorder([LOUD] * 3000), Recorder([OTHER] * 3000)
        world.answered_by = lambda to: human
        call, _ = await world.talk(party)
        answer = await world.do(call["id"], "transfer", to=HUMAN)
        assert (answer["state"], answer["reason"]) == ("ended", "transferred")
        await hears(party, OTHER)
        await hears(human, LOUD)
        assert world.called == [HUMAN]


async def test_a_transferred_caller_whom_nobody_takes_comes_back() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 3000)
        call, _ = await world.talk(party)
        await world.do(call["id"], "transfer", to=BUSY)
        back = await world.row(lambda it: it["id"] != call["id"] and it["state"] == "live")
        assert back["carrier_call_id"] == call["carrier_call_id"]
        assert (back["from"], back["caller_name"]) == (call["from"], "ADA L")
        assert await world.notes(back) == ["Came back: nobody took the transfer"]
        await soon(world.agents[-1].joined.wait())
        assert len(world.agents) == 2
        await agent_talks(world, party)
        party.hang_up()
        await world.becomes(back, "ended", reason="completed")
        await world.becomes(call, "ended", reason="transferred")


async def test_a_call_of_ours_comes_back_too_and_hears_its_own_reports() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 3000)
        world.answered_by = lambda to: party
        call = await world.becomes(await world.dial(), "live")
        await world.do(call["id"], "transfer", to=BUSY)
        back = await world.row(lambda it: it["id"] != call["id"] and it["state"] == "live")
        assert (back["direction"], back["to"]) == ("outbound", FRIEND)
        await world.do(back["id"], "hang-up")
        await world.becomes(back, "ended", reason="completed")


async def test_a_warm_transfer_asks_first_and_then_connects_both() -> None:
    async with open_world() as world:
        party, human = Recorder([LOUD] * 3000), Recorder([OTHER] * 3000)
        world.answered_by = lambda to: human
        call, _ = await world.talk(party)
        asked = await world.do(call["id"], "consult", to=HUMAN)
        assert (asked["to"], asked["consultation"]) == (HUMAN, call["id"])
        await world.becomes(call, "held", consultation=asked["id"])
        await world.becomes(asked, "live")
        await soon(party.until(lambda heard: len(sounds(heard)) > 10))  # music
        assert LOUD not in human.heard

        await world.do(call["id"], "connect")
        await world.becomes(call, "ended", reason="transferred")
        await world.becomes(asked, "ended", reason="transferred")
        party.heard.clear()
        await hears(party, OTHER, 20)
        await hears(human, LOUD, 20)
        (room,) = world.cloud.rooms()
        assert len(room) >= 32
        human.hang_up()
        await world.until(lambda: world.cloud.rooms() == [])


async def test_nobody_who_is_asked_takes_it_so_the_caller_is_back() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 3000)
        call, _ = await world.talk(party)
        asked = await world.do(call["id"], "consult", to=BUSY)
        await world.becomes(asked, "ended", reason="busy")
        await world.told(call, "Nobody took the call")
        await world.becomes(call, "live", consultation=None)
        await agent_talks(world, party)
        status, answer = await world.ask("POST", f"/api/calls/{call['id']}/connect")
        assert (status, answer["error"]["code"]) == (409, "not-consulting")


async def test_whoever_is_asked_may_be_let_go_of_while_it_rings() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 3000)
        call, _ = await world.talk(party)
        asked = await world.becomes(await world.do(call["id"], "consult", to=DEAF), "ringing")
        status, answer = await world.ask("POST", f"/api/calls/{call['id']}/connect")
        assert (status, answer["error"]["message"]) == (409, "They have not answered yet.")
        await world.do(asked["id"], "hang-up")
        await world.becomes(asked, "ended", reason="canceled")
        await world.becomes(call, "live", consultation=None)
        await agent_talks(world, party)


async def test_whoever_is_asked_may_hang_up_before_they_are_connected() -> None:
    async with open_world() as world:
        party, human = Recorder([LOUD] * 3000), Recorder([OTHER] * 3000)
        world.answered_by = lambda to: human
        call, _ = await world.talk(party)
        asked = await world.becomes(await world.do(call["id"], "consult", to=HUMAN), "live")
        human.hang_up()
        await world.becomes(asked, "ended", reason="completed")
        await world.becomes(call, "live", consultation=None)
        await agent_talks(world, party)


async def test_a_caller_who_hangs_up_is_told_to_whoever_is_asked() -> None:
    async with open_world() as world:
        party, human = Recorder([LOUD] * 3000), Recorder([OTHER] * 3000)
        world.answered_by = lambda to: human
        call, _ = await world.talk(party)
        asked = await world.becomes(await world.do(call["id"], "consult", to=HUMAN), "live")
        party.hang_up()
        await world.becomes(call, "ended", reason="completed")
        await world.told(asked, "The caller has hung up")
        await world.becomes(asked, "live", consultation=None)


async def test_nobody_is_rung_for_a_caller_who_has_hung_up() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 3000)
        call, _ = await world.talk(party)
        asked = await world.becomes(await world.do(call["id"], "consult", to=DEAF), "ringing")
        party.hang_up()
        await world.becomes(call, "ended", reason="completed")
        await world.becomes(asked, "ended", reason="canceled", answered_at=None)


async def test_a_number_that_cannot_be_asked_leaves_the_call_as_it_was() -> None:
    async with open_world() as world:
        call, _ = await world.talk(Recorder([LOUD] * 3000))
        status, answer = await world.ask("POST", f"/api/calls/{call['id']}/consult", to="911")
        assert status == 422
        assert answer["error"]["message"]
        await world.becomes(call, "live", consultation=None)
        assert len(await world.rows()) == 1


async def test_a_carrier_that_does_not_connect_them_leaves_the_caller_here() -> None:
    async with open_world() as world:
        party = Recorder([LOUD] * 3000)
        call, _ = await world.talk(party)
        asked = await world.do(call["id"], "consult", to=HUMAN)
        await world.becomes(asked, "live")
        world.cloud.mishaps.rest.append(503)
        status, _ = await world.ask("POST", f"/api/calls/{call['id']}/connect")
        assert status == 409
        await world.becomes(call, "held")
        await world.becomes(asked, "live")
        await world.do(call["id"], "connect")
        await world.becomes(call, "ended", reason="transferred")


async def test_a_caller_whose_agent_is_lost_is_led_to_a_person() -> None:
    loss = AgentLoss("One moment.", HUMAN)
    async with open_world(line_with(agent_loss=loss)) as world:
        human = Recorder([OTHER] * 3000)
        world.answered_by = lambda to: human
        party = Recorder([LOUD] * 3000)
        call, agent = await world.talk(party)
        assert agent.line
        await agent.line.left("It crashed.")
        await world.becomes(call, "ended", reason="transferred")
        await hears(party, OTHER)


def strongest(heard: bytes | bytearray) -> tuple[float, float]:
    """Return the strongest frequencies below and above 1075 Hz, in Hz."""
    sound = decode(b"".join(sounds(heard))).astype(float)
    spectrum = np.abs(np.fft.rfft(sound, 16_000))  # half a Hz each
    low, high = spectrum[: 2 * 1075], spectrum[2 * 1075 :]
    return float(np.argmax(low)) / 2, float(np.argmax(high)) / 2 + 1075
