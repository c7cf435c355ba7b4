"""What the carrier lets us do, asked now and then and answered from memory in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from console.carriers.carrier import AccountSide
from console.switchboard.ports import TrunkError
from console.switchboard.readiness import country_name

_GOOD_FOR_S: Final = 600.0
_MOST_COUNTRIES: Final = 250


class Permissions:
    """The countries that may be called, and the numbers that may be called from. Engine's loop.

    ``countries`` gives those that our lines may dial. What the carrier does not say bars
    nothing: whoever dials is told by the carrier itself.
    """

    def __init__(
        self,
        account: AccountSide,
        countries: Callable[[], Iterable[str]],
        clock: Callable[[], float],
    ) -> None:
        self._account = account
        self._countries = countries
        self._clock = clock
        self._allowed: dict[str, bool] = {}
        """What the carrier said of countries; those it said nothing of are not here."""
        self._asked: dict[str, float] = {}
        self._caller_ids: frozenset[str] = frozenset()
        self._caller_ids_at = float("-inf")

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

    async def look(self) -> None:
        """Ask for what was not asked for ten minutes. Never raises."""
        await self._look_at_caller_ids()
        await self._look_at_countries()

    async def _look_at_caller_ids(self) -> None:
        if not self._is_old(self._caller_ids_at):
            return
        try:
            verified = await self._account.caller_ids()
            owned = await self._account.numbers.numbers()
        except TrunkError:
            return  # what was known stays known
        self._caller_ids_at = self._clock()
        self._caller_ids = frozenset((*verified, *(it.number for it in owned if it.voice)))

    async def _look_at_countries(self) -> None:
        for country in list(self._countries())[:_MOST_COUNTRIES]:
            if not self._is_old(self._asked.get(country, float("-inf"))):
                continue
            try:
                found = await self._account.permission(country)
            except TrunkError:
                return
            self._asked[country] = self._clock()
            if found is None:
                self._allowed.pop(country, None)
            else:
                self._allowed[country] = found.allowed

    def _is_old(self, asked_at: float) -> bool:
        return self._clock() - asked_at >= _GOOD_FOR_S
