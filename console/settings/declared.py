"""How a setting is declared, and what anybody may ask about it.

`console.config` declares each once. The help texts, README's table, the settings window and
the set-up wizard are made from that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from pydantic import BaseModel, Field
from pydantic.config import JsonDict

_PREFIX: Final = "CONSOLE_"


class Effect(StrEnum):
    """When a change takes effect in a console that runs."""

    LIVE = "at once"
    NEXT_START = "at the next start"


class Source(StrEnum):
    """Where a value came from, the strongest first."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    FILE = "settings.toml"
    DEFAULT = "default"


class Group(StrEnum):
    """What belongs together on a page."""

    GENERAL = "General"
    CARRIER = "Carrier"
    TWILIO = "Twilio"
    TELNYX = "Telnyx"
    WAY_IN = "Way in"
    STREAM = "Stream"
    AGENT = "Agent"
    GUARD_RAILS = "Guard rails"
    RECORDING = "Recording"
    SOUND = "Sound"


@dataclass(frozen=True, slots=True)
class Setting:
    """One declared setting.

    ``name`` is its key in ``settings.toml``, ``variable`` its environment variable. ``type``
    is JSON Schema's word: ``string``, ``integer``, ``number``, ``boolean`` or ``array``.
    ``in_file`` is False for what only the environment, or the keyring, can give.
    """

    name: str
    variable: str
    description: str
    group: Group
    effect: Effect
    type: str
    default: Any
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    secret: bool = False
    in_file: bool = True


def setting(
    variable: str,
    default: Any,
    description: str,
    group: Group,
    *,
    effect: Effect = Effect.NEXT_START,
    in_file: bool = True,
) -> Any:
    """Declare a field of `console.config.Settings`; its name is that of the variable."""
    told: JsonDict = {"variable": variable, "group": group, "effect": effect, "in_file": in_file}
    return Field(default=default, description=description, json_schema_extra=told)


def name_of(variable: str) -> str:
    """Return the field's name that belongs to an environment variable."""
    return variable.removeprefix(_PREFIX).lower()


def declared_in(model: type[BaseModel]) -> tuple[Setting, ...]:
    """Return what a model declares, in its order."""
    properties: Mapping[str, Mapping[str, Any]] = model.model_json_schema()["properties"]
    return tuple(
        _setting(name, properties[name], field.default)
        for name, field in model.model_fields.items()
    )


def _setting(name: str, schema: Mapping[str, Any], default: Any) -> Setting:
    kinds = [kind for kind in schema.get("anyOf", [schema]) if kind.get("type") != "null"]
    kind: Mapping[str, Any] = kinds[0]
    secret = kind.get("format") == "password"
    return Setting(
        name=name,
        variable=schema["variable"],
        description=schema["description"],
        group=Group(schema["group"]),
        effect=Effect(schema["effect"]),
        type=kind["type"],
        default=default,
        choices=tuple(kind.get("enum", ())),
        minimum=kind.get("minimum"),
        maximum=kind.get("maximum"),
        secret=secret,
        in_file=schema["in_file"] and not secret,
    )
