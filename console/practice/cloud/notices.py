"""The debugger's entries: what really went wrong on a call.

Codes, levels and texts are those of Twilio's error dictionary; the customer
reads them at ``Calls/{sid}/Notifications.json``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple
from urllib.parse import urlencode

from console.practice.cloud.shapes import API_VERSION, new_sid, now, rfc2822

_MOST_KEPT: Final = 100


class _Entry(NamedTuple):
    level: str
    text: str


_ERROR: Final = "0"
_WARNING: Final = "1"

CODES: Final = {
    11100: _Entry(_ERROR, "Invalid URL format"),
    11200: _Entry(_ERROR, "HTTP retrieval failure"),
    11205: _Entry(_ERROR, "HTTP connection failure"),
    11210: _Entry(_ERROR, "HTTP bad host name"),
    11750: _Entry(_ERROR, "TwiML response body too large"),
    12100: _Entry(_ERROR, "Document parse failure"),
    12200: _Entry(_WARNING, "Schema validation warning"),
    12300: _Entry(_ERROR, "Invalid Content-Type"),
    13214: _Entry(_WARNING, "Dial: Invalid callerId value"),
    13223: _Entry(_WARNING, "Dial: Invalid phone number format"),
    13224: _Entry(_WARNING, "Dial: Twilio does not support calling this number"),
    15003: _Entry(_WARNING, "Call Progress: Warning Response to Callback URL"),
    31901: _Entry(_ERROR, "Stream - WebSocket - Connection Timeout"),
    31902: _Entry(_ERROR, "Stream - WebSocket - Connection Refused"),
    31903: _Entry(_ERROR, "Stream - WebSocket - Connection Broken Pipe"),
    31904: _Entry(_ERROR, "Stream - WebSocket - Host Unreachable"),
    31920: _Entry(_ERROR, "Stream - WebSocket - Handshake Error"),
    31921: _Entry(_ERROR, "Stream - WebSocket - Close Error"),
    31922: _Entry(_ERROR, "Stream - WebSocket - URL Schema Not Supported"),
    31923: _Entry(_ERROR, "Stream - WebSocket - Malformed URL"),
    31924: _Entry(_ERROR, "Stream - Websocket - Protocol Error"),
    31930: _Entry(_WARNING, "Stream - Media - Buffer Overflow"),
    31931: _Entry(_WARNING, "Stream - Media - Media Discarded"),
    31941: _Entry(_ERROR, "Stream - Invalid Track configuration"),
    31950: _Entry(_WARNING, "Stream - Protocol - Malformed Message"),
    31951: _Entry(_WARNING, "Stream - Protocol - Invalid Message"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One entry; ``url`` is the customer's page that it is about, or empty."""

    code: int
    detail: str
    url: str
    method: str
    at: datetime = field(default_factory=now)
    sid: str = field(default_factory=lambda: new_sid("NO"))

    @property
    def level(self) -> str:
        """``"0"`` for an error, ``"1"`` for a warning."""
        return CODES[self.code].level

    @property
    def text(self) -> str:
        """The entry's words, as a form in one text."""
        return urlencode({"ErrorCode": self.code, "Msg": self.detail or CODES[self.code].text})

    @property
    def more_info(self) -> str:
        """Where the dictionary explains it."""
        return f"https://www.twilio.com/docs/errors/{self.code}"

    def as_json(self, account_sid: str, call_sid: str) -> dict[str, object]:
        """Return the resource ``api.v2010.account.call.call_notification``."""
        date = rfc2822(self.at)
        return {
            "sid": self.sid,
            "account_sid": account_sid,
            "call_sid": call_sid,
            "api_version": API_VERSION,
            "error_code": str(self.code),
            "log": self.level,
            "message_text": self.text,
            "more_info": self.more_info,
            "message_date": date,
            "date_created": date,
            "date_updated": date,
            "request_method": self.method,
            "request_url": self.url,
            "uri": f"/{API_VERSION}/Accounts/{account_sid}/Calls/{call_sid}"
            f"/Notifications/{self.sid}.json",
        }


class Notices:
    """One call's entries, oldest first; the first hundred are kept."""

    def __init__(self) -> None:
        self._entries: list[Notice] = []

    def add(self, code: int, detail: str = "", *, url: str = "", method: str = "POST") -> None:
        """Note that something happened; ``code`` is one of `CODES`."""
        if len(self._entries) < _MOST_KEPT:
            self._entries.append(Notice(code, detail, url, method))

    def __iter__(self) -> Iterator[Notice]:
        return iter(self._entries)
