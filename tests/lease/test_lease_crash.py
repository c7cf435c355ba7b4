"""A process that holds a number is killed: the number always ends as it was."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from console.tunnel.lease_write import restore_all
from tests.lease.conftest import ACCOUNT, HERE, MOVED, NUMBER, TOKEN, Hold, World

ROOT = Path(__file__).parents[2]
SOON_S = 60.0


@asynccontextmanager
async def console_of(
    world: World, url: str = HERE, numbers: str = NUMBER
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a process that takes numbers, for as long as the block lasts at most."""
    folder = str(world.folder / "data")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.lease_process", world.gate.url, folder, url),
        *(ACCOUNT, TOKEN, numbers),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        assert process.stdin
        process.stdin.close()


async def held(process: asyncio.subprocess.Process) -> None:
    assert process.stdout
    async with asyncio.timeout(SOON_S):
        assert await process.stdout.readline() == b"held\n"


async def killed(world: World, process: asyncio.subprocess.Process) -> None:
    """Kill it with what it has under way, which arrives where it was past the gate."""
    process.kill()
    await process.wait()
    if world.gate.hold is Hold.BEFORE:
        world.gate.drop = True
    world.gate.let_through()


async def crash_before_writing(world: World) -> None:
    world.gate.hold = Hold.BEFORE
    async with console_of(world) as process, asyncio.timeout(SOON_S):
        await world.gate.held.wait()
        await killed(world, process)


async def crash_after_writing(world: World) -> None:
    world.gate.hold = Hold.AFTER
    async with console_of(world) as process, asyncio.timeout(SOON_S):
        await world.gate.held.wait()
        await killed(world, process)


async def crash_while_it_is_held(world: World) -> None:
    async with console_of(world) as process:
        await held(process)
        await killed(world, process)


async def crash_restoring(world: World, where: Hold) -> None:
    async with console_of(world) as process:
        await held(process)
        world.gate.hold = where
        assert process.stdin
        process.stdin.write_eof()
        async with asyncio.timeout(SOON_S):
            await world.gate.held.wait()
        await killed(world, process)


async def crash_before_restoring(world: World) -> None:
    await crash_restoring(world, Hold.BEFORE)


async def crash_after_restoring(world: World) -> None:
    await crash_restoring(world, Hold.AFTER)


async def crash_leading_elsewhere(world: World) -> None:
    """Crash once, and once more while the next start leads the number to its new address."""
    await crash_while_it_is_held(world)
    world.gate.hold = Hold.AFTER
    async with console_of(world, MOVED) as process, asyncio.timeout(SOON_S):
        await world.gate.held.wait()
        await killed(world, process)


CRASHES = [
    (crash_before_writing, False),
    (crash_after_writing, True),
    (crash_while_it_is_held, True),
    (crash_before_restoring, True),
    (crash_after_restoring, False),
    (crash_leading_elsewhere, True),
]


@pytest.mark.parametrize(("crash", "changed"), CRASHES, ids=lambda it: getattr(it, "__name__", ""))
async def test_a_number_ends_as_it_was_whenever_its_console_is_killed(
    world: World, crash: object, changed: bool
) -> None:
    before = world.settings()
    await crash(world)  # type: ignore[operator]
    assert (world.settings() != before) is changed
    assert world.store().records() != ()
    # The next start, which nobody asked to take the number.
    lease = world.lease()
    await lease.start()
    assert world.settings() == before
    assert world.store().records() == ()


async def test_lease_restore_puts_a_number_back_where_no_console_runs(world: World) -> None:
    before = world.settings()
    await crash_while_it_is_held(world)
    restored = await restore_all(world.book(), world.store())
    assert restored.complete
    assert restored.sentences == ("+1 415-555-0100 is as it was, answered by ivr.example.",)
    assert world.settings() == before


async def test_after_a_crash_the_number_is_taken_again_and_ends_as_it_was(world: World) -> None:
    before = world.settings()
    await crash_while_it_is_held(world)
    async with console_of(world, MOVED) as process:
        await held(process)
        assert world.settings()["voice_url"] == f"{MOVED}/twilio/voice"
        assert process.stdin
        process.stdin.write_eof()
        async with asyncio.timeout(SOON_S):
            assert await process.wait() == 0
    assert world.settings() == before


async def test_what_somebody_changes_after_a_crash_is_left_alone(world: World) -> None:
    await crash_while_it_is_held(world)
    world.number(voice_url="https://new.example/")
    lease = world.lease()
    await lease.start()
    assert world.settings()["voice_url"] == "https://new.example/"
    assert lease.left == ("Somebody changed +1 415-555-0100 (voice_url); that is left alone.",)
