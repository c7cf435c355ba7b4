"""Who hears whom on each rung, measured at every ear: phone, agent and operator."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from console.audio.g711 import FRAME_BYTES, decode
from console.audio.routes import ROUTES
from tests.audio.listener import Listener
from tests.audio.sounds import silence, tone
from tests.audio.test_bridge import Bridged
from tests.virtual_time import in_virtual_time

CALLER_HZ, AGENT_HZ, OPERATOR_HZ = 440, 880, 1500


def _is_heard(ulaw: bytes, hz: float) -> bool:
    """Whether a tone is in some μ-law, by its share of the power."""
    samples = decode(ulaw).astype(float) / 32768
    if not len(samples):
        return False
    at = np.arange(len(samples)) / 8000
    level = abs(np.mean(samples * np.exp(-2j * np.pi * hz * at)))
    return bool(20 * np.log10(level + 1e-12) > -45)


def _who(ulaw: bytes) -> set[str]:
    voices = {"caller": CALLER_HZ, "agent": AGENT_HZ, "operator": OPERATOR_HZ}
    return {name for name, hz in voices.items() if _is_heard(ulaw, hz)}


def _frames(hz: float, ms: int) -> list[bytes]:
    sound = tone(ms, hertz=hz, peak=0.2)
    return [sound[at : at + FRAME_BYTES] for at in range(0, len(sound), FRAME_BYTES)]


async def _everybody_talks(call: Bridged, ms: int = 1000) -> None:
    voices = zip(
        _frames(CALLER_HZ, ms), _frames(AGENT_HZ, ms), _frames(OPERATOR_HZ, ms), strict=True
    )
    for caller, agent, operator in voices:
        call.bridge.from_operator(operator)
        await call.bridge.from_agent(agent)
        await call.bridge.from_phone(caller)
        await asyncio.sleep(0.02)


def _expected(mode: str) -> dict[str, set[str]]:
    row = ROUTES[mode]
    phone = {"agent"} if row.phone_hears_agent else set()
    phone |= {"operator"} if row.phone_hears_operator else set()
    agent = {"caller"} if row.agent_hears_phone else set()
    agent |= {"operator"} if row.agent_hears_operator else set()
    left = {"caller"} if row.operator_hears else set()
    right = {"agent"} if row.operator_hears and row.phone_hears_agent else set()
    return {"phone": phone, "agent": agent, "operator left": left, "operator right": right}


@pytest.mark.parametrize("mode", ROUTES)
@in_virtual_time
async def test_everybody_hears_exactly_whom_the_table_says(mode: str) -> None:
    call, ears = Bridged(), Listener()
    call.bridge.set_operator(ears)
    await call.bridge.connect_agent(call.hear)
    await call.bridge.engage(mode)
    await _everybody_talks(call)
    heard = {
        "phone": _who(b"".join(call.phone.audio)),
        "agent": _who(b"".join(call.agent_heard)),
        "operator left": _who(b"".join(ears.caller)),
        "operator right": _who(b"".join(ears.agent)),
    }
    assert heard == _expected(mode)
    await call.bridge.close()


@in_virtual_time
async def test_taking_over_silences_the_agent_at_once_and_off_brings_it_back() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await call.agent_says(tone(3000, hertz=AGENT_HZ, peak=0.2))
    await call.bridge.engage("take-over")
    assert call.phone.sent[-1] == "clear"
    assert call.bridge.buffered_ms == 0
    sent = len(call.phone.audio)
    await _everybody_talks(call, 400)
    assert _who(b"".join(call.phone.audio[sent:])) == {"operator"}
    await call.bridge.engage("off")
    sent = len(call.phone.audio)
    await _everybody_talks(call, 400)
    assert _who(b"".join(call.phone.audio[sent + 3 :])) == {"agent"}
    await call.bridge.close()


@in_virtual_time
async def test_an_operator_is_heard_within_80_ms_while_the_agent_is_far_ahead() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await call.bridge.engage("join")
    await call.agent_says(tone(3000, hertz=AGENT_HZ, peak=0.2))
    await call.caller_says(silence(500))
    before = len(call.phone.audio)
    for frame in _frames(OPERATOR_HZ, 80):
        call.bridge.from_operator(frame)
        await call.caller_says(silence(20))
    assert _who(b"".join(call.phone.audio[before:])) == {"agent", "operator"}
    assert call.bridge.buffered_ms > 2000
    await call.bridge.close()


@in_virtual_time
async def test_what_the_agent_had_queued_is_said_in_order_on_every_rung() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    spoken = tone(2000, hertz=AGENT_HZ, peak=0.2)
    await call.agent_says(spoken)
    await call.bridge.engage("join")
    await call.caller_says(silence(500))
    await call.bridge.engage("listen")
    await call.caller_says(silence(2500))
    assert b"".join(call.phone.audio).rstrip(b"\xff").startswith(spoken[:-160])
    await call.bridge.close()


@in_virtual_time
async def test_a_microphone_opens_over_40_ms() -> None:
    call = Bridged()
    await call.bridge.engage("take-over")
    await _everybody_talks(call, 200)
    sound = decode(b"".join(call.phone.audio)).astype(float)
    first, second, third = (np.abs(sound[at : at + 160]).max() for at in (0, 160, 320))
    assert first < 0.6 * third
    assert second < third + 1
    assert np.abs(sound[:20]).max() < 0.1 * third
    await call.bridge.close()


@in_virtual_time
async def test_a_held_caller_hears_music_and_nobody_hears_the_caller() -> None:
    call, ears = Bridged(), Listener()
    call.bridge.set_operator(ears)
    await call.bridge.connect_agent(call.hear)
    await call.bridge.engage("take-over")
    music = tone(400, hertz=600, peak=0.1)
    await call.bridge.hold(music)
    heard, listened = len(call.agent_heard), len(ears.caller)
    await _everybody_talks(call, 2000)
    played = b"".join(call.phone.audio)
    assert len(played) == pytest.approx(2 * 8000, abs=8 * FRAME_BYTES)
    assert played[: len(music)] == music
    assert (_who(played), len(call.agent_heard), len(ears.caller)) == (set(), heard, listened)
    await call.bridge.hold(b"")
    sent = len(call.phone.audio)
    await _everybody_talks(call, 200)
    assert _who(b"".join(call.phone.audio[sent:])) == {"operator"}
    await call.bridge.close()


@in_virtual_time
async def test_a_sound_of_our_own_goes_before_the_agent_which_then_goes_on() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    sound, answer = tone(400, hertz=600, peak=0.1), tone(600, hertz=AGENT_HZ, peak=0.2)
    playing = asyncio.create_task(call.bridge.play(sound))
    await asyncio.sleep(0)
    await call.agent_says(answer)
    await call.caller_says(silence(2000))
    await asyncio.wait_for(playing, 1)
    assert b"".join(call.phone.audio) == sound + answer
    await call.bridge.close()


@in_virtual_time
async def test_whoever_waits_for_a_sound_waits_no_longer_than_the_call() -> None:
    call = Bridged()
    playing = asyncio.create_task(call.bridge.play(tone(5000)))
    await asyncio.sleep(0)
    await call.bridge.close()
    await asyncio.wait({playing}, timeout=1)
    assert playing.cancelled()


@in_virtual_time
async def test_a_silenced_agent_is_not_heard_and_hears_on() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await call.agent_says(tone(1000, hertz=AGENT_HZ))
    await call.bridge.silence(True)
    sent, heard = len(call.phone.audio), len(call.agent_heard)
    await _everybody_talks(call, 400)
    assert len(call.phone.audio) == sent
    assert len(call.agent_heard) == heard + 20
    await call.bridge.silence(False)
    await _everybody_talks(call, 400)
    assert _who(b"".join(call.phone.audio[sent:])) == {"agent"}
    await call.bridge.close()


@in_virtual_time
async def test_a_burst_from_a_microphone_is_dropped_and_not_said_late() -> None:
    call = Bridged()
    await call.bridge.engage("take-over")
    for frame in _frames(OPERATOR_HZ, 1000):
        call.bridge.from_operator(frame)
    await call.caller_says(silence(1000))
    assert len(call.phone.audio) <= 4
    assert call.bridge.dropped >= 40
    await call.bridge.close()


@pytest.mark.parametrize("next_rung", ["join", "take-over"])
@in_virtual_time
async def test_what_an_operator_said_as_they_left_is_not_said_when_they_come_back(
    next_rung: str,
) -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await call.bridge.engage("join")
    for frame in _frames(OPERATOR_HZ, 60):
        call.bridge.from_operator(frame)
    await call.bridge.engage("listen")
    await call.caller_says(silence(1000))
    await call.bridge.engage(next_rung)
    await call.caller_says(silence(200))
    await call.bridge.engage("off")
    await call.caller_says(silence(200))
    assert _who(b"".join(call.phone.audio)) == set()
    assert _who(b"".join(call.agent_heard)) == set()
    await call.bridge.close()
