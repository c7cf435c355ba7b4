"""Who hears the operator, in the head of the window, always."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.switchboard.operator_sound import SoundState
from console.ui import icons, words
from console.ui.ladder import Hearing
from console.ui.microphone import Microphone
from console.ui.theme import Tokens, tokens

_PAD: Final = 10
_GAP: Final = 8
_BAR: Final = 3
_FLOOR: Final = -60.0


class MicStatus(QWidget):
    """The permanent words, filled amber while somebody hears; beneath them the reason why
    nobody does, where there is one, or the microphone's level.

    It is as wide as its longest words, so that they never move anything.
    """

    def __init__(self, microphone: Microphone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._microphone = microphone
        self._hearing = Hearing.NOBODY
        self._why = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        microphone.changed.connect(self._follow)
        self._follow()

    def text(self) -> str:
        """Return the words that are shown."""
        return words.hearing(self._hearing)

    def why(self) -> str:
        """Return why nobody hears although the rung would let them, or nothing."""
        return self._why

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._bold())
        longest = max(metrics.horizontalAdvance(words.hearing(each)) for each in Hearing)
        height = metrics.height() + self.fontMetrics().height() + 4
        return QSize(longest + icons.side(metrics) + _GAP + 2 * _PAD, max(36, height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        audible = self._hearing.audible
        ink = look.base if audible else look.text
        metrics = self.fontMetrics()
        with QPainter(self) as painter:
            if audible:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.you)
                painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
            side = icons.side(metrics)
            top = (self.height() - side) // 2
            icons.draw(painter, _icon(self._hearing), ink, _PAD, top, side)
            left = _PAD + side + _GAP
            area = self.rect().adjusted(left, 0, -_PAD // 2, 0)
            painter.setPen(ink)
            painter.setFont(self._bold())
            if self._why or audible:
                area.setBottom(self.height() // 2 + metrics.height() // 2 - 3)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text())
            if self._why:
                self._draw_why(painter, left, look)
            elif audible:
                self._draw_level(painter, left, look)

    def _draw_why(self, painter: QPainter, left: int, look: Tokens) -> None:
        painter.setFont(self._small())
        painter.setPen(look.dim)
        metrics = QFontMetrics(self._small())
        width = self.width() - left - 2
        shown = metrics.elidedText(self._why, Qt.TextElideMode.ElideRight, width)
        painter.drawText(left, self.height() - metrics.descent() - 1, shown)

    def _draw_level(self, painter: QPainter, left: int, look: Tokens) -> None:
        share = min(1.0, max(0.0, 1 - self._microphone.state.level_dbfs / _FLOOR))
        width = self.width() - left - _PAD
        top = self.height() - _BAR - 5
        painter.fillRect(left, top, width, _BAR, look.you.darker(125))
        painter.fillRect(left, top, round(width * share), _BAR, look.base)

    def _follow(self) -> None:
        self._hearing = self._microphone.hearing
        self._why = self._reason(self._microphone.state)
        self.setAccessibleName(". ".join(filter(None, [self.text(), self._why])))
        self.setToolTip(self._explanation(self._microphone.state))
        self.update()

    def _reason(self, state: SoundState) -> str:
        if self._hearing.audible or self._microphone.spoken_to is None:
            return ""
        if not self._microphone.exists or state.problem:
            return state.problem
        if state.muted:
            return self.tr("Muted (Ctrl+M)")
        return self.tr("Hold V to speak") if self._microphone.waits_for_key else ""

    def _explanation(self, state: SoundState) -> str:
        lines = [state.problem] if state.problem else []
        if state.microphone:
            lines.append(self.tr("Microphone: {name}").format(name=state.microphone))
        if state.speaker:
            lines.append(self.tr("Speaker: {name}").format(name=state.speaker))
        if state.latency_ms is not None:
            lines.append(
                self.tr("From microphone to phone: {n} ms").format(n=round(state.latency_ms))
            )
        return "\n".join(lines)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font


def _icon(hearing: Hearing) -> str:
    if hearing.audible:
        return "mic"
    return "whisper" if hearing is Hearing.AGENT_READS else "mic-off"
