"""Twilio's error codes as one sentence each that says what to do.

Source: Twilio's error dictionary. Codes that are not here show Twilio's own words.
"""

from __future__ import annotations

import re
from typing import Final

from twilio.base.exceptions import (
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)

from console.switchboard.ports import TrunkError

_NUMBER: Final = re.compile(r"\+?\d{7,15}")
_BEFORE: Final = re.compile(r"^Unable to \w+ \w+: ")
"""What Twilio's library puts before Twilio's own words."""

SENTENCES: dict[int, str] = {
    20003: "Twilio does not accept the account SID and auth token. Check both, and that the "
    "account is active.",
    20008: "These are Twilio test credentials, which can't place real calls. Use the live ones.",
    20404: "Twilio does not know that any more.",
    20422: "Twilio refuses one of the call's settings. Look at the call in the Twilio console.",
    20429: "Twilio is asked too often just now. Wait a moment and try again.",
    20500: "Twilio has a fault of its own. Try again in a minute.",
    20503: "Twilio is not available just now. Try again in a minute.",
    10001: "The Twilio account is not active. Look at it in the Twilio console.",
    20005: "The Twilio account is not active. Look at it in the Twilio console.",
    10002: "A trial account can't do this. Upgrade it at Twilio.",
    10004: "Too many calls at once for this Twilio account. Wait for one to end.",
    21201: "Twilio got no number to call.",
    21205: "Twilio can't use our address. Check CONSOLE_PUBLIC_URL.",
    21210: "Twilio does not let you call from this number: buy or verify it there first.",
    21211: "Twilio says that this is not a phone number. Check its digits.",
    21212: "Twilio says that the number to call from is not valid. Check TWILIO_PHONE_NUMBER.",
    21213: "There is no number to call from. Set TWILIO_PHONE_NUMBER.",
    21214: "Twilio can't reach this number.",
    21215: "Twilio does not permit calls to this country. Allow it under Voice, Geo permissions.",
    21216: "Twilio blocks this number.",
    21217: "Twilio says that this is not a phone number. Check its digits.",
    21219: "A trial account calls verified numbers only. Verify this one at Twilio first.",
    21220: "The call has ended already.",
    21606: "The number to call from can't place voice calls. Choose another at Twilio.",
    21608: "A trial account calls verified numbers only. Verify this one at Twilio first.",
    573002: "A trial account may not call this number from that one. Choose another at Twilio.",
    573005: "A trial account calls verified numbers only. Verify this one at Twilio first.",
}


def sentence_for(code: int, message: str) -> str:
    """Return what to tell a person for one of Twilio's codes, without the number called."""
    if code in SENTENCES:
        return SENTENCES[code]
    told = " ".join(_NUMBER.sub("this number", _BEFORE.sub("", message)).split()).rstrip(".")
    return f"Twilio refused: {told or 'it gave no reason'} (error {code})."


def as_trunk_error(exc: Exception) -> TrunkError:
    """Turn what Twilio's library or the network raised into a sentence."""
    if isinstance(exc, TwilioRestException):
        return _refusal(exc.code, exc.status, str(exc.msg))
    if isinstance(exc, TwilioServiceException):
        return _refusal(exc.code, exc.status, str(exc.detail or exc.title))
    if isinstance(exc, TimeoutError):
        return TrunkError("timeout", "Twilio did not answer in time. Check the network.")
    if isinstance(exc, TwilioException):
        return TrunkError("twilio", "Twilio's answer could not be read.")
    return TrunkError("unreachable", "Twilio can't be reached. Check the network.")


def _refusal(given: object, status: int, message: str) -> TrunkError:
    # A body that is not Twilio's JSON leaves the HTTP status as the code.
    code = given if isinstance(given, int) and given else status
    code = {401: 20003, 404: 20404, 429: 20429}.get(code, code)
    if 500 <= code < 600:
        code = 20500
    return TrunkError(str(code), sentence_for(code, message))
