"""The keys, all of them, on one card; each can be changed there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from console.ui.buttons import DeskButton, Kind
from console.ui.command import Command, Group
from console.ui.keymap import KeyRefused
from console.ui.labels import DIM, Notice, label
from console.ui.panel import Panel
from console.ui.registry import Registry, keys_of
from console.ui.scroll_bar import SlimScrollBar

_COLUMNS: Final = ((Group.LADDER, Group.DESK), (Group.CALL, Group.CALLS))
_AROUND: Final = 112
"""Pixels of the room's height that the keys leave to the card's head and foot."""
_ONLY_MODIFIERS: Final = frozenset(
    (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
)


class KeyList(Panel):
    """What each key does, until Esc. Pressing a key's button waits for another key; Backspace
    there gives back the command's own. ``keep`` is told when the keys have changed.
    """

    def __init__(self, registry: Registry, keep: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._registry = registry
        self._keep = keep
        self.buttons: dict[str, KeyButton] = {}
        self.setAccessibleName(self.tr("Keys"))
        self.verdict = Notice()
        self.close_button = DeskButton(icon="close", kind=Kind.QUIET)
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Keys"), scale=1.15, bold=True), 1)
        head.addWidget(self.close_button)
        self._grid = QWidget()
        sides = QHBoxLayout(self._grid)
        sides.setContentsMargins(0, 0, 8, 0)
        sides.setSpacing(36)
        for groups in _COLUMNS:
            sides.addLayout(self._side(groups))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 12, 14)
        column.setSpacing(8)
        column.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._grid)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBar(SlimScrollBar(self._scroll, "panel"))
        column.addWidget(self._scroll)
        column.addWidget(self.verdict)

    def open(self) -> None:
        """Come up in the middle of the window."""
        self._say()
        whole = self._grid.sizeHint()
        self._scroll.setFixedSize(
            whole.width() + self._scroll.verticalScrollBar().sizeHint().width(),
            min(whole.height(), self.room().height() - _AROUND),
        )
        self.adjustSize()
        spare = self._desk.size() - self.size()
        self.open_at(QPoint(spare.width() // 2, spare.height() // 2), self.close_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def choose(self, name: str, key: str) -> None:
        """Give a command another key, or its own for none; a conflict is shown and refused."""
        try:
            if key:
                self._registry.choose_key(name, key)
            else:
                self._registry.reset_key(name)
        except KeyRefused as refusal:
            self.verdict.say(str(refusal), "warning", "warn")
        else:
            self._say()
            self._keep()
        self.buttons[name].follow()
        self.adjustSize()

    def _say(self) -> None:
        self.verdict.say(
            self.tr("Click a key, then press another for it; Backspace gives back its own.")
        )

    def _side(self, groups: Sequence[Group]) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(4)
        for group in groups:
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(0)
            for row, command in enumerate(self._listed(group)):
                button = KeyButton(command, self._registry, self.choose)
                self.buttons[command.name] = button
                grid.addWidget(label(command.title.rstrip("…")), row, 0)
                grid.addWidget(button, row, 1, Qt.AlignmentFlag.AlignRight)
            grid.setColumnStretch(0, 1)
            side.addWidget(label(group.title, ink=DIM, bold=True))
            side.addLayout(grid)
            side.addSpacing(8)
        side.addStretch(1)
        return side

    def _listed(self, group: Group) -> list[Command]:
        return [c for _, c in self._registry if c.group is group and c.listed]


class KeyButton(DeskButton):
    """Shows a command's key; pressed, it takes the next key instead."""

    def __init__(
        self, command: Command, registry: Registry, choose: Callable[[str, str], None]
    ) -> None:
        super().__init__(kind=Kind.QUIET)
        self._command = command
        self._registry = registry
        self._choose = choose
        self.waiting = False
        self.setAutoDefault(False)
        self.clicked.connect(self._wait)
        self.follow()

    def follow(self) -> None:
        """Show the command's key as it is now."""
        self.waiting = False
        keys = keys_of(self._registry[self._command.name])
        self.setText(keys or "–")
        self.setAccessibleName(
            self.tr("{title}: {key}").format(
                title=self._command.title, key=keys or self.tr("no key")
            )
        )
        self.updateGeometry()
        self.update()

    def event(self, event: QEvent) -> bool:
        if self.waiting and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            assert isinstance(event, QKeyEvent)
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            return True
        if self.waiting and event.type() == QEvent.Type.FocusOut:
            self.follow()
        return super().event(event)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setHeight(max(24, self.fontMetrics().height() + 6))
        return size

    def _wait(self) -> None:
        self.waiting = True
        self.setFocus()
        self.setText(self.tr("Press a key…"))
        self.updateGeometry()

    def _take(self, event: QKeyEvent) -> None:
        if event.key() in _ONLY_MODIFIERS:
            return
        if event.key() == Qt.Key.Key_Escape and self._command.name != "step-down":
            self.follow()
        elif event.key() == Qt.Key.Key_Backspace:
            self._choose(self._command.name, "")
        else:
            pressed = QKeySequence(event.keyCombination())
            self._choose(
                self._command.name, pressed.toString(QKeySequence.SequenceFormat.PortableText)
            )
