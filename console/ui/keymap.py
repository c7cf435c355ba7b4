"""Which key does what: the defaults, and what the user chose instead."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from console.ui.command import Command, Where

_LOG = logging.getLogger(__name__)
_TAKEN_BY_QT: Final = frozenset(
    ("Tab", "Shift+Tab", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown")
)
_WHERE_TEXT_IS_TYPED: Final = (Where.EVERYWHERE, Where.WINDOW)
_MODIFIERS: Final = ("Ctrl+", "Alt+", "Meta+")


class KeyRefused(Exception):
    """A key can't be given to a command; the text is a sentence that says why."""


class KeyStore(Protocol):
    """Where the user's keys are kept. Both calls may block, and never raise."""

    def load(self) -> Mapping[str, str]:
        """Return the key of each command that has another than its own."""

    def save(self, chosen: Mapping[str, str]) -> None:
        """Keep them."""


class KeyFile:
    """Keeps the keys as JSON in a file of the data folder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Mapping[str, str]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as exc:
            _LOG.warning("The keys could not be read, so each has its own: %s", exc)
            return {}
        pairs = kept.items() if isinstance(kept, dict) else ()
        return {name: key for name, key in pairs if isinstance(key, str)}

    def save(self, chosen: Mapping[str, str]) -> None:
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(dict(chosen), indent=2) + "\n", encoding="utf-8")
            os.replace(beside, self._path)
        except OSError as exc:
            _LOG.warning("The keys could not be written: %s", exc)


class KeyMap:
    """The keys of all commands. No two share one, so that each press means one thing.

    A choice that was kept and can't stand any more (a newer version may use its key
    otherwise) is left out.
    """

    def __init__(self, commands: Iterable[Command], chosen: Mapping[str, str]) -> None:
        self._commands = {command.name: command for command in commands}
        self._chosen = {
            name: normal(key) for name, key in chosen.items() if name in self._commands and key
        }
        # One that is left out has its own key again, which another may have been given.
        while refused := next(filter(self._is_refused, self._chosen), None):
            del self._chosen[refused]

    @property
    def chosen(self) -> Mapping[str, str]:
        """The keys that are not a command's own."""
        return dict(self._chosen)

    def keys(self, name: str) -> list[str]:
        """Return the keys of a command, in portable writing."""
        if name in self._chosen:
            return [self._chosen[name]]
        return [normal(key) for key in self._commands[name].keys.split()]

    def choose(self, name: str, key: str) -> None:
        """Give a command another key. Raises `KeyRefused`, and then nothing has changed."""
        key = normal(key)
        self._check(name, key)
        self._chosen[name] = key
        if key in self._own(name):
            del self._chosen[name]

    def reset(self, name: str) -> None:
        """Give a command its own keys back. Raises `KeyRefused` where one is in use now."""
        for key in self._own(name):
            self._check(name, key)
        self._chosen.pop(name, None)

    def _is_refused(self, name: str) -> bool:
        try:
            self._check(name, self._chosen[name])
        except KeyRefused:
            return True
        return False

    def _own(self, name: str) -> list[str]:
        return [normal(key) for key in self._commands[name].keys.split()]

    def _check(self, name: str, key: str) -> None:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        if not shown:
            raise KeyRefused(_tr("That is not a key."))
        if key in _TAKEN_BY_QT:
            raise KeyRefused(_tr("{key} moves about in the window.").format(key=shown))
        if _types_text(key) and self._commands[name].where in _WHERE_TEXT_IS_TYPED:
            raise KeyRefused(
                _tr("{key} types text, and this works everywhere. Add Ctrl or Alt.").format(
                    key=shown
                )
            )
        for other, command in self._commands.items():
            if other != name and key in self.keys(other):
                raise KeyRefused(
                    _tr("{key} is “{title}” already.").format(key=shown, title=command.title)
                )


def normal(key: str) -> str:
    """Return a key in Qt's portable writing; nothing where it is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _types_text(key: str) -> bool:
    last = key.removeprefix("Shift+")
    return not any(modifier in key for modifier in _MODIFIERS) and (
        len(last) == 1 or last == "Space"
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeyMap", text)
