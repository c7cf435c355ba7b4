"""Looks after what a carrier keeps of us: the numbers' webhooks, and where we may call.

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
from console.switchboard.readiness import country_name
from console.tunnel.lease import WebhookLease
from console.tunnel.lease_plan import host_of
from console.tunnel.lease_together import number_health, webhook_health
from console.tunnel.lease_view import LeaseView

_LOOK_EVERY_S: Final = 60.0
_PERMISSIONS_FOR_S: Final = 600.0
_MOST_COUNTRIES: Final = 250
_NOTED_FOR: Final = timedelta(minutes=10)


class AccountKeeper:
    """One account's numbers and permissions. Engine's loop.

    ``lease`` is None without credentials. ``countries`` gives those that may be dialled,
    ``known`` the carrier's ids of the calls that this console has or had.
    """

    def __init__(
        self,
        account: AccountSide | None,
        lease: WebhookLease | None,
        lamps: LampBoard,
        countries: Callable[[], Iterable[str]],
        known: Callable[[], Collection[str]],
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._account = account
        self._lease = lease
        self._lamps = lamps
        self._countries = countries
        self._known = known
        self._left_open: frozenset[str] = frozenset()
        """The carrier's ids of calls of our numbers that an earlier run left open."""
        self._clock = clock
        self._now = now
        self._began = now()
        self._allowed: dict[str, bool] = {}
        """What the carrier said of countries; those it said nothing of are not here."""
        self._asked: dict[str, float] = {}
        self._caller_ids: frozenset[str] = frozenset()
        self._caller_ids_at = float("-inf")
        self._started = asyncio.Event()
        self._noted: Trouble | None = None
        self._look_now = asyncio.Event()
        if lease:
            lease.told = self._show

    async def start(self, *, recover: bool) -> None:
        """Look for the first time; with ``recover`` put right what an earlier run left."""
        if self._lease is None:
            for name in ("number", "webhook"):
                self._lamps.set(name, LampState.OFF, "There are no credentials to look with.")
            return
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
        """Look at the numbers and at the countries that may be dialled. Never raises."""
        if self._lease:
            if self._left_open:
                self._left_open &= await self._strange_calls()
            self._noted = await self._newest_noted()
            await self._lease.look()
        await self._look_at_caller_ids()
        await self._look_at_countries()

    def may_show(self, number: str) -> bool:
        """Say whether a number is ours or verified at the carrier. No waiting."""
        return number in self._caller_ids

    def barred(self, country: str) -> str | None:
        """Return why the carrier does not let us call a country; None where it may. No waiting."""
        if self._allowed.get(country, True):
            return None
        return (
            f"Twilio does not permit this account to call {country_name(country)}. Allow it in "
            "the Twilio console under Voice, Settings, Geo permissions."
        )

    def _show(self, views: Sequence[LeaseView]) -> None:
        self._lamps.set("number", *self._with_left_open(*number_health(views)))
        self._lamps.set("webhook", *self._with_noted(*webhook_health(views)))

    async def _strange_calls(self) -> frozenset[str]:
        """Return the calls of our numbers that are open at the carrier and not known here."""
        numbers = set(self._lease.numbers if self._lease else ())
        if self._account is None or not numbers:
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
        url = self._lease.public_url() if self._lease else None
        if self._account is None or url is None:
            return None
        try:
            found = await self._account.recent_troubles()
        except TrunkError:
            # Keys may be kept from the debugger; that is no fault of the webhook.
            return None
        since = max(self._began, self._now() - _NOTED_FOR)
        ours = (it for it in found if it.error and host_of(it.about) == host_of(url))
        return next((it for it in ours if it.at and it.at >= since), None)

    async def _look_at_caller_ids(self) -> None:
        now = self._clock()
        if self._account is None or now - self._caller_ids_at < _PERMISSIONS_FOR_S:
            return
        try:
            verified = await self._account.caller_ids()
            owned = await self._account.numbers.numbers()
        except TrunkError:
            return  # what was known stays known; a dial is refused by the carrier itself
        self._caller_ids_at = now
        self._caller_ids = frozenset((*verified, *(it.number for it in owned if it.voice)))

    async def _look_at_countries(self) -> None:
        if self._account is None:
            return
        now = self._clock()
        for country in list(self._countries())[:_MOST_COUNTRIES]:
            if now - self._asked.get(country, -_PERMISSIONS_FOR_S) < _PERMISSIONS_FOR_S:
                continue
            try:
                found = await self._account.permission(country)
            except TrunkError:
                # Whoever dials is told by the carrier itself.
                return
            self._asked[country] = now
            if found is None:
                self._allowed.pop(country, None)
            else:
                self._allowed[country] = found.allowed
