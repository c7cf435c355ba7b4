"""A choice among several: a ring and its words, the whole line of which can be pressed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from console.ui.theme import tokens

_GAP: Final = 8
_PAD: Final = 4
_LEAST: Final = 28
"""How high it is at least, so that it can be hit."""


class Radio(QRadioButton):
    """Drawn in the palette's inks: Fusion's own ring can hardly be seen on a dark ground."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def indent(self) -> int:
        """How far in, in pixels, the words begin."""
        return _PAD + self._side() + _GAP

    def hitButton(self, _at: QPoint) -> bool:
        return True

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + self.indent + _PAD
        return QSize(width, max(_LEAST, metrics.height() + 2 * _PAD))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.indent + 40, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        side = self._side()
        ring = QRectF(_PAD, (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        ink = look.text if self.isEnabled() else look.faint
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus() or (self.underMouse() and self.isEnabled()):
                painter.setPen(QPen(look.focus, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
                painter.setBrush(Qt.BrushStyle.NoBrush if self.hasFocus() else look.raised)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            painter.setPen(QPen(look.dim if self.isEnabled() else look.faint, 1.5))
            painter.setBrush(look.base)
            painter.drawEllipse(ring)
            if self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                inner = side * 0.26
                painter.drawEllipse(ring.adjusted(inner, inner, -inner, -inner))
            painter.setPen(ink)
            area = QRect(self.indent, 0, self.width() - self.indent, self.height())
            shown = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)

    def _side(self) -> int:
        return self.fontMetrics().height()
