"""What an operator hears who listens, recorded from the sound card of the real desk."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import numpy.typing as npt

from console.audio.g711 import decode
from console.practice.scenarios import Step, Who, load_scenarios
from tests.desk.phone import CALLER_HZ, desk_with_a_call
from tests.fakes.desk_process import Desk, desk_process
from tests.fakes.node_process import eventually
from tests.fakes.sound_card import RATE, SoundCard, sound_card

Sound = npt.NDArray[np.float64]

_SAID = [step for step in load_scenarios()[0].step if step.voice]
_ANSWERED = [
    (agent, caller)
    for agent, caller in itertools.pairwise(_SAID[1:])
    if (agent.who, caller.who) == (Who.AGENT, Who.CALLER)
]
"""What the agent asks and the caller answers, once each of them has spoken before."""
_AUDIBLE = 300
_PIECE = RATE // 4
_CLEAR = 0.8
"""Nothing that one of them says is more than 0.64 like anything of the other's."""


def _sound(step: Step) -> Sound:
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
    """Return the share of what was said that is heard clearly, in pieces of a quarter second."""
    pieces = [said[at : at + _PIECE] for at in range(0, len(said) - _PIECE, _PIECE)]
    # A busy machine may cost a sound card a few samples, and with them a piece.
    return sum(_alike(heard, piece) > _CLEAR for piece in pieces) / len(pieces)


async def _listen_to_a_practice_call(desk: Desk, card: SoundCard) -> tuple[Step, Step]:
    """Listen to the first practice call until an answer was heard well; return what was said.

    Whoever begins to listen late, on a busy machine, hears the next answer.
    """
    call = await desk.post("/api/practice/ring")
    await desk.until(call["id"], state="live")
    await desk.engage(call["id"], "listen")
    for agent, caller in _ANSWERED:

        async def both_said(text: str = caller.text) -> bool:
            return text in [line["text"] for line in await desk.transcript(call["id"])]

        await eventually(both_said, "the caller's answer")
        assert await card.microphones_in_use() == []
        left, right = card.recorded().T
        if min(_share_heard(left, _sound(caller)), _share_heard(right, _sound(agent))) > 0.3:
            await desk.post("/api/hang-up-all")
            return agent, caller
    raise AssertionError("what is said is not heard")


async def test_the_caller_is_heard_left_and_the_agent_right_and_no_microphone_is_opened(
    tmp_path: Path,
) -> None:
    with sound_card(tmp_path / "sound") as card:
        async with desk_process(tmp_path / "data", card.environment) as desk:
            with card.recording():
                agent, caller = await _listen_to_a_practice_call(desk, card)
            assert (await desk.lamp("sound"))["state"] == "ok"
    left, right = card.recorded().T
    assert _share_heard(left, _sound(agent)) == _share_heard(right, _sound(caller)) == 0


async def test_off_is_silent_again(tmp_path: Path) -> None:
    with sound_card(tmp_path / "sound") as card, card.recording():
        async with desk_with_a_call(tmp_path / "data", card) as (desk, phone, call_id):
            await desk.engage(call_id, "listen")
            await eventually(lambda: _is_heard(card.recorded()[-RATE:]), "the call")
            assert (await desk.engage(call_id, "off"))["engagement"] == "off"
            before = len(card.recorded())
            await eventually(
                # What the device had taken is played out.
                lambda: (
                    len(card.recorded()) > before + RATE and not _is_heard(card.recorded()[-RATE:])
                ),
                "a second of silence",
            )
            await phone.has(CALLER_HZ)  # the call goes on


def _is_heard(sound: Sound) -> bool:
    return bool(np.abs(sound).max(initial=0) > _AUDIBLE)


async def test_without_a_sound_card_the_lamp_says_what_to_do_and_calls_go_on(
    tmp_path: Path,
) -> None:
    nothing = {
        "PULSE_SERVER": "unix:/nowhere",
        "HOME": str(tmp_path),
    }
    async with desk_process(tmp_path / "data", nothing) as desk:
        call = await desk.post("/api/practice/ring")
        await desk.until(call["id"], state="live")
        await desk.engage(call["id"], "listen")
        lamp = await desk.lamp_is("sound", "error")
        assert "sound device" in lamp["cause"]
        assert (await desk.call(call["id"]))["state"] == "live"
