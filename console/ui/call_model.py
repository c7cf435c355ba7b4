"""The calls as rows: live ones, and for ten seconds those that ended.

Levels are not in here: they change thirty times a second, and rows only when a call does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from console.switchboard.call import Call, CallId, Flag
from console.ui import figures, words
from console.ui.call_order import arrange, attention
from console.ui.call_row import Row, has_words
from console.ui.columns import Column, title
from console.ui.said import line_name
from console.ui.sentence import row_sentence

STAYS_S: Final = 10
"""How long a call that ended stays in the list."""
_COALESCE_MS: Final = 100

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class CallModel(QAbstractTableModel):
    """The table of calls. Qt's thread.

    Changes are gathered for a tenth of a second and applied together. ``pinned_rows`` is
    asked how many of the first rows must stay where they are; ``settled`` is emitted when
    changes have been applied.
    """

    settled = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pinned_rows: Callable[[], int] = lambda: 0
        self.shown_time = now
        """What the running times of the rows are shown for."""
        self._now = now
        self._rows: dict[CallId, Row] = {}
        self._order: list[CallId] = []
        self._waiting: dict[CallId, Call] = {}
        self._sought: list[str] = []
        self._sought_anew = False
        self._timer = QTimer(self, singleShot=True, interval=_COALESCE_MS)
        self._timer.timeout.connect(self.settle)

    def put(self, call: Call) -> None:
        """Take a call's newest snapshot; its row follows within a tenth of a second."""
        self._waiting[call.id] = call
        if not self._timer.isActive():
            self._timer.start()

    def settle(self) -> None:
        """Apply what is waiting, let go of what ended long ago, and put the rows in order."""
        self._timer.stop()
        changed, self._waiting = self._waiting, {}
        for call in changed.values():
            self._update(call)
        self._rearrange()
        last = self.columnCount() - 1
        for call_id in changed:
            if (at := self.row_of(call_id)) is not None:
                self.dataChanged.emit(self.index(at, 0), self.index(at, last))
        self.settled.emit()

    def row_of(self, call_id: CallId) -> int | None:
        """Return where a call's row is, if it is in sight."""
        return self._order.index(call_id) if call_id in self._order else None

    def row(self, at: int) -> Row:
        return self._rows[self._order[at]]

    def latest(self, call_id: CallId) -> Call | None:
        """Return a call's newest snapshot, settled or not."""
        row = self._rows.get(call_id)
        return self._waiting.get(call_id) or (row.call if row else None)

    def calls(self) -> list[Call]:
        """Return the calls in sight, from the first row to the last."""
        return [self._rows[call_id].call for call_id in self._order]

    def all_calls(self) -> list[Call]:
        """Return the newest snapshot of every call, in sight or not, settled or not."""
        return list(({c: row.call for c, row in self._rows.items()} | self._waiting).values())

    def seek(self, text: str) -> None:
        """Show only the calls that have every word of a text somewhere; all for none."""
        self._sought = text.casefold().split()
        self._sought_anew = True
        self.settle()

    def tell_all(self) -> None:
        """Have every cell written anew."""
        if self._order:
            last = self.index(len(self._order) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def text(self, row: Row, column: Column) -> str:
        """Return what a cell says."""
        call = row.call
        match column:
            case Column.STATE:
                return words.place(call)
            case Column.DIRECTION:
                return words.direction(call)
            case Column.PARTY:
                return words.party(call)
            case Column.LINE:
                return line_name(call.line)
            case Column.TIME:
                return figures.duration(figures.lasted(call, self.shown_time()))
            case Column.DOING:
                return self._doing(row)
        return ""

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            colleague = words.colleague(row.call) if index.column() == Column.STATE else ""
            return colleague or self.text(row, Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_sentence(row.call, self._doing(row), self.shown_time())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return title(Column(section))
        return None

    def _doing(self, row: Row) -> str:
        """Return what goes on and for how long; what is done once has no length."""
        seconds = int((self.shown_time() - row.since).total_seconds())
        once = row.call.ended or Flag.WANTS_HUMAN in row.call.flags
        if not row.activity or once or seconds < 1:
            return row.activity
        return words.lasting(row.activity, seconds)

    def _update(self, call: Call) -> None:
        now, activity = self._now(), words.activity(call)
        row = self._rows.get(call.id)
        if row is None:
            row = self._rows[call.id] = Row(call, activity, now)
        if row.activity != activity:
            row.since = now
        row.call, row.activity = call, activity
        if call.ended and row.ended_at is None:
            row.ended_at = now

    def _rearrange(self) -> None:
        """Remove, reorder and insert rows, each announced to the views as what it is."""
        now = self._now()
        pinned = 0 if self._sought_anew else self.pinned_rows()
        self._sought_anew = False
        head = set(self._order[:pinned])
        for row in list(self._rows.values()):
            call = row.call
            gone = row.ended_at is not None and (now - row.ended_at).total_seconds() >= STAYS_S
            if gone and call.id not in head:
                if (at := self.row_of(call.id)) is not None:
                    self._take_out(at)
                del self._rows[call.id]
        found = [row.call for row in self._rows.values() if has_words(row.call, self._sought)]
        wanted = [call.id for call in sorted(found, key=attention)]
        new = arrange(self._order, wanted, pinned)
        for at in reversed(range(len(self._order))):
            if self._order[at] not in new:
                self._take_out(at)
        self._reorder([call_id for call_id in new if call_id in self._order])
        for at, call_id in enumerate(new):
            if at == len(self._order) or self._order[at] != call_id:
                self.beginInsertRows(QModelIndex(), at, at)
                self._order.insert(at, call_id)
                self.endInsertRows()

    def _take_out(self, at: int) -> None:
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._order[at]
        self.endRemoveRows()

    def _reorder(self, new: list[CallId]) -> None:
        if new == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        place = {call_id: at for at, call_id in enumerate(new)}
        before = self.persistentIndexList()
        after = [self.index(place[self._order[i.row()]], i.column()) for i in before]
        self._order = new
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
