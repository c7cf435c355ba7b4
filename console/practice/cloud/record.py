"""One call leg as Twilio's books have it: the resource ``api.v2010.account.call``."""

from __future__ import annotations

import math
import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from console.practice.cloud.shapes import API_VERSION, for_reading, new_sid, now, rfc2822

Direction = Literal["inbound", "outbound-api", "outbound-dial"]


class Status(StrEnum):
    """A call's status, as the resource's enumeration spells it."""

    QUEUED = "queued"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"


LIVE = frozenset({Status.QUEUED, Status.RINGING, Status.IN_PROGRESS})

_SUBRESOURCES = (
    "notifications",
    "recordings",
    "payments",
    "events",
    "siprec",
    "streams",
    "transcriptions",
    "user_defined_message_subscriptions",
    "user_defined_messages",
)


@dataclass(slots=True)
class CallRecord:
    """The facts of one leg. Changed by its `Call` only, on the cloud's loop."""

    account_sid: str
    direction: Direction
    from_: str
    to: str
    status: Status
    phone_number_sid: str | None = None
    parent_call_sid: str | None = None
    caller_name: str = ""
    sid: str = field(default_factory=lambda: new_sid("CA"))
    call_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    created: datetime = field(default_factory=now)
    updated: datetime = field(default_factory=now)
    started: datetime | None = None
    ended: datetime | None = None
    sip_code: int = 200
    answered_by: str | None = None
    _answered_at: float | None = None
    _seconds: int = 0

    @property
    def over(self) -> bool:
        """Whether the status is final."""
        return self.status not in LIVE

    @property
    def answered(self) -> bool:
        """Whether somebody picked up, now or before the end."""
        return self._answered_at is not None

    @property
    def seconds(self) -> int:
        """How long an ended call was, from answer, in whole seconds begun; 0 unanswered."""
        return self._seconds

    def dialled(self) -> None:
        """Note that the leg is on its way; a call has no start time before that."""
        self.started = now()

    def advance(self, status: Status) -> None:
        """Move on to ringing or in progress."""
        self.status = status
        self.updated = now()
        if status is Status.IN_PROGRESS:
            self._answered_at = time.monotonic()

    def finish(self, status: Status, sip_code: int) -> None:
        """Move to a final status; ``sip_code`` is the network's own word for it."""
        self.status, self.sip_code = status, sip_code
        self.ended = self.updated = now()
        if self._answered_at is not None:
            self._seconds = math.ceil(time.monotonic() - self._answered_at)

    def as_json(self) -> dict[str, object]:
        """Return the resource, without a price. Numbers are strings."""
        base = f"/{API_VERSION}/Accounts/{self.account_sid}/Calls/{self.sid}"
        return {
            "sid": self.sid,
            "account_sid": self.account_sid,
            "api_version": API_VERSION,
            "parent_call_sid": self.parent_call_sid,
            "phone_number_sid": self.phone_number_sid,
            "direction": self.direction,
            "status": str(self.status),
            "from": self.from_,
            "from_formatted": for_reading(self.from_),
            "to": self.to,
            "to_formatted": for_reading(self.to),
            "caller_name": self.caller_name or None,
            "date_created": rfc2822(self.created),
            "date_updated": rfc2822(self.updated),
            "start_time": rfc2822(self.started) if self.started else None,
            "end_time": rfc2822(self.ended) if self.ended else None,
            "duration": str(self._seconds) if self.over else None,
            "queue_time": "0",
            "price": None,
            "price_unit": "USD",
            "answered_by": self.answered_by,
            "forwarded_from": None,
            "group_sid": None,
            "trunk_sid": None,
            "uri": f"{base}.json",
            "subresource_uris": {
                name: f"{base}/{name.title().replace('_', '')}.json" for name in _SUBRESOURCES
            },
        }
