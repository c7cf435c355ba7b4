"""The foot of the window: the lamps, and how many calls there are and want an eye."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.ui import words
from console.ui.buttons import DeskButton, Kind
from console.ui.labels import DIM, label
from console.ui.lamps import LampBar
from console.ui.text_scale import follow_font


class Foot(QWidget):
    """A line that is always there. Qt's thread."""

    def __init__(
        self, now: Callable[[], datetime], alerts: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.lamps = LampBar(now)
        self._count = label(ink=DIM)
        self._alerts = DeskButton(icon="warning", kind=Kind.QUIET)
        self._alerts.mirror(alerts)
        self._alerts.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 16, 2)
        row.addWidget(self.lamps, 1)
        row.addWidget(self._alerts)
        row.addWidget(self._count)
        self.count(0, 0)
        follow_font(self, self._fit_font)

    def _fit_font(self) -> None:
        """Be as high as with alerts, so that the first of them moves nothing."""
        row = self.layout()
        assert row
        around = row.contentsMargins()
        self.setMinimumHeight(self._alerts.sizeHint().height() + around.top() + around.bottom())

    def count(self, calls: int, alerts: int) -> None:
        """Say how many calls have not ended, and how many of them want an eye."""
        self._alerts.setVisible(alerts > 0)
        self._count.setText(words.calls(calls))
