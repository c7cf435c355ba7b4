"""The desk's window: its parts put together, and the events led to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from console.contacts import CONTACTS, ContactBook
from console.switchboard.call import Call
from console.switchboard.events import CallChanged, Event, LampChanged, TranscriptLine
from console.switchboard.operator_sound import OperatorSound
from console.ui.call_commands import agent_commands, call_commands, ladder_commands
from console.ui.call_figures import CallFigures
from console.ui.call_model import CallModel
from console.ui.command import Command
from console.ui.controls import Controls
from console.ui.desk_commands import desk_commands, list_commands
from console.ui.detail import Detail
from console.ui.empty import Empty, idle_line, idle_practice
from console.ui.errands import Errands
from console.ui.foot import Foot
from console.ui.happenings import Happenings
from console.ui.heard_frame import WIDTH
from console.ui.hop import EngineHop
from console.ui.keymap import KeyStore
from console.ui.leaving import Leaving
from console.ui.look import Look
from console.ui.mask import MASK
from console.ui.menus import desk_menu, practice_menu
from console.ui.meters import Meters
from console.ui.mini_window import MiniWindow
from console.ui.panels import Panels
from console.ui.panes import go_to_pane
from console.ui.preferences import Preferences
from console.ui.registry import Registry
from console.ui.said import said
from console.ui.second_hand import SecondHand
from console.ui.sender import Sender
from console.ui.silenced_bar import SilencedBar
from console.ui.teller import Teller
from console.ui.theme import Theme
from console.ui.top_bar import PracticeBand, TopBar
from console.ui.tray import Tray
from console.ui.workspace import Workspace

_SIZE: Final = QSize(1280, 800)
_LEAST: Final = QSize(800, 560)
_WINDOW: Final = "window"


def _utc_now() -> datetime:
    return datetime.now(UTC)


class DeskWindow(QMainWindow):
    """Everything an operator sees of the switchboard behind ``hop``. Qt's thread.

    ``sound`` is the operator's own microphone and speaker, None where there is none;
    ``keys`` keeps the keys that the user chooses, ``preferences`` everything else; ``theme``
    is for this once, whatever those say. Calls that are ``elsewhere`` outlive the desk.
    ``places`` are the commands that open what lies beside the desk. ``closing`` is emitted
    once, when the user wants to quit and no call stands against it any more; the window stays
    until the composition closes it.
    """

    closing = Signal()

    def __init__(
        self,
        hop: EngineHop,
        *,
        practice: bool,
        elsewhere: bool = False,
        theme: Theme | None = None,
        preferences: Preferences | None = None,
        now: Callable[[], datetime] = _utc_now,
        sound: OperatorSound | None = None,
        keys: KeyStore | None = None,
        places: Sequence[Command] = (),
    ) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._hop = hop
        # What has no parent is Python's to throw away, be it in the engine's thread.
        hop.setParent(self)
        self._practice = practice
        self._places = places
        self._alerts = 0
        self._preferences = preferences = preferences or Preferences()
        self.look = Look(app, preferences, theme or preferences.theme, self)
        MASK.on = preferences.masked
        self.errands = Errands(self)
        self._sender = Sender(hop, self.errands)
        self._leaving = Leaving(self._sender, self, elsewhere=elsewhere)
        self.model = CallModel(now, self)
        self.controls = Controls(self._sender, self.model, sound, self)
        self._happenings = Happenings()
        self.registry = Registry(self._commands(), keys.load() if keys else {}, self)
        hand = SecondHand(now)
        self._idle_page = self._idle()
        self.workspace = self._make_workspace(hand)
        self._tray = Tray(self.registry, self)
        self._teller = Teller(sound, self.controls.microphone, preferences, self._tray, self)
        self._banner = self._teller.banner
        self._silenced = SilencedBar(self.registry)
        self._foot = Foot(now, self.registry["top-alert"])
        self._top = self._top_bar()
        self._lay_out()
        self.panels = Panels(
            self, hop, self.errands, self.registry, keys, head=self._top.mic, practice=practice
        )
        self.mini = MiniWindow(self.registry, self.controls.microphone, preferences, hand, self)
        self._wire()
        self.registry.install(self, self.workspace, self.workspace.calls)
        self._follow_look()
        self._restore_layout()
        self.workspace.calls.columns_chosen.connect(self._keep_columns)
        self.workspace.focus_list()
        hop.begin()

    # -- what can be done ---------------------------------------------------------------

    def _commands(self) -> Iterator[Command]:
        yield from ladder_commands(self.controls)
        yield from call_commands(
            self.controls,
            self._open_keypad,
            self._open_transfer,
            select=lambda call: self.workspace.select_soon(call),
        )
        yield from agent_commands(self.controls)
        yield from list_commands(lambda: self.workspace, lambda: self._alerts)
        yield from desk_commands(
            dial=lambda: self.panels.open_dial(self._top.dial),
            ring=self._sender.ring if self._practice else None,
            palette=lambda: self.panels.palette.open(),
            keys=lambda: self.panels.open_keys(),
            mask=self._toggle_mask,
            mini=lambda: self.mini.toggle(),
            mini_shown=lambda: self.mini.isVisible(),
            next_pane=self._next_pane,
            leave=self.close,
            stop_all=self.controls.stop_all,
        )
        yield from self._places
        yield from self.look.commands()

    def _open_keypad(self) -> None:
        if call := self.controls.selected.call:
            self.panels.open_keypad(call, self.workspace.detail.tools)

    def _open_transfer(self) -> None:
        if call := self.controls.selected.call:
            self.panels.open_transfer(call, self.workspace.detail.tools)

    def _toggle_mask(self) -> None:
        MASK.on = self._preferences.masked = not MASK.on
        self._write_anew()

    def use_contacts(self, book: ContactBook) -> None:
        """Show these names from now on, and say what could not be read of them."""
        CONTACTS.book = book
        self._write_anew()
        if book.problems:
            more = len(book.problems) - 1
            others = self.tr(" {n} more like it are in the log.").format(n=more) if more else ""
            self._banner.say(said(book.problems[0]) + others)

    def _write_anew(self) -> None:
        """Write every name and number again: what they are called has changed."""
        self.model.tell_all()
        self.workspace.detail.write_anew()
        self.mini.show_call(self.controls.selected.call)
        self._idle_page.write_anew()
        self._foot.lamps.write_anew()
        self.panels.write_anew()
        self.controls.microphone.changed.emit()
        self.controls.selected.changed.emit()

    def _next_pane(self, by: int) -> None:
        panes = [self.workspace.calls, self.workspace.detail, self._top, self._foot]
        go_to_pane(panes, self.focusWidget(), by)

    # -- what happens -------------------------------------------------------------------

    def _hear(self, event: Event) -> None:
        match event:
            case CallChanged():
                self._happenings.call_changed(event)
                self._call_changed(event)
            case TranscriptLine():
                self._happenings.line_said(event)
                self.workspace.line_said(event)
            case LampChanged():
                self._foot.lamps.put(event.lamp)
                self.panels.refresh()

    def _call_changed(self, event: CallChanged) -> None:
        self._teller.call_changed(event)
        self.workspace.call_changed(event)
        self.controls.call_changed(event)
        self.panels.follow(event.new)

    def _show(self, call: Call) -> None:
        """Have the commands be about the call in the detail."""
        self.controls.show_call(call)
        self.mini.show_call(call)

    def _count(self, calls: int, alerts: int) -> None:
        self._happenings.keep(call.id for call in self.model.all_calls())
        self._alerts = alerts
        self._foot.count(calls, alerts)
        self._tray.say(calls, alerts)
        self._silenced.count(len(self.controls.stop_all.silenced()))
        self.registry.refresh()
        self._leaving.count(calls)

    def _wire(self) -> None:
        self._hop.heard.connect(self._hear)
        self.errands.failed.connect(self._teller.fail)
        for panel in (self.panels.dial, self.panels.transfer):
            panel.dialled.connect(self.workspace.select_soon)
        self.workspace.shown.connect(self._show)
        self.workspace.counted.connect(self._count)
        controls = self.controls
        controls.changed.connect(self.registry.refresh)
        controls.composer.left.connect(self.workspace.focus_list)
        controls.composer.handed_back.connect(lambda: self.registry.run("listen"))
        controls.microphone.changed.connect(self._teller.follow_microphone)
        self._tray.wanted.connect(self._come_forward)
        self.mini.shown.connect(self.registry.refresh)
        self.look.changed.connect(self._follow_look)
        self.workspace.ticked.connect(self.mini.show_time)
        self.registry["talk"].let_go.connect(lambda: controls.microphone.hold_to_talk(False))
        self._leaving.decided.connect(self._leave)
        self._leaving.waits.connect(self._say_waiting)

    # -- closing ------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first where calls are live; the composition closes for good after `closing`."""
        if self._leaving.is_decided:
            event.accept()
            return
        event.ignore()
        self._leaving.ask()

    def _say_waiting(self, on: bool) -> None:
        sentence = self.tr("The desk closes when the last call has ended. Quit again to keep it.")
        if on:
            self._banner.say(sentence, lasts=True)
        else:
            self._banner.take_back(sentence)

    def _leave(self) -> None:
        self.keep_layout()
        self._let_go()
        self.closing.emit()

    def put_away(self) -> None:
        """Go, with all that belongs to the desk: it is over, or another takes its place."""
        self._let_go()
        self.hide()

    def _let_go(self) -> None:
        """Shut the microphone, and take away what stands beside the window."""
        self.controls.microphone.close()
        self._tray.hide()
        self.mini.close()

    # -- the look -----------------------------------------------------------------------

    def _follow_look(self) -> None:
        self.workspace.detail.waveform.calm = self._preferences.calm
        self.registry.refresh()

    def _come_forward(self) -> None:
        """Be in front: the operator has asked for it."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def _restore_layout(self) -> None:
        """Stand as the desk stood last."""
        self.restoreGeometry(self._preferences.place(_WINDOW))
        self.workspace.detail_width = self._preferences.detail_width
        self.workspace.calls.hide_columns(self._preferences.hidden_columns)

    def keep_layout(self) -> None:
        """Remember how the desk stands."""
        self._preferences.keep_place(_WINDOW, self.saveGeometry())
        self._preferences.detail_width = self.workspace.detail_width
        self._preferences.save()

    def _keep_columns(self, names: frozenset[str]) -> None:
        self._preferences.hidden_columns = names

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.workspace.clock.wake()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.workspace.clock.wake()

    def _make_workspace(self, hand: SecondHand) -> Workspace:
        meters = Meters()
        board = self._hop.switchboard
        detail = Detail(
            meters,
            hand,
            self.registry,
            self.controls,
            self._happenings,
            CallFigures(board.lines, lambda call_id: board.qualities().get(call_id), hand),
        )
        return Workspace(board, self.model, meters, detail, self._idle_page, hand)

    def _top_bar(self) -> TopBar:
        scenarios = self._hop.switchboard.practice_scenarios()
        calls = practice_menu(scenarios, self._sender.ring, self) if self._practice else None
        menu = desk_menu(self.registry, self)
        return TopBar(self.registry, self.controls.microphone, calls, menu)

    def _idle(self) -> Empty:
        line = next(iter(self._hop.switchboard.lines()), None)
        return idle_practice(self.registry) if self._practice else idle_line(self.registry, line)

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setAutoFillBackground(True)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self._practice:
            column.addWidget(PracticeBand())
        column.addWidget(self._top)
        column.addWidget(self.workspace, 1)
        column.addWidget(self._foot)
        self.workspace.lay_over(self._silenced, self._banner)
        around = QVBoxLayout(self._teller.frame)
        around.setContentsMargins(WIDTH, WIDTH, WIDTH, WIDTH)
        around.addWidget(middle)
        self.setCentralWidget(self._teller.frame)
        practice = self.tr("Practice – Operator console")
        self.setWindowTitle(practice if self._practice else self.tr("Operator console"))
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)
