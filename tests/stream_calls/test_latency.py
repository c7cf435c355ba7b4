"""No latency that stays, from the carrier's socket to the agent and back to the carrier's playout.

Both talk all the time: in a pause what waits could be left out unheard.
"""

from __future__ import annotations

import asyncio
import time

import pytest

from console.agents.stream.uplink import Uplink
from console.audio.g711 import decode, encode
from console.audio.resample import Samples
from tests.agents_stream.far import FRAME_S, Somebody, until
from tests.agents_stream.pulses import PULSE, alone, become_short, pulse
from tests.practice_cloud.parties import Tick
from tests.stream_calls.console import Open, Phone

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

FRAMES = [encode(pulse(frame, 8_000)) for frame in range(PULSE)]


class Caller(Phone):
    """Says pulses and notes when, and when it heard what."""

    def __init__(self) -> None:
        super().__init__(b"".join(FRAMES))
        self.said: list[float] = []
        self.heard_at: list[tuple[float, Samples]] = []

    def tick(self, heard: bytes) -> Tick:
        now = time.monotonic()
        self.heard_at.append((now, decode(heard)))
        if self._at == 0:
            self.said.append(now)
        return super().tick(heard)


async def say(agent: Somebody, said: list[float]) -> None:
    """Pulse and never leave out any: a stall is made up for by all at once."""
    begun, at = time.monotonic(), 0
    voice = Uplink(agent.connection.track)  # an agent that keeps no latency of its own
    voice.open()
    try:
        while True:
            if at % PULSE == 0:
                said.append(time.monotonic())
            await voice.hear(FRAMES[at % PULSE], quiet=False)
            at += 1
            await asyncio.sleep(begun + at * FRAME_S - time.monotonic())
    finally:
        await voice.stop()


async def test_what_held_up_a_call_leaves_no_latency(open_console: Open) -> None:
    console = await open_console(agent_patience=12)
    caller = Caller()
    call = await console.rings(caller)
    await asyncio.sleep(2.0)
    agent = await console.agent(call, hz=None)
    await until(lambda: console.ready(call) and agent.frames)
    said: list[float] = []
    ways = {"to the agent": (caller.said, agent.frames), "back": (said, caller.heard_at)}
    saying = asyncio.create_task(say(agent, said))
    try:
        async with alone(console.far) as sdk:
            await become_short(ways, sdk, "an agent that took two seconds")

            time.sleep(0.5)  # noqa: ASYNC251 - the console stands still, and everybody in it
            await asyncio.sleep(1.0)
            await become_short(ways, sdk, "a stall")

            console.cloud.mishaps.held = True
            await asyncio.sleep(0.5)
            console.cloud.mishaps.held = False
            await asyncio.sleep(1.0)
            await become_short(ways, sdk, "a burst of the carrier's")
    finally:
        saying.cancel()
        await asyncio.gather(saying, return_exceptions=True)
