"""The account's phone numbers: ``api.v2010.account.incoming_phone_number``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any, Final

from console.practice.cloud.shapes import (
    API_VERSION,
    for_reading,
    is_e164,
    new_sid,
    now,
    rfc2822,
)

LINKS: Final = {
    "VoiceUrl": "voice_url",
    "VoiceFallbackUrl": "voice_fallback_url",
    "StatusCallback": "status_callback",
    "SmsUrl": "sms_url",
    "SmsFallbackUrl": "sms_fallback_url",
}
METHODS: Final = {
    "VoiceMethod": "voice_method",
    "VoiceFallbackMethod": "voice_fallback_method",
    "StatusCallbackMethod": "status_callback_method",
    "SmsMethod": "sms_method",
    "SmsFallbackMethod": "sms_fallback_method",
}
WORDS: Final = {
    "FriendlyName": "friendly_name",
    "VoiceApplicationSid": "voice_application_sid",
    "TrunkSid": "trunk_sid",
    "VoiceReceiveMode": "voice_receive_mode",
}
SWITCHES: Final = {"VoiceCallerIdLookup": "voice_caller_id_lookup"}
"""What a customer may change of a number: REST parameter and attribute."""


@dataclass(frozen=True, slots=True)
class PracticeNumber:
    """One number of the account and where its calls are sent. Empty means not set."""

    phone_number: str
    voice_url: str = ""
    status_callback: str = ""
    friendly_name: str = ""
    voice_method: str = "POST"
    voice_fallback_url: str = ""
    voice_fallback_method: str = "POST"
    status_callback_method: str = "POST"
    sms_url: str = ""
    sms_method: str = "POST"
    sms_fallback_url: str = ""
    sms_fallback_method: str = "POST"
    voice_application_sid: str = ""
    """While this or ``trunk_sid`` is set the voice URL is ignored, as at Twilio."""
    trunk_sid: str = ""
    voice_receive_mode: str = "voice"
    voice_caller_id_lookup: bool = False
    voice: bool = True
    """Whether the number can take calls at all."""
    sid: str = field(default_factory=lambda: new_sid("PN"))
    created: datetime = field(default_factory=now)
    updated: datetime = field(default_factory=now)

    def as_json(self, account_sid: str) -> dict[str, object]:
        """Return the resource."""
        changeable = {name: getattr(self, name) for name in (*LINKS.values(), *METHODS.values())}
        return changeable | {
            "sid": self.sid,
            "account_sid": account_sid,
            "api_version": API_VERSION,
            "phone_number": self.phone_number,
            "friendly_name": self.friendly_name or for_reading(self.phone_number),
            "voice_application_sid": self.voice_application_sid or None,
            "trunk_sid": self.trunk_sid or None,
            "voice_caller_id_lookup": self.voice_caller_id_lookup,
            "voice_receive_mode": self.voice_receive_mode,
            "sms_application_sid": None,
            "capabilities": {"voice": self.voice, "sms": False, "mms": False, "fax": False},
            "address_requirements": "none",
            "address_sid": None,
            "bundle_sid": None,
            "identity_sid": None,
            "emergency_status": "Inactive",
            "emergency_address_sid": None,
            "emergency_address_status": "unregistered",
            "beta": False,
            "origin": "twilio",
            "status": "in-use",
            "type": "local",
            "date_created": rfc2822(self.created),
            "date_updated": rfc2822(self.updated),
            "uri": f"/{API_VERSION}/Accounts/{account_sid}/IncomingPhoneNumbers/{self.sid}.json",
        }


class Numbers:
    """The numbers of the account, in the order they were given.

    Raises:
        ValueError: one of them is not E.164.
    """

    def __init__(self, numbers: Iterable[PracticeNumber]) -> None:
        self._by_sid = {number.sid: number for number in numbers}
        if not all(is_e164(number.phone_number) for number in self):
            raise ValueError("a practice number must be in E.164 form")

    def __iter__(self) -> Iterator[PracticeNumber]:
        return iter(self._by_sid.values())

    def by_sid(self, sid: str) -> PracticeNumber | None:
        """Return the number with this identifier."""
        return self._by_sid.get(sid)

    def owned(self, phone_number: str) -> PracticeNumber | None:
        """Return the number that is spelt like this, if the account has it."""
        return next((number for number in self if number.phone_number == phone_number), None)

    def update(self, number: PracticeNumber, changes: Mapping[str, Any]) -> PracticeNumber:
        """Change attributes of a number and return it as it is now."""
        changed = replace(number, **changes, updated=now())
        self._by_sid[number.sid] = changed
        return changed


class Fate(Enum):
    """What happens to a call to a practice number."""

    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no answer"
    FAILED = "failed"


_FATES: Final = {"0101": Fate.BUSY, "0102": Fate.NO_ANSWER, "0103": Fate.FAILED}


def is_voicemail(phone_number: str) -> bool:
    """Tell whether a machine answers at this number."""
    return phone_number.endswith("0104")


def fate_of(phone_number: str) -> Fate:
    """Return what comes of dialling this number.

    All answer but those ending in 0101, 0102 and 0103. What answers at 0104 is voicemail,
    which is the answering party's own affair.
    """
    return _FATES.get(phone_number[-4:], Fate.ANSWERED)
