"""What the desk asks of the switchboard, each sent off at once and never waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from console.switchboard.call import CallId, Engagement
from console.switchboard.errors import CommandError
from console.ui.errands import Errands
from console.ui.hop import EngineHop


class Commands:
    """Sends commands to the engine; what is turned down is told by the errands. Qt's thread."""

    def __init__(self, hop: EngineHop, errands: Errands) -> None:
        self._hop = hop
        self._board = hop.switchboard
        self._errands = errands

    def ring(self, scenario: str | None = None) -> None:
        self._errands.send(self._hop.ask(self._board.ring_practice(scenario)))

    def engage(self, call_id: CallId, mode: Engagement) -> None:
        self._errands.send(self._hop.ask(self._board.engage(call_id, mode)))

    def hang_up(self, call_id: CallId) -> None:
        self._errands.send(self._hop.ask(self._board.hang_up(call_id)))

    def hang_up_all(self, call_ids: Iterable[CallId], then: Callable[[], None]) -> None:
        """Hang up several at once, and go on once each has ended or cannot be."""
        self._errands.send(self._hang_up_all(list(call_ids), then))

    async def _hang_up_all(self, call_ids: list[CallId], then: Callable[[], None]) -> None:
        ends = [self._hop.ask(self._board.hang_up(call_id)) for call_id in call_ids]
        for result in await asyncio.gather(*ends, return_exceptions=True):
            # One that is refused has mostly just ended by itself; the engine drains the rest.
            if isinstance(result, BaseException) and not isinstance(result, CommandError):
                raise result
        then()
