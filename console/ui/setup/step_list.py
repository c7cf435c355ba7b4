"""The steps at the left: each with how it stands, and the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from console.switchboard.setup_interface import StepView
from console.ui.lamps import draw_shape
from console.ui.said import said
from console.ui.setup.shapes import lamp_of, word
from console.ui.theme import tokens

_PAD: Final = 12
_KEYS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class StepList(QWidget):
    """``chosen`` carries the name of the step that is to be shown. Qt's thread."""

    chosen = Signal(str)

    def __init__(self, steps: Sequence[StepView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Steps"))
        self.buttons: dict[str, StepButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 16)
        column.setSpacing(2)
        for step in steps:
            button = StepButton(step, self)
            button.clicked.connect(lambda _checked=False, name=step.name: self.chosen.emit(name))
            self.buttons[step.name] = button
            column.addWidget(button)
        column.addStretch(1)

    def show_current(self, name: str) -> None:
        """Mark one step as that which is shown."""
        for step, button in self.buttons.items():
            button.setChecked(step == name)

    def put(self, step: StepView) -> None:
        """Show how a step stands now."""
        self.buttons[step.name].show_step(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows from one step to the next."""
        by = _KEYS.get(Qt.Key(event.key()))
        buttons = list(self.buttons.values())
        at = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if by is None or at is None:
            super().keyPressEvent(event)
            return
        buttons[max(0, min(len(buttons) - 1, at + by))].setFocus(Qt.FocusReason.TabFocusReason)


class StepButton(QPushButton):
    """One step: its shape and its title."""

    def __init__(self, step: StepView, parent: QWidget) -> None:
        super().__init__(said(step.title), parent)
        self._step = step
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_step(step)

    def show_step(self, step: StepView) -> None:
        self._step = step
        self.setAccessibleName(f"{said(step.title)}: {word(step.state)}")
        self.setToolTip(said(step.sentence) or word(step.state))
        self.update()

    def nextCheckState(self) -> None:
        """Keep the mark where it is: whoever shows the step moves it."""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + metrics.height() + 3 * _PAD
        return QSize(width, metrics.height() + 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        side = self.fontMetrics().height() - 4
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.focus, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            fill = look.selection if self.isChecked() else look.raised
            lit = self.isChecked() or self.underMouse()
            painter.setBrush(fill if lit else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
            shape = QRectF(_PAD, (self.height() - side) / 2, side, side)
            draw_shape(painter, lamp_of(self._step.state), shape, look)
            painter.setPen(look.text)
            left = 2 * _PAD + side
            area = QRect(left, 0, self.width() - left, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text())
