"""The ladder of engagement: how far the operator is in the call, and one press to change it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.ui.buttons import DeskButton, Kind
from console.ui.theme import tokens


class ModeStrip(QWidget):
    """A rung per action with its icon, always in the same order, sharing the width there is.

    A rung shows what its action's check mark says, and that follows the call: pressing a
    rung asks, and only the engine's answer fills it.
    """

    def __init__(self, rungs: Sequence[tuple[QAction, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for action, icon in rungs:
            rung = DeskButton(icon=icon, kind=Kind.RUNG)
            rung.mirror(action)
            rung.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(rung)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens(self.palette()).base)
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
