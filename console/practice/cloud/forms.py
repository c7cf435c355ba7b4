"""The forms that the customer's server gets, field for field as Twilio documents them."""

from __future__ import annotations

import math
from typing import Final

from console.practice.cloud.record import CallRecord
from console.practice.cloud.shapes import API_VERSION, now, rfc2822

_PLACES: Final = {
    f"{party}{place}": ""
    for party in ("From", "To", "Caller", "Called")
    for place in ("City", "State", "Zip", "Country")
}
"""Where the parties are. Twilio often does not know either; blanks are signed too."""


def call_fields(record: CallRecord) -> dict[str, str]:
    """Return what every request about a call carries."""
    fields = _PLACES | {
        "AccountSid": record.account_sid,
        "ApiVersion": API_VERSION,
        "CallSid": record.sid,
        "CallStatus": record.status,
        "Direction": record.direction,
        "From": record.from_,
        "Caller": record.from_,
        "To": record.to,
        "Called": record.to,
    }
    if record.caller_name:
        fields["CallerName"] = record.caller_name
    if record.parent_call_sid:
        fields["ParentCallSid"] = record.parent_call_sid
    return fields


def voice_fields(record: CallRecord) -> dict[str, str]:
    """Return the form of a request for TwiML (4.1)."""
    fields = call_fields(record)
    if record.direction == "inbound":
        fields["CallToken"] = record.call_token
        fields["StirVerstat"] = "TN-Validation-Passed-A"
    return fields


def progress_fields(record: CallRecord, call_status: str, sequence: int) -> dict[str, str]:
    """Return the form of a status callback (4.2)."""
    fields = call_fields(record) | {
        "CallStatus": call_status,
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(sequence),
        "Timestamp": rfc2822(now()),
    }
    if record.over:
        fields["CallDuration"] = str(record.seconds)
        fields["Duration"] = str(math.ceil(record.seconds / 60))
        fields["SipResponseCode"] = str(record.sip_code)
    return fields
