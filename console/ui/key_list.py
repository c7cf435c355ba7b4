"""The keys, all of them, on one card."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QWidget

from console.ui.actions import keys_of
from console.ui.card import Card
from console.ui.labels import DIM, label


class KeyList(Card):
    """What each key does, until Esc or a press elsewhere."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Keys"))
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 16, 20, 18)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(8)
        grid.addWidget(label(self.tr("Keys"), scale=1.15, bold=True), 0, 0, 1, 2)
        for row, action in enumerate((a for a in actions if a.shortcuts()), start=1):
            grid.addWidget(label(keys_of(action), bold=True), row, 0)
            grid.addWidget(label(action.text().rstrip("…"), ink=DIM), row, 1)

    def show_over(self, window: QWidget) -> None:
        """Come up in the middle of the window."""
        self.adjustSize()
        middle = window.mapToGlobal(window.rect().center())
        self.move(middle - QPoint(self.width() // 2, self.height() // 2))
        self.show()
