"""There while agents are kept silent: callers hear nothing, so it must not be forgotten."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from console.ui.buttons import DeskButton
from console.ui.labels import Notice
from console.ui.registry import Registry
from console.ui.theme import tokens

_AROUND: Final = 64
"""Pixels of the icon and of what parts it all."""


class SilencedBar(QWidget):
    """Says how many agents are silent, with the way back. Qt's thread."""

    def __init__(self, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice()
        self._let_speak = DeskButton()
        self._let_speak.mirror(registry["let-speak"])
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 4, 8, 4)
        self._row.addWidget(self._notice, 1)
        self._row.addWidget(self._let_speak, 0, Qt.AlignmentFlag.AlignRight)
        self.hide()

    def count(self, silenced: int) -> None:
        """Show how many agents are silent; nothing for none."""
        text = (
            self.tr("1 agent is silenced: its caller hears nothing of it.")
            if silenced == 1
            else self.tr("{n} agents are silenced: their callers hear nothing of them.")
        )
        self._notice.say(text.format(n=silenced), "silenced", "you")
        self.setVisible(silenced > 0)

    def sentence(self) -> str:
        """Return what is shown; nothing while the bar is away."""
        return "" if self.isHidden() else self._notice.sentence()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the button below the sentence where beside it there is no room for half of it."""
        super().resizeEvent(event)
        sentence = self.fontMetrics().horizontalAdvance(self._notice.sentence())
        beside = sentence // 2 + self._let_speak.sizeHint().width() + _AROUND
        self._row.setDirection(
            QBoxLayout.Direction.LeftToRight
            if self.width() >= beside
            else QBoxLayout.Direction.TopToBottom
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.panel)
            painter.fillRect(0, 0, 3, self.height(), look.you)
            painter.fillRect(0, 0, self.width(), 1, look.line)
