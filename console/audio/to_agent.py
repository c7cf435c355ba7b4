"""What the agent hears: the caller as they are, the operator over them, or nobody."""

from __future__ import annotations

from collections import deque
from typing import Final

from console.audio.mixing import Voice
from console.audio.ports import Hear
from console.audio.routes import Row

_KEPT: Final = 5
"""Frames: the caller's last 100 ms are kept for an agent that is not there yet, no more."""


class ToAgent:
    """The way to one agent, by the table's present row. Belongs to one bridge.

    Which way the caller's frames go is settled where that changes, and not frame by frame.
    """

    def __init__(self, row: Row) -> None:
        self.caller: Hear = self._keep
        """Takes a frame of the caller's."""
        self._row = row
        self._hear: Hear | None = None
        self._kept: deque[bytes] = deque(maxlen=_KEPT)
        self._operator = Voice()

    async def connect(self, hear: Hear) -> None:
        """Let an agent hear; it is given the last 100 ms of the caller first."""
        while self._kept:
            await hear(self._kept.popleft())
        # Only now, so that no frame that comes meanwhile overtakes those.
        self._hear = hear
        self._settle()

    def disconnect(self) -> None:
        """Take the agent's ears away; another may be connected later."""
        self._hear = None
        self._settle()

    def follow(self, row: Row) -> None:
        """Take another row of the table."""
        self._row = row
        if not row.agent_hears_operator:
            self._operator.clear()
        self._settle()

    def operator(self, frame: bytes) -> None:
        """Take 20 ms of the operator; the agent hears them where the row says so."""
        if self._row.agent_hears_operator:
            self._operator.put(frame)

    # -- inside -----------------------------------------------------------------------

    def _settle(self) -> None:
        if self._hear is None:
            self.caller = self._keep
        elif not self._row.agent_hears_phone:
            self.caller = _unheard
        elif self._row.agent_hears_operator:
            self.caller = self._with_operator
        else:
            self.caller = self._hear

    async def _keep(self, frame: bytes) -> None:
        self._kept.append(frame)

    async def _with_operator(self, frame: bytes) -> None:
        if self._hear is not None:
            await self._hear(self._operator.over(frame))


async def _unheard(_frame: bytes) -> None:
    """The row lets the agent hear nobody."""
