"""One line: all that can be said of it, filled in and then kept as a whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.lines_interface import LinesBook, LineView
from console.ui.buttons import DeskButton, Kind
from console.ui.errands import Errands
from console.ui.hop import LoopHop
from console.ui.labels import Notice, label
from console.ui.said import line_name, said
from console.ui.scroll_bar import scrolling
from console.ui.setup.findings import clear
from console.ui.setup.setting_row import SettingRow


class LinePage(QWidget):
    """Nothing is kept before `save` is pressed; ``left`` says that it was, or that it was given
    up. Qt's thread.
    """

    left = Signal()

    def __init__(self, book: LinesBook, hop: LoopHop) -> None:
        super().__init__()
        self._book = book
        self._hop = hop
        self._errands = Errands(self)
        self._number = ""
        self._line: LineView | None = None
        self._draft: dict[str, str] = {}
        self.rows: dict[str, SettingRow] = {}
        self._groups: dict[str, QWidget] = {}
        self.title = label(scale=1.2, bold=True)
        self.save = DeskButton(self.tr("Keep this line"), kind=Kind.PRIMARY)
        self.cancel = DeskButton(self.tr("Cancel"), kind=Kind.QUIET)
        self.problem = Notice()
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._errands.failed.connect(self._say)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.left)
        self._lay_out()

    def show_line(self, line: LineView) -> None:
        """Show a line to be changed, or one to be added."""
        self._number, self._line, self._draft = line.number, line, {}
        new = self.tr("A new line")
        self.title.setText(f"{line_name(line.name)}  {line.shown}" if line.number else new)
        self._say("")
        clear(self._column)
        self.rows, self._groups = {}, {}
        for group, views in groupby(line.fields, lambda view: view.group):
            self._groups[group] = box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 18)
            column.setSpacing(2)
            column.addWidget(label(said(group), scale=1.2, bold=True))
            for view in views:
                self.rows[view.name] = row = SettingRow(view)
                row.chosen.connect(self._fill_in)
                row.given_up.connect(lambda name: self._fill_in(name, ""))
                column.addWidget(row)
            self._column.addWidget(box)
        self._column.addStretch(1)
        self._show_what_matters()
        self._area.verticalScrollBar().setValue(0)
        self.rows["number"].entry.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fill_in(self, name: str, text: str) -> None:
        row = self.rows[name]
        self._draft[name] = text
        source = self.tr("what is typed")
        view = replace(row.view, value=text or row.view.default, is_set=bool(text), source=source)
        row.show_setting(view)
        self._show_what_matters()

    def _show_what_matters(self) -> None:
        assert self._line
        for name, row in self.rows.items():
            other, *values = self._line.only_if.get(name, ("",))
            row.setVisible(not other or self.rows[other].view.value in values)
        for group, box in self._groups.items():
            rows = (row for row in self.rows.values() if row.view.group == group)
            box.setVisible(any(not row.isHidden() for row in rows))

    def _save(self) -> None:
        if focus := self.focusWidget():
            focus.clearFocus()  # what is being typed counts, too
        self._errands.send(self._kept())

    async def _kept(self) -> None:
        self.save.setDisabled(True)
        try:
            await self._hop.ask(self._book.put(self._number, self._draft))
        finally:
            self.save.setDisabled(False)
        self.left.emit()

    def _say(self, sentence: str) -> None:
        self.problem.say(sentence, "error" if sentence else "", "alarm")

    def _lay_out(self) -> None:
        self._column.setContentsMargins(24, 8, 24, 16)
        self._column.setSpacing(0)
        self._area = area = scrolling(self._content)
        head = QVBoxLayout()
        head.setContentsMargins(24, 16, 24, 8)
        head.addWidget(self.title)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 20, 12)
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addLayout(foot)
