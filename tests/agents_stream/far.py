"""The far sides of a Stream agent's call: somebody else in the call, and the bridge."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
from getstream import AsyncStream

from console.agents.stream.config import Policy, StreamConfig
from console.agents.stream.connection import RealTime, TrackFull, TrackOver
from console.agents.stream.sdk import real_time
from console.audio.g711 import encode
from console.audio.resample import Samples
from console.switchboard.call import Ask, Call, Direction, Doing, Flag
from console.switchboard.events import Speaker

KEY, SECRET = "key", "a secret as long as Stream's own are, or longer"
CALL_ID = "00c0ffee00c0ffee"
FRAME_S = 0.02
PATIENT = Policy(
    patience_s=60.0,
    rejoin_s=60.0,
    no_packets_s=30.0,
    dead_s=60.0,
    link_s=60.0,
    excuse_s=60.0,
    silent_s=60.0,
    give_up_s=60.0,
)
"""Nothing is given up on a machine that is busy; a test shortens the wait that it is about."""


def a_call(call_id: str = CALL_ID) -> Call:
    return Call(
        id=call_id,
        carrier="twilio",
        direction=Direction.INBOUND,
        from_="+14155550142",
        to="+14155550100",
        line="+14155550100",
        created_at=datetime.now(UTC),
        carrier_call_id="CA1",
    )


def tone(hz: float, rate: int, frame: int, level: int = 8_000) -> Samples:
    """Return the nth 20 ms of a tone, in phase with the ones before and after."""
    size = rate // 50
    at = np.arange(frame * size, (frame + 1) * size) / rate
    return (level * np.sin(2 * np.pi * hz * at)).astype(np.int16)


def pitch(samples: Samples, rate: int) -> float:
    """Return the strongest frequency in Hz."""
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(power)) * rate / len(samples)


def sinad_db(samples: Samples, hz: float, rate: int = 8_000) -> float:
    """Return a tone's level over that of everything else; -99 where there is hardly a sound."""
    if not samples.size or samples.std() < 100:
        return -99.0
    wave = 2 * np.pi * hz * np.arange(len(samples)) / rate
    basis = np.stack((np.sin(wave), np.cos(wave), np.ones(len(samples))), axis=1)
    fit, *_ = np.linalg.lstsq(basis, samples.astype(np.float64), rcond=None)
    kept = basis @ fit
    return float(10 * np.log10(np.mean(kept**2) / np.mean((samples - kept) ** 2)))


def is_pitch(samples: Samples, rate: int, hz: float) -> bool:
    """Whether what was heard is one tone and nothing else, as far as its pitch goes."""
    return bool(samples.size) and abs(pitch(samples, rate) - hz) <= 3


async def until(true: Callable[[], object], within: float = 60.0) -> None:
    """Wait until something is so; a busy machine takes its time."""
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 - nobody sets an event for it
            await asyncio.sleep(0.01)


@dataclass
class Line:
    """The agent's end of a bridge: keeps what an agent does with it."""

    frames: list[tuple[float, bytes]] = field(default_factory=list)
    words: list[tuple[Speaker, str]] = field(default_factory=list)
    agos: list[float] = field(default_factory=list)
    """How long ago each of the words began to be said."""
    flags: list[Flag] = field(default_factory=list)
    doings: list[Doing | None] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    asks: frozenset[Ask] = frozenset()
    interruptions: int = 0
    moments: int = 0
    """How often the caller was asked for patience."""

    async def speak(self, frame: bytes) -> None:
        self.frames.append((time.monotonic(), frame))

    async def interrupted(self) -> None:
        self.interruptions += 1

    def doing(self, word: Doing | None) -> None:
        self.doings.append(word)

    def said(self, speaker: Speaker, text: str, ago_s: float = 0.0) -> None:
        self.words.append((speaker, text))
        self.agos.append(ago_s)

    def flag(self, flag: Flag, *, on: bool = True) -> None:
        if on:
            self.flags.append(flag)
        else:
            self.flags.remove(flag)

    def can(self, asks: frozenset[Ask]) -> None:
        self.asks = asks

    def one_moment(self) -> None:
        self.moments += 1

    async def left(self, sentence: str = "") -> None:
        self.ends.append(sentence)

    def heard(self, last: int = 25) -> bytes:
        return b"".join(frame for _, frame in self.frames[-last:])


class Far:
    """The account of those at the far end, shared among them."""

    def __init__(self, base_url: str) -> None:
        self.rest = AsyncStream(api_key=KEY, api_secret=SECRET, base_url=base_url)
        self._real_time = real_time(StreamConfig(KEY, SECRET, base_url), self.rest)

    def somebody(
        self, user_id: str = "agent", call_id: str = CALL_ID, call_type: str = "default"
    ) -> Somebody:
        there = self.rest.video.call(call_type, call_id)
        return Somebody(self._real_time, there, user_id)

    async def close(self) -> None:
        await self.rest.aclose()


class Somebody:
    """A participant of a Stream call: an agent, or whoever joins. A `Witness` of it."""

    def __init__(self, real_time: RealTime, rest: Any, user_id: str) -> None:
        self.user_id = user_id
        self.frames: list[tuple[float, Samples]] = []
        self.events: list[dict[str, Any]] = []
        self.rest = rest
        self.connection = real_time.connection(rest.call_type, rest.id, user_id, self)
        self._tasks: list[asyncio.Task[None]] = []

    async def join(self, hz: float | None = None) -> None:
        """Join, and speak a tone if told which."""
        await self.connection.join()
        if hz is not None:
            self.speak(hz)

    def speak(self, hz: float, level: int = 8_000) -> None:
        self._tasks.append(asyncio.get_running_loop().create_task(self._tone(hz, level)))

    async def send(self, **custom: object) -> None:
        await self.rest.send_call_event(user_id=self.user_id, custom=custom)

    def heard_last(self, last: int = 25) -> Samples:
        """Return the last of what was heard; nothing before there is as much."""
        if len(self.frames) < last:
            return np.zeros(0, np.int16)
        return np.concatenate([samples for _, samples in self.frames[-last:]])

    def heard_of(self, kind: str) -> list[dict[str, Any]]:
        """Return the custom events of one type that came."""
        return [event for event in self.events if event.get("type") == kind]

    async def crash(self) -> None:
        """Stop sending, and say nothing."""
        for task in self._tasks:
            task.cancel()

    async def leave(self) -> None:
        await self.crash()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.connection.leave()

    async def heard(self, session: str, samples: Samples) -> None:
        self.frames.append((time.monotonic(), samples))

    def link_up(self, up: bool) -> None:
        pass

    async def event(self, data: Mapping[str, Any]) -> None:
        if data.get("type") == "custom":
            self.events.append(data["custom"])

    async def _tone(self, hz: float, level: int) -> None:
        begun, frame = time.monotonic(), 0
        track = self.connection.track
        while True:
            try:
                await track.write(tone(hz, 48_000, frame, level))
            except TrackFull:
                pass
            except TrackOver:
                return
            # Who comes late says the next one in time: made up for, it would cost the time of more.
            frame = int((time.monotonic() - begun) / FRAME_S) + 1
            await asyncio.sleep(begun + frame * FRAME_S - time.monotonic())


class Caller:
    """A carrier that hands frames to a leg, 50 a second, in bursts or with pauses if told."""

    def __init__(self, leg: Any) -> None:
        self._leg = leg
        self._begun = time.monotonic()
        self._frame = 0
        self.marks: list[float] = []
        """When each 100 ms of loud tone began to be handed over, two a second."""

    async def talk(self, seconds: float, *, hz: float = 440.0) -> None:
        until = self._frame + seconds / FRAME_S
        while self._frame < until:
            await self.say(hz)
            await asyncio.sleep(max(0.0, self._begun + self._frame * FRAME_S - time.monotonic()))

    async def talk_until(self, true: Callable[[], object], *, hz: float = 440.0) -> None:
        """Talk until something is so: a busy machine loses some of what is said."""
        async with asyncio.timeout(60):
            while not true():
                await self.talk(0.1, hz=hz)

    async def say(self, hz: float) -> None:
        if self._frame % 25 == 0:
            self.marks.append(time.monotonic())
        level = 14_000 if self._frame % 25 < 3 else 4_000
        await self._leg.hear(encode(tone(hz, 8_000, self._frame, level)))
        self._frame += 1

    async def stall(self, seconds: float) -> None:
        """Hand over nothing for a while, and then all of it at once."""
        await asyncio.sleep(seconds)
        while self._begun + self._frame * FRAME_S < time.monotonic():
            await self.say(440.0)


def latencies_ms(marks: list[float], frames: list[tuple[float, Samples]]) -> list[float]:
    """Return how long after each mark its loud tone was heard."""
    loud = [at for at, samples in frames if int(np.abs(samples).max()) > 9_000]
    begun = [at for before, at in zip([0.0, *loud], loud, strict=False) if at - before > 0.3]
    found = []
    for mark in marks:
        after = [at for at in begun if mark <= at < mark + 0.45]
        found.append((after[0] - mark) * 1000 if after else float("nan"))
    return found
