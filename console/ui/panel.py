"""What comes up over the desk to type into, and gives the focus back when it goes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from console.ui.card import Card


class Panel(Card):
    """Lies over the desk without barring it. Esc is the panel's own to handle.

    ``closed`` is emitted when it goes away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = parent
        self._focus_before: QWidget | None = None
        self.hide()

    def open_at(self, corner: QPoint, field: QWidget) -> None:
        """Come up with the upper left corner near a point of the window, all of it in sight."""
        if not self.isVisible():
            self._focus_before = self.window().focusWidget()
        self.adjustSize()
        room = self._desk.rect().adjusted(8, 8, -8, -8)
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
