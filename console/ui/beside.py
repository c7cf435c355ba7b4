"""What the windows have in common that are opened beside the desk's."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class BesideWindow(QWidget):
    """A window of its own, opened by a command of the desk; Esc closes it. Qt's thread."""

    def __init__(self, size: QSize, least: QSize) -> None:
        super().__init__()
        self.setMinimumSize(least)
        self.resize(size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def come_forward(self) -> None:
        """Be open and in front: the operator has asked for it."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.activateWindow()
