"""No latency that stays, from the carrier's socket to the agent and back to the carrier's playout.

Both talk all the time: in a pause what waits could be left out unheard.
"""

from __future__ import annotations

import asyncio
import logging
import time
from statistics import median

import numpy as np
import pytest

from console.agents.stream.uplink import Uplink
from console.audio.g711 import decode, encode
from console.audio.resample import Samples
from tests.agents_stream.far import FRAME_S, Somebody, latencies_ms, tone, until
from tests.practice_cloud.parties import Tick
from tests.stream_calls.console import Console, Open, Phone

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

_LOG = logging.getLogger(__name__)
NEAR_MS = 25.0
"""Packets are 20 ms, and what is timed lies anywhere in one; what stayed would be 100 or more."""
SHORT_MS = 120.0
PULSES = 25
LOUD = 3


def pulse() -> list[Samples]:
    """Return half a second of a tone that is loud at first, by frames of 20 ms at 8 kHz."""
    return [tone(400, 8_000, at, 14_000 if at < LOUD else 4_000) for at in range(PULSES)]


class Caller(Phone):
    """Says pulses and notes when, and when it heard what."""

    def __init__(self) -> None:
        super().__init__(encode(np.concatenate(pulse())))
        self.said: list[float] = []
        self.heard_at: list[tuple[float, Samples]] = []

    def tick(self, heard: bytes) -> Tick:
        now = time.monotonic()
        self.heard_at.append((now, decode(heard)))
        if self._at == 0:
            self.said.append(now)
        return super().tick(heard)


class Talk:
    """A caller and an agent who pulse at each other, and how long that takes each way."""

    def __init__(self, caller: Caller, agent: Somebody) -> None:
        self.caller, self.agent = caller, agent
        self.said: list[float] = []
        self.saying = asyncio.create_task(self._say())

    async def ways_ms(self) -> tuple[float, float]:
        """Wait for three pulses each way; return the medians, NaN where none arrived."""
        begun = time.monotonic()
        await asyncio.sleep(1.5)
        ended = time.monotonic()
        await asyncio.sleep(0.4)
        ways = ((self.caller.said, self.agent.frames), (self.said, self.caller.heard_at))
        there, back = (
            median(latencies_ms([at for at in said if begun <= at < ended], heard))
            for said, heard in ways
        )
        return there, back

    async def is_within(self, most: tuple[float, float], what: str) -> tuple[float, float]:
        """Wait until both ways are as short as that; what stays never becomes so."""
        async with asyncio.timeout(15):
            while True:
                ways = await self.ways_ms()
                _LOG.info("%s: %.0f and %.0f ms, at most %.0f and %.0f", what, *ways, *most)
                if ways[0] <= most[0] and ways[1] <= most[1]:
                    return ways

    async def _say(self) -> None:
        begun, at = time.monotonic(), 0
        frames = [encode(samples) for samples in pulse()]
        voice = Uplink(self.agent.connection.track)  # an agent without a delay of its own
        voice.open()
        try:
            while True:
                if at % PULSES == 0:
                    self.said.append(time.monotonic())
                await voice.hear(frames[at % PULSES], quiet=False)
                at += 1
                await asyncio.sleep(begun + at * FRAME_S - time.monotonic())
        finally:
            await voice.stop()


async def talks(console: Console, after_s: float) -> Talk:
    caller = Caller()
    call = await console.rings(caller)
    await asyncio.sleep(after_s)
    agent = await console.agent(call, hz=None)
    await until(lambda: console.ready(call) and agent.frames)
    return Talk(caller, agent)


async def test_what_held_up_a_call_leaves_no_latency(open_console: Open) -> None:
    console = await open_console(agent_patience=12)
    talk = await talks(console, after_s=2.0)
    try:
        ways = await talk.is_within((SHORT_MS, SHORT_MS), "an agent that took two seconds")
        most = (ways[0] + NEAR_MS, ways[1] + NEAR_MS)

        time.sleep(0.5)  # noqa: ASYNC251 - the console stands still, and everybody in it
        await asyncio.sleep(1.0)
        await talk.is_within(most, "a stall")

        console.cloud.mishaps.held = True
        await asyncio.sleep(0.5)
        console.cloud.mishaps.held = False
        await asyncio.sleep(1.0)
        await talk.is_within(most, "a burst of the carrier's")
    finally:
        talk.saying.cancel()
        await asyncio.gather(talk.saying, return_exceptions=True)
