"""The foot of the window: the lamps, and how many calls there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.ui.labels import DIM, label
from console.ui.lamps import LampBar


class Foot(QWidget):
    """A line that is always there. Qt's thread."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lamps = LampBar(now)
        self._count = label(ink=DIM)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 16, 2)
        row.addWidget(self.lamps, 1)
        row.addWidget(self._count)
        self.count(0)

    def count(self, calls: int) -> None:
        """Say how many calls have not ended."""
        text = self.tr("1 call") if calls == 1 else self.tr("{n} calls")
        self._count.setText(text.format(n=calls) if calls else self.tr("No calls"))
