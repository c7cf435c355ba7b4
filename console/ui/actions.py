"""The registry of what an operator can do: a name, a text, a key and a function each.

Buttons, menus and keys all use the one `QAction`, so they agree on text and on when it
can be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Actions:
    """Every action of a window, by name, in the order of the key list. Qt's thread."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent
        self._all: dict[str, QAction] = {}
        self._local: set[str] = set()

    def add(
        self,
        name: str,
        text: str,
        keys: str,
        function: Callable[[], Any],
        *,
        local: bool = False,
        checkable: bool = False,
    ) -> QAction:
        """Register an action; ``keys`` may name several, separated by a blank.

        Keys work in the whole window, but a ``local`` action's only in the workspace:
        those are the single letters, which must never be taken from a text field.
        """
        action = QAction(text, self._parent)
        action.setObjectName(name)
        action.setCheckable(checkable)
        action.setShortcuts([QKeySequence(key) for key in keys.split()])
        action.triggered.connect(lambda: function())
        self._all[name] = action
        if local:
            self._local.add(name)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return action

    def install(self, window: QWidget, workspace: QWidget) -> None:
        """Make the keys work: in the window, or while the workspace has the focus."""
        for name, action in self._all.items():
            (workspace if name in self._local else window).addAction(action)

    def __getitem__(self, name: str) -> QAction:
        return self._all[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._all.values())


def keys_of(action: QAction) -> str:
    """Return an action's keys as people read them."""
    shown = QKeySequence.SequenceFormat.NativeText
    return "  ".join(key.toString(shown) for key in action.shortcuts())
