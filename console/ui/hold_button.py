"""A button that has to be held: nothing happens by a slip of the hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from console.ui.buttons import DeskButton, Kind
from console.ui.registry import keys_of
from console.ui.theme import tokens

HOLD_MS: Final = 600
_STEP_MS: Final = 30


class HoldButton(DeskButton):
    """Triggers its action after 600 ms under the mouse or a key, and fills up meanwhile.

    It is as wide as the longest of ``texts``, the action's own, so that another moves nothing.
    """

    def __init__(
        self, action: QAction, icon: str, texts: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(icon=icon, kind=Kind.DANGER, parent=parent)
        self._action = action
        self._texts = texts
        self._since = QElapsedTimer()
        self._steps = QTimer(self, interval=_STEP_MS)
        self._steps.timeout.connect(self._step)
        self.pressed.connect(self._begin)
        self.released.connect(self._end)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self._keys = keys_of(self._action)
        self.setText(self._action.text())
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self.tr("Hold it for a moment, or press {key}.").format(key=self._keys))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        sizes = [self._size_for(text, self._keys) for text in self._texts]
        return max(sizes, key=QSize.width)

    def minimumSizeHint(self) -> QSize:
        return max((self._size_for(text) for text in self._texts), key=QSize.width)

    def _begin(self) -> None:
        self._since.start()
        self._steps.start()

    def _end(self) -> None:
        self._steps.stop()
        self._since.invalidate()
        self.update()

    def _step(self) -> None:
        if self.held_share() >= 1:
            self._end()
            self._action.trigger()
        self.update()

    def held_share(self) -> float:
        """Return how far it is held, 0 to 1."""
        return min(1.0, self._since.elapsed() / HOLD_MS) if self._since.isValid() else 0.0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() and event.key() != Qt.Key.Key_Return:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            super().keyReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        on = self.isEnabled()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            edge = look.focus if self._is_ringed() else look.alarm if on else look.line
            painter.setPen(QPen(edge, 2 if self._is_ringed() else 1))
            asks = self._action.isChecked()
            painter.setBrush(look.alarm if asks else look.raised if on else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 5, 5)
            if share := self.held_share():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.alarm.darker(140) if asks else look.alarm)
                area.setWidth(area.width() * share)
                painter.drawRoundedRect(area, 5, 5)
            ink = look.base if asks or share > 0.5 else look.text if on else look.faint
            self._draw_content(painter, ink, look)
