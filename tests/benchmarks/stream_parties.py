"""Both ends of calls over Stream's SDK, for `stream_bridge`: each with its `stream_pulses`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import getstream_rtc as rtc
import numpy as np

from console.agents.agent import AgentLeg
from console.agents.stream.account import Account, Room
from console.agents.stream.config import local_socket_url
from console.agents.stream.connection import RATE, TrackFull
from console.agents.stream.uplink import Uplink
from console.audio.g711 import FRAME_BYTES, decode, encode
from console.audio.resample import Samples
from console.switchboard.call import Ask, Doing, Flag
from console.switchboard.events import Speaker
from tests.agents_stream.far import KEY, SECRET, a_call
from tests.benchmarks.stream_pulses import Pulses

SAID_HZ: Final = 440.0
ANSWERED_HZ: Final = 880.0


class SdkPhone:
    """The SDK alone, as its demo has it: a track written, remote tracks read; μ-law both ways."""

    def __init__(self, base_url: str, call_id: str, user_id: str, offset: int = 0) -> None:
        core = rtc.Client(KEY, SECRET, base_url=base_url, ws_url=local_socket_url(base_url))
        self.pulses = Pulses(offset, SAID_HZ, ANSWERED_HZ)
        self._call = core.call("default", call_id)
        self._user_id = user_id
        self._track = rtc.LocalAudioTrack(pcm_queue_capacity=0.2)
        self._down = rtc.StreamResampler(8_000, 1)
        self._tasks: list[asyncio.Task[None]] = []

    async def join(self) -> None:
        tracks = self._call.tracks()
        await self._call.join(self._user_id, True)
        await self._call.publish_audio(self._track)
        self._tasks.append(asyncio.create_task(self._listen(tracks)))

    async def hand(self, samples: Samples) -> None:
        try:
            await self._track.write_pcm(decode(encode(samples)), 8_000, 1)
        except rtc.PcmQueueOverflowError:
            self._track.flush()

    async def leave(self) -> None:
        await self._call.leave()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _listen(self, tracks: rtc.TrackStream) -> None:
        async for track in tracks:
            self._tasks.append(asyncio.create_task(self._hear(track)))

    async def _hear(self, track: rtc.RemoteTrack) -> None:
        while (frame := await track.next_pcm()) is not None:
            mono = frame.samples[:: frame.channels]
            down = self._down.push(np.ascontiguousarray(mono), 48_000, 1)
            self.pulses.hear(decode(encode(down.samples)))


class Agent:
    """The other end: it speaks without a delay of its own, as agents should."""

    def __init__(self, account: Account, call_id: str, offset: int = 0) -> None:
        self.pulses = Pulses(offset, ANSWERED_HZ, SAID_HZ, rate=RATE)
        self._connection = account.connection(Room("default", call_id, "agent"), self)
        self._uplink: Uplink | None = None

    async def join(self) -> None:
        await self._connection.join()
        self._uplink = Uplink(self._connection.track)
        self._uplink.open()

    async def hand(self, samples: Samples) -> None:
        if self._uplink and samples.size < RATE // 50:
            await self._uplink.hear(encode(samples), quiet=False)
        else:  # its steady tone: as agents speak, which is no G.711
            with contextlib.suppress(TrackFull):
                await self._connection.track.write(samples)

    async def leave(self) -> None:
        if self._uplink:
            await self._uplink.stop()
        await self._connection.leave()

    # -- what its connection tells ----------------------------------------------------

    async def heard(self, session: str, samples: Samples) -> None:
        self.pulses.hear(samples)

    def link_up(self, up: bool) -> None: ...

    async def event(self, data: Mapping[str, Any]) -> None: ...


class ConsolePhone:
    """The console's own leg, with a line that hears pulses instead of a bridge."""

    def __init__(self, leg: AgentLeg, call_id: str, offset: int = 0) -> None:
        self.pulses = Pulses(offset, SAID_HZ, ANSWERED_HZ)
        self._leg = leg
        self._call_id = call_id

    async def join(self) -> None:
        await self._leg.start(a_call(self._call_id))
        await self._leg.join(self)

    async def hand(self, samples: Samples) -> None:
        await self._leg.hear(encode(samples))

    async def leave(self) -> None:
        await self._leg.stop()

    # -- its line ---------------------------------------------------------------------

    async def speak(self, frame: bytes) -> None:
        self.pulses.hear(decode(frame))

    async def interrupted(self) -> None: ...

    def doing(self, word: Doing | None) -> None: ...

    def said(self, speaker: Speaker, text: str, ago_s: float = 0.0) -> None: ...

    def flag(self, flag: Flag, *, on: bool = True) -> None: ...

    def can(self, asks: frozenset[Ask]) -> None: ...

    def one_moment(self) -> None: ...

    async def left(self, sentence: str = "") -> None: ...


class WorkerPhone:
    """A leg in another process: frames of μ-law go there and back over a local socket."""

    def __init__(self, path: str, call_id: str, offset: int = 0) -> None:
        self.pulses = Pulses(offset, SAID_HZ, ANSWERED_HZ)
        self._path = path
        self._call_id = call_id
        self._out: asyncio.StreamWriter
        self._listening: asyncio.Task[None]

    async def join(self) -> None:
        back, self._out = await asyncio.open_unix_connection(self._path)
        self._out.write(f"{self._call_id}\n".encode())
        await back.readexactly(1)  # the leg has joined
        self._listening = asyncio.create_task(self._listen(back))

    async def hand(self, samples: Samples) -> None:
        self._out.write(encode(samples))

    async def leave(self) -> None:
        self._out.close()
        await asyncio.gather(self._listening, return_exceptions=True)

    async def _listen(self, back: asyncio.StreamReader) -> None:
        while frame := await back.read(FRAME_BYTES):
            self.pulses.hear(decode(frame))


async def serve_legs(path: str, make: Callable[[], AgentLeg]) -> asyncio.Server:
    """Hold the Stream side of whatever calls connect to a local socket."""

    async def serve(back: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        call_id = (await back.readline()).decode().strip()
        phone = _Relay(make(), call_id, out)
        try:
            await phone.join()
            out.write(b".")
            while True:
                await phone.take(await back.readexactly(FRAME_BYTES))
        except (asyncio.IncompleteReadError, ConnectionError):
            await phone.leave()
            out.close()

    return await asyncio.start_unix_server(serve, path)


class _Relay(ConsolePhone):
    """A leg whose line is a socket."""

    def __init__(self, leg: AgentLeg, call_id: str, out: asyncio.StreamWriter) -> None:
        super().__init__(leg, call_id)
        self._out = out

    async def take(self, frame: bytes) -> None:
        await self._leg.hear(frame)

    async def speak(self, frame: bytes) -> None:
        self._out.write(frame)
