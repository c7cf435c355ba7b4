"""One thing at a time, and each to its end."""

from __future__ import annotations

import asyncio

import pytest

from console.tunnel.turns import Turns


async def test_things_are_done_one_by_one_in_their_order() -> None:
    turns, done = Turns(), []

    async def work(name: str) -> str:
        done.append(f"{name} begins")
        await asyncio.sleep(0)
        done.append(f"{name} ends")
        return name

    assert await asyncio.gather(*(turns.do(work(name)) for name in "ab")) == ["a", "b"]
    assert done == ["a begins", "a ends", "b begins", "b ends"]


async def test_who_stops_waiting_stops_nothing() -> None:
    turns, go, done = Turns(), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        await go.wait()
        done.set()
        raise ValueError("nobody waits for it")

    waiting = asyncio.create_task(turns.do(work()))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    go.set()
    async with asyncio.timeout(60):
        await done.wait()


async def test_a_failure_is_told_to_who_waits() -> None:
    async def work() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await Turns().do(work())


async def test_the_end_cuts_off_what_is_done_and_what_waits() -> None:
    turns, never = Turns(), asyncio.Event()
    waiting = [asyncio.create_task(turns.do(_wait(never))) for _ in range(3)]
    await asyncio.sleep(0)
    await turns.end()
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(it) for it in results] == [asyncio.CancelledError] * 3


async def _wait(event: asyncio.Event) -> None:
    await event.wait()
