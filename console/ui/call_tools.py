"""The foot of the detail: what can be done with the call, or answering it while it rings."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from console.switchboard.call import Call
from console.ui.buttons import DeskButton, Kind
from console.ui.call_figures import CallFigures
from console.ui.ladder import rings_here
from console.ui.registry import Registry, keys_of

_TOOLS: Final = ("keypad", "transfer", "note", "mark", "silence")


class CallTools(QWidget):
    """Two rows that keep their place whatever the call does. Qt's thread."""

    def __init__(
        self, registry: Registry, figures: CallFigures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._figures = figures
        self.buttons = {name: _tool(registry, name) for name in _TOOLS}
        self.hang_up = DeskButton(icon="hang-up", kind=Kind.DANGER)
        self.hang_up.mirror(registry["hang-up"])
        self.answer = DeskButton(icon="phone", kind=Kind.PRIMARY)
        self.answer.mirror(registry["answer"])
        self.decline = DeskButton(icon="hang-up", kind=Kind.DANGER)
        self.decline.mirror(registry["decline"])
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._live_page())
        self._pages.addWidget(self._ringing_page())

    def show_call(self, call: Call) -> None:
        self._pages.setCurrentIndex(1 if rings_here(call) else 0)
        self._figures.show_call(call)

    def above(self, name: str, size: QSize) -> QPoint:
        """Return where in the window a panel of some size stands just above a tool."""
        button = self.buttons[name]
        return button.mapTo(self.window(), QPoint(0, -size.height() - 8))

    def _live_page(self) -> QWidget:
        page = QWidget()
        tools = QHBoxLayout()
        tools.setSpacing(4)
        for button in self.buttons.values():
            tools.addWidget(button)
        tools.addStretch(1)
        end = QHBoxLayout()
        end.addWidget(self._figures, 1)
        end.addWidget(self.hang_up)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(tools)
        column.addLayout(end)
        return page

    def _ringing_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.answer)
        row.addWidget(self.decline)
        column.addLayout(row)
        return page


def _tool(registry: Registry, name: str) -> DeskButton:
    """Make a tool: its word alone, as five words and their keys are too much for a row."""
    action = registry[name]
    button = DeskButton(kind=Kind.PLAIN)
    button.mirror(action, keys=False)
    button.make_slim()

    def follow() -> None:
        button.setToolTip(f"{action.text()}  ({keys_of(action)})")

    action.changed.connect(follow)
    follow()
    return button
