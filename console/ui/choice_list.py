"""A list that drops down and a number with arrows, drawn in the palette's inks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QWidget

from console.ui import icons
from console.ui.text_line import draw_edge
from console.ui.text_scale import follow_font
from console.ui.theme import tokens

_PAD: Final = 8
_HEIGHT: Final = 32
_RADIUS: Final = 3


class ChoiceList(QComboBox):
    """Shows what is chosen; pressed, it drops the choices down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 2 * _PAD, _high(self))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), _high(self))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, metrics = tokens(self.palette()), self.fontMetrics()
        touched = self.underMouse() and self.isEnabled()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.pressed if touched else look.raised)
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
            draw_edge(painter, self)
            ink = look.text if self.isEnabled() else look.dim
            side = icons.side(metrics)
            right = self.width() - _PAD - side
            icons.draw(painter, "chevron-down", ink, right, (self.height() - side) // 2, side)
            painter.setPen(ink)
            words = QRect(_PAD, 0, right - 2 * _PAD, self.height())
            shown = metrics.elidedText(
                self.currentText(), Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)


class NumberBox(QDoubleSpinBox):
    """A number to type, or to change by the arrow keys and the wheel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(_PAD - 4, 0, 0, 0)
        follow_font(self, lambda: self.setMinimumHeight(_high(self)))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 2 * _PAD, _high(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            draw_edge(painter, self)


def _high(widget: QWidget) -> int:
    return max(_HEIGHT, widget.fontMetrics().height() + 14)
