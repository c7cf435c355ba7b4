"""Joining with a real microphone: the caller hears agent and operator, and only while they talk."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np
import pytest

from console.audio.g711 import FRAME_BYTES, SILENCE, decode
from console.audio.portaudio import look_again
from console.headset.audio import OperatorAudio
from console.headset.path import LocalPath
from console.switchboard.call import Call, Engagement
from console.switchboard.events import LampState
from tests.audio.sounds import tone
from tests.fakes.sound_card import SoundCard, sound_card
from tests.server.house import House, Media, open_house

AGENT_HZ, OPERATOR_HZ = 500.0, 1230.0


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundCard]:
    """Have PortAudio see the sound card of this test, and no card after it."""
    with sound_card(tmp_path / "sound") as card, card.speaking(OPERATOR_HZ):
        for name, value in card.environment.items():
            monkeypatch.setenv(name, value)
        look_again()
        yield card
        for name in card.environment:
            os.environ.pop(name)
        look_again()


class Caller:
    """The phone's end: an agent says a tone into it, and all that it hears is kept."""

    def __init__(self, house: House, call: Call, media: Media) -> None:
        self.heard: list[bytes] = []
        self._house = house
        self._call = call
        self._media = media

    async def talk(self) -> None:
        line = self._house.agents[0].line
        assert line is not None
        loop = asyncio.get_running_loop()
        sound, due = tone(20, hertz=AGENT_HZ, peak=0.2), loop.time()
        while True:
            await line.speak(sound)
            await self._media.say(SILENCE)
            self._house.time.pass_by(0.02)
            due += 0.02
            await asyncio.sleep(max(0.0, due - loop.time()))

    async def listen(self) -> None:
        while True:
            message = await self._media.hear()
            if message["event"] == "media":
                self.heard.append(base64.b64decode(message["media"]["payload"]))

    async def next(self, seconds: float) -> tuple[float, float]:
        """Return how loud agent and operator are in the next seconds, dBFS."""
        before = len(self.heard)
        await asyncio.sleep(seconds)
        sound = b"".join(self.heard[before:]) or bytes(FRAME_BYTES)
        return _level(sound, AGENT_HZ), _level(sound, OPERATOR_HZ)


def _level(ulaw: bytes, hertz: float) -> float:
    samples, window = decode(ulaw).astype(float) / 32768, np.hanning(len(ulaw))
    at = np.arange(len(samples)) / 8000
    amplitude = 2 * abs(np.sum(window * samples * np.exp(-2j * np.pi * hertz * at))) / window.sum()
    return float(20 * np.log10(amplitude + 1e-9))


@contextlib.asynccontextmanager
async def conversation(house: House) -> AsyncIterator[tuple[OperatorAudio, Caller, Call]]:
    """Have a call with a caller, an agent and an operator with microphone and speaker."""
    call, media = await house.talks()
    caller = Caller(house, call, media)
    problems: list[str] = []

    def show(state: LampState, sentence: str) -> None:
        problems.extend([sentence] * (state is LampState.ERROR))

    sound = OperatorAudio(house.switchboard, LocalPath(house.sessions), show)
    busy = [asyncio.create_task(work) for work in (sound.run(), caller.talk(), caller.listen())]
    try:
        await house.until(lambda: bool(sound.state.microphone))
        yield sound, caller, call
    finally:
        for task in busy:
            task.cancel()
        await asyncio.wait(busy)
    assert problems == []


async def test_who_joins_is_heard_beside_the_agent_while_they_hold_the_key(
    card: SoundCard,
) -> None:
    async with open_house(agent="hand") as house, conversation(house) as (sound, caller, call):
        await house.switchboard.engage(call.id, Engagement.JOIN)
        await asyncio.sleep(1.0)
        agent, operator = await caller.next(0.5)
        assert (agent > -25, operator < -60) == (True, True), (agent, operator)
        sound.talk(True)
        await asyncio.sleep(0.5)
        agent, operator = await caller.next(0.5)
        assert (agent > -25, operator > -25) == (True, True), (agent, operator)
        assert sound.state.open
        assert sound.state.level_dbfs > -20
        sound.mute(True)
        await asyncio.sleep(0.5)
        agent, operator = await caller.next(0.5)
        assert (agent > -25, operator < -60) == (True, True), (agent, operator)
        sound.mute(False)
        sound.talk(False)
        await house.switchboard.engage(call.id, Engagement.LISTEN)
        await asyncio.sleep(0.5)
        assert card.microphones_in_use() == []
