"""The command palette: every command by some letters of its name."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from console.ui.command import Command
from console.ui.fuzzy import ranked
from console.ui.panel import Panel
from console.ui.registry import Registry, keys_of
from console.ui.scroll_bar import SlimScrollBar
from console.ui.text_line import TextLine
from console.ui.text_scale import follow_font
from console.ui.theme import tokens

_ROWS: Final = 11
_WIDTH_IN_DIGITS: Final = 64
_PAD: Final = 12

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class Palette(Panel):
    """Type some letters; Enter does the one that is marked. Qt's thread.

    What can't be done now is shown dim and last, so that it is found with its key.
    """

    def __init__(self, registry: Registry, parent: QWidget) -> None:
        super().__init__(parent)
        self._registry = registry
        self.field = TextLine()
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Find a command"))
        self.found = _Found(registry, self)
        self.list = QListView()
        self.list.setModel(self.found)
        self.list.setItemDelegate(_Line(self.list))
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBar(SlimScrollBar(self.list))
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self.field.textChanged.connect(self._search)
        self.field.sent.connect(lambda _ctrl: self._run(self.list.currentIndex().row()))
        self.field.escaped.connect(self.close_panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list)
        follow_font(self, self._fit_font)

    def _fit_font(self) -> None:
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * _WIDTH_IN_DIGITS)
        self.list.setFixedHeight(_ROWS * _row_height(self))

    def open(self) -> None:
        """Come up in the upper middle of the window, with nothing typed."""
        self.field.clear()
        self._search("")
        left = (self._desk.width() - self.width()) // 2
        self.open_at(QPoint(left, self._desk.height() // 8), self.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS,
            Qt.Key.Key_PageUp: -_ROWS,
        }.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        last = self.found.rowCount() - 1
        at = min(max(self.list.currentIndex().row() + step, 0), last)
        self.list.setCurrentIndex(self.found.index(at, 0))

    def _search(self, text: str) -> None:
        self.found.search(text)
        self.list.setCurrentIndex(self.found.index(0, 0))

    def _run(self, at: int) -> None:
        """Go away first: the command may want the focus."""
        if 0 <= at < self.found.rowCount():
            name = self.found.command(at).name
            self.close_panel()
            self._registry.run(name)


class _Found(QAbstractListModel):
    """The commands that have the letters."""

    def __init__(self, registry: Registry, parent: QWidget) -> None:
        super().__init__(parent)
        self._registry = registry
        self._all = [c for _, c in registry if c.listed and not c.held]
        self._shown: list[Command] = []

    def search(self, text: str) -> None:
        self.beginResetModel()
        places = ranked(text, [f"{command.title} {command.group.title}" for command in self._all])
        found = [self._all[at] for at in places]
        self._shown = sorted(found, key=lambda command: not self.can(command))
        self.endResetModel()

    def command(self, at: int) -> Command:
        return self._shown[at]

    def can(self, command: Command) -> bool:
        return self._registry[command.name].isEnabled()

    def keys(self, command: Command) -> str:
        return keys_of(self._registry[command.name])

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        command = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, [command.title, self.keys(command)]))
        return None


class _Line(QStyledItemDelegate):
    """Draws a command: its title, and at the right its group and its key."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> Any:
        size = option.rect.size()
        size.setHeight(_row_height(option.widget))
        return size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.model()
        assert isinstance(found, _Found)
        command, look = found.command(index.row()), tokens(option.palette)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.selection)
            painter.fillRect(
                option.rect.left(), option.rect.top(), 3, option.rect.height(), look.focus
            )
        area = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setPen(look.text if found.can(command) else look.dim)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, command.title)
        painter.setPen(look.dim)
        painter.drawText(area, right, found.keys(command) or command.group.title)


def _row_height(widget: QWidget) -> int:
    return max(28, widget.fontMetrics().height() + 12)
