"""Tasks that nobody waits for one by one, with one owner for all of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

_log = logging.getLogger(__name__)


class Errands:
    """Runs coroutines to their end. The owner must await `finished` or `cancel`."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, errand: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run one; a failure is logged, since nobody else would see it."""
        task = asyncio.create_task(errand)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    async def finished(self) -> None:
        """Wait until all have come to their own end."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def cancel(self) -> None:
        """Stop all of them, and wait until they are gone."""
        for task in self._tasks:
            task.cancel()
        await self.finished()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("an errand of the practice cloud failed", exc_info=error)
