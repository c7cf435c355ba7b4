"""Time that passes only when nothing else is left to do: a minute's wait takes no time.

`in_virtual_time` runs a coroutine test on a loop of its own whose clock jumps to the next
timer as soon as nothing is ready. It is for plain asyncio; sockets, threads and processes
live in real time. `ManualClock` is for what takes a clock and never waits.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

_REAL_PATIENCE_S = 1.0
"""How long nothing may happen, with no timer left, before everybody waits for ever."""


T = TypeVar("T")


class ManualClock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop whose time is its own."""

    def __init__(self) -> None:
        self._now = 0.0
        self._scheduled: list[asyncio.TimerHandle]
        super().__init__(_JumpingSelector(self))

    def time(self) -> float:
        return self._now

    def stall(self, seconds: float) -> None:
        """Let time pass in which nothing runs, as where something holds the loop up."""
        self._now += seconds

    def jump(self) -> None:
        """Go to the next timer, to the very moment: a sum of waits would drift from it."""
        if self._scheduled:
            self._now = max(self._now, self._scheduled[0].when())


class _JumpingSelector(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            ready = super().select(_REAL_PATIENCE_S)
            if not ready:
                raise RuntimeError("Everybody waits, and nothing is left that could happen.")
            return ready
        ready = super().select(0)
        if not ready and timeout > 0:
            self._loop.jump()
        return ready


def stall(seconds: float) -> None:
    """Hold the running loop up, which is a virtual one."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    loop.stall(seconds)


def clock() -> float:
    """Return the running loop's time: what to give to a class that takes a clock."""
    return asyncio.get_running_loop().time()


def in_virtual_time(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Run a coroutine test in virtual time; it fails where it leaves tasks behind."""

    @functools.wraps(test)
    def run(*args: Any, **kwargs: Any) -> None:
        run_in_virtual_time(test(*args, **kwargs))

    # pytest and hypothesis read the signature; nobody may take this for a coroutine.
    run.__signature__ = inspect.signature(test)  # type: ignore[attr-defined]
    return run


def run_in_virtual_time(work: Coroutine[Any, Any, T]) -> T:
    """Run something on a virtual loop of its own, which begins at 0."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(_and_nothing_left(work))


async def _and_nothing_left(work: Coroutine[Any, Any, T]) -> T:
    result = await work
    await tasks_gone(set())
    return result


async def tasks_gone(before: set[asyncio.Task[Any]]) -> None:
    """Fail on tasks that were not there before and do not end by themselves at once."""
    for _ in range(5):
        left = asyncio.all_tasks() - before - {asyncio.current_task()}
        if not left:
            return
        await asyncio.sleep(0)
    names = "\n".join(sorted(str(task.get_coro()) for task in left))
    raise AssertionError(f"tasks are left running:\n{names}")
