"""The head of the window: what to begin, who hears the operator, and whether it is practice."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from console.ui import stop_all
from console.ui.buttons import DeskButton, Kind
from console.ui.hold_button import HoldButton
from console.ui.mic_status import MicStatus
from console.ui.microphone import Microphone
from console.ui.registry import Registry
from console.ui.theme import tokens

_BAND: Final = 6
_STRIPE: Final = 12


class TopBar(QWidget):
    """Dial, practice call, the permanent words on who hears the operator, stop, and the menu."""

    def __init__(
        self,
        registry: Registry,
        microphone: Microphone,
        practice_calls: QMenu | None,
        menu: QMenu,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.dial = DeskButton(icon="phone")
        self.dial.mirror(registry["dial"])
        more = DeskButton(icon="menu", kind=Kind.QUIET)
        more.setAccessibleName(self.tr("Menu"))
        more.setToolTip(self.tr("Menu"))
        more.drop(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self.dial)
        if practice_calls is not None:
            ring = DeskButton(practice_calls.title(), icon="practice")
            ring.drop(practice_calls)
            row.addWidget(ring)
        row.addStretch(1)
        self.mic = MicStatus(microphone, registry)
        row.addWidget(self.mic)
        row.addSpacing(4)
        self.stop = HoldButton(registry["stop-all"], "stop", stop_all.texts())
        row.addWidget(self.stop)
        row.addSpacing(4)
        if practice_calls is not None:
            row.addWidget(PracticeLamp())
        row.addWidget(more)


class PracticeLamp(QWidget):
    """The word PRACTICE in a frame: nothing here reaches a real telephone."""

    def __init__(self) -> None:
        super().__init__()
        self._word = self.tr("PRACTICE")
        self.setAccessibleName(self._word)
        self.setToolTip(self.tr("Nothing here reaches a real telephone."))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._word) + 22, metrics.height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.practice, 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._word)


class PracticeBand(QWidget):
    """Stripes across the window's head, so that practice is never taken for the real line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_BAND)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), look.window)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.practice, _STRIPE / 3))
            for x in range(-_STRIPE, self.width() + _STRIPE, _STRIPE):
                painter.drawLine(x, _BAND + 3, x + _BAND + 6, -3)
