"""Single parts of an engine, as the settings ask for them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from console.carriers.carrier import AccountSide
from console.carriers.twilio.carrier import TwilioCarrier
from console.config import Settings
from console.practice.ringer import PracticeAccount
from console.tunnel.lease import WebhookLease
from console.tunnel.lease_file import LeaseStore


def make_carrier(
    settings: Settings, practice: PracticeAccount | None, public_url: Callable[[], str | None]
) -> TwilioCarrier:
    """Return the way to the settings' account, or to that of the practice cloud."""
    token = settings.twilio_auth_token
    return TwilioCarrier(
        account_sid=practice.sid if practice else settings.twilio_account_sid,
        auth_token=practice.auth_token if practice else token.get_secret_value() if token else None,
        api_url=practice.api_url if practice else settings.twilio_api_url,
        public_url=public_url,
    )


def make_lease(
    settings: Settings,
    account: AccountSide,
    numbers: Sequence[str],
    public_url: Callable[[], str | None],
    *,
    practice: bool,
) -> WebhookLease:
    """Return what leads numbers here."""
    return WebhookLease(
        book=account.numbers,
        store=LeaseStore(settings.data_dir),
        numbers=numbers,
        public_url=public_url,
        automatic=settings.lease == "auto",
        writes=settings.lease != "off" and not practice,
    )


def control_token(settings: Settings, kept: str | None) -> str:
    """Return the control API's key: as set, as kept from before, or a new one."""
    given = settings.control_token
    return given.get_secret_value() if given else kept or secrets.token_urlsafe(32)


def local_port(settings: Settings, name: str, asked: int | None, *, practice: bool) -> int:
    """Choose a local port: nobody outside has to know the practice line's, so any will do."""
    if asked is not None:
        return asked
    if practice and name not in settings.model_fields_set:
        return 0
    port: int = getattr(settings, name)
    return port
