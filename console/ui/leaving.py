"""Closing the desk: at once, or when no call stands against it any more."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.ui.leave_sheet import LeaveSheet
from console.ui.sender import Sender


class Leaving(QObject):
    """Asks first where calls are live; those that are ``elsewhere`` go on without the desk.

    ``decided`` is emitted once, when the desk may close; ``waits`` says whether it is to close
    by itself once the last call has ended. Qt's thread.
    """

    decided = Signal()
    waits = Signal(bool)

    def __init__(self, sender: Sender, window: QWidget, *, elsewhere: bool) -> None:
        super().__init__(window)
        self._elsewhere = elsewhere
        self._sender = sender
        self._window = window
        self._waiting = False
        self.is_decided = False

    def ask(self) -> None:
        """Close if nothing stands against it, and ask otherwise."""
        live = len(self._sender.board.calls())
        if not live:
            self._decide()
        elif self._sheet() is None:
            sheet = LeaveSheet(live, self._window, elsewhere=self._elsewhere)
            sheet.accepted.connect(self._hang_up_all)
            sheet.waits.connect(lambda: self._wait(True))
            sheet.leaves.connect(self._decide)
            sheet.stays.connect(lambda: self._wait(False))
            sheet.open()

    def count(self, calls: int) -> None:
        """Take how many calls have not ended."""
        if sheet := self._sheet():
            sheet.count(calls)
        if self._waiting and not calls:
            self._decide()

    def _sheet(self) -> LeaveSheet | None:
        return next((s for s in self._window.findChildren(LeaveSheet) if s.isVisible()), None)

    def _hang_up_all(self) -> None:
        live = [call.id for call in self._sender.board.calls()]
        self._sender.hang_up_all(live, self._decide)

    def _wait(self, on: bool) -> None:
        if on is not self._waiting:
            self._waiting = on
            self.waits.emit(on)
            self.count(len(self._sender.board.calls()))

    def _decide(self) -> None:
        if not self.is_decided:
            self.is_decided = True
            self.decided.emit()
