"""The settings, read: which there are, and where the value of each comes from.

They are declared in `console.settings`, with type, default, description and variable of each.
The environment wins over the system's keyring, which holds secrets only, and that over
``settings.toml`` in the data folder, which holds everything else.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import PrivateAttr, ValidationError

from console.credentials.credentials import Credentials, Found
from console.paths import data_dir as data_dir
from console.settings.declared import Setting, Source, declared_in
from console.settings.declared_calls import CallSettings
from console.trouble import ConfigError as ConfigError

SETTINGS_FILE: Final = "settings.toml"
LINE_TABLES: Final = "line"
"""The key of the tables in that file that are no settings but lines."""
_START_S: Final = 5.0
"""How long a start waits for the keyring, which may wait for somebody to unlock it."""


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


class Settings(CallSettings):
    """Every setting there is: those of three modules, one after the other."""

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
