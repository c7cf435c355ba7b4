"""The declared settings: name, type, default, description and environment variable of each.

The environment wins over ``settings.toml`` in the data folder. Secrets are read from the
environment and never from that file.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from console.paths import default_data_dir

SETTINGS_FILE: Final = "settings.toml"
_DATA_DIR: Final = "CONSOLE_DATA_DIR"

Port = Annotated[int, Field(ge=0, le=65535)]


class ConfigError(Exception):
    """A setting can't be used; the text says which one and why."""


def _setting(variable: str, default: Any, description: str) -> Any:
    """Declare a setting that an environment variable or its own name in the file gives."""
    name = variable.removeprefix("CONSOLE_").lower()
    return Field(
        default=default,
        description=description,
        validation_alias=AliasChoices(variable, name),
    )


class Settings(BaseSettings):
    """Every setting there is."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, frozen=True)

    data_dir: Path = _setting(_DATA_DIR, default_data_dir(), "Where the console keeps its files.")
    port: Port = _setting(
        "CONSOLE_PORT", 8700, "Local port of the webhook and media server; 0 picks a free one."
    )
    control_port: Port = _setting(
        "CONSOLE_CONTROL_PORT", 8701, "Local port of the control API; 0 picks a free one."
    )
    control_token: SecretStr | None = _setting(
        "CONSOLE_CONTROL_TOKEN", None, "Key to the control API; made at start when not set."
    )
    public_url: str | None = _setting(
        "CONSOLE_PUBLIC_URL", None, "Public address that leads to this console, without a tunnel."
    )
    carrier: Literal["twilio", "telnyx"] = _setting(
        "CONSOLE_CARRIER", "twilio", "Whose phone network it is."
    )
    agent: Literal["stream", "practice", "echo", "none"] | None = _setting(
        "CONSOLE_AGENT",
        None,
        "Who talks with callers; practice on the practice line, stream elsewhere.",
    )
    agent_url: str | None = _setting(
        "CONSOLE_AGENT_URL", None, "Vision Agents servers that send agents, best first."
    )
    stream_api_key: str | None = _setting("STREAM_API_KEY", None, "The Stream account's key.")
    stream_api_secret: SecretStr | None = _setting(
        "STREAM_API_SECRET", None, "The Stream account's secret."
    )
    stream_base_url: str | None = _setting(
        "STREAM_BASE_URL", None, "Stands in for the address of Stream's API."
    )
    twilio_account_sid: str | None = _setting("TWILIO_ACCOUNT_SID", None, "The Twilio account, AC…")
    twilio_auth_token: SecretStr | None = _setting(
        "TWILIO_AUTH_TOKEN", None, "The Twilio account's primary auth token."
    )
    twilio_phone_number: str | None = _setting(
        "TWILIO_PHONE_NUMBER", None, "Our number at Twilio, like +14155550100."
    )
    twilio_api_url: str | None = _setting(
        "CONSOLE_TWILIO_API_URL", None, "Stands in for the address of every Twilio product."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        file = _data_dir() / SETTINGS_FILE
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file)


def load_settings() -> Settings:
    """Read all settings. Raises `ConfigError` with a sentence that names the culprit."""
    file = _data_dir() / SETTINGS_FILE
    try:
        _refuse_secrets(file)
        return Settings()
    except tomllib.TOMLDecodeError as exc:
        raise ConfigError(f"{file} is not valid TOML: {exc}.") from exc
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "a setting"
        raise ConfigError(f"{name} can't be used: {first['msg']}.") from exc


def _refuse_secrets(file: Path) -> None:
    if not file.is_file():
        return
    given = tomllib.loads(file.read_text("utf-8"))
    for name, field in Settings.model_fields.items():
        if field.annotation == SecretStr | None and name in given:
            raise ConfigError(f"{file} holds a secret, {name}. Set it in the environment instead.")


def _data_dir() -> Path:
    return Path(os.environ.get(_DATA_DIR) or default_data_dir())
