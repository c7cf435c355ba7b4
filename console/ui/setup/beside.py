"""A row of words with what to do beside them, or below where the room is short."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget

from console.ui.text_scale import follow_font

_NARROW_IN_DIGITS: Final = 72
_LEAST_IN_DIGITS: Final = 30


class BesideRow(QWidget):
    """Large text makes windows narrow: nothing of a row is ever out of sight for it."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 8, 0, 8)
        self._row.setSpacing(8)
        self._side = QHBoxLayout()
        self._side.setSpacing(8)
        self._stretch = -1

    def put(self, words: QLayout, *side: QWidget) -> None:
        """Lay out what is said, and the widgets beside it. Once only."""
        for widget in side:
            self._side.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._stretch = self._side.count()
        self._side.addStretch(0)
        self._row.addLayout(words, 1)
        self._row.addLayout(self._side)
        follow_font(self, self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn()
        super().resizeEvent(event)

    def _turn(self) -> None:
        narrow = self.width() < self._digits(_NARROW_IN_DIGITS)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._side.setStretch(self._stretch, int(narrow))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._digits(_LEAST_IN_DIGITS), super().minimumSizeHint().height())

    def _digits(self, count: int) -> int:
        return self.fontMetrics().horizontalAdvance("0") * count
