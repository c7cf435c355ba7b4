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
    "port": "Port",
    "control_port": "Control port",
    "control_token": "Control token",
    "language": "Language",
    "contacts": "Contacts",
    "carrier": "Carrier",
    "stream_call_type": "Stream call type",
    "stream_call_id": "Stream call id",
    "stream_user_id": "Stream user id",
    "stream_agent_user": "Stream agent user",
    "stream_end_call": "Stream end call",
    "stream_delete_user": "Stream delete user",
    "stream_chat": "Stream chat",
    "stream_captions": "Stream captions",
    "stream_transcription": "Stream transcription",
    "agent_patience": "Agent patience",
    "agent_silence": "Agent silence",
    "agent_give_up": "Agent give up",
    "calls_at_once": "Calls at once",
    "agent_command": "Agent command",
    "agent_variables": "Agent variables",
    "countries": "Countries",
    "cost_an_hour": "Cost an hour",
    "cost_a_minute": "Cost a minute",
    "recording": "Recording",
    "recording_notice": "Recording notice",
    "microphone": "Microphone",
    "speaker": "Speaker",
}


def title_of(name: str) -> str:
    """Return a setting's title."""
    return _TITLES[name]
