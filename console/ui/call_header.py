"""The head of the call list."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from console.ui import columns
from console.ui.columns import PADDING, Column
from console.ui.theme import tokens


class CallHeader(QHeaderView):
    """Column words, small and dim, over a hairline."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(self.tr("Columns"))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(0)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look = tokens(self.palette())
        painter.fillRect(rect, look.base)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.line)
        right = section == Column.TIME
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(look.dim)
        cell = rect.adjusted(PADDING, 0, -PADDING, 0)
        painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, columns.title(Column(section)))
