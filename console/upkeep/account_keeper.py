"""Looks after what a carrier keeps of us: the numbers' webhooks, and what we may do.

Everything here runs beside the calls; what readiness needs of it is read from memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from console.carriers.carrier import AccountSide, Trouble
from console.switchboard.events import Health, LampState
from console.switchboard.lamps import LampBoard
from console.switchboard.ports import TrunkError
from console.tunnel.lease import WebhookLease
from console.tunnel.lease_plan import host_of
from console.tunnel.lease_together import number_health, webhook_health
from console.tunnel.lease_view import LeaseView
from console.upkeep.permissions import Permissions

_LOOK_EVERY_S: Final = 60.0
_NOTED_FOR: Final = timedelta(minutes=10)


class AccountKeeper:
    """One account's numbers and permissions. Engine's loop.

    ``countries`` gives those that may be dialled, ``known`` the carrier's ids of the calls
    that this console has or had.
    """

    def __init__(
        self,
        account: AccountSide,
        lease: WebhookLease,
        lamps: LampBoard,
        countries: Callable[[], Iterable[str]],
        known: Callable[[], Collection[str]],
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.permissions = Permissions(account, countries, clock)
        self._account = account
        self._lease = lease
        self._lamps = lamps
        self._known = known
        self._left_open: frozenset[str] = frozenset()
        """The carrier's ids of calls of our numbers that an earlier run left open."""
        self._now = now
        self._began = now()
        self._started = asyncio.Event()
        self._noted: Trouble | None = None
        self._look_now = asyncio.Event()
        lease.told = self._show

    async def start(self, *, recover: bool) -> None:
        """Look for the first time; with ``recover`` put right what an earlier run left."""
        if recover:
            await self._lease.start()
        self._left_open = await self._strange_calls()
        await self.look()
        self._started.set()

    async def run(self) -> None:
        """Look again every minute, and whenever `look_now` says so."""
        await self._started.wait()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._look_now.wait()
            self._look_now.clear()
            await self.look()

    def look_now(self) -> None:
        """Have the numbers looked at at once: our address changed, or which ones they are."""
        self._look_now.set()

    async def look(self) -> None:
        """Look at the numbers, and at what the account may do. Never raises."""
        if self._left_open:
            self._left_open &= await self._strange_calls()
        self._noted = await self._newest_noted()
        await self._lease.look()
        await self.permissions.look()

    def _show(self, views: Sequence[LeaseView]) -> None:
        self._lamps.set("number", *self._with_left_open(*number_health(views)))
        self._lamps.set("webhook", *self._with_noted(*webhook_health(views)))

    async def _strange_calls(self) -> frozenset[str]:
        """Return the calls of our numbers that are open at the carrier and not known here."""
        numbers = set(self._lease.numbers)
        if not numbers:
            return frozenset()
        try:
            found = await self._account.open_calls()
        except TrunkError:
            # That it can't be asked is the carrier's lamp to say.
            return frozenset()
        known = self._known()
        ours = (it for it in found if numbers & {it.from_, it.to})
        return frozenset(it.carrier_call_id for it in ours if it.strange_to(known))

    def _with_left_open(self, state: LampState, cause: str, remedy: str) -> Health:
        count = len(self._left_open)
        if not count or state is LampState.ERROR:
            return state, cause, remedy
        if count == 1:
            cause = "A call of an earlier run is still open at Twilio."
        else:
            cause = f"{count} calls of an earlier run are still open at Twilio."
        return (
            LampState.WARN,
            cause,
            "See and end them with: operator-console account",
        )

    def _with_noted(self, state: LampState, cause: str, remedy: str) -> Health:
        """Put beside a webhook that seems well what the carrier met at it lately."""
        if state is not LampState.OK or (noted := self._noted) is None:
            return state, cause, remedy
        at = f"{noted.at:%H:%M} UTC" if noted.at else "a while ago"
        return LampState.WARN, f"Twilio noted at {at}: {noted.sentence}", f"See {noted.link}"

    async def _newest_noted(self) -> Trouble | None:
        """Return the newest error that the carrier met at our address since we are here."""
        url = self._lease.public_url()
        if url is None:
            return None
        try:
            found = await self._account.recent_troubles()
        except TrunkError:
            # Keys may be kept from the debugger; that is no fault of the webhook.
            return None
        since = max(self._began, self._now() - _NOTED_FOR)
        ours = (it for it in found if it.error and host_of(it.about) == host_of(url))
        return next((it for it in ours if it.at and it.at >= since), None)
