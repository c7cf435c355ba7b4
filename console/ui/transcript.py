"""What is said on the selected call, as it is said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from console.switchboard.events import TranscriptLine
from console.ui import figures, words
from console.ui.focus_ring import draw_ring
from console.ui.scroll_bar import SlimScrollBar
from console.ui.transcript_delegate import TranscriptDelegate

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class TranscriptModel(QAbstractListModel):
    """The lines of one call's transcript: it grows, and a long one loses its oldest.

    They stand in the order in which they were begun: what somebody says is known once they
    have said it, and by then a note may have been made.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[TranscriptLine] = []

    def replace(self, lines: Sequence[TranscriptLine]) -> None:
        """Show another call's lines."""
        self.beginResetModel()
        self._lines = sorted(lines, key=_begun)
        self.endResetModel()

    def extend(self, lines: Sequence[TranscriptLine]) -> None:
        """Add what is new in the same call's transcript, given whole."""
        given, known = set(map(id, lines)), set(map(id, self._lines))
        for at in reversed(range(len(self._lines))):
            if id(self._lines[at]) not in given:
                self.beginRemoveRows(_ROOT, at, at)
                del self._lines[at]
                self.endRemoveRows()
        for line in lines:
            if id(line) not in known:
                at = bisect_right(self._lines, _begun(line), key=_begun)
                self.beginInsertRows(_ROOT, at, at)
                self._lines.insert(at, line)
                self.endInsertRows()

    def line(self, at: int) -> TranscriptLine:
        return self._lines[at]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return as_text(self._lines[index.row()])
        return None


def _begun(line: TranscriptLine) -> int:
    return line.at_ms


def as_text(line: TranscriptLine) -> str:
    """Return a line as it is read out and copied."""
    return f"{figures.position(line.at_ms)} {words.speaker(line.speaker)}: {words.line_text(line)}"


class Transcript(QListView):
    """Shows the lines and stays at the newest one, unless the reader has scrolled up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = TranscriptModel(self)
        self._when_empty = ""
        self._delegate = TranscriptDelegate(self)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Transcript"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(self))

    def show_lines(self, lines: Sequence[TranscriptLine]) -> None:
        """Show another call's transcript, from its end."""
        self._lines.replace(lines)
        self.scrollToBottom()

    def say_when_empty(self, sentence: str) -> None:
        """Say this in place of lines while there is none."""
        self._when_empty = sentence

    def follow_lines(self, lines: Sequence[TranscriptLine]) -> None:
        """Show what is new in the same call's transcript, given whole."""
        follows = self.at_end()
        self._lines.extend(lines)
        if follows:
            self.scrollToBottom()

    def at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - self.fontMetrics().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        follows = self.at_end()
        super().resizeEvent(event)
        self.doItemsLayout()  # lines wrap elsewhere now; Qt would only think of it later
        if follows:
            self.scrollToBottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self.viewport()) as painter:
                draw_ring(painter, self.viewport())
        if self._lines.rowCount() == 0:
            with QPainter(self.viewport()) as painter:
                painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
                painter.drawText(
                    self.viewport().rect(),
                    Qt.AlignmentFlag.AlignCenter,
                    self._when_empty,
                )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted(index.row() for index in self.selectedIndexes())
            QGuiApplication.clipboard().setText(
                "\n".join(as_text(self._lines.line(row)) for row in chosen)
            )
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands here; Qt would take them for the beginning of a line."""
