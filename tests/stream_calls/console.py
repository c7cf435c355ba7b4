"""A whole console in the test's own loop, its carrier and its Stream both in miniature."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from getstream.models import CallRequest

from console import crew
from console.agents.stream.config import Policy, StreamConfig
from console.audio.g711 import FRAME_BYTES, decode
from console.audio.resample import Samples
from console.config import Settings
from console.engine import Engine
from console.practice import stream_line
from console.practice.cloud.cloud import PracticeCloud
from console.practice.edge import StreamEdge
from console.practice.ringer import NUMBER
from console.server import agent_side
from console.switchboard.call import Call
from console.switchboard.events import Speaker
from tests.agents_stream.far import KEY, PATIENT, SECRET, Far, Somebody, until
from tests.practice_cloud.parties import Tick

CALLER = "+14155550142"
PATIENTLY = {"agent_patience": 60, "agent_silence": 60, "agent_give_up": 60}
"""What of a policy is a setting; a test shortens the wait that it is about."""
TOKEN = "control-token"


def soon(**waits_s: float) -> dict[str, Policy]:
    """Return what of a `StreamConfig` gives something up after so many seconds."""
    return {"policy": replace(PATIENT, **waits_s)}


class Phone:
    """A far party: says what it is given over and over, and keeps all that it hears."""

    def __init__(self, sound: bytes) -> None:
        self.heard = bytearray()
        self.hung_up = False
        self._sound = sound
        self._at = 0

    def tick(self, heard: bytes) -> Tick:
        self.heard += heard
        frame = self._sound[self._at : self._at + FRAME_BYTES]
        self._at = (self._at + FRAME_BYTES) % len(self._sound)
        return Tick(frame, hang_up=self.hung_up)

    def last(self, seconds: float) -> Samples:
        """Return what was heard lately."""
        return decode(bytes(self.heard[-round(seconds * 8_000) :]))


@dataclass
class Console:
    """The console, the edge that its agents are met at, and whoever is at the other ends."""

    engine: Engine
    edge: StreamEdge
    far: Far
    control: str
    people: list[Somebody] = field(default_factory=list)

    @property
    def cloud(self) -> PracticeCloud:
        """The carrier, which is no business of a console's users."""
        line: Any = self.engine._practice
        cloud: PracticeCloud = line._cloud
        return cloud

    async def rings(self, phone: Phone) -> Call:
        """Have somebody phone in; return the call as soon as it is there."""
        sid = await self.cloud.ring(from_=CALLER, to=NUMBER, party=phone)
        calls = self.engine.switchboard.calls
        found: list[Call] = []
        await until(lambda: found.extend(c for c in calls() if c.carrier_call_id == sid) or found)
        return found[0]

    async def agent(self, call: Call, user_id: str = "agent", hz: float | None = 880) -> Somebody:
        """Have an agent come into a call's Stream call, speaking a tone."""
        somebody = self.far.somebody(user_id, call.id)
        self.people.append(somebody)
        await somebody.join(hz)
        return somebody

    async def hears_alone(self, hz: float) -> Somebody:
        """Have somebody say a tone over Stream's SDK, without the console; return who hears it."""
        says, hears = (self.far.somebody(user_id, "alone") for user_id in ("says", "hears"))
        await says.rest.get_or_create(data=CallRequest(created_by_id="says"))
        self.people += says, hears
        await asyncio.gather(says.join(hz), hears.join())
        return hears

    async def talks(self, phone: Phone, hz: float | None = 880) -> tuple[Call, Somebody]:
        """Have a call in which caller and agent hear each other."""
        call = await self.rings(phone)
        agent = await self.agent(call, hz=hz)
        await until(lambda: self.ready(call))
        return call, agent

    def ready(self, call: Call) -> bool:
        now = self.now(call)
        return bool(now.agent and now.agent.state == "ready" and now.state == "live")

    def now(self, call: Call) -> Call:
        return self.engine.switchboard.call(call.id)

    def notes(self, call: Call) -> list[str]:
        lines = self.engine.switchboard.transcript(call.id)
        return [line.text for line in lines if line.speaker is Speaker.NOTE]

    def lamp(self) -> tuple[str, str]:
        lamp = self.engine.lamps.get("agent")
        return lamp.state, lamp.cause


Open = Callable[..., Awaitable[Console]]


@contextlib.asynccontextmanager
async def consoles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Open]:
    """Give what opens a console; ``stream`` changes its `StreamConfig`, the rest its settings."""
    # A busy machine may take longer to bring an agent than a caller would be kept waiting.
    monkeypatch.setattr(agent_side, "_START_S", 60.0)
    monkeypatch.setattr(crew, "_LONGEST_START_S", 60.0)
    async with contextlib.AsyncExitStack() as closing:

        async def open_one(stream: dict[str, Any] | None = None, **settings: Any) -> Console:
            edge = StreamEdge(api_key=KEY, api_secret=SECRET)
            base = await edge.start()
            closing.push_async_callback(edge.stop)
            config = StreamConfig(KEY, SECRET, base, **({"policy": PATIENT} | (stream or {})))

            class OwnStream:
                async def start(self) -> StreamConfig:
                    return config

                async def stop(self) -> None:
                    """The edge outlives the console: it is asked who is left."""

            monkeypatch.setattr(stream_line, "PracticeStream", OwnStream)
            given = {"data_dir": tmp_path, "agent": "stream", "control_token": TOKEN}
            engine = Engine(
                Settings(**(given | PATIENTLY | settings)), practice=True, port=0, control_port=0
            )
            ready = await engine.start()
            closing.push_async_callback(engine.stop)
            far = Far(base)
            closing.push_async_callback(far.close)
            console = Console(engine, edge, far, ready.control)
            closing.push_async_callback(_all_leave, console)
            await engine.checked()
            return console

        yield open_one


async def _all_leave(console: Console) -> None:
    await asyncio.gather(*(each.leave() for each in console.people))


def level(samples: Samples, hz: float) -> float:
    """Return how loud a tone is, dB under a full one, out of whole seconds or parts of one."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) / len(samples) * 4
    at = round(hz * len(samples) / 8_000)
    return float(20 * np.log10(spectrum[max(0, at - 3) : at + 4].max() / 32_768 + 1e-9))
