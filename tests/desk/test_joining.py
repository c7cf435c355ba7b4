"""Joining with a real microphone: the caller hears agent and operator, and only while they talk."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from console.audio.g711 import SILENCE
from console.audio.portaudio import look_again
from console.headset.audio import OperatorAudio
from console.headset.path import LocalPath
from console.switchboard.call import Call, Engagement
from console.switchboard.events import LampState
from tests.audio.sounds import tone
from tests.desk.phone import OPERATOR_HZ, Heard
from tests.fakes.node_process import eventually
from tests.fakes.sound_card import SoundCard, sound_card
from tests.server.house import House, Media, open_house

AGENT_HZ = 500.0


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


class Caller(Heard):
    """The phone's end: an agent says a tone into it, and all that it hears is kept."""

    def __init__(self, house: House, media: Media) -> None:
        super().__init__()
        self._house = house
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
                self.frames.append(base64.b64decode(message["media"]["payload"]))


@contextlib.asynccontextmanager
async def conversation(house: House) -> AsyncIterator[tuple[OperatorAudio, Caller, Call]]:
    """Have a call with a caller, an agent and an operator with microphone and speaker."""
    call, media = await house.talks()
    caller = Caller(house, media)
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
        await eventually(card.microphones_in_use, "the microphone")
        await caller.has(AGENT_HZ)
        assert caller.never_had(OPERATOR_HZ)
        sound.talk(True)
        await caller.has(AGENT_HZ, OPERATOR_HZ)
        assert sound.state.open
        await eventually(lambda: sound.state.level_dbfs > -20, "the operator's level")
        sound.mute(True)
        await caller.has(AGENT_HZ, without=OPERATOR_HZ)
        sound.mute(False)
        sound.talk(False)
        await house.switchboard.engage(call.id, Engagement.LISTEN)
        await eventually(card.no_microphone_in_use, "the microphone is shut")
