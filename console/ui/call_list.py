"""The list of calls: a table that keeps still under the hand."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from console.switchboard.call import CallId
from console.ui import columns
from console.ui.call_delegate import CallDelegate
from console.ui.call_header import CallHeader
from console.ui.call_model import CallModel, Index
from console.ui.call_row import has_sound
from console.ui.columns import Column
from console.ui.meter_overlay import Metered, MeterOverlay
from console.ui.meters import Meters
from console.ui.scroll_bar import SlimScrollBar

_KEYED_MS: Final = 5_000
"""How long after a key the rows stay where they are: the next key counts on their order."""
_ROW_KEYS: Final = frozenset(
    (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)


class CallList(QTableView):
    """Shows a `CallModel`; ``selected`` carries the id of the call selected, or None.

    What is selected changes only by the operator's hand, or when the first call comes and
    nothing is: a row that leaves never passes its selection on to its neighbour, or the
    next key would reach a call that nobody chose. ``columns_chosen`` carries the names of the
    columns that the operator wants to have hidden.
    """

    selected = Signal(object)
    columns_chosen = Signal(object)

    def __init__(self, model: CallModel, meters: Meters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = model
        self._keyed = QElapsedTimer()
        self._hidden: frozenset[Column] = frozenset()
        self._covered = 0
        # Before Qt's own, which would pass the selection on to the neighbour.
        model.rowsAboutToBeRemoved.connect(self._let_go)
        self.setModel(model)
        self.setItemDelegate(CallDelegate(self))
        self.setAccessibleName(self.tr("Calls"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeader(CallHeader(self))
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().customContextMenuRequested.connect(
            lambda at: self.column_menu().popup(self.horizontalHeader().mapToGlobal(at))
        )
        self.verticalHeader().hide()
        self.verticalHeader().setAccessibleName(self.tr("Rows"))
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):
            corner.setAccessibleName(self.tr("Corner of the list"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._overlay = MeterOverlay(self, self.metered_rows, meters)
        model.pinned_rows = self.pinned_rows
        for settled in (model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            settled.connect(self._overlay.update)
        model.dataChanged.connect(self._overlay.update)
        self.verticalScrollBar().valueChanged.connect(self._overlay.update)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self._fit_font()

    # -- what is selected ---------------------------------------------------------------

    def current_call(self) -> CallId | None:
        at = self.currentIndex()
        return self._calls.row(at.row()).call.id if at.isValid() else None

    def select(self, call_id: CallId) -> None:
        """Select a call's row, if it has one."""
        if (at := self._calls.row_of(call_id)) is not None:
            self.selectRow(at)

    def step(self, by: int) -> None:
        """Select the row so many further down; past the end it is the last."""
        rows = self._calls.rowCount()
        self._keyed.start()
        if rows:
            at = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
            self.selectRow(min(max(at, 0), rows - 1))

    def _tell(self) -> None:
        self._overlay.update()
        self.selected.emit(self.current_call())

    def _let_go(self, _parent: QModelIndex, first: int, last: int) -> None:
        if first <= self.currentIndex().row() <= last:
            self.selectionModel().clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ROW_KEYS:
            self._keyed.start()
        super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here; Qt would take them for the beginning of a row."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus and choose nothing; Qt would make the first row current."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    # -- keeping still ------------------------------------------------------------------

    def pinned_rows(self) -> int:
        """Return how many of the first rows must not move: all while a hand is on the list.

        That is while the pointer is over it, and for some seconds after a key went through
        its rows.
        """
        at = self.viewport().mapFromGlobal(QCursor.pos())
        pointed = self.underMouse() and self.viewport().rect().contains(at)
        keyed = self.hasFocus() and self._keyed.isValid() and not self._keyed.hasExpired(_KEYED_MS)
        return self._calls.rowCount() if pointed or keyed else 0

    def cover(self, high: int) -> None:
        """Let the last rows be scrolled from under what lies over so many pixels of the foot.

        No row moves for it: whoever has scrolled there stays there when it has gone.
        """
        scrolled = self.verticalScrollBar().value()
        self._covered = max(high, scrolled - self._least_scrolled_to(0))
        self.updateGeometries()

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        scrolled = bar.value()
        super().updateGeometries()  # which knows nothing of what is covered
        bar.setMaximum(self._least_scrolled_to(self._covered))
        bar.setValue(scrolled)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        shown = self.viewport().height() - self._covered
        hidden = self.visualRect(index).bottom() + 1 - shown
        if hidden > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + hidden)

    def _least_scrolled_to(self, covered: int) -> int:
        """Return how far is scrolled where the last row is just above what is covered."""
        return max(0, self.verticalHeader().length() - self.viewport().height() + covered)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._calls.settle()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # A drag must not sweep the selection over other calls.
        event.accept()

    # -- painting -----------------------------------------------------------------------

    def row_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def metered_rows(self) -> Metered:
        """Return what the meters are painted beside."""
        height, scrolled = self.row_height(), self.verticalScrollBar().value()
        first = scrolled // height
        last = min(self._calls.rowCount(), (scrolled + self.viewport().height()) // height + 1)
        tops, calls = [], []
        for at in range(first, last):
            call = self._calls.row(at).call
            if has_sound(call):
                tops.append(at * height - scrolled)
                calls.append(call.id)
        chosen = self.currentIndex().row()
        return tops, calls, chosen * height - scrolled if first <= chosen < last else None

    def show_levels(self) -> None:
        """Paint the bars anew: to be called for every frame, and for nothing else."""
        self._overlay.update()

    def show_time(self) -> None:
        """Paint the running times anew: once a second, past the model."""
        for column in (Column.TIME, Column.DOING):
            left, width = self.columnViewportPosition(column), self.columnWidth(column)
            self.viewport().update(QRect(left, 0, width, self.viewport().height()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_font()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def hide_columns(self, names: Collection[str]) -> None:
        """Leave out columns, by name; those that can't be done without stay."""
        self._hidden = frozenset(c for c in columns.DROPPED_FIRST if c.name.lower() in names)
        self._share_width()

    def column_menu(self) -> QMenu:
        """Return a menu of the columns that may be hidden, made anew."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in sorted(columns.DROPPED_FIRST):
            action = menu.addAction(columns.title(column))
            action.setCheckable(True)
            action.setChecked(column not in self._hidden)
            action.toggled.connect(partial(self._show_column, column))
        return menu

    def _show_column(self, column: Column, shown: bool) -> None:
        hidden = self._hidden - {column} if shown else self._hidden | {column}
        names = frozenset(each.name.lower() for each in hidden)
        self.hide_columns(names)
        self.columns_chosen.emit(names)

    def _fit_font(self) -> None:
        height = max(26, self.fontMetrics().height() + 11)
        self.verticalHeader().setDefaultSectionSize(height)
        self.horizontalHeader().setFixedHeight(height + 2)
        self.setMinimumWidth(columns.least(columns.widths(self.fontMetrics())))
        self._share_width()

    def _share_width(self) -> None:
        shared = columns.share(
            self.viewport().width(), columns.widths(self.fontMetrics()), self._hidden
        )
        for column in Column:
            self.setColumnHidden(column, column not in shared)
            if column in shared:
                self.setColumnWidth(column, shared[column])
        self._overlay.place()
