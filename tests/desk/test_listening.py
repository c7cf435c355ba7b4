"""What an operator hears who listens, recorded from the sound card of the real desk."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import numpy.typing as npt

from console.audio.g711 import decode
from console.practice.scenarios import Step, Who, load_scenarios
from tests.fakes.desk_process import Desk, desk_process
from tests.fakes.sound_card import RATE, SoundCard, sound_card

Sound = npt.NDArray[np.float64]

_LISTEN_S = 11.0
_FIRST = load_scenarios()[0]


def _line(who: Who) -> Sound:
    step: Step = next(step for step in _FIRST.step if step.who is who and step.voice)
    return decode(step.speech()).astype(float)[: 3 * RATE]


def _alike(heard: Sound, said: Sound) -> float:
    """Return how surely something said is heard: 1 at the best place, 0 nowhere."""
    size = 1 << (len(heard) + len(said)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size))
    best = int(np.argmax(np.fft.irfft(spectrum, size)[: len(heard)]))
    there = heard[best : best + len(said)]
    product = float(there @ said[: len(there)])
    return product / float(np.sqrt((there @ there) * (said @ said)) + 1)


def _share_heard(heard: Sound, said: Sound) -> float:
    """Return the share of what was said that is heard clearly, in pieces of half a second."""
    pieces = [said[at : at + RATE // 2] for at in range(0, len(said), RATE // 2)]
    # A busy machine may cost a sound card a few samples, and with them a piece.
    return sum(_alike(heard, piece) > 0.9 for piece in pieces) / len(pieces)


async def _listen_to_a_practice_call(desk: Desk, card: SoundCard) -> None:
    """Listen to the first practice call from its beginning."""
    call = await desk.post("/api/practice/ring")
    await desk.until(call["id"], 30, state="live")
    with card.recording():
        await desk.post(f"/api/calls/{call['id']}/engage", {"mode": "listen"})
        await asyncio.sleep(_LISTEN_S)  # both speak meanwhile
        assert card.microphones_in_use() == []
    await desk.post(f"/api/calls/{call['id']}/hang-up")


async def test_the_caller_is_heard_left_and_the_agent_right_and_no_microphone_is_opened(
    tmp_path: Path,
) -> None:
    with sound_card(tmp_path / "sound") as card:
        async with desk_process(tmp_path / "data", card.environment) as desk:
            await _listen_to_a_practice_call(desk, card)
            assert (await desk.lamp("sound"))["state"] == "ok"
    left, right = card.recorded().T
    caller, agent = _line(Who.CALLER), _line(Who.AGENT)
    assert _share_heard(left, caller) > 0.3
    assert _share_heard(right, agent) > 0.3
    assert _share_heard(left, agent) == _share_heard(right, caller) == 0


async def test_off_is_silent_again(tmp_path: Path) -> None:
    with sound_card(tmp_path / "sound") as card:
        async with desk_process(tmp_path / "data", card.environment) as desk:
            call = await desk.post("/api/practice/ring")
            await desk.until(call["id"], 30, state="live", doing="agent speaking")
            await desk.post(f"/api/calls/{call['id']}/engage", {"mode": "listen"})
            off = await desk.post(f"/api/calls/{call['id']}/engage", {"mode": "off"})
            assert off["engagement"] == "off"
            await asyncio.sleep(0.5)  # what the device had taken is played out
            with card.recording():
                await asyncio.sleep(1.5)
            await desk.post("/api/hang-up-all")
    assert card.first_sound_at() is None


async def test_without_a_sound_card_the_lamp_says_what_to_do_and_calls_go_on(
    tmp_path: Path,
) -> None:
    nothing = {
        "PULSE_SERVER": "unix:/nowhere",
        "HOME": str(tmp_path),
    }
    async with desk_process(tmp_path / "data", nothing) as desk:
        call = await desk.post("/api/practice/ring")
        await desk.until(call["id"], 30, state="live")
        await desk.post(f"/api/calls/{call['id']}/engage", {"mode": "listen"})
        lamp = await desk.lamp("sound")
        assert lamp["state"] == "error"
        assert "sound device" in lamp["cause"]
        assert (await desk.call(call["id"]))["state"] == "live"
