"""The declared settings: name, type, default, description and environment variable of each.

The environment wins over the system's keyring, which holds secrets only, and that over
``settings.toml`` in the data folder, which holds everything else.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, PrivateAttr, SecretStr, ValidationError

from console.credentials.credentials import Credentials, Found
from console.paths import default_data_dir
from console.settings.declared import Effect, Group, Setting, Source, declared_in, setting
from console.settings.values import (
    Count,
    Countries,
    Gain,
    Minutes,
    Money,
    Number,
    Port,
    Seconds,
    StreamName,
    StreamScheme,
    StreamSchemeByCall,
)

SETTINGS_FILE: Final = "settings.toml"
LINE_TABLES: Final = "line"
"""The key of the tables in that file that are no settings but lines."""
_DATA_DIR: Final = "CONSOLE_DATA_DIR"
_START_S: Final = 5.0
"""How long a start waits for the keyring, which may wait for somebody to unlock it."""


class ConfigError(Exception):
    """A setting can't be used; the text says which one and why."""


_LIVE: Final = Effect.LIVE
_REASONS: Final = {
    "int_parsing": "it has to be a whole number",
    "float_parsing": "it has to be a number",
    "greater_than_equal": "it has to be {ge} or more",
    "less_than_equal": "it has to be {le} or less",
    "literal_error": "it has to be {expected}",
    "enum": "it has to be {expected}",
    "bool_parsing": "it has to be yes or no",
}
"""What pydantic says for programmers, said for people."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where settings came from: the source of each that is set, and what the keyring told."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    keyring: Found | None = None


class Settings(BaseModel):
    """Every setting there is."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    data_dir: Path = setting(
        _DATA_DIR,
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
    stream_api_key: str | None = setting(
        "STREAM_API_KEY", None, "The Stream account's key.", Group.STREAM
    )
    stream_api_secret: SecretStr | None = setting(
        "STREAM_API_SECRET", None, "The Stream account's secret.", Group.STREAM
    )
    stream_base_url: str | None = setting(
        "STREAM_BASE_URL", None, "Stands in for the address of Stream's API.", Group.STREAM
    )
    stream_call_type: StreamName = setting(
        "CONSOLE_STREAM_CALL_TYPE",
        "default",
        "Type of the Stream calls that agents are met in; its settings are in Stream's dashboard.",
        Group.STREAM,
    )
    stream_call_id: StreamSchemeByCall = setting(
        "CONSOLE_STREAM_CALL_ID",
        "{id}",
        "Id of each Stream call; {id}, {carrier} and {direction} stand for the phone call's own.",
        Group.STREAM,
    )
    stream_user_id: StreamScheme = setting(
        "CONSOLE_STREAM_USER_ID",
        "phone-{id}",
        "Id of the user that the phone is in a Stream call, written as that of the call is.",
        Group.STREAM,
    )
    stream_agent_user: str | None = setting(
        "CONSOLE_STREAM_AGENT_USER",
        None,
        "Id of the user that is taken for the agent; whoever joins when not set.",
        Group.STREAM,
    )
    stream_end_call: bool = setting(
        "CONSOLE_STREAM_END_CALL",
        True,
        "End the Stream call with the phone call, for everybody who is in it.",
        Group.STREAM,
    )
    stream_delete_user: bool = setting(
        "CONSOLE_STREAM_DELETE_USER",
        False,
        "Delete the phone's user after each call, where it has one of its own; Stream limits "
        "how often.",
        Group.STREAM,
    )
    stream_chat: bool = setting(
        "CONSOLE_STREAM_CHAT",
        True,
        "Read what was said from the chat that Vision Agents write, where an agent does not tell.",
        Group.STREAM,
    )
    stream_captions: bool = setting(
        "CONSOLE_STREAM_CAPTIONS",
        False,
        "Have Stream caption every call, for transcripts; Stream charges for it.",
        Group.STREAM,
    )
    stream_transcription: bool = setting(
        "CONSOLE_STREAM_TRANSCRIPTION",
        False,
        "Have Stream transcribe every call into a file of its own; Stream charges for it.",
        Group.STREAM,
    )
    agent_patience: Seconds = setting(
        "CONSOLE_AGENT_PATIENCE",
        12,
        "Seconds that an agent may take to come into a call.",
        Group.AGENT,
    )
    agent_silence: Seconds = setting(
        "CONSOLE_AGENT_SILENCE",
        10,
        "Seconds after which an agent that does not answer is silent; the caller is asked to wait.",
        Group.AGENT,
    )
    agent_give_up: Seconds = setting(
        "CONSOLE_AGENT_GIVE_UP",
        45,
        "Seconds after which an agent that does not answer is replaced, or the caller led away.",
        Group.AGENT,
    )
    calls_at_once: Count | None = setting(
        "CONSOLE_CALLS_AT_ONCE",
        None,
        "Calls with an agent that are carried at once; when not set, 15 a core if met at Stream.",
        Group.AGENT,
    )
    agent: Literal["stream", "practice", "echo", "none"] | None = setting(
        "CONSOLE_AGENT",
        None,
        "Who talks with callers; practice on the practice line, stream elsewhere.",
        Group.AGENT,
    )
    agent_url: str | None = setting(
        "CONSOLE_AGENT_URL",
        None,
        "Vision Agents servers that send agents, best first.",
        Group.AGENT,
    )
    agent_command: str | None = setting(
        "CONSOLE_AGENT_COMMAND",
        None,
        "Command that serves agents, run by the console; {port} stands for the port to serve on.",
        Group.AGENT,
    )
    agent_variables: str = setting(
        "CONSOLE_AGENT_VARIABLES",
        "",
        "Names of environment variables that the agent command gets as well, like OPENAI_API_KEY.",
        Group.AGENT,
    )
    countries: Countries = setting(
        "CONSOLE_COUNTRIES",
        (),
        "Countries that may be dialled, by ISO 3166 code; the line's own when not set.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    dials_at_once: Count = setting(
        "CONSOLE_DIALS_AT_ONCE",
        20,
        "Calls out that may be under way at once.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    dials_an_hour: Count = setting(
        "CONSOLE_DIALS_AN_HOUR",
        100,
        "Numbers that may be dialled within an hour.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    max_minutes: Minutes = setting(
        "CONSOLE_MAX_MINUTES",
        60,
        "Minutes after which a call is ended, by the carrier if need be.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    cost_an_hour: Money | None = setting(
        "CONSOLE_COST_AN_HOUR",
        None,
        "What calls out may cost within an hour, in the carrier account's currency; "
        "no more is dialled after that. Not limited when not set.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    cost_a_minute: Money = setting(
        "CONSOLE_COST_A_MINUTE",
        0.02,
        "What a begun minute of a call out is taken to cost, in the carrier account's currency, "
        "until the carrier tells its price.",
        Group.GUARD_RAILS,
        effect=_LIVE,
    )
    recording: bool = setting(
        "CONSOLE_RECORDING",
        False,
        "Have the carrier record every call, which it charges for.",
        Group.RECORDING,
        effect=_LIVE,
    )
    recording_notice: str = setting(
        "CONSOLE_RECORDING_NOTICE",
        "This call may be recorded.",
        "What callers are told before a call is recorded.",
        Group.RECORDING,
    )
    microphone: str | None = setting(
        "CONSOLE_MICROPHONE",
        None,
        "The operator's microphone, by its name; the system's choice when not set.",
        Group.SOUND,
        effect=_LIVE,
    )
    speaker: str | None = setting(
        "CONSOLE_SPEAKER",
        None,
        "What the operator hears calls on, by its name; the system's choice when not set.",
        Group.SOUND,
        effect=_LIVE,
    )
    microphone_db: Gain = setting(
        "CONSOLE_MICROPHONE_DB", 0.0, "Gain of the microphone in dB.", Group.SOUND, effect=_LIVE
    )
    speaker_db: Gain = setting(
        "CONSOLE_SPEAKER_DB", 0.0, "Gain of the speaker in dB.", Group.SOUND, effect=_LIVE
    )

    _origin: Origin = PrivateAttr(default_factory=Origin)

    def model_post_init(self, context: Any, /) -> None:
        if isinstance(context, Origin):
            self._origin = context

    def source(self, name: str) -> Source:
        """Say where a setting's value came from; ``name`` is the field's."""
        return self._origin.sources.get(name, Source.DEFAULT)

    @property
    def keyring(self) -> Found | None:
        """How the keyring was found when the settings were read; None where nobody asked it."""
        return self._origin.keyring


DECLARED: Final[tuple[Setting, ...]] = declared_in(Settings)
"""Every setting, in the order in which people are shown them."""
SECRETS: Final = tuple(setting.variable for setting in DECLARED if setting.secret)
"""The environment variables of the settings that are secrets."""


def data_dir() -> Path:
    """Return the data folder that the environment names, or this user's own."""
    return Path(os.environ.get(_DATA_DIR) or default_data_dir())


def credentials(after_a_while: Callable[[], None] = lambda: None) -> Credentials:
    """Return the credentials of this data folder. Nothing is read yet."""
    return Credentials(data_dir(), SECRETS, after_a_while=after_a_while)


def in_environment(variable: str) -> str:
    """Return what the environment gives for a setting; nothing where it gives none."""
    return os.environ.get(variable, "").strip()


def load_settings(credentials: Credentials | None = None) -> Settings:
    """Read all settings, secrets from the keyring too where ``credentials`` are given.

    Raises `ConfigError` with a sentence that names the culprit. A keyring that is locked,
    absent or silent for five seconds raises nothing: `Settings.keyring` tells of it. Blocks
    for as long, so it is called before a loop runs, or in a thread.
    """
    folder = data_dir()
    file = folder / SETTINGS_FILE
    from_file = read_file(file)
    given = {s.variable: in_environment(s.variable) for s in DECLARED}
    found = None
    if credentials and (absent := [name for name in SECRETS if not given[name]]):
        found = credentials.read(absent, _START_S)
    values: dict[str, Any] = {}
    sources: dict[str, Source] = {}
    for declared in DECLARED:
        name, variable = declared.name, declared.variable
        if given[variable]:
            values[name], sources[name] = given[variable], Source.ENVIRONMENT
        elif found and variable in found.values:
            values[name], sources[name] = found.values[variable], Source.KEYRING
        elif name in from_file:
            values[name], sources[name] = from_file[name], Source.FILE
    return _validated(values, file, Origin(sources, found))


def read_toml(file: Path) -> dict[str, Any]:
    """Return all that a file of settings holds; nothing where there is none.

    Raises `ConfigError`.
    """
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigError(f"{file} is not valid TOML: {exc}.") from exc


def read_file(file: Path) -> dict[str, Any]:
    """Return the settings that a file holds, by name. Raises `ConfigError`."""
    content = read_toml(file)
    values = {}
    for declared in DECLARED:
        for key in (declared.variable, declared.name):
            if key not in content:
                continue
            if declared.secret:
                raise ConfigError(
                    f"{file} holds a secret, {key}. Take it out of there, and keep it with: "
                    f"operator-console credentials set {declared.variable}"
                )
            if declared.in_file:
                values[declared.name] = content[key]
    return values


def usable(name: str, value: Any) -> Any:
    """Return a value as a setting takes it. Raises `ValueError`, whose text is the reason."""
    try:
        return getattr(Settings.model_validate({name: value}), name)
    except ValidationError as exc:
        raise ValueError(reason_of(exc)) from exc


def reason_of(exc: ValidationError) -> str:
    """Return the first thing that is wrong, without the value."""
    first = exc.errors(include_url=False, include_input=False)[0]
    if said := _REASONS.get(first["type"]):
        return said.format(**first.get("ctx", {}))
    return first["msg"].removeprefix("Value error, ")


def _validated(values: Mapping[str, Any], file: Path, origin: Origin) -> Settings:
    try:
        return Settings.model_validate(values, context=origin)
    except ValidationError as exc:
        name = str(exc.errors()[0]["loc"][0])
        variable = next(declared.variable for declared in DECLARED if declared.name == name)
        where = f" in {file}" if origin.sources.get(name) is Source.FILE else ""
        raise ConfigError(f"{variable}{where} can't be used: {reason_of(exc)}.") from exc
