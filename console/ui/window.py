"""The desk's window: its parts put together, and the events led to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from console.switchboard.call import Call, Engagement
from console.switchboard.events import CallChanged, Event, LampChanged, TranscriptLine
from console.ui import words
from console.ui.actions import Actions
from console.ui.banner import Banner
from console.ui.commands import Commands
from console.ui.dial_panel import DialPanel
from console.ui.empty import Empty, idle_line, idle_practice
from console.ui.errands import Errands
from console.ui.foot import Foot
from console.ui.hang_up import HangUp
from console.ui.hop import EngineHop
from console.ui.key_list import KeyList
from console.ui.leave_sheet import LeaveSheet
from console.ui.menus import desk_menu, practice_menu
from console.ui.theme import Theme, ThemeKeeper
from console.ui.top_bar import PracticeBand, TopBar
from console.ui.workspace import Workspace

LADDER: Final = (Engagement.OFF, Engagement.LISTEN)
"""The rungs there are, from the bottom; their place is their key."""

_SIZE: Final = QSize(1280, 800)
_LEAST: Final = QSize(900, 560)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class DeskWindow(QMainWindow):
    """Everything an operator sees of the switchboard behind ``hop``. Qt's thread.

    ``closing`` is emitted once, when the user wants to quit and no call stands against it
    any more; the window stays until the composition closes it. ``theme_chosen`` carries
    a `Theme` to remember.
    """

    closing = Signal()
    theme_chosen = Signal(object)

    def __init__(
        self,
        hop: EngineHop,
        *,
        practice: bool,
        theme: Theme,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._hop = hop
        self._practice = practice
        self._leaving = False
        self._theme = ThemeKeeper(app, theme, self)
        self._errands = Errands(self)
        self._commands = Commands(hop, self._errands)
        self._actions = Actions(self)
        self._add_actions()
        self._hang_up = HangUp(self._actions["hang-up"], self._commands.hang_up, self)
        self.workspace = Workspace(hop.switchboard, self._actions, self._idle(), now)
        self._actions.install(self, self.workspace)
        self._banner = Banner()
        self._foot = Foot(now)
        self._top = self._top_bar()
        self._lay_out()
        self._dial = DialPanel(hop, self._errands, practice, self)
        self._wire()
        self.workspace.focus_list()
        hop.begin()

    # -- what can be done ---------------------------------------------------------------

    def _add_actions(self) -> None:
        add = self._actions.add
        add("dial", self.tr("Dial…"), "Ctrl+D", self._open_dial)
        add("practice-call", self.tr("Try a practice call"), "", self._commands.ring)
        for key, mode in enumerate(LADDER):
            engage, word = partial(self._engage, mode), words.engagement(mode)
            add(mode.value, word, str(key), engage, local=True, checkable=True)
        add("hang-up", self.tr("Hang up"), "Ctrl+H", lambda: self._hang_up.press())
        down, up = self.tr("Next call (or ↓)"), self.tr("Previous call (or ↑)")
        add("next", down, "J", lambda: self.workspace.calls.step(1), local=True)
        add("previous", up, "K", lambda: self.workspace.calls.step(-1), local=True)
        add("keys", self.tr("Keys"), "F1", lambda: KeyList(self._actions, self).show_over(self))
        add("quit", self.tr("Quit"), "Ctrl+Q", self.close)

    def _open_dial(self) -> None:
        button = self._top.dial
        self._dial.open(button.mapTo(self, QPoint(0, button.height() + 6)))

    def _engage(self, mode: Engagement) -> None:
        call = self.workspace.detail.call
        if call and not call.ended:
            self._commands.engage(call.id, mode)
        self._show(call)

    def _show(self, call: Call | None) -> None:
        """Have the actions say what holds for the call in the detail."""
        self._hang_up.show_call(call)
        for mode in LADDER:
            action = self._actions[mode.value]
            action.setEnabled(call is not None and not call.ended)
            action.setChecked(call is not None and call.engagement is mode)

    # -- what happens -------------------------------------------------------------------

    def _hear(self, event: Event) -> None:
        match event:
            case CallChanged():
                self.workspace.call_changed(event.new)
            case TranscriptLine():
                self.workspace.line_said(event)
            case LampChanged():
                self._foot.lamps.put(event.lamp)
                self._dial.refresh()

    def _wire(self) -> None:
        self._hop.heard.connect(self._hear)
        self._errands.failed.connect(self._banner.say)
        self._dial.dialled.connect(self.workspace.select_soon)
        self.workspace.shown.connect(self._show)
        self.workspace.counted.connect(self._foot.count)
        self._show(None)

    # -- closing ------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first where calls are live; the composition closes for good after `closing`."""
        if self._leaving:
            event.accept()
            return
        event.ignore()
        live = [call.id for call in self._hop.switchboard.calls()]
        if not live:
            self._leave()
        elif self.findChild(LeaveSheet) is None:
            sheet = LeaveSheet(len(live), self)
            sheet.accepted.connect(lambda: self._commands.hang_up_all(live, self._leave))
            sheet.open()

    def _leave(self) -> None:
        if not self._leaving:
            self._leaving = True
            self.closing.emit()

    # -- the look -----------------------------------------------------------------------

    def choose_theme(self, theme: Theme) -> None:
        """Use a theme from now on."""
        self._theme.choose(theme)
        self.theme_chosen.emit(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.workspace.clock.wake()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.workspace.clock.wake()

    def _top_bar(self) -> TopBar:
        scenarios = self._hop.switchboard.practice_scenarios()
        calls = practice_menu(scenarios, self._commands.ring, self) if self._practice else None
        menu = desk_menu(self._actions, self._theme.theme, self.choose_theme, self)
        return TopBar(self._actions["dial"], calls, menu)

    def _idle(self) -> Empty:
        line = next(iter(self._hop.switchboard.lines()), None)
        return idle_practice(self._actions) if self._practice else idle_line(self._actions, line)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._practice:
            column.addWidget(PracticeBand())
        column.addWidget(self._top)
        column.addWidget(self.workspace, 1)
        column.addWidget(self._banner)
        column.addWidget(self._foot)
        self.setCentralWidget(middle)
        practice = self.tr("Operator console – practice")
        self.setWindowTitle(practice if self._practice else self.tr("Operator console"))
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
