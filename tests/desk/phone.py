"""A caller at the real desk, whose agent is an echo: a call that lasts as long as its test."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
from streamdouble.protocol import InboundMedia

from console.audio.g711 import decode
from tests.audio.sounds import tone
from tests.fakes.desk_process import Desk, desk_process
from tests.fakes.foreign_cloud import ForeignCloud
from tests.fakes.foreign_media import Stream
from tests.fakes.foreign_rest import ForeignRest, new_sid
from tests.fakes.node_process import Node, eventually
from tests.fakes.sound_card import SoundCard
from tests.foreign.conftest import AUTH_TOKEN, settings

CALLER_HZ, OPERATOR_HZ = 500.0, 1230.0
_WINDOW = 320
_LOUD_DBFS, _SILENT_DBFS = -25.0, -45.0


def tone_dbfs(ulaw: bytes, hertz: float) -> float:
    """Return how loud one tone is in most of some μ-law.

    A busy machine tears holes into the sound of a microphone: so it is looked at in pieces.
    """
    whole = ulaw[: len(ulaw) // _WINDOW * _WINDOW]
    samples = decode(whole).astype(float).reshape(-1, _WINDOW) / 32768
    at, window = np.arange(_WINDOW) / 8000, np.hanning(_WINDOW)
    wave = window * np.exp(-2j * np.pi * hertz * at)
    return float(20 * np.log10(np.median(2 * abs(samples @ wave)) / window.sum() + 1e-9))


class Heard:
    """All that somebody hears, in the order in which it came."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []

    async def next(self, frames: int = 25) -> bytes:
        """Return the next frames that come."""
        first = len(self.frames)
        await eventually(lambda: len(self.frames) >= first + frames, f"{frames} frames of sound")
        return b"".join(self.frames[first : first + frames])

    async def has(self, *tones: float, without: float | None = None) -> None:
        """Wait until half a second has some tones, and has not another."""

        async def look() -> bool:
            sound = await self.next()
            there = all(tone_dbfs(sound, hertz) > _LOUD_DBFS for hertz in tones)
            return there and (without is None or tone_dbfs(sound, without) < _SILENT_DBFS)

        await eventually(look, f"a sound with {tones} and without {without} Hz")

    def never_had(self, hertz: float) -> bool:
        """Say whether a tone is in nothing that was heard so far."""
        whole = b"".join(self.frames)
        pieces = [whole[at : at + _WINDOW] for at in range(0, len(whole) - _WINDOW, _WINDOW)]
        return all(tone_dbfs(piece, hertz) < _SILENT_DBFS for piece in pieces)


class Phone(Heard):
    """The caller's end: says a tone 50 times a second, and keeps all that it hears."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self._stream = stream

    async def talk(self) -> None:
        loop = asyncio.get_running_loop()
        frame, due = tone(20, hertz=CALLER_HZ, peak=0.25), loop.time()
        while True:
            await self._stream.say(frame)
            due += 0.02
            await asyncio.sleep(max(0.0, due - loop.time()))

    async def listen(self) -> None:
        while True:
            word = await self._stream.told()
            if isinstance(word, InboundMedia):
                self.frames.append(word.payload)


def _free_port() -> int:
    """Return a free port that no system gives away by itself while the desk starts."""
    while True:
        port = random.randrange(20_000, 32_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@contextlib.asynccontextmanager
async def desk_with_a_call(
    data_dir: Path, card: SoundCard
) -> AsyncIterator[tuple[Desk, Phone, str]]:
    """Run a desk whose agent is an echo, and a call on it."""
    account, port = new_sid("AC"), _free_port()
    rest = ForeignRest(account, AUTH_TOKEN)
    await rest.start()
    cloud = ForeignCloud(rest, account)
    ports = {"CONSOLE_PORT": str(port), "CONSOLE_CONTROL_PORT": "0"}
    environment = settings(rest, account) | card.environment | ports
    try:
        async with desk_process(data_dir, environment, practice=False) as desk:
            await cloud.lead_to(cast(Node, SimpleNamespace(listen=f"http://127.0.0.1:{port}")))
            sid, answer = await cloud.ring()
            stream = await cloud.stream(sid, answer.stream_url)
            phone = Phone(stream)
            busy = [asyncio.create_task(work) for work in (phone.talk(), phone.listen())]
            try:
                await desk.until(answer.call_id, state="live")
                yield desk, phone, answer.call_id
            finally:
                for task in busy:
                    task.cancel()
                await asyncio.wait(busy)
            await desk.post("/api/hang-up-all")
            await stream.close()
    finally:
        await cloud.close()
        await rest.stop()
