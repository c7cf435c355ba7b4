"""The health of the parts, along the foot of the window: colour, shape and word for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console.switchboard.events import Lamp, LampState
from console.ui import figures, words
from console.ui.card import Card
from console.ui.labels import DIM, label, wrapped
from console.ui.said import said
from console.ui.theme import Tokens, tokens

_CAUSE_IN_CHARACTERS: Final = 60
_READ_FROM: Final = 16
"""How many characters of a cause are the least worth showing."""
_CARD_IN_DIGITS: Final = 40
_SPACING: Final = 4


class LampBar(QWidget):
    """A lamp per part, in the order they came. Qt's thread.

    Where there is no room for all of them, those that are well keep their shape only.
    """

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._lamps: dict[str, LampButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACING)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, lamp: Lamp) -> None:
        """Show what a lamp shows now."""
        if lamp.name not in self._lamps:
            self._lamps[lamp.name] = LampButton(lamp, self._now)
            self._row.insertWidget(self._row.count() - 1, self._lamps[lamp.name])
        self._lamps[lamp.name].show_lamp(lamp)
        self._fit()

    def write_anew(self) -> None:
        """Write every cause again: the mask has come or gone."""
        for lamp in self._lamps.values():
            lamp.show_lamp(lamp.lamp)
        self._fit()

    def lamp(self, name: str) -> LampButton:
        return self._lamps[name]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lamps = self._lamps.values()
        wanted = sum(lamp.full_width() + _SPACING for lamp in lamps)
        for lamp in lamps:
            lamp.fold(wanted > self.width())


class LampButton(QPushButton):
    """One lamp. Pressed, it says why, since when and what to do; so does its tool tip."""

    def __init__(self, lamp: Lamp, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.lamp = lamp
        self._now = now
        self._folded = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._explain)
        self.show_lamp(lamp)

    def show_lamp(self, lamp: Lamp) -> None:
        self.lamp = lamp
        word = words.lamp(lamp.name)
        why = said(lamp.cause)
        cause = why if lamp.state in (LampState.WARN, LampState.ERROR) else ""
        self.setText(f"{word}: {cause}" if cause else word)
        self.setAccessibleName(f"{word}: {words.lamp_state(lamp.state)}. {why}")
        self.setToolTip("\n".join(explanation(lamp, self._now())))
        self.updateGeometry()
        self.update()

    def fold(self, folded: bool) -> None:
        """Show the shape only, while the part is well, or its word again."""
        if folded != self._folded:
            self._folded = folded
            self.updateGeometry()
            self.update()

    def full_width(self) -> int:
        """Return the width in pixels that its text takes."""
        metrics = self.fontMetrics()
        longest = metrics.averageCharWidth() * (_CAUSE_IN_CHARACTERS + len("Carrier: "))
        return min(metrics.horizontalAdvance(self.text()), longest) + self._side() + 24

    def sizeHint(self) -> QSize:
        width = self._shape_width() if self._folded and self._calm() else self.full_width()
        return QSize(width, max(28, self.fontMetrics().height() + 10))

    def minimumSizeHint(self) -> QSize:
        if self._calm():
            return QSize(self._shape_width(), self.sizeHint().height())
        word = self.fontMetrics().horizontalAdvance(words.lamp(self.lamp.name))
        return QSize(word + self._side() + 24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.focus, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(look.raised if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            side = self._side()
            shape = QRectF(8, (self.height() - side) / 2, side, side)
            draw_shape(painter, self.lamp.state, shape, look)
            if self._folded and self._calm():
                return
            painter.setPen(look.dim if self._calm() else look.text)
            area = QRect(side + 15, 0, self.width() - side - 20, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._text_in(area.width()))

    def _text_in(self, width: int) -> str:
        """Return the word and as much of the cause as fits, if that is enough to be read."""
        metrics, word = self.fontMetrics(), words.lamp(self.lamp.name)
        readable = metrics.horizontalAdvance(word) + metrics.averageCharWidth() * _READ_FROM
        cut_off = metrics.horizontalAdvance(self.text()) > width
        text = word if cut_off and width < readable else self.text()
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _calm(self) -> bool:
        return self.lamp.state in (LampState.OK, LampState.OFF)

    def _shape_width(self) -> int:
        return self._side() + 16

    def _side(self) -> int:
        return self.fontMetrics().height() - 4

    def _explain(self) -> None:
        card = LampCard(explanation(self.lamp, self._now()), self)
        card.adjustSize()
        card.move(self.mapToGlobal(QPoint(0, -card.height() - 6)))
        card.show()


class LampCard(Card):
    """What there is to say about one lamp, until Esc or a press elsewhere."""

    def __init__(self, lines: list[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * _CARD_IN_DIGITS)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        column.addWidget(label(lines[0], bold=True))
        for line in lines[1:]:
            column.addWidget(wrapped(line, ink=DIM))


def explanation(lamp: Lamp, now: datetime) -> list[str]:
    """Return what a lamp means: its state, then why, what to do, and when it was last well."""
    lines = [f"{words.lamp(lamp.name)}: {words.lamp_state(lamp.state)}"]
    lines += [said(line) for line in (lamp.cause, lamp.remedy) if line]
    if lamp.last_seen:
        lines.append(figures.seen((now - lamp.last_seen).total_seconds()))
    return lines


def draw_shape(painter: QPainter, state: LampState, area: QRectF, look: Tokens) -> None:
    """Draw a lamp's shape: disc, triangle, cross or ring, told apart without any colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    match state:
        case LampState.OK:
            painter.setBrush(look.good)
            painter.drawEllipse(area.adjusted(1, 1, -1, -1))
        case LampState.WARN:
            painter.setBrush(look.warn)
            tip = QPointF(area.center().x(), area.top())
            painter.drawPolygon(QPolygonF([tip, area.bottomRight(), area.bottomLeft()]))
        case LampState.ERROR:
            painter.setPen(QPen(look.alarm, 3, c=Qt.PenCapStyle.RoundCap))
            cross = area.adjusted(1.5, 1.5, -1.5, -1.5)
            painter.drawLine(cross.topLeft(), cross.bottomRight())
            painter.drawLine(cross.topRight(), cross.bottomLeft())
        case LampState.OFF:
            painter.setPen(QPen(look.dim, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(area.adjusted(1.5, 1.5, -1.5, -1.5))
