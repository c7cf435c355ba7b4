"""An operator who speaks, as the phone hears it: the real desk, a microphone, another cloud."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
from streamdouble.protocol import InboundMedia

from console.audio.g711 import SILENCE, decode, encode
from tests.fakes.desk_process import Desk, desk_process
from tests.fakes.foreign_cloud import ForeignCloud
from tests.fakes.foreign_media import Stream
from tests.fakes.foreign_rest import ForeignRest, new_sid
from tests.fakes.node_process import Node, eventually
from tests.fakes.sound_card import SoundCard, sound_card
from tests.foreign.conftest import AUTH_TOKEN, settings

CALLER_HZ, OPERATOR_HZ = 500.0, 1230.0


def level_dbfs(ulaw: bytes, hertz: float) -> float:
    """Return how loud one tone is in some μ-law."""
    samples = decode(ulaw).astype(float) / 32768
    at = np.arange(len(samples)) / 8000
    window = np.hanning(len(samples))
    amplitude = 2 * abs(np.sum(window * samples * np.exp(-2j * np.pi * hertz * at))) / window.sum()
    return float(20 * np.log10(amplitude + 1e-9))


class Phone:
    """The caller's end: says a tone 50 times a second, and keeps all that it hears."""

    def __init__(self, stream: Stream) -> None:
        self.heard: list[bytes] = []
        self._stream = stream

    async def talk(self) -> None:
        loop = asyncio.get_running_loop()
        at, due = np.arange(160), loop.time()
        for block in range(10_000):
            wave = 8000 * np.sin(2 * np.pi * CALLER_HZ * (at + 160 * block) / 8000)
            await self._stream.say(encode(wave.astype(np.int16)))
            due += 0.02
            await asyncio.sleep(max(0.0, due - loop.time()))

    async def listen(self) -> None:
        while True:
            word = await self._stream.told()
            if isinstance(word, InboundMedia):
                self.heard.append(word.payload)

    async def next(self, seconds: float, skip: float = 0.0) -> bytes:
        """Return what is heard in the next seconds, after some that are not looked at."""
        await asyncio.sleep(skip)
        before = len(self.heard)
        await asyncio.sleep(seconds)
        return b"".join(self.heard[before:]) or SILENCE


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextlib.asynccontextmanager
async def desk_with_a_call(
    data_dir: Path, card: SoundCard
) -> AsyncIterator[tuple[Desk, Phone, str]]:
    """Run a desk whose agent is an echo, and a call on it."""
    account, port = new_sid("AC"), _free_port()
    rest = ForeignRest(account, AUTH_TOKEN)
    await rest.start()
    cloud = ForeignCloud(rest, account)
    environment = settings(rest, account) | card.environment | {"CONSOLE_PORT": str(port)}
    try:
        async with desk_process(data_dir, environment, practice=False) as desk:
            await cloud.lead_to(cast(Node, SimpleNamespace(listen=f"http://127.0.0.1:{port}")))
            sid, answer = await cloud.ring()
            stream = await cloud.stream(sid, answer.stream_url)
            phone = Phone(stream)
            busy = [asyncio.create_task(work) for work in (phone.talk(), phone.listen())]
            await desk.until(answer.call_id, 30, state="live")
            yield desk, phone, answer.call_id
            for task in busy:
                task.cancel()
            await asyncio.wait(busy)
            await desk.post("/api/hang-up-all")
            await stream.close()
    finally:
        await cloud.close()
        await rest.stop()


async def engage(desk: Desk, call_id: str, mode: str) -> None:
    await desk.post(f"/api/calls/{call_id}/engage", {"mode": mode})


async def test_only_who_takes_over_is_heard_by_the_caller(tmp_path: Path) -> None:
    """The agent is an echo, so the phone hears the caller's tone for as long as it does."""
    with sound_card(tmp_path / "sound") as card, card.speaking(OPERATOR_HZ):
        async with desk_with_a_call(tmp_path / "data", card) as (desk, phone, call_id):
            await engage(desk, call_id, "listen")
            listening = await phone.next(1.0, skip=0.5)
            assert card.microphones_in_use() == []
            began = asyncio.get_running_loop().time()
            await engage(desk, call_id, "take-over")
            took_s = asyncio.get_running_loop().time() - began
            over = await phone.next(1.0, skip=1.0)
            assert card.microphones_in_use() != []
            await desk.post(f"/api/calls/{call_id}/hold")
            await eventually(lambda: not card.microphones_in_use(), "the microphone is shut")
            await desk.post(f"/api/calls/{call_id}/resume")
            resumed = await phone.next(0.5, skip=1.0)
            await engage(desk, call_id, "off")
            back = await phone.next(0.5, skip=0.5)
            assert card.microphones_in_use() == []
    assert level_dbfs(listening, CALLER_HZ) > -25
    assert level_dbfs(listening, OPERATOR_HZ) < -80
    assert took_s < 0.2
    assert level_dbfs(over, OPERATOR_HZ) > -25
    assert level_dbfs(over, CALLER_HZ) < -60
    assert level_dbfs(resumed, OPERATOR_HZ) > -25
    assert level_dbfs(back, CALLER_HZ) > -25
    assert level_dbfs(back, OPERATOR_HZ) < -60
