"""The settings: all that are declared, found by search, changed one by one."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from itertools import groupby
from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.switchboard.lines_interface import LinesBook, LineView
from console.switchboard.operator_sound import OperatorSound
from console.switchboard.settings_interface import SettingsBook, SettingView
from console.ui.beside import BesideWindow
from console.ui.buttons import DeskButton
from console.ui.errands import Errands
from console.ui.hop import LoopHop
from console.ui.labels import DIM, Notice, label
from console.ui.said import said
from console.ui.scroll_bar import scrolling
from console.ui.setup.line_page import LinePage
from console.ui.setup.lines_box import LinesBox
from console.ui.setup.setting_row import SettingRow, is_found
from console.ui.sound_box import SoundBox
from console.ui.text_line import TextLine

_SIZE: Final = QSize(900, 680)
_SOUND: Final = "Sound"
"""The group whose settings are chosen among the devices there are."""
_LEAST: Final = QSize(680, 420)


class SettingsWindow(BesideWindow):
    """Shows `SettingsBook`, the lines and the operator's sound. Qt's thread.

    Each setting is kept as soon as it is typed and left. What counts only at the next start
    is said at the foot, with a button that starts again.
    """

    def __init__(
        self,
        book: SettingsBook,
        lines: LinesBook,
        hop: LoopHop,
        sound: Callable[[], OperatorSound | None],
    ) -> None:
        super().__init__(_SIZE, _LEAST)
        self._book = book
        self._hop = hop
        self._errands = Errands(self)
        self.rows: dict[str, SettingRow] = {}
        self.groups: dict[str, QWidget] = {}
        self._groups: dict[str, tuple[SettingView, ...]] = {}
        self.search = TextLine()
        self.search.setPlaceholderText(self.tr("Search the settings"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self.search.setClearButtonEnabled(True)
        self.nothing = label(ink=DIM)
        self.foot = Notice()
        self.again = DeskButton(self.tr("Start again now"))
        self.sound_box = SoundBox(sound)
        self.lines = LinesBox(lines, hop)
        self.line = LinePage(lines, hop)
        self._pages = QStackedWidget()
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._lay_out()
        self._errands.failed.connect(self._fail)
        self.lines.opened.connect(self._open_line)
        self.line.left.connect(self._close_line)
        self.search.textChanged.connect(self._find)
        self.search.escaped.connect(self._leave_search)
        self.again.clicked.connect(self._start_again)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.search.setFocus()
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew."""
        self.lines.refresh()
        self._errands.send(self._read())

    # -- what is asked ------------------------------------------------------------------

    async def _read(self) -> None:
        views = await self._hop.ask(self._book.all())
        if self.rows:
            for view in views:
                if row := self.rows.get(view.name):
                    row.show_setting(view)
        else:
            self._fill(views)
        await self._look_what_waits()

    def _keep(self, name: str, text: str) -> None:
        self._change(name, self._book.set(name, text))

    def _give_up(self, name: str) -> None:
        self._change(name, self._book.reset(name))

    def _change(self, name: str, work: Coroutine[Any, Any, SettingView]) -> None:
        self._errands.send(self._changed(name, work), self.rows[name].say)

    async def _changed(self, name: str, work: Coroutine[Any, Any, SettingView]) -> None:
        self.rows[name].show_setting(await self._hop.ask(work))
        await self._look_what_waits()

    async def _look_what_waits(self) -> None:
        waits = await self._hop.ask(self._book.pending())
        self.again.setVisible(bool(waits))
        text = self.tr("These count at the next start: {names}.").format(
            names=", ".join(map(said, waits))
        )
        self.foot.say(text if waits else "", "warning" if waits else "", "warn")

    def _start_again(self) -> None:
        self._errands.send(self._started_again())

    async def _started_again(self) -> None:
        self.again.setDisabled(True)
        try:
            await self._hop.ask(self._book.start_again())
        finally:
            self.again.setDisabled(False)
        await self._read()

    def _fail(self, sentence: str) -> None:
        self.foot.say(sentence, "error", "alarm")

    # -- what is shown ------------------------------------------------------------------

    def _open_line(self, line: LineView) -> None:
        self.line.show_line(line)
        self._pages.setCurrentWidget(self.line)

    def _close_line(self) -> None:
        self._pages.setCurrentIndex(0)
        self.lines.refresh()
        self.lines.add.setFocus()

    def _fill(self, views: Sequence[SettingView]) -> None:
        self._add(self.tr("Lines"), [self.lines])
        for group, members in groupby(views, lambda view: view.group):
            self._groups[said(group)] = group_views = tuple(members)
            if group == _SOUND:
                self._add(said(group), [self.sound_box])
                continue
            rows = [SettingRow(view) for view in group_views]
            for row in rows:
                row.chosen.connect(self._keep)
                row.given_up.connect(self._give_up)
                self.rows[row.view.name] = row
            self._add(said(group), rows)
        self._column.addStretch(1)
        self._find(self.search.text())

    def _add(self, title: str, widgets: Sequence[QWidget]) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 18)
        column.setSpacing(2)
        column.addWidget(label(title, scale=1.2, bold=True))
        for widget in widgets:
            column.addWidget(widget)
        self.groups[title] = box
        self._column.addWidget(box)

    def _find(self, words: str) -> None:
        for row in self.rows.values():
            row.setVisible(is_found(row.view, words))
        for title, group in self.groups.items():
            views = self._groups.get(title)
            found = any(is_found(view, words) for view in views or ())
            group.setVisible(found if views else self.lines.is_found(words))
        none = self.rows and all(group.isHidden() for group in self.groups.values())
        self.nothing.setText(self.tr("No setting is called like that.") if none else "")
        self.nothing.setVisible(bool(none))

    def _leave_search(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.close()

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self._column.setContentsMargins(24, 8, 24, 16)
        self._column.setSpacing(0)
        self._column.addWidget(self.nothing)
        area = scrolling(self._content)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 20, 12)
        foot.addWidget(self.foot, 1)
        foot.addWidget(self.again)
        self.again.hide()
        head = QVBoxLayout()
        head.setContentsMargins(24, 16, 24, 8)
        head.addWidget(self.search)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self._pages.addWidget(page)
        self._pages.addWidget(self.line)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._pages)
