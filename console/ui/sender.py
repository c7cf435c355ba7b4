"""What the desk asks of the switchboard, each sent off at once and never waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from console.switchboard.call import CallId
from console.switchboard.errors import CommandError
from console.switchboard.interface import SwitchboardInterface
from console.ui.errands import Errands
from console.ui.hop import EngineHop


class Sender:
    """Sends commands to the engine; what is turned down is told by the errands. Qt's thread."""

    def __init__(self, hop: EngineHop, errands: Errands) -> None:
        self._hop = hop
        self.board: SwitchboardInterface = hop.switchboard
        self._errands = errands

    def send(
        self,
        *commands: Coroutine[Any, Any, Any],
        then: Callable[[], None] | None = None,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Have commands of ``board`` carried out one after another, and then go on.

        The first that is turned down ends it; ``refused`` gets the sentence where the
        errands have no better place for it.
        """
        self._errands.send(self._send(commands, then), refused)

    def ring(self, scenario: str | None = None) -> None:
        self.send(self.board.ring_practice(scenario))

    def hang_up_all(self, call_ids: Iterable[CallId], then: Callable[[], None]) -> None:
        """Hang up several at once, and go on once each has ended or cannot be."""
        self._errands.send(self._hang_up_all(list(call_ids), then))

    async def _send(
        self, commands: tuple[Coroutine[Any, Any, Any], ...], then: Callable[[], None] | None
    ) -> None:
        waiting = list(commands)
        try:
            while waiting:
                await self._hop.ask(waiting.pop(0))
        finally:
            for command in waiting:
                command.close()
        if then:
            then()

    async def _hang_up_all(self, call_ids: list[CallId], then: Callable[[], None]) -> None:
        ends = [self._hop.ask(self.board.hang_up(call_id)) for call_id in call_ids]
        for result in await asyncio.gather(*ends, return_exceptions=True):
            # One that is refused has mostly just ended by itself; the engine drains the rest.
            if isinstance(result, BaseException) and not isinstance(result, CommandError):
                raise result
        then()
