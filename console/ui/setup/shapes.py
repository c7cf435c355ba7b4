"""How a step stands, as a shape and a word: those of the lamps, so that one thing looks alike."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.switchboard.events import LampState
from console.switchboard.setup_interface import StepState
from console.ui.lamps import draw_shape
from console.ui.theme import tokens

_LAMPS: Final = {
    StepState.TO_DO: LampState.OFF,
    StepState.OK: LampState.OK,
    StepState.WARNING: LampState.WARN,
    StepState.PROBLEM: LampState.ERROR,
}


def lamp_of(state: StepState) -> LampState:
    """Return the lamp that a step's state looks like."""
    return _LAMPS[state]


def word(state: StepState) -> str:
    """Return how a step stands, in a word."""
    return {
        StepState.TO_DO: _tr("To do"),
        StepState.OK: _tr("Done"),
        StepState.WARNING: _tr("Attention"),
        StepState.PROBLEM: _tr("Problem"),
    }[state]


class Shape(QWidget):
    """A lamp's shape by itself, as high as a line of text."""

    def __init__(self, state: LampState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        side = self.fontMetrics().height()
        self.setFixedSize(side, side)

    def show_state(self, state: LampState) -> None:
        self._state = state
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            draw_shape(painter, self._state, area, tokens(self.palette()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Shapes", text)
