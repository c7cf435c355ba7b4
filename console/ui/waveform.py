"""The last twenty seconds of the selected call, caller above agent, and what happened on it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.switchboard.call import CallId
from console.ui.happenings import Happenings, Kind, Moment
from console.ui.mask import MASK
from console.ui.meters import HISTORY_S, Meters
from console.ui.theme import Tokens, tokens

_LANE: Final = 40
_GAP: Final = 6
_SIGN: Final = 7
_CALM_S: Final = 0.2
"""How often it moves where motion is reduced."""


class Waveform(QWidget):
    """Two lanes of level over time, the newest at the right end.

    The levels stand in a pixmap that is scrolled by whole pixels as time goes on, and only
    what is new is drawn; a frame in which nothing moved by a pixel paints nothing. Signs of
    what happened are drawn over it. ``behind_ms`` shows which moment is heard just now.
    """

    def __init__(
        self, meters: Meters, happenings: Happenings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.calm = False
        """Whether motion is reduced."""
        self._meters = meters
        self._happenings = happenings
        self._call: CallId | None = None
        self._picture = QPixmap()
        self._column = 0
        """How many columns the picture's right edge is from the clock's beginning."""
        self._loudest = (0.0, 0.0)
        self._painted_at = 0.0
        self._behind_ms = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Levels of the last {n} seconds").format(n=HISTORY_S))

    def show_call(self, call_id: CallId | None) -> None:
        self._call = call_id
        self._renew()

    def show_levels(self) -> None:
        """Go on to now: once a frame."""
        if self._call is None or self._picture.isNull():
            return
        caller, agent = self._meters.newest(self._call)
        self._loudest = max(self._loudest[0], caller), max(self._loudest[1], agent)
        if self.calm and self._meters.at - self._painted_at < _CALM_S:
            return
        passed = int(self._meters.at * self._per_second()) - self._column
        if passed <= 0:
            return
        if passed >= self._picture.width():
            self._renew()
            return
        self._column += passed
        self._painted_at = self._meters.at
        self._picture.scroll(-passed, 0, self._picture.rect())
        right = self._picture.width()
        with QPainter(self._picture) as painter:
            for x in range(right - passed, right):
                self._draw_column(painter, x, self._loudest, tokens(self.palette()))
        self._loudest = (0.0, 0.0)
        left = self._label_width()
        self.update(left, 0, self.width() - left, self.height())

    def show_behind(self, behind_ms: int) -> None:
        """Show how far behind the call is what the operator hears; 0 is live."""
        if behind_ms != self._behind_ms:
            self._behind_ms = behind_ms
            self.update()

    def show_happening(self) -> None:
        """Paint anew: something has happened."""
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 2 * self._lane_height() + _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens(self.palette())
        left, lane = self._label_width(), self._lane_height()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), look.panel)
            painter.drawPixmap(left, 0, self._picture)
            if event.rect().left() < left:
                middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
                for row, (name, ink) in enumerate(
                    zip(_names(), (look.caller, look.agent), strict=True)
                ):
                    painter.setPen(ink)
                    painter.drawText(QRect(0, row * (lane + _GAP), left, lane), middle, name)
            painter.setClipRect(left, 0, self.width() - left, self.height())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._call:
                for moment in self._happenings.of(self._call):
                    self._draw_moment(painter, moment, look)
            if self._behind_ms:
                self._draw_playhead(painter, look)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._renew()

    # -- levels -------------------------------------------------------------------------

    def _renew(self) -> None:
        """Draw the whole picture from what the meters remember."""
        ratio = self.devicePixelRatioF()
        width = round((self.width() - self._label_width()) * ratio)
        height = round(self.sizeHint().height() * ratio)
        self.update()
        if width <= 0:
            self._picture = QPixmap()
            return
        self._picture = QPixmap(width, height)
        self._picture.setDevicePixelRatio(ratio)
        self._column = int(self._meters.at * self._per_second())
        self._loudest = (0.0, 0.0)
        look = tokens(self.palette())
        levels = self._meters.history(self._call).T.tolist() if self._call else [(0.0, 0.0)]
        with QPainter(self._picture) as painter:
            for x in range(width):
                first = x * len(levels) // width
                some = levels[first : max(first + 1, (x + 1) * len(levels) // width)]
                caller, agent = (max(lane) for lane in zip(*some, strict=True))
                self._draw_column(painter, x, (caller, agent), look)

    def _draw_column(
        self, painter: QPainter, x: int, levels: tuple[float, float], look: Tokens
    ) -> None:
        """Draw one column of device pixels: a line about each lane's middle."""
        ratio = self._picture.devicePixelRatio()
        lane, left, wide = self._lane_height(), x / ratio, 1 / ratio
        painter.fillRect(QRectF(left, 0, wide, self._picture.height() / ratio), look.panel)
        hatched = look.stark and (self._column - self._picture.width() + x) % round(
            4 * ratio
        ) >= round(2 * ratio)
        for row, (level, colour) in enumerate(zip(levels, (look.caller, look.agent), strict=True)):
            top = row * (lane + _GAP)
            painter.fillRect(QRectF(left, top, wide, lane), look.base)
            # The lowest is a hairline: silence is not nothing.
            long = max(1.0, round(level * lane * ratio) / ratio)
            if row and hatched:
                long = 1.0  # the lanes differ by more than their colour
            painter.fillRect(QRectF(left, top + (lane - long) / 2, wide, long), colour)

    def _per_second(self) -> float:
        """Return how many device pixels a second is wide."""
        return self._picture.width() / HISTORY_S

    # -- what happened ------------------------------------------------------------------

    def _place(self, at: float) -> float:
        """Return where a moment stands, from the widget's left edge."""
        ago = self._meters.at - at
        return self.width() - ago * (self.width() - self._label_width()) / HISTORY_S

    def _draw_moment(self, painter: QPainter, moment: Moment, look: Tokens) -> None:
        x, lane = self._place(moment.at), self._lane_height()
        below = lane + _GAP
        match moment.kind:
            case Kind.CALLER_TURN:
                painter.setPen(QPen(look.caller, 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(x, 0), QPointF(x, lane))
            case Kind.AGENT_TURN:
                painter.setPen(QPen(look.agent, 1, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(x, below), QPointF(x, below + lane))
            case Kind.INTERRUPTION:
                painter.setPen(QPen(look.warn, 1.5))
                painter.drawLine(QPointF(x, 0), QPointF(x, below + lane))
                painter.setBrush(look.warn)
                tip = QPointF(x, below)
                sides = QPointF(x - _SIGN / 2, lane - 1), QPointF(x + _SIGN / 2, lane - 1)
                painter.drawPolygon(QPolygonF([tip, *sides]))
            case Kind.KEYS:
                self._draw_keys(painter, x, moment.text, look)
            case Kind.MARK:
                painter.setPen(QPen(look.text, 1.5))
                painter.drawLine(QPointF(x, 0), QPointF(x, below + lane))
                painter.setBrush(look.text)
                painter.setPen(Qt.PenStyle.NoPen)
                flag = [QPointF(x, 0), QPointF(x + _SIGN + 2, _SIGN / 2), QPointF(x, _SIGN)]
                painter.drawPolygon(QPolygonF(flag))

    def _draw_keys(self, painter: QPainter, x: float, keys: str, look: Tokens) -> None:
        """Draw a chip with the keys between the lanes."""
        metrics, keys = self.fontMetrics(), MASK.words(keys)
        width = metrics.horizontalAdvance(keys) + 8
        middle = self._lane_height() + _GAP / 2
        chip = QRectF(x, middle - metrics.height() / 2, width, metrics.height())
        chip.moveRight(min(chip.right(), self.width() - 1.0))
        painter.setPen(QPen(look.edge, 1))
        painter.setBrush(look.raised)
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(look.text)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, keys)

    def _draw_playhead(self, painter: QPainter, look: Tokens) -> None:
        x = self._place(self._meters.at - self._behind_ms / 1000)
        painter.fillRect(QRectF(x, 0, self.width() - x, self.height()), _clear(look.panel))
        painter.setPen(QPen(look.focus, 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        text = self.tr("−{n} s").format(n=-(-self._behind_ms // 1000))
        painter.drawText(QPointF(x + 6, self.fontMetrics().ascent() + 1), text)

    # -- measures -----------------------------------------------------------------------

    def _lane_height(self) -> int:
        return max(_LANE, round(self.fontMetrics().height() * 1.6))

    def _label_width(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(name) for name in _names()) + 12


def _names() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Waveform", "Caller"),
        QCoreApplication.translate("Waveform", "Agent"),
    )


def _clear(colour: QColor) -> QColor:
    """Return a colour that lets half of what is beneath through."""
    veil = QColor(colour)
    veil.setAlpha(150)
    return veil
