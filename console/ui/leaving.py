"""Closing the desk: at once, or when no call stands against it any more."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.ui.leave_sheet import LeaveSheet
from console.ui.sender import Sender


class Leaving(QObject):
    """Asks first where calls are live. ``decided`` is emitted once, when the desk may close;
    ``waits`` when it is to close by itself once the last call has ended. Qt's thread.
    """

    decided = Signal()
    waits = Signal()

    def __init__(self, sender: Sender, window: QWidget) -> None:
        super().__init__(window)
        self._sender = sender
        self._window = window
        self._waiting = False
        self.is_decided = False

    def ask(self) -> None:
        """Close if nothing stands against it, and ask otherwise."""
        live = [call.id for call in self._sender.board.calls()]
        if not live:
            self._decide()
        elif self._window.findChild(LeaveSheet) is None:
            sheet = LeaveSheet(len(live), self._window)
            sheet.accepted.connect(lambda: self._sender.hang_up_all(live, self._decide))
            sheet.waits.connect(self._wait)
            sheet.open()

    def count(self, calls: int) -> None:
        """Take how many calls have not ended."""
        if self._waiting and not calls:
            self._decide()

    def _wait(self) -> None:
        self._waiting = True
        self.waits.emit()
        self.count(len(self._sender.board.calls()))

    def _decide(self) -> None:
        if not self.is_decided:
            self.is_decided = True
            self.decided.emit()
