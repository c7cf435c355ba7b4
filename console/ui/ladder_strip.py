"""The ladder on the screen: one strip with every rung, and hold beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.switchboard.call import Engagement
from console.ui.buttons import DeskButton
from console.ui.ladder import RUNGS
from console.ui.registry import Registry
from console.ui.theme import Tokens, tokens

_HEIGHT: Final = 36
_PAD: Final = 8
_GAP: Final = 5
_RADIUS: Final = 5
_QUIET: Final = (Engagement.LISTEN.value, Engagement.WHISPER.value)
_HEARD: Final = (Engagement.JOIN.value, Engagement.TAKE_OVER.value)


class LadderStrip(QWidget):
    """Off, Listen, Whisper, Join, Take over, and Hold: always there, always in that order.

    A rung shows what its action's check mark says, and that follows the call: pressing a
    rung asks, and only the engine's answer fills it.
    """

    def __init__(self, registry: Registry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        rungs = [Rung(which.value, registry) for which in RUNGS]
        hold = Rung("hold", registry)
        hold.keep_width_of(self.tr("Hold"), self.tr("On hold"))
        for rung in (*rungs, hold):
            rung.stand_beside((*rungs, hold))
        row.addWidget(_Rail(*rungs), 1)
        beside = _Rail(hold)
        beside.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addWidget(beside)


class _Rail(QWidget):
    """The ground that rungs stand on."""

    def __init__(self, *rungs: Rung) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(1)
        for rung in rungs:
            self._row.addWidget(rung, rung.sizeHint().width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.line, 1))
            painter.setBrush(look.base)
            area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(area, _RADIUS + 1, _RADIUS + 1)


class Rung(DeskButton):
    """One rung: its word, its key where every rung has room for its own, and a fill when it
    is the one.

    Grey is off, blue hears, amber is heard; on hold it is as bright as the text.
    """

    def __init__(self, name: str, registry: Registry) -> None:
        super().__init__()
        self._name = name
        self._least = ""
        self._beside: Sequence[Rung] = (self,)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.mirror(registry[name])

    def stand_beside(self, rungs: Sequence[Rung]) -> None:
        """Write the keys on all of these rungs, or on none of them."""
        self._beside = rungs

    def writes_key(self) -> bool:
        """Say whether its key stands behind its word."""
        return all(rung.has_room() for rung in self._beside)

    def has_room(self) -> bool:
        """Say whether the key fits behind the word, be it bold or not."""
        texts = self._bold().horizontalAdvance(self.text() + self._keys)
        return self.width() >= texts + _GAP + _PAD

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for rung in self._beside:
            rung.update()

    def keep_width_of(self, *texts: str) -> None:
        """Be as wide as the longest of some texts, so that another word moves nothing."""
        self._least = max(texts, key=self._bold().horizontalAdvance)

    def sizeHint(self) -> QSize:
        metrics = self._bold()
        text = metrics.horizontalAdvance(self._least or self.text())
        hint = self.fontMetrics().horizontalAdvance(self._keys)
        return QSize(text + _GAP + hint + 2 * _PAD, max(_HEIGHT, metrics.height() + 16))

    def minimumSizeHint(self) -> QSize:
        text = self._bold().horizontalAdvance(self._least or self.text())
        return QSize(text + _PAD, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        fill, ink, hint = self._inks(look)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.focus, 2) if self._is_ringed() else Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
            if self.isChecked():
                font = QFont(self.font())
                font.setWeight(QFont.Weight.DemiBold)
                painter.setFont(font)
            self._draw_words(painter, ink, hint)

    def _draw_words(self, painter: QPainter, ink: QColor, hint: QColor) -> None:
        """Draw the word, and behind it the key where there is room."""
        metrics = painter.fontMetrics()
        word, keys = metrics.horizontalAdvance(self.text()), metrics.horizontalAdvance(self._keys)
        room = self.writes_key()
        x = (self.width() - word - (_GAP + keys if room else 0)) // 2
        centred = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(ink)
        painter.drawText(QRect(x, 0, word + 2, self.height()), centred, self.text())
        if room:
            painter.setPen(hint)
            behind = QRect(x + word + _GAP, 0, keys + 2, self.height())
            painter.drawText(behind, centred, self._keys)

    def _inks(self, look: Tokens) -> tuple[QColor, QColor, QColor]:
        """Return the fill, the word's ink and the key's."""
        clear = QColor(Qt.GlobalColor.transparent)
        if self.isChecked():
            fill = {
                **dict.fromkeys(_QUIET, look.focus),
                **dict.fromkeys(_HEARD, look.you),
                "hold": look.text,
            }.get(self._name)
            if fill and self.isEnabled():
                return fill, look.base, look.base
            return look.pressed, look.text, look.text
        if not self.isEnabled():
            return clear, look.faint, look.faint
        touched = self.isDown() or self.underMouse()
        return (look.raised if touched else clear), look.text, look.dim

    def _bold(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)
