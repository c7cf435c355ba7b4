"""The 20 ms clock: driven by the phone's frames, by a timer where these stay away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from console.audio.clock import FrameClock
from tests.virtual_time import clock, in_virtual_time


class Ticks:
    """Notes when the clock ticked, in ms since it was started."""

    def __init__(self) -> None:
        self.at: list[float] = []
        self.started = clock()

    async def __call__(self) -> None:
        self.at.append(round((clock() - self.started) * 1000, 3))


@asynccontextmanager
async def running() -> AsyncIterator[tuple[FrameClock, Ticks]]:
    ticks = Ticks()
    frame_clock = FrameClock(ticks, clock)
    frame_clock.start()
    try:
        yield frame_clock, ticks
    finally:
        await frame_clock.stop()


async def frames_come(frame_clock: FrameClock, count: int, every_ms: float = 20.0) -> None:
    """Bring frames at their due times, by the sender's clock."""
    began = clock()
    for n in range(count):
        await frame_clock.frame_came()
        await asyncio.sleep(began + (n + 1) * every_ms / 1000 - clock())


@in_virtual_time
async def test_a_frame_makes_its_tick_at_once() -> None:
    async with running() as (frame_clock, ticks):
        await frames_come(frame_clock, 50)
        assert ticks.at == [n * 20 for n in range(50)]


@in_virtual_time
async def test_a_timer_stands_in_while_no_frames_come() -> None:
    async with running() as (_, ticks):
        await asyncio.sleep(10)
        assert len(ticks.at) == pytest.approx(500, abs=3)
        assert ticks.at[0] <= 60
        assert max(b - a for a, b in zip(ticks.at, ticks.at[1:], strict=False)) <= 20.001


@in_virtual_time
async def test_a_pause_is_filled_after_60_ms_and_not_before() -> None:
    async with running() as (frame_clock, ticks):
        await frames_come(frame_clock, 10)
        assert len(ticks.at) == 10
        await asyncio.sleep(0.039)
        assert len(ticks.at) == 10
        await asyncio.sleep(0.961)
        assert len(ticks.at) == pytest.approx(60, abs=1)


@in_virtual_time
async def test_time_is_not_counted_twice_when_late_frames_come_in_a_burst() -> None:
    async with running() as (frame_clock, ticks):
        await frames_come(frame_clock, 10)
        await asyncio.sleep(0.4)
        for _ in range(20):
            await frame_clock.frame_came()
        await frames_come(frame_clock, 10)
        assert len(ticks.at) <= (200 + 400 + 200) / 20 + 3


@in_virtual_time
async def test_frames_late_by_less_than_60_ms_tick_as_often_as_they_come() -> None:
    async with running() as (frame_clock, ticks):
        for _ in range(100):
            await asyncio.sleep(0.04)
            await frame_clock.frame_came()
            await frame_clock.frame_came()
        assert len(ticks.at) == 200


@pytest.mark.parametrize("every_ms", [20.2, 20.02])
@in_virtual_time
async def test_a_phone_slower_than_we_are_sets_the_pace(every_ms: float) -> None:
    async with running() as (frame_clock, ticks):
        await frames_come(frame_clock, 3000, every_ms)
        assert len(ticks.at) == 3000


@pytest.mark.parametrize("every_ms", [19.8, 10.0, 1.0])
@in_virtual_time
async def test_a_phone_faster_than_we_are_makes_no_more_ticks_than_there_is_time(
    every_ms: float,
) -> None:
    async with running() as (frame_clock, ticks):
        await frames_come(frame_clock, 3000, every_ms)
        assert len(ticks.at) == pytest.approx(3000 * every_ms / 20, abs=3)


@in_virtual_time
async def test_a_stopped_clock_neither_ticks_nor_takes_frames() -> None:
    async with running() as (frame_clock, ticks):
        before = clock()
        await frame_clock.stop()
        assert (clock() - before, frame_clock.running) == (0, False)
        await frame_clock.frame_came()
        await asyncio.sleep(1)
        assert ticks.at == []
        frame_clock.start()
        frame_clock.start()
        await asyncio.sleep(1)
        assert len(ticks.at) == pytest.approx(50, abs=3)


@in_virtual_time
async def test_a_clock_can_be_stopped_from_its_own_tick() -> None:
    ticked: list[float] = []

    async def once() -> None:
        ticked.append(clock())
        await frame_clock.stop()

    frame_clock = FrameClock(once, clock)
    frame_clock.start()
    await asyncio.sleep(1)
    assert (len(ticked), frame_clock.running) == (1, False)
    frame_clock.start()
    await frame_clock.frame_came()
    assert (len(ticked), frame_clock.running) == (2, False)
