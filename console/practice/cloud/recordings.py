"""Recordings, as far as the customer is told of them: nothing is kept, only that it was."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from console.practice.cloud.record import CallRecord
from console.practice.cloud.shapes import API_VERSION, new_sid, now, rfc2822
from console.practice.cloud.webhooks import Link, Post


@dataclass(slots=True)
class Recording:
    """One recording of one call, and who is told how it gets on."""

    record: CallRecord
    post: Post
    callback: Link | None
    source: str
    events: frozenset[str] = frozenset({"completed"})
    channels: int = 1
    sid: str = field(default_factory=lambda: new_sid("RE"))
    url: str = ""
    seconds: int = 0

    def begin(self) -> None:
        """Tell that it has begun, where that was asked for."""
        self._report("in-progress")

    def complete(self, seconds: float) -> None:
        """End it after so many seconds and tell where it is."""
        account = self.record.account_sid
        self.seconds = math.ceil(seconds)
        self.url = f"https://api.twilio.com/{API_VERSION}/Accounts/{account}/Recordings/{self.sid}"
        self._report("completed")

    def as_json(self) -> dict[str, object]:
        """Return it as it stands while it runs."""
        record, began = self.record, rfc2822(now())
        path = f"/{API_VERSION}/Accounts/{record.account_sid}/Calls/{record.sid}"
        return {
            "account_sid": record.account_sid,
            "api_version": API_VERSION,
            "call_sid": record.sid,
            "conference_sid": None,
            "channels": self.channels,
            "date_created": began,
            "date_updated": began,
            "start_time": began,
            "price": None,
            "price_unit": None,
            "duration": None,
            "sid": self.sid,
            "source": self.source,
            "status": "in-progress",
            "error_code": None,
            "encryption_details": None,
            "track": "both",
            "uri": f"{path}/Recordings/{self.sid}.json",
        }

    def _report(self, status: str) -> None:
        if self.callback is None or status not in self.events:
            return
        form = {
            "AccountSid": self.record.account_sid,
            "CallSid": self.record.sid,
            "RecordingSid": self.sid,
            "RecordingStatus": status,
            "RecordingChannels": str(self.channels),
            "RecordingStartTime": rfc2822(now()),
            "RecordingSource": self.source,
            "RecordingTrack": "both",
        }
        if status == "completed":
            form |= {"RecordingUrl": self.url, "RecordingDuration": str(self.seconds)}
        self.post(self.callback, form)
