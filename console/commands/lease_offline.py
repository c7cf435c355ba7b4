"""Putting numbers back where no console runs: after a crash, from the command line."""

from __future__ import annotations

from console.carriers.twilio.api import TwilioApi
from console.carriers.twilio.numbers import TwilioNumbers
from console.config import ConfigError, Settings
from console.tunnel.lease_file import LeaseStore
from console.tunnel.lease_write import Restored, restore_all


async def restore_numbers(settings: Settings, number: str | None = None) -> Restored:
    """Put back every number that this data folder's consoles left behind, or one of them.

    Raises:
        ConfigError: there are no credentials to do it with.
        CommandError: a console of this data folder does run.
    """
    sid, token = settings.twilio_account_sid, settings.twilio_auth_token
    if not sid or not token:
        raise ConfigError(
            "There are no Twilio credentials to put numbers back with. Set "
            "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN."
        )
    api = TwilioApi(sid, token.get_secret_value(), settings.twilio_api_url)
    try:
        return await restore_all(TwilioNumbers(api), LeaseStore(settings.data_dir), number)
    finally:
        await api.close()
