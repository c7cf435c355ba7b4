"""What settings are called where people read them."""

from __future__ import annotations

from typing import Final

_TITLES: Final = {
    "data_dir": "Data folder",
    "redis_url": "Redis",
    "twilio_account_sid": "Account SID",
    "twilio_auth_token": "Auth token",
    "twilio_phone_number": "Number",
    "twilio_api_url": "API address",
    "telnyx_api_key": "API key",
    "telnyx_public_key": "Public key",
    "telnyx_connection_id": "Connection ID",
    "telnyx_phone_number": "Number",
    "telnyx_api_url": "API address",
    "public_url": "Public address",
    "ngrok_authtoken": "ngrok token",
    "ngrok_url": "ngrok address",
    "lease": "Webhook lease",
    "stream_api_key": "Key",
    "stream_api_secret": "Secret",
    "stream_base_url": "API address",
    "agent": "Who answers",
    "agent_url": "Agent servers",
    "dials_at_once": "Calls out at once",
    "dials_an_hour": "Calls out an hour",
    "microphone_db": "Microphone's gain, dB",
    "speaker_db": "Speaker's gain, dB",
    "max_minutes": "Longest call, minutes",
}


def title_of(name: str) -> str:
    """Return a setting's title: of its own, or made of its name."""
    return _TITLES.get(name) or name.replace("_", " ").capitalize()
