"""REST errors in the words of Twilio's error dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class _Entry(NamedTuple):
    status: int
    message: str


_ENTRIES: Final[Mapping[int, _Entry]] = {
    20003: _Entry(401, "Authenticate"),
    20004: _Entry(405, "Method not allowed"),
    20404: _Entry(404, "The requested resource was not found"),
    20422: _Entry(400, "Invalid parameter"),
    20429: _Entry(429, "Too Many Requests"),
    20503: _Entry(503, "Service Unavailable"),
    20500: _Entry(500, "An internal server error has occurred"),
    21201: _Entry(400, "No 'To' number is specified"),
    21205: _Entry(400, "Url is not a valid URL, or Url and Twiml are both missing"),
    21206: _Entry(400, "SendDigits is not valid"),
    21208: _Entry(400, "Timeout is not valid"),
    21209: _Entry(400, "A method is neither GET nor POST"),
    21210: _Entry(
        400,
        "The source phone number provided is not yet verified for your account. You may only "
        "make calls from phone numbers that you've verified or purchased from Twilio.",
    ),
    21211: _Entry(400, "The phone number you are attempting to call is not valid."),
    21212: _Entry(400, "The source phone number provided is not valid."),
    21213: _Entry(400, "No 'From' number is specified"),
    21215: _Entry(
        400,
        "Account not authorized to call this number. Perhaps you need to enable some "
        "international permissions.",
    ),
    21218: _Entry(400, "ApplicationSid is not valid"),
    21219: _Entry(
        400,
        "The number you are calling is unverified. Trial accounts may only make calls to "
        "verified numbers.",
    ),
    21220: _Entry(400, "Call is not in-progress. Cannot redirect."),
    21402: _Entry(400, "A URL of the number is not valid"),
    21403: _Entry(400, "A method of the number is neither GET nor POST"),
    21609: _Entry(400, "The 'StatusCallback' URL is not a valid URL."),
    21626: _Entry(400, "'StatusCallbackEvent' contains an invalid value"),
    32018: _Entry(400, "Twiml size exceeded maximum allowed value of 4000 characters"),
}


class Problem(Exception):
    """A REST request that cannot be met."""

    def __init__(self, code: int, message: str = "") -> None:
        entry = _ENTRIES[code]
        super().__init__(message or entry.message)
        self.code = code
        self.status = entry.status

    def as_json(self) -> dict[str, object]:
        """Return the body: Twilio's four fields."""
        return {
            "code": self.code,
            "message": str(self),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }
