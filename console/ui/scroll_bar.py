"""A scroll bar that is only a handle."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from console.ui.theme import tokens

_WIDTH: Final = 12


class SlimScrollBar(QScrollBar):
    """A vertical scroll bar without arrows or groove, on the ground of what it scrolls: one of
    the theme's colours, by the token's name."""

    def __init__(self, parent: QWidget, ground: str = "base") -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._ground = ground
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar,
            option,
            QStyle.SubControl.SC_ScrollBarSlider,
            self,
        )
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), getattr(look, self._ground))
            if self.maximum() > self.minimum():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.edge if self.isSliderDown() else look.pressed)
                painter.drawRoundedRect(QRectF(handle).adjusted(3, 1, -3, -1), 3, 3)


def scrolling(content: QWidget) -> QScrollArea:
    """Return an area in which something scrolls up and down, in a window's whole width."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setVerticalScrollBar(SlimScrollBar(area, "window"))
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
