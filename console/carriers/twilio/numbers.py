"""The account's phone numbers: Twilio's "IncomingPhoneNumber" and "OutgoingCallerId"."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

from console.carriers.twilio.api import GONE, TwilioApi
from console.switchboard.numbers import OwnNumber, VoiceSettings
from console.switchboard.ports import TrunkError

_NAMES: Final = tuple(field.name for field in fields(VoiceSettings))


class TwilioNumbers:
    """Implements `NumberBook`. Used on the engine's loop."""

    def __init__(self, api: TwilioApi) -> None:
        self.account = api.account_sid
        self._api = api

    async def numbers(self) -> tuple[OwnNumber, ...]:
        found = await self._api.read(lambda client: client.incoming_phone_numbers.list_async())
        return tuple(map(_own_number, found))

    async def find(self, number: str) -> OwnNumber | None:
        found = await self._api.read(
            lambda client: client.incoming_phone_numbers.list_async(phone_number=number)
        )
        # Twilio looks for the digits anywhere in a number.
        return next((_own_number(it) for it in found if it.phone_number == number), None)

    async def fetch(self, number_id: str) -> OwnNumber | None:
        try:
            found = await self._api.read(
                lambda client: client.incoming_phone_numbers(number_id).fetch_async()
            )
        except TrunkError as exc:
            if exc.code in GONE:
                return None
            raise
        return _own_number(found)

    async def write(self, number_id: str, old: VoiceSettings, new: VoiceSettings) -> OwnNumber:
        changes = {
            name: getattr(new, name) for name in _NAMES if getattr(new, name) != getattr(old, name)
        }
        written = await self._api.ask(
            lambda client: client.incoming_phone_numbers(number_id).update_async(**changes)
        )
        return _own_number(written)

    async def caller_ids(self) -> tuple[str, ...]:
        """Return the numbers that are verified to be called from. Raises `TrunkError`."""
        found = await self._api.read(lambda client: client.outgoing_caller_ids.list_async())
        return tuple(str(it.phone_number) for it in found)


def _own_number(it: Any) -> OwnNumber:
    return OwnNumber(
        id=str(it.sid),
        number=str(it.phone_number),
        name=str(it.friendly_name or ""),
        voice=bool((it.capabilities or {}).get("voice", True)),
        settings=VoiceSettings(
            voice_url=it.voice_url or "",
            voice_method=it.voice_method or "POST",
            voice_fallback_url=it.voice_fallback_url or "",
            voice_fallback_method=it.voice_fallback_method or "POST",
            status_callback=it.status_callback or "",
            status_callback_method=it.status_callback_method or "POST",
            voice_application_sid=it.voice_application_sid or "",
            trunk_sid=it.trunk_sid or "",
            voice_receive_mode=it.voice_receive_mode or "voice",
            voice_caller_id_lookup=bool(it.voice_caller_id_lookup),
        ),
        changed_at=it.date_updated,
    )
