"""The shapes of Twilio's identifiers, dates and numbers (its OpenAPI document)."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

API_VERSION: Final = "2010-04-01"

_E164: Final = re.compile(r"\+[1-9]\d{6,14}")
_NORTH_AMERICAN: Final = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")


def new_sid(prefix: str) -> str:
    """Return a fresh identifier: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


def sid_for(prefix: str, what: str) -> str:
    """Return the identifier that always stands for the same thing."""
    return prefix + hashlib.md5(what.encode(), usedforsecurity=False).hexdigest()


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def rfc2822(when: datetime) -> str:
    """Write a UTC time as REST and call callbacks do: ``Tue, 31 Aug 2010 20:36:28 +0000``."""
    return format_datetime(when)


def rfc3339(when: datetime) -> str:
    """Write a UTC time as the newer products do: ``2010-08-31T20:36:28Z``."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def is_e164(number: str) -> bool:
    """Tell whether this is a full international number: ``+`` and 7 to 15 digits."""
    return _E164.fullmatch(number) is not None


def whole(text: str) -> int | None:
    """Read a whole number of at most nine digits; None for anything else."""
    return int(text) if text.isdecimal() and len(text) <= 9 else None


def for_reading(number: str) -> str:
    """Write a North American number as Twilio's ``…_formatted`` fields do; others as they are."""
    match = _NORTH_AMERICAN.fullmatch(number)
    return f"({match[1]}) {match[2]}-{match[3]}" if match else number
