"""Asks the carrier what calls cost, for their rows and so that the cap in money goes by it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from console.carriers.carrier import AccountSide
from console.switchboard.call import Bill, CallId
from console.switchboard.events import CallChanged, EventBus
from console.switchboard.ports import TrunkError

_EVERY_S: Final = 60.0
"""Carriers know a price some minutes after the call's end."""
_TRIES: Final = 15
_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class _Open:
    carrier_call_id: str
    tries: int = 0


class Bills:
    """Collects calls as they end, and asks for their prices every minute while `run` runs.

    ``take`` gets each bill. Of more than a thousand open bills the oldest are dropped; their
    calls go on being reckoned by the minute. The engine's loop.
    """

    def __init__(
        self, bus: EventBus, account: AccountSide, take: Callable[[CallId, Bill], None]
    ) -> None:
        self._account = account
        self._take = take
        self._open: dict[CallId, _Open] = {}
        self.dropped = 0
        bus.listen_to_calls(self._note)

    async def run(self) -> None:
        """Ask for ever."""
        while True:
            await asyncio.sleep(_EVERY_S)
            for call_id in tuple(self._open):
                await self._ask(call_id)

    async def _ask(self, call_id: CallId) -> None:
        bill = self._open.get(call_id)
        if bill is None:
            return  # dropped for a newer one while others were asked for
        try:
            found = await self._account.bill(bill.carrier_call_id)
        except TrunkError:
            # Whether the carrier can be reached is the carrier's lamp to say.
            found = None
        if found:
            self._take(call_id, found)
        if found or bill.tries + 1 >= _TRIES:
            self._open.pop(call_id, None)
        elif call_id in self._open:
            self._open[call_id] = replace(bill, tries=bill.tries + 1)

    def _note(self, event: CallChanged) -> None:
        call = event.new
        if not (call.ended and call.answered_at and call.carrier_call_id):
            return
        if event.old and event.old.ended:
            return
        if len(self._open) >= _MOST:
            self._open.pop(next(iter(self._open)))
            self.dropped += 1
        self._open[call.id] = _Open(call.carrier_call_id)
