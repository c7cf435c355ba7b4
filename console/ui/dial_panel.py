"""Dialling: one field, and under it whether the number can be called and as whom."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from console.ui import figures
from console.ui.buttons import DeskButton, Kind
from console.ui.errands import Errands
from console.ui.hop import EngineHop
from console.ui.labels import DIM, ElidedLabel
from console.ui.number_panel import NumberPanel
from console.ui.practice_numbers import PracticeNumbers
from console.ui.said import line_name


class DialPanel(NumberPanel):
    """Enter dials."""

    def __init__(self, hop: EngineHop, errands: Errands, practice: bool, parent: QWidget) -> None:
        dial = DeskButton(self.tr("Dial"), icon="phone", kind=Kind.PRIMARY)
        super().__init__(hop, errands, self.tr("Number or name to dial"), dial, parent)
        self._caller_id = ElidedLabel(ink=DIM)
        self.write_anew()
        between: list[QWidget] = [self._caller_id]
        if practice and self.line:
            numbers = PracticeNumbers(self.line)
            numbers.chosen.connect(self._fill)
            between.append(numbers)
        self.lay_out(*between)

    def open(self, at: QPoint) -> None:
        """Come up at a point with what was typed last, ready to be typed over."""
        self.open_at(at, self.field)
        self.field.selectAll()
        self.refresh()

    def write_anew(self) -> None:
        super().write_anew()
        text = self.tr("No number is set up to call from.")
        if self.line:
            text = self.tr("Calling as {line}, {number}").format(
                line=line_name(self.line.name), number=figures.number(self.line.number)
            )
        self._caller_id.setText(text)

    def busy_sentence(self) -> str:
        return self.tr("Dialling…")

    async def carry_out(self, text: str) -> None:
        self.dialled.emit(await self._hop.ask(self._hop.switchboard.dial(text)))

    def _fill(self, number: str) -> None:
        self.field.setText(figures.as_written(number))
        self.field.setFocus()
        self.refresh()
