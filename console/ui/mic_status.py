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
from console.ui.registry import Registry, keys_of
from console.ui.said import said
from console.ui.theme import Tokens, tokens

_PAD: Final = 10
_GAP: Final = 8
_BAR: Final = 3
_FLOOR: Final = -60.0
_STEP_MS: Final = 5
"""Latencies are shown in steps: one that changed all the time would draw the eye."""


class MicStatus(QWidget):
    """The permanent words, filled amber while somebody hears; beneath them who that is, how
    long a word takes to get there and the microphone's level, or the reason why nobody hears.

    It is as wide as its longest words, so that they never move anything.
    """

    def __init__(
        self, microphone: Microphone, registry: Registry, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._microphone = microphone
        self._talk, self._mute = registry["talk"], registry["mute"]
        self._hearing = Hearing.NOBODY
        self._why = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        microphone.changed.connect(self._follow)
        for key_of in (self._talk, self._mute):
            key_of.changed.connect(self._follow)
        self._follow()

    def text(self) -> str:
        """Return the words that are shown."""
        return words.hearing(self._hearing)

    def why(self) -> str:
        """Return why nobody hears although the rung would let them, or nothing."""
        return self._why

    def who(self) -> str:
        """Return who hears the operator, or nothing; it may be another than is selected."""
        call = self._microphone.spoken_to
        return words.party(call) if call and self._hearing.audible else ""

    def after(self) -> str:
        """Return how long a word takes to whoever hears it, where that was measured."""
        latency_ms = self._microphone.state.latency_ms
        if latency_ms is None or not self._hearing.audible:
            return ""
        return self.tr("{n} ms").format(n=round(latency_ms / _STEP_MS) * _STEP_MS)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._bold())
        longest = max(metrics.horizontalAdvance(words.hearing(each)) for each in Hearing)
        width = longest + icons.side(metrics) + _GAP + 2 * _PAD
        return QSize(width, max(36, self._filled() + 4))

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
            beneath = self._why or "  ·  ".join(filter(None, [self.who(), self.after()]))
            area = self.rect().adjusted(left, 0, -_PAD // 2, 0)
            if beneath:
                area.setTop((self.height() - self._filled()) // 2)
                area.setHeight(QFontMetrics(self._bold()).height())
            painter.setPen(ink)
            painter.setFont(self._bold())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text())
            if beneath:
                painter.setPen(look.base if audible else look.dim)
                self._draw_beneath(painter, beneath, area.bottom(), left)
            if audible:
                self._draw_level(painter, left, look)

    def _draw_beneath(self, painter: QPainter, text: str, top: int, left: int) -> None:
        painter.setFont(self._small())
        metrics = painter.fontMetrics()
        width = self.width() - left - 2
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(left, top + metrics.ascent(), shown)

    def _draw_level(self, painter: QPainter, left: int, look: Tokens) -> None:
        share = min(1.0, max(0.0, 1 - self._microphone.state.level_dbfs / _FLOOR))
        width = self.width() - left - _PAD
        top = self.height() - (self.height() - self._filled()) // 2 - _BAR
        painter.fillRect(left, top, width, _BAR, look.you.darker(125))
        painter.fillRect(left, top, round(width * share), _BAR, look.base)

    def _filled(self) -> int:
        """Return how high words, what is beneath them, and the bar are together."""
        fonts = (self._bold(), self._small())
        return sum(QFontMetrics(font).height() for font in fonts) + _BAR + 1

    def _follow(self) -> None:
        self._hearing = self._microphone.hearing
        self._why = self._reason(self._microphone.state)
        said = (self.text(), self._why or self.who())
        self.setAccessibleName(". ".join(filter(None, said)))
        self.setToolTip(self._explanation(self._microphone.state))
        self.update()

    def _reason(self, state: SoundState) -> str:
        if self._hearing.audible or self._microphone.spoken_to is None:
            return ""
        if not self._microphone.exists or state.trouble:
            return said(state.trouble)
        if state.muted:
            return self.tr("Muted ({key})").format(key=keys_of(self._mute))
        if self._microphone.waits_for_key:
            return self.tr("Hold {key} to speak").format(key=keys_of(self._talk))
        return ""

    def _explanation(self, state: SoundState) -> str:
        lines = [said(text) for text in (state.trouble, state.notice) if text]
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
