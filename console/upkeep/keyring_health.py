"""What the keyring's lamp shows, from how the keyring was found at the start."""

from __future__ import annotations

from typing import Final

from console.config import Settings
from console.credentials.trouble import Trouble
from console.switchboard.events import Health, LampState

_NO_KEYRING: Final = (Trouble.MISSING, Trouble.INSECURE)


def keyring_health(settings: Settings, *, practice: bool) -> Health:
    """Return the lamp's state, cause and remedy.

    A keyring that fails is an error only where a secret is missing for it.
    """
    found = settings.keyring
    if found is None:
        if practice:
            return LampState.OFF, "The practice line needs no secrets.", ""
        return LampState.OFF, "The environment gives all secrets.", ""
    trouble = found.trouble
    if trouble is None:
        return LampState.OK, f"Secrets are kept in {found.store}.", ""
    if _lacks_secrets(settings):
        return LampState.ERROR, trouble.cause, trouble.remedy
    if trouble.trouble in _NO_KEYRING:
        return LampState.OFF, trouble.cause, "The environment gives the secrets."
    return LampState.WARN, trouble.cause, trouble.remedy


def _lacks_secrets(settings: Settings) -> bool:
    twilio = settings.carrier == "twilio"
    carrier = settings.twilio_auth_token if twilio else settings.telnyx_api_key
    streams = settings.agent in (None, "stream")
    return not carrier or (streams and not settings.stream_api_secret)
