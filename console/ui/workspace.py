"""The middle of the desk: the list of calls, and beside it the one that is selected."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from console.switchboard.call import Call, CallId
from console.switchboard.events import CallChanged, TranscriptLine
from console.switchboard.interface import SwitchboardInterface
from console.ui.alerts import alert_of
from console.ui.bars import Bars
from console.ui.call_list import CallList
from console.ui.call_model import CallModel
from console.ui.call_order import attention
from console.ui.call_row import has_sound
from console.ui.detail import Detail
from console.ui.filter_bar import FilterBar
from console.ui.meter_clock import MeterClock
from console.ui.meters import Meters
from console.ui.second_hand import SecondHand

_SECOND_MS: Final = 1000


class Workspace(QSplitter):
    """Leads what happens to the list and the detail, and keeps their clocks. Qt's thread.

    ``shown`` carries the call in the detail whenever it is another one or has changed. A
    call that has ended stays there after its row has left, until another is selected:
    somebody may still be reading. ``counted`` carries how many calls have not ended, and
    how many of them want an eye. ``ticked`` comes once a second while there are calls.
    """

    shown = Signal(object)
    counted = Signal(int, int)
    ticked = Signal()

    def __init__(
        self,
        switchboard: SwitchboardInterface,
        model: CallModel,
        meters: Meters,
        detail: Detail,
        empty: QWidget,
        hand: SecondHand,
    ) -> None:
        super().__init__()
        self._hand = hand
        model.shown_time = hand
        self._switchboard = switchboard
        self._wanted: CallId | None = None
        self.detail_width = 0
        """How wide the operator has made the detail, in pixels; 0 is as it likes itself."""
        self.meters = meters
        self.model = model
        self.calls = CallList(model, meters)
        self.detail = detail
        self.filter = FilterBar()
        self._list_side = QWidget()
        self._left = QStackedWidget()
        self._left.setBackgroundRole(QPalette.ColorRole.Base)
        self._left.setAutoFillBackground(True)
        self._left.addWidget(empty)
        self._left.addWidget(self.calls)
        self._lay_out()
        self.clock = MeterClock(
            switchboard,
            self.meters,
            watched=lambda: self.isVisible() and not self.window().isMinimized(),
            audible=lambda: any(map(has_sound, self.model.all_calls())),
            paint=self._show_levels,
            parent=self,
        )
        self._seconds = QTimer(self, interval=_SECOND_MS)
        self._seconds.timeout.connect(self.tick)
        self.calls.selected.connect(self._select)
        self.model.rowsInserted.connect(self._row_came)
        self.model.settled.connect(self._settle)
        self.filter.changed.connect(self.model.seek)
        self.filter.left.connect(self.focus_list)
        self.splitterMoved.connect(self._keep_width)
        self._settle()

    def lay_over(self, *bars: QWidget) -> None:
        """Have these come up over the foot of the list; neither it nor the detail moves."""
        Bars(self._list_side, *bars).covers.connect(self.calls.cover)

    def call_changed(self, event: CallChanged) -> None:
        """Take a call's newest snapshot."""
        call = event.new
        has_left = event.old and event.old.ended and self.model.latest(call.id) is None
        if not has_left:  # what its bill was is no reason for its row to come again
            self.model.put(call)
        if self.detail.call and self.detail.call.id == call.id:
            self.detail.update_call(call)
            self.shown.emit(call)

    def line_said(self, line: TranscriptLine) -> None:
        """Take word that a call's transcript has grown."""
        if self.detail.call and self.detail.call.id == line.call_id:
            self.detail.follow_lines(self._switchboard.transcript(line.call_id))

    def select_soon(self, call: Call) -> None:
        """Select a call of the operator's own making, at once or when it gets its row."""
        self._wanted = call.id
        self._select_waiting()

    def select_alert(self) -> None:
        """Select the call that wants an eye most, and have it seen whatever is sought."""
        alerts = [call for call in self.model.all_calls() if not call.ended and alert_of(call)]
        if alerts:
            first = min(alerts, key=attention)
            if self.model.row_of(first.id) is None:
                self.filter.clear()
            self.calls.select(first.id)
            self.focus_list()

    def select_nth(self, number: int) -> None:
        """Select the call of a row, the first being 1."""
        calls = self.model.calls()
        if number <= len(calls):
            self.calls.select(calls[number - 1].id)
            self.focus_list()

    def open_selected(self) -> None:
        """Lead from the list into the call; where none is selected, select the first."""
        if self.calls.current_call() is None:
            self.select_nth(1)
        else:
            self.detail.transcript.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_list(self) -> None:
        """Give the focus to the list, or to what stands in its place."""
        self._left.currentWidget().setFocus()

    def tick(self) -> None:
        """Let the times run on and rows leave: once a second."""
        self._hand.tick()
        self.model.settle()
        self.calls.show_time()
        self.detail.show_time()
        self.ticked.emit()

    def _select(self, call_id: CallId | None) -> None:
        call = self.model.latest(call_id) if call_id else None
        if call:
            self.detail.show_call(call, self._switchboard.transcript(call.id))
            self.shown.emit(call)

    def _row_came(self, _parent: QModelIndex, first: int, _last: int) -> None:
        """Have the only call selected if it has just come and nothing else is."""
        live = [call.id for call in self.model.all_calls() if not call.ended]
        if self.calls.current_call() is None and live == [self.model.row(first).call.id]:
            self._wanted = live[0]

    def _select_waiting(self) -> None:
        """Select the call that is to be, if it has its row by now."""
        if self._wanted and self.model.row_of(self._wanted) is not None:
            self.calls.select(self._wanted)
            self._wanted = None

    def _settle(self) -> None:
        """Follow the rows: what there is to show, to count, to measure and to time."""
        calls = self.model.all_calls()
        live = [call for call in calls if not call.ended]
        self._select_waiting()
        shown = self.detail.call
        self._left.setCurrentIndex(1 if calls else 0)
        if self.window().focusWidget() is None:
            self.focus_list()  # nobody's focus is taken, and the keys work from now on
        self._show_detail(bool(calls or shown))
        self.meters.keep([call.id for call in calls] + ([shown.id] if shown else []))
        self.filter.count(len(self.model.calls()), len(calls))
        self.counted.emit(len(live), sum(alert_of(call) is not None for call in live))
        self.clock.wake()
        if calls and not self._seconds.isActive():
            self._hand.tick()
            self._seconds.start()
            self.detail.show_time()
        elif not calls:
            self._seconds.stop()

    def _show_detail(self, shown: bool) -> None:
        if shown and self.detail.isHidden():
            self.detail.show()
            wide = self.detail_width or self.detail.sizeHint().width()
            self.setSizes([max(0, self.width() - wide), wide])
        elif not shown:
            self.detail.hide()

    def _keep_width(self) -> None:
        self.detail_width = self.sizes()[1]

    def _show_levels(self) -> None:
        self.calls.show_levels()
        self.detail.show_levels()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._list_side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filter)
        column.addWidget(self._left, 1)
        self.addWidget(self._list_side)
        self.addWidget(self.detail)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
