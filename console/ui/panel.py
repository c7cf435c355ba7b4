"""What comes up over the desk to type into, and gives the focus back when it goes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from console.ui.card import Card

_EDGE: Final = 8


class Panel(Card):
    """Lies over the desk without barring it. Esc is the panel's own to handle.

    ``closed`` is emitted when it goes away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = parent
        self._above: QWidget | None = None
        self._focus_before: QWidget | None = None
        self.hide()

    def keep_below(self, head: QWidget) -> None:
        """Never lie over a part of the desk, nor above it: what it says must stay in sight."""
        self._above = head

    def room(self) -> QRect:
        """Return where in the window there is room."""
        room = self._desk.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if self._above:
            room.setTop(self._above.mapTo(self._desk, QPoint(0, self._above.height())).y())
        return room

    def open_at(self, corner: QPoint, field: QWidget) -> None:
        """Come up with the upper left corner near a point of the window, where there is room."""
        if not self.isVisible():
            self._focus_before = self.window().focusWidget()
        self.adjustSize()
        room = self.room()
        left = max(room.left(), min(corner.x(), room.right() - self.width()))
        top = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.raise_()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Go away and give back the focus, if it is here."""
        has_focus = self.isAncestorOf(self.window().focusWidget())
        self.hide()
        if has_focus and self._focus_before and self._focus_before.isVisible():
            self._focus_before.setFocus()
        self.closed.emit()
