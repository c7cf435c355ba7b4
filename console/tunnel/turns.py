"""One thing at a time, and each to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Turns:
    """Does what is asked of it one by one; who stops waiting for it stops nothing.

    One loop. `end` cuts off what is still being done.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._at_work: set[asyncio.Task[Any]] = set()

    async def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something once all that came before is done, and return its result."""

        async def in_turn() -> T:
            async with self._turn:
                return await work

        task = asyncio.get_running_loop().create_task(in_turn())
        self._at_work.add(task)
        task.add_done_callback(self._done)
        # What never got its turn is not complained of either.
        task.add_done_callback(lambda _: work.close())
        return await asyncio.shield(task)

    async def end(self) -> None:
        """Cut off what is being done, and what waits for its turn."""
        working = self._at_work.copy()
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._at_work.discard(task)
        if not task.cancelled():
            # Whoever waits is told; where nobody does any more, asyncio is not to complain.
            task.exception()
