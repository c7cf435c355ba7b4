"""``settings.toml``: every setting but secrets, and the lines; comments in it are kept.

It is written whole, with mode 0600, so that a crash leaves the old file or the new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Comment, Table

from console.config import (
    DECLARED,
    LINE_TABLES,
    SETTINGS_FILE,
    ConfigError,
    read_file,
    usable,
)
from console.private_file import write_private
from console.settings.declared import Setting
from console.settings.values import number_in_e164

_BEGINNING: Final = "# Settings of the operator console. Secrets are not kept here.\n"
_NUMBER: Final = "number"


def same_number(one: Any, other: str) -> bool:
    """Say whether two texts are one phone number, however it is written."""
    try:
        return bool(number_in_e164(one) == number_in_e164(other))
    except ValueError:
        return bool(one == other)


def declared(name: str) -> Setting:
    """Return a setting by its variable or its key in the file. Raises `ConfigError`."""
    for one in DECLARED:
        if name in (one.variable, one.name):
            return one
    raise ConfigError(f"There is no setting {name}. See them with: operator-console settings")


class SettingsFile:
    """The file of a data folder. Everything reads or writes the disk, and blocks for it."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / SETTINGS_FILE

    def values(self) -> Mapping[str, Any]:
        """Return the settings that the file gives, by name. Raises `ConfigError`."""
        return read_file(self.path)

    def unknown(self) -> tuple[str, ...]:
        """Return the keys that mean nothing to this version. Raises `ConfigError`."""
        known = {key for one in DECLARED for key in (one.name, one.variable)} | {LINE_TABLES}
        return tuple(key for key in self._read() if key not in known)

    def set(self, name: str, value: Any) -> Setting:
        """Write a setting, as text or as what it is; return it. Raises `ConfigError`."""
        one = _of_file(name)
        try:
            taken = usable(one.name, value)
        except ValueError as exc:
            raise ConfigError(f"{one.variable} can't be used: {exc}.") from exc
        if taken is None:
            raise ConfigError(f"{one.variable} needs a value; without one, reset it.")
        content = self._read()
        content.pop(one.variable, None)
        _put(content, one.name, list(taken) if isinstance(taken, tuple) else taken)
        self._write(content)
        return one

    def reset(self, name: str) -> bool:
        """Take a setting out, so that its default counts; say whether it was in.

        Raises `ConfigError`.
        """
        one = _of_file(name)
        content = self._read()
        was_in = [content.pop(key) for key in (one.name, one.variable) if key in content]
        if was_in:
            self._write(content)
        return bool(was_in)

    def lines(self) -> list[dict[str, Any]]:
        """Return the tables of lines as they are written. Raises `ConfigError`."""
        tables = self._read().get(LINE_TABLES, [])
        return tables.unwrap() if isinstance(tables, AoT) else []

    def put_line(self, table: Mapping[str, Any], instead_of: str | None = None) -> None:
        """Write a line's table instead of that with a number, its own where none is given.

        Where no table has that number, it comes after the others. What
        `console.settings.line_tables` says of it is to be asked before. Raises `ConfigError`.
        """
        content = self._read()
        tables = content.setdefault(LINE_TABLES, tomlkit.aot())
        if not isinstance(tables, AoT):
            raise ConfigError(f"{self.path}: “{LINE_TABLES}” has to be tables: [[{LINE_TABLES}]].")
        number = instead_of or table[_NUMBER]
        for there in tables:
            if same_number(there.get(_NUMBER), number):
                _update(there, table)
                break
        else:
            made = tomlkit.item(dict(table))
            made.trivia.indent = "\n"  # a blank line before it
            tables.append(made)
        self._write(content)

    def remove_line(self, number: str) -> bool:
        """Take a line's table out; say whether there was one. Raises `ConfigError`."""
        content = self._read()
        tables = content.get(LINE_TABLES, [])
        places = [i for i, table in enumerate(tables) if same_number(table.get(_NUMBER), number)]
        for place in reversed(places):
            del tables[place]
        if not tables:
            content.pop(LINE_TABLES, None)
        if places:
            self._write(content)
        return bool(places)

    def _read(self) -> tomlkit.TOMLDocument:
        try:
            return tomlkit.parse(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return tomlkit.parse(_BEGINNING)
        except (TOMLKitError, UnicodeDecodeError) as exc:
            raise ConfigError(f"{self.path} is not valid TOML: {exc}.") from exc

    def _write(self, content: tomlkit.TOMLDocument) -> None:
        # A link, to a folder of settings that somebody keeps, stays one.
        write_private(self.path.resolve(), tomlkit.dumps(content).encode())


def _of_file(name: str) -> Setting:
    one = declared(name)
    if one.secret:
        raise ConfigError(
            f"{one.variable} is a secret and is not kept in a file. Keep it with: "
            f"operator-console credentials set {one.variable}"
        )
    if not one.in_file:
        raise ConfigError(
            f"{one.variable} says where the file is, so it can only be set in the environment."
        )
    return one


def _put(content: tomlkit.TOMLDocument, name: str, value: Any) -> None:
    """Set a key; a new one goes after the others, and not between a table and its comment."""
    if name in content:
        content[name] = value
        return
    body = content.body
    keys = [i for i, (key, item) in enumerate(body) if key and not isinstance(item, Table | AoT)]
    place = keys[-1] + 1 if keys else _beginning(content)
    body.insert(place, (tomlkit.key(name), tomlkit.item(value)))


def _beginning(content: tomlkit.TOMLDocument) -> int:
    """Return the place after the file's own comment, which a blank line parts from the rest."""
    items = [item for _, item in content.body]
    comments = list(takewhile(lambda item: isinstance(item, Comment), items))
    rest = items[len(comments) :]
    return 0 if rest and isinstance(rest[0], Table | AoT) else len(comments)


def _update(table: Any, wanted: Mapping[str, Any]) -> None:
    for key in [key for key in table if key not in wanted]:
        del table[key]
    for key, value in wanted.items():
        if isinstance(value, Mapping) and isinstance(table.get(key), Mapping):
            _update(table[key], value)
        elif table.get(key) != value:
            table[key] = value
