"""Our phone numbers as a carrier keeps them, and where it sends their calls.

The carriers' adapters fill these in and the webhook lease reads and writes them; neither
knows the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """Every setting that decides what becomes of a number's calls. Empty means not set.

    Field names are Twilio's (its "IncomingPhoneNumber resource"). While
    ``voice_application_sid`` or ``trunk_sid`` is set, no voice URL is asked.
    """

    voice_url: str = ""
    voice_method: str = "POST"
    voice_fallback_url: str = ""
    voice_fallback_method: str = "POST"
    status_callback: str = ""
    status_callback_method: str = "POST"
    voice_application_sid: str = ""
    trunk_sid: str = ""
    voice_receive_mode: str = "voice"
    voice_caller_id_lookup: bool = False


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """A number of our account; ``voice`` says whether it can take calls at all."""

    id: str
    number: str
    name: str
    voice: bool
    settings: VoiceSettings
    changed_at: datetime | None = None


class NumberBook(Protocol):
    """A carrier's numbers. Every wait in it is bounded, and each raises `TrunkError`."""

    @property
    def account(self) -> str:
        """Which account's numbers they are."""

    async def numbers(self) -> Sequence[OwnNumber]:
        """Return every number of the account."""

    async def find(self, number: str) -> OwnNumber | None:
        """Return the number that is spelt like this in E.164."""

    async def fetch(self, number_id: str) -> OwnNumber | None:
        """Return a number as it is now; None where the account has it no more."""

    async def write(self, number_id: str, old: VoiceSettings, new: VoiceSettings) -> OwnNumber:
        """Change what differs between two settings, in one request, and return the number."""
