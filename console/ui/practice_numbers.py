"""The numbers of the practice line that do something special, one press each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.switchboard.lines import Line
from console.ui.buttons import DeskButton
from console.ui.labels import DIM, wrapped


class PracticeNumbers(QWidget):
    """Says what the practice numbers do; ``chosen`` carries the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(
            wrapped(self.tr("Every practice number answers, but for these endings:"), ink=DIM)
        )
        grid = QGridLayout()
        grid.setSpacing(6)
        column.addLayout(grid)
        for at, (ending, word) in enumerate(self._endings()):
            number = line.number[: -len(ending)] + ending
            button = DeskButton(self.tr("{ending} {what}").format(ending=ending, what=word))
            button.clicked.connect(lambda _checked=False, n=number: self.chosen.emit(n))
            grid.addWidget(button, *divmod(at, 2))

    def _endings(self) -> tuple[tuple[str, str], ...]:
        return (
            ("0101", self.tr("busy")),
            ("0102", self.tr("no answer")),
            ("0103", self.tr("fails")),
            ("0104", self.tr("voicemail")),
        )
