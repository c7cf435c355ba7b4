"""One line of text: with an edge in the theme's inks, and one whose Enter sends."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from console.ui.text_scale import follow_font
from console.ui.theme import tokens

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAD = 14
"""Above and below the text together, in pixels."""


class Line(QLineEdit):
    """A line to type into. Fusion's own edge can hardly be seen on a dark ground."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        follow_font(self, lambda: self.setMinimumHeight(self.fontMetrics().height() + _PAD))
        self.setTextMargins(4, 0, 4, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            draw_edge(painter, self)


def draw_edge(painter: QPainter, widget: QWidget) -> None:
    """Draw the edge of something to fill in, brighter while it has the focus."""
    look = tokens(widget.palette())
    focused, usable = widget.hasFocus(), widget.isEnabled()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.focus, 2) if focused else QPen(look.edge if usable else look.line, 1))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), 3, 3)


class TextLine(Line):
    """``sent`` says whether Ctrl was held with Enter; ``escaped`` that Esc was pressed.

    While it has the focus both keys are its own, whatever commands they are elsewhere.
    """

    sent = Signal(bool)
    escaped = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Escape, *_ENTER):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in _ENTER:
            self.sent.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)
