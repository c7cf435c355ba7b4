"""There while agents are kept silent: callers hear nothing, so it must not be forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.ui.buttons import DeskButton
from console.ui.labels import Notice
from console.ui.registry import Registry
from console.ui.theme import tokens


class SilencedBar(QWidget):
    """Says how many agents are silent, with the way back. Qt's thread."""

    def __init__(self, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice()
        let_speak = DeskButton()
        let_speak.mirror(registry["let-speak"])
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self._notice, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(let_speak)
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

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.panel)
            painter.fillRect(0, 0, 3, self.height(), look.you)
            painter.fillRect(0, 0, self.width(), 1, look.line)
