"""All calls that the cloud remembers, and the tasks that they live in."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

from console.practice.cloud.call import Call, Script
from console.practice.cloud.errands import Errands

_ENDED_KEPT: Final = 1000


class CallBook:
    """Live calls, and the last thousand that ended. Belongs to the cloud's loop."""

    def __init__(self) -> None:
        self._calls: dict[str, Call] = {}
        self._ended: deque[str] = deque()
        self._lives = Errands()

    def start(self, call: Call, script: Script) -> asyncio.Task[None]:
        """Enter a call and let it live; the task ends with it."""
        self._calls[call.record.sid] = call
        return self._lives.start(self._live(call, script))

    def get(self, sid: str) -> Call | None:
        """Return the call with this identifier, unless it is long forgotten."""
        return self._calls.get(sid)

    def newest_first(self) -> list[Call]:
        """Return every call there is, the last one to begin first."""
        return list(reversed(self._calls.values()))

    async def close(self) -> None:
        """Cut every call off, and wait until nothing of them is left."""
        await self._lives.cancel()

    async def _live(self, call: Call, script: Script) -> None:
        try:
            await call.live(script)
        finally:
            self._ended.append(call.record.sid)
            if len(self._ended) > _ENDED_KEPT:
                del self._calls[self._ended.popleft()]
