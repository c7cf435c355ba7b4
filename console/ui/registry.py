"""The registry of what an operator can do, each command under its own name.

Buttons, menus, keys, the palette and tests all use the one `QAction` of a command, so they
agree on text, on key and on when it can be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from console.ui.command import Command, Where
from console.ui.keyed_action import KeyedAction
from console.ui.keymap import KeyMap

_CONTEXTS: Final = {
    Where.EVERYWHERE: Qt.ShortcutContext.ApplicationShortcut,
    Where.CALLS: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Where.LIST: Qt.ShortcutContext.WidgetWithChildrenShortcut,
}
"""How far from its place a key is heard; otherwise in the whole of its window."""


class Registry:
    """Every command of a window, in the order of the key list. Qt's thread."""

    def __init__(
        self, commands: Iterable[Command], chosen: Mapping[str, str], parent: QObject
    ) -> None:
        self._commands = {command.name: command for command in commands}
        self.keymap = KeyMap(self._commands.values(), chosen)
        self._actions = {name: self._make(command, parent) for name, command in self}

    def install(self, window: QWidget, workspace: QWidget, calls: QWidget) -> None:
        """Make the keys work, each where its command says."""
        places = {
            Where.EVERYWHERE: window,
            Where.WINDOW: window,
            Where.CALLS: workspace,
            Where.LIST: calls,
        }
        for name, command in self:
            places[command.where].addAction(self._actions[name])
        self.refresh()

    def refresh(self) -> None:
        """Have every action say what holds now."""
        for name, command in self:
            action = self._actions[name]
            action.setEnabled(command.applies())
            if command.says:
                action.setText(command.says())
            if command.checked:
                action.setChecked(command.checked())

    def run(self, name: str) -> bool:
        """Do a command now, if it applies; say whether it did."""
        applies = self._actions[name].isEnabled()
        self._actions[name].trigger()
        return applies

    def choose_key(self, name: str, key: str) -> None:
        """Give a command another key from now on. Raises `KeyRefused`."""
        self.keymap.choose(name, key)
        self._follow_keys(name)

    def reset_key(self, name: str) -> None:
        """Give a command its own keys back. Raises `KeyRefused`."""
        self.keymap.reset(name)
        self._follow_keys(name)

    def __getitem__(self, name: str) -> KeyedAction:
        return self._actions[name]

    def __contains__(self, name: str) -> bool:
        return name in self._commands

    def __iter__(self) -> Iterator[tuple[str, Command]]:
        return iter(self._commands.items())

    def _make(self, command: Command, parent: QObject) -> KeyedAction:
        action = KeyedAction(command.title, parent)
        action.setObjectName(command.name)
        action.setCheckable(command.checked is not None)
        action.setAutoRepeat(command.repeats)
        if context := _CONTEXTS.get(command.where):
            action.setShortcutContext(context)
        action.setShortcuts([QKeySequence(key) for key in self.keymap.keys(command.name)])

        def run() -> None:
            command.run()
            self.refresh()  # Qt has turned the check mark; what is true is for the command to say

        action.triggered.connect(run)
        return action

    def _follow_keys(self, name: str) -> None:
        self._actions[name].setShortcuts([QKeySequence(key) for key in self.keymap.keys(name)])


def keys_of(action: QAction) -> str:
    """Return an action's keys as people read them."""
    shown = QKeySequence.SequenceFormat.NativeText
    return "  ".join(key.toString(shown) for key in action.shortcuts())
