"""What the account is allowed and what it costs: the customer's terms with the cloud."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import phonenumbers

from console.practice.cloud.record import CallRecord

_MINUTE_S: Final = 60


@dataclass(frozen=True, slots=True)
class Terms:
    """One account's terms; by default all is allowed and nothing costs anything.

    ``verified`` are the numbers of others that the account may call from, and the only
    ones that a trial may call. ``closed`` are ISO 3166 countries that it may not call.
    """

    status: str = "active"
    trial: bool = False
    balance: Decimal = Decimal("100.00")
    price_a_minute: Decimal = Decimal("0.0000")
    verified: tuple[str, ...] = ()
    closed: frozenset[str] = frozenset()

    def price_of(self, record: CallRecord) -> str:
        """Return what an ended call cost, minutes begun, as Twilio writes it: below zero."""
        minutes = -(-record.seconds // _MINUTE_S)
        cost = self.price_a_minute * minutes
        return str(-cost if cost else cost)


def country_of(number: str) -> str:
    """Return the ISO 3166 code of a number's country, or of the first with its code."""
    parsed = phonenumbers.parse(number)
    region = phonenumbers.region_code_for_number(parsed)
    return str(region or phonenumbers.region_code_for_country_code(parsed.country_code or 0))
