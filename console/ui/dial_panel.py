"""Dialling: one field, and under it whether the number can be called and as whom."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.readiness import country_name
from console.ui import figures
from console.ui.buttons import DeskButton, Kind
from console.ui.card import Card
from console.ui.errands import Errands
from console.ui.hop import EngineHop
from console.ui.labels import DIM, ElidedLabel, Notice, label
from console.ui.number_field import NumberField, region_of
from console.ui.practice_numbers import PracticeNumbers

_DEBOUNCE_MS: Final = 80
_WIDTH_IN_DIGITS: Final = 58


class DialPanel(Card):
    """Lies over the desk without barring it. Enter dials, Esc closes; a refusal is shown
    here and leaves the number as it was. ``dialled`` carries the new call.
    """

    dialled = Signal(object)

    def __init__(self, hop: EngineHop, errands: Errands, practice: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._hop = hop
        self._errands = errands
        self._busy = False
        self._focus_before: QWidget | None = None
        line = next(iter(hop.switchboard.lines()), None)
        self.field = NumberField(region_of(line.number) if line else "ZZ")
        self.field.setAccessibleName(self.tr("Number to dial"))
        self.field.setPlaceholderText(self.tr("Number to dial"))
        self._country = label(ink=DIM)
        self._caller_id = ElidedLabel(ink=DIM)
        self._caller_id.setText(
            self.tr("Calling as {line}, {number}").format(
                line=line.name, number=figures.number(line.number)
            )
            if line
            else self.tr("No number is set up to call from.")
        )
        self.verdict = Notice()
        self._dial = DeskButton(self.tr("Dial"), icon="phone", kind=Kind.PRIMARY)
        self._cancel = DeskButton(self.tr("Cancel"))
        self._numbers = PracticeNumbers(line) if practice and line else None
        self._timer = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._lay_out()
        self._wire()
        self.hide()

    def open(self, at: QPoint) -> None:
        """Come up at a point with what was typed last, ready to be typed over."""
        if not self.isVisible():
            self._focus_before = self.window().focusWidget()
        self.move(at)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.refresh()

    def close_panel(self) -> None:
        """Go away and give back the focus, if it is here; the number stays for the next time."""
        has_focus = self.isAncestorOf(self.window().focusWidget())
        self.hide()
        if has_focus and self._focus_before:
            self._focus_before.setFocus()

    def refresh(self) -> None:
        """Say anew whether the number can be dialled."""
        if not self.isVisible() or self._busy:
            return
        text = self.field.text()
        readiness = self._hop.switchboard.readiness(text)
        self._country.setText(country_name(readiness.country) if readiness.country else "")
        if readiness.ready:
            self._say(readiness.sentence, "ready", "good")
        else:
            self._say(readiness.sentence, "warning" if text.strip() else "", "warn")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        text = self.field.text().strip()
        if self._busy:
            return
        self._timer.stop()
        self.refresh()
        if not text:
            return
        self._set_busy(True)
        self._say(self.tr("Dialling…"))
        self._errands.send(self._ask(text), self._refused)

    async def _ask(self, text: str) -> None:
        call = await self._hop.ask(self._hop.switchboard.dial(text))
        self._set_busy(False)
        self.field.clear()
        self.close_panel()
        self.dialled.emit(call)

    def _refused(self, sentence: str) -> None:
        self._set_busy(False)
        if self.isVisible():
            self._say(sentence, "error", "alarm")
        else:
            self._errands.failed.emit(sentence)

    def _say(self, sentence: str, icon: str = "", ink: str = "dim") -> None:
        self.verdict.say(sentence, icon, ink)
        self.adjustSize()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.field.setReadOnly(busy)
        self._dial.setEnabled(not busy)

    def _fill(self, number: str) -> None:
        self.field.setText(figures.number(number))
        self.field.setFocus()
        self.refresh()

    def _wire(self) -> None:
        self.field.textEdited.connect(lambda: self._timer.start())
        self._timer.timeout.connect(self.refresh)
        self._dial.clicked.connect(self._send)
        self._cancel.clicked.connect(self.close_panel)
        if self._numbers:
            self._numbers.chosen.connect(self._fill)

    def _lay_out(self) -> None:
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * _WIDTH_IN_DIGITS)
        self.verdict.reserve(2)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Dial"), scale=1.15, bold=True), 1)
        head.addWidget(self._country)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._dial)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self._caller_id)
        column.addWidget(self.verdict)
        if self._numbers:
            column.addWidget(self._numbers)
        column.addLayout(buttons)
