"""The ground of what lies over the desk for a while."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.ui.theme import tokens


class Card(QWidget):
    """A panel with an edge, so that it stands out from the desk in either theme."""

    def __init__(self, parent: QWidget, kind: Qt.WindowType = Qt.WindowType.Widget) -> None:
        super().__init__(parent, kind)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        with QPainter(self) as painter:
            painter.setBrush(look.panel)
            painter.setPen(look.edge)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
