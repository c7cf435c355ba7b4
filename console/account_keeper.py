"""Looks after what a carrier keeps of us: the number's webhook, and where we may call.

Everything here runs beside the calls; what readiness needs of it is read from memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable
from typing import Final

from console.carriers.carrier import AccountSide
from console.switchboard.events import LampState
from console.switchboard.lamps import LampBoard
from console.switchboard.ports import TrunkError
from console.switchboard.readiness import country_name
from console.tunnel.lease import WebhookLease

_LOOK_EVERY_S: Final = 60.0
_PERMISSIONS_FOR_S: Final = 600.0
_MOST_COUNTRIES: Final = 250


class AccountKeeper:
    """One account's number and permissions. Engine's loop.

    ``lease`` is None without credentials. ``countries`` gives those that may be dialled.
    """

    def __init__(
        self,
        account: AccountSide | None,
        lease: WebhookLease | None,
        lamps: LampBoard,
        countries: Callable[[], Iterable[str]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._account = account
        self._lease = lease
        self._lamps = lamps
        self._countries = countries
        self._clock = clock
        self._allowed: dict[str, bool] = {}
        """What the carrier said of countries; those it said nothing of are not here."""
        self._asked: dict[str, float] = {}
        self._started = asyncio.Event()
        self._look_now = asyncio.Event()

    async def start(self, *, recover: bool) -> None:
        """Look for the first time; with ``recover`` put right what an earlier run left."""
        if self._lease is None:
            for name in ("number", "webhook"):
                self._lamps.set(name, LampState.OFF, "There are no credentials to look with.")
            return
        if recover:
            await self._lease.start()
        await self.look()
        self._started.set()

    async def run(self) -> None:
        """Look again every minute, and whenever `url_changed` says so."""
        await self._started.wait()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._look_now.wait()
            self._look_now.clear()
            await self.look()

    def url_changed(self) -> None:
        """Have the number led to our new public address."""
        self._look_now.set()

    async def look(self) -> None:
        """Look at the number and at the countries that may be dialled. Never raises."""
        if self._lease:
            view = await self._lease.look()
            self._lamps.set("number", *view.number_health)
            self._lamps.set("webhook", *view.health)
        await self._look_at_countries()

    def barred(self, country: str) -> str | None:
        """Return why the carrier does not let us call a country; None where it may. No waiting."""
        if self._allowed.get(country, True):
            return None
        return (
            f"Twilio does not permit this account to call {country_name(country)}. Allow it in "
            "the Twilio console under Voice, Settings, Geo permissions."
        )

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
