"""The tests' own time: hours pass at once, in order, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.virtual_time import clock, in_virtual_time, run_in_virtual_time


def test_an_hour_takes_no_time_and_ends_on_the_second() -> None:
    async def wait() -> float:
        before = clock()
        await asyncio.sleep(3600)
        return clock() - before

    began = time.monotonic()
    assert run_in_virtual_time(wait()) == 3600
    assert time.monotonic() - began < 60


@in_virtual_time
async def test_timers_come_in_their_order_and_time_stands_still_between() -> None:
    seen: list[tuple[str, float]] = []

    async def note(name: str, after: float) -> None:
        await asyncio.sleep(after)
        seen.append((name, clock()))
        await asyncio.sleep(0)
        assert clock() == seen[-1][1]

    await asyncio.gather(note("late", 0.3), note("early", 0.1), note("later", 60))
    assert seen == [("early", 0.1), ("late", 0.3), ("later", 60)]


@in_virtual_time
async def test_a_time_out_is_due_before_what_takes_longer() -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(10):
            await asyncio.sleep(10.001)
    assert clock() == 10


def test_a_test_that_leaves_a_task_behind_fails() -> None:
    async def leave() -> None:
        task = asyncio.create_task(asyncio.sleep(1000))
        await asyncio.sleep(0)
        assert not task.done()

    with pytest.raises(AssertionError, match="tasks are left running"):
        run_in_virtual_time(leave())
