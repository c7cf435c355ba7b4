"""How a lease stands, in data and in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

import phonenumbers

from console.switchboard.events import Health, LampState
from console.switchboard.numbers import OwnNumber
from console.tunnel.lease_file import LeaseRecord
from console.tunnel.lease_plan import (
    NOBODY,
    Caution,
    Difference,
    Kind,
    answered_by,
    cautions,
    differences,
    same,
    wanted,
)

TAKE: Final = "To have its calls come here: operator-console lease take"


class Standing(StrEnum):
    """Whose a number is now."""

    UNKNOWN = "unknown"
    HERE = "here"
    HELD = "held"
    ELSEWHERE = "elsewhere"
    CHANGED = "changed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LeaseView:
    """How the number's webhook stands, with what taking it would change.

    ``here``: it leads here without us; ``held``: we wrote it and put it back at the end;
    ``changed``: somebody else wrote it since. Differences are empty where nothing would
    change or there is no address to lead to.
    """

    standing: Standing
    state: LampState
    sentence: str
    remedy: str = ""
    number: OwnNumber | None = None
    differences: tuple[Difference, ...] = ()
    cautions: tuple[Caution, ...] = ()
    taken_at: datetime | None = None

    @property
    def health(self) -> Health:
        """What the webhook's lamp shows: state, cause and remedy."""
        if self.number is None:
            return LampState.OFF, "There is no number to look after now. See how the number is.", ""
        return self.state, self.sentence, self.remedy

    @property
    def number_health(self) -> Health:
        """What the number's lamp shows: state, cause and remedy."""
        if self.number is None:
            return self.state, self.sentence, self.remedy
        return LampState.OK, f"{pretty(self.number.number)} is the account's and takes calls.", ""


NOT_LOOKED: Final = LeaseView(Standing.UNKNOWN, LampState.OFF, "Not checked yet.")
NO_NUMBER: Final = LeaseView(
    Standing.UNKNOWN,
    LampState.OFF,
    "There is no number whose calls could come here.",
    "Set TWILIO_PHONE_NUMBER to a number of the account, or give it to a line.",
)
_SAME_FOLDER: Final = "Another console with the same data folder looks after the number."
_CLOSE_ONE: Final = (
    "Close one of the two, or give this one a folder of its own with CONSOLE_DATA_DIR."
)
TAKEN_HERE: Final = f"{_SAME_FOLDER} {_CLOSE_ONE}"


def unreadable(why: str) -> LeaseView:
    """Say that the number can't be looked at."""
    return LeaseView(Standing.UNKNOWN, LampState.WARN, f"The number could not be looked at: {why}")


def unusable(why: str) -> LeaseView:
    """Say why there is no number whose calls could come here."""
    return LeaseView(Standing.UNKNOWN, LampState.ERROR, why)


def taken_here(number: OwnNumber) -> LeaseView:
    """Say that another process looks after the number."""
    return LeaseView(Standing.ELSEWHERE, LampState.WARN, _SAME_FOLDER, _CLOSE_ONE, number)


def failed(number: OwnNumber, why: str) -> LeaseView:
    """Say that taking the number did not work."""
    return LeaseView(
        Standing.FAILED,
        LampState.ERROR,
        f"{pretty(number.number)} could not be led here: {why}",
        "It is tried again every minute.",
        number,
    )


def here(number: OwnNumber, taken_at: datetime | None) -> LeaseView:
    """Say that calls come here, by our own doing if ``taken_at`` is given."""
    back = " It is put back when this console closes." if taken_at else ""
    return LeaseView(
        Standing.HELD if taken_at else Standing.HERE,
        LampState.OK,
        f"Calls of {pretty(number.number)} come here.{back}",
        number=number,
        taken_at=taken_at,
    )


def elsewhere(number: OwnNumber, url: str | None, own_urls: Collection[str]) -> LeaseView:
    """Say who answers the number now, and what taking it would change."""
    found = cautions(number, own_urls)
    other = next((it.sentence for it in found if it.kind is Kind.CONSOLE), None)
    who, what = answered_by(number.settings), pretty(number.number)
    sentence = other or f"{what} is answered by {who}, not here."
    if who == NOBODY:
        sentence = f"Nobody answers {what}: it leads nowhere."
    remedy = "There is no public address to lead it to." if url is None else TAKE
    if other and url:
        remedy = "To have its calls come here: operator-console lease take --take-over"
    return LeaseView(
        Standing.ELSEWHERE,
        LampState.WARN,
        sentence,
        remedy,
        number,
        differences(number.settings, wanted(number.settings, url)) if url else (),
        found,
    )


def changed(number: OwnNumber, record: LeaseRecord, url: str | None) -> LeaseView:
    """Say that somebody changed the number after we took it, and that it is left so."""
    view = elsewhere(number, url, record.own_urls(url))
    since = f" at {number.changed_at:%Y-%m-%d %H:%M} UTC" if number.changed_at else ""
    what, then = pretty(number.number), f"{answered_by(number.settings)} answers it now"
    if any(same(number.settings, it) for it in record.wrote):
        what, then = f"the status callback of {what}", "ends of calls may not be told here"
    return replace(
        view,
        standing=Standing.CHANGED,
        state=LampState.ERROR,
        sentence=f"Somebody changed {what}{since}: {then}. It is left alone.",
    )


def pretty(number: str) -> str:
    """Write an E.164 number for reading."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
