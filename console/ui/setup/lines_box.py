"""The lines in the settings: each with who answers it, to be changed, removed or added to."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.lines_interface import LinesBook, LineView
from console.ui.buttons import DeskButton, Kind
from console.ui.errands import Errands
from console.ui.hop import LoopHop
from console.ui.labels import DIM, ElidedLabel, Notice, label, wrapped
from console.ui.said import line_name, said
from console.ui.setup.beside import BesideRow
from console.ui.setup.findings import clear

_WORDS: Final = "lines line number phone answers agent"


class LinesBox(QWidget):
    """``opened`` carries the `LineView` of a line that is to be changed or added. Qt's thread."""

    opened = Signal(object)

    def __init__(self, book: LinesBook, hop: LoopHop) -> None:
        super().__init__()
        self._book = book
        self._hop = hop
        self._errands = Errands(self)
        self.rows: list[LineRow] = []
        self.add = DeskButton(self.tr("Add a line…"))
        self.problem = Notice()
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._errands.failed.connect(self._say)
        self.add.clicked.connect(lambda: self._errands.send(self._open_blank()))
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        intro = self.tr(
            "Each line is a number of yours, with who answers it and how far it may go. Calls "
            "out are made from the first unless another is chosen. Changes count at once."
        )
        column.addWidget(wrapped(intro, ink=DIM))
        column.addLayout(self._column)
        column.addWidget(self.problem)
        column.addLayout(foot)
        self._say("")

    def refresh(self) -> None:
        """Read the lines anew."""
        self._errands.send(self._read())

    def is_found(self, words: str) -> bool:
        """Say whether a search of the settings finds them."""
        told = " ".join(f"{line_name(it.line.name)} {it.line.shown}" for it in self.rows)
        here = self.tr("lines line number phone answers agent")
        text = f"{_WORDS} {here} {told}".casefold()
        return all(word in text for word in words.casefold().split())

    async def _read(self) -> None:
        lines = await self._hop.ask(self._book.lines())
        clear(self._column)
        self.rows = [LineRow(line) for line in lines]
        for row in self.rows:
            row.opened.connect(self.opened)
            row.given_up.connect(self._remove)
            self._column.addWidget(row)
        self._say("")

    async def _open_blank(self) -> None:
        self.opened.emit(await self._hop.ask(self._book.blank()))

    def _remove(self, number: str) -> None:
        self._errands.send(self._removed(number))

    async def _removed(self, number: str) -> None:
        await self._hop.ask(self._book.remove(number))
        await self._read()

    def _say(self, sentence: str) -> None:
        self.problem.say(sentence, "error", "alarm")
        self.problem.setVisible(bool(sentence))


class LineRow(BesideRow):
    """One line. ``given_up`` carries its number once its removal was confirmed."""

    opened = Signal(object)
    given_up = Signal(str)

    def __init__(self, line: LineView) -> None:
        super().__init__()
        self.line = line
        self.change = DeskButton(self.tr("Change…"))
        self.remove = DeskButton(self.tr("Remove"), kind=Kind.QUIET)
        self.really = DeskButton(self.tr("Remove it"), kind=Kind.DANGER)
        self.keep = DeskButton(self.tr("Keep it"), kind=Kind.QUIET)
        self.change.clicked.connect(lambda: self.opened.emit(self.line))
        self.remove.clicked.connect(lambda: self._ask(True))
        self.keep.clicked.connect(lambda: self._ask(False))
        self.really.clicked.connect(lambda: self.given_up.emit(self.line.number))
        for button in (self.change, self.remove, self.really, self.keep):
            button.setAccessibleName(f"{button.text()}: {line_name(line.name)}")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(line_name(line.name), bold=True))
        number = ElidedLabel(ink=DIM)
        number.setText(line.shown)
        head.addWidget(number, 1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(wrapped(said(f"{line.summary} {line.fixed}".strip()), ink=DIM))
        self.put(words, self.change, self.remove, self.keep, self.really)
        self._ask(False)

    def _ask(self, asking: bool) -> None:
        """Ask whether it is to be removed, for that can't be undone; or no more."""
        self.change.setHidden(asking)
        self.remove.setHidden(asking or bool(self.line.fixed))
        self.keep.setVisible(asking)
        self.really.setVisible(asking)
        if asking:
            self.keep.setFocus()
