"""A sentence about something that just went wrong, at the foot of the desk."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.ui.buttons import DeskButton, Kind
from console.ui.labels import Notice
from console.ui.theme import tokens

SHOWN_MS: Final = 12_000
_EDGE: Final = 3


class Banner(QWidget):
    """Shows one sentence until it is dismissed, replaced, or twelve seconds are over; one that
    lasts, until it is taken back.

    It takes no focus, and it comes up over the foot of the list: beside it, it would push what
    is there from under the pointer.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice()
        self._close = DeskButton(icon="close", kind=Kind.QUIET)
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._notice, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, *, lasts: bool = False) -> None:
        self._notice.say(sentence, "warning", "warn")
        self.show()
        self._timer.stop() if lasts else self._timer.start()

    def take_back(self, sentence: str) -> None:
        """Go away, if it is this sentence that is shown."""
        if self.sentence() == sentence:
            self.hide()

    def sentence(self) -> str:
        """Return what is shown; nothing while the banner is away."""
        return "" if self.isHidden() else self._notice.sentence()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.panel)
            painter.fillRect(0, 0, _EDGE, self.height(), look.warn)
            painter.fillRect(0, 0, self.width(), 1, look.line)
