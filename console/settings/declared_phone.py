"""The settings of the console itself, of the carriers and of the way in."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, SecretStr

from console.paths import DATA_DIR, default_data_dir
from console.settings.declared import Group, setting
from console.settings.values import Number, Port


class PhoneSettings(BaseModel):
    """The first of all settings; `AgentSettings` goes on from here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    data_dir: Path = setting(
        DATA_DIR,
        default_data_dir(),
        "Where the console keeps its files.",
        Group.GENERAL,
        in_file=False,
    )
    port: Port = setting(
        "CONSOLE_PORT",
        8700,
        "Local port of the webhook and media server; 0 picks a free one.",
        Group.GENERAL,
    )
    control_port: Port = setting(
        "CONSOLE_CONTROL_PORT",
        8701,
        "Local port of the control API; 0 picks a free one.",
        Group.GENERAL,
    )
    control_token: SecretStr | None = setting(
        "CONSOLE_CONTROL_TOKEN",
        None,
        "Key to the control API; made at start when not set.",
        Group.GENERAL,
    )
    redis_url: SecretStr | None = setting(
        "CONSOLE_REDIS_URL",
        None,
        "Not used in this version: Redis in which several nodes share their calls.",
        Group.GENERAL,
    )
    language: Literal["system", "en", "de"] = setting(
        "CONSOLE_LANGUAGE", "system", "Language of the desk.", Group.GENERAL
    )
    contacts: str | None = setting(
        "CONSOLE_CONTACTS",
        None,
        "File of contacts, CSV or vCard, whose names the desk shows; contacts.csv or "
        "contacts.vcf in the data folder when not set.",
        Group.GENERAL,
    )
    carrier: Literal["twilio", "telnyx"] = setting(
        "CONSOLE_CARRIER",
        "twilio",
        "Whose phone network it is; this version speaks to Twilio.",
        Group.CARRIER,
    )
    twilio_account_sid: str | None = setting(
        "TWILIO_ACCOUNT_SID", None, "The Twilio account, AC…", Group.TWILIO
    )
    twilio_auth_token: SecretStr | None = setting(
        "TWILIO_AUTH_TOKEN", None, "The Twilio account's primary auth token.", Group.TWILIO
    )
    twilio_phone_number: Number | None = setting(
        "TWILIO_PHONE_NUMBER", None, "Our number at Twilio, like +14155550100.", Group.TWILIO
    )
    twilio_api_url: str | None = setting(
        "CONSOLE_TWILIO_API_URL",
        None,
        "Stands in for the address of every Twilio product.",
        Group.TWILIO,
    )
    telnyx_api_key: SecretStr | None = setting(
        "TELNYX_API_KEY",
        None,
        "Not used in this version: the Telnyx account's API key.",
        Group.TELNYX,
    )
    telnyx_public_key: str | None = setting(
        "TELNYX_PUBLIC_KEY",
        None,
        "Not used in this version: the key that Telnyx's webhooks are checked with.",
        Group.TELNYX,
    )
    telnyx_connection_id: str | None = setting(
        "TELNYX_CONNECTION_ID",
        None,
        "Not used in this version: Telnyx's id of our Voice API application.",
        Group.TELNYX,
    )
    telnyx_phone_number: Number | None = setting(
        "TELNYX_PHONE_NUMBER",
        None,
        "Not used in this version: our number at Telnyx, like +14155550100.",
        Group.TELNYX,
    )
    telnyx_api_url: str | None = setting(
        "CONSOLE_TELNYX_API_URL",
        None,
        "Not used in this version: stands in for the address of Telnyx's API.",
        Group.TELNYX,
    )
    public_url: str | None = setting(
        "CONSOLE_PUBLIC_URL",
        None,
        "Public address that leads to this console, without a tunnel.",
        Group.WAY_IN,
    )
    ngrok_authtoken: SecretStr | None = setting(
        "NGROK_AUTHTOKEN", None, "The ngrok account's token, for a tunnel.", Group.WAY_IN
    )
    ngrok_url: str | None = setting(
        "NGROK_URL", None, "The ngrok account's reserved address for the tunnel.", Group.WAY_IN
    )
    lease: Literal["ask", "auto", "off"] = setting(
        "CONSOLE_LEASE",
        "ask",
        "Whether our number's webhook is led here while a console runs and put back after: "
        "after it was agreed to once, always, or never.",
        Group.WAY_IN,
    )
