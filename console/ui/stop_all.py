"""Stopping everything: first every agent is silent, and then, if that is not enough, no call is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from console.switchboard.call import Call
from console.ui.sender import Sender

AGAIN_MS: Final = 3_000


class StopAll(QObject):
    """The first press silences all agents, and the calls stay up; a second within three
    seconds hangs up all. ``changed`` comes when a press means something else. Qt's thread.
    """

    changed = Signal()

    def __init__(
        self, sender: Sender, calls: Callable[[], Iterable[Call]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._sender = sender
        self._calls = calls
        self._timer = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._timer.timeout.connect(self.changed)

    def asking(self) -> bool:
        """Say whether the next press hangs up all."""
        return self._timer.isActive()

    def can(self) -> bool:
        return any(not call.ended for call in self._calls())

    def says(self) -> str:
        return texts()[self.asking()]

    def silenced(self) -> list[Call]:
        """Return the calls whose agents are kept silent."""
        return [call for call in self._calls() if call.silenced and not call.ended]

    def press(self) -> None:
        """Silence all agents, or hang up all calls."""
        board = self._sender.board
        if self.asking():
            self._timer.stop()
            self._sender.send(board.hang_up_all())
        else:
            self._timer.start()
            self._sender.send(board.silence_all())
        self.changed.emit()

    def let_speak(self) -> None:
        """Let every agent be heard again."""
        self._timer.stop()
        for call in self.silenced():
            self._sender.send(self._sender.board.silence(call.id, False))
        self.changed.emit()


def texts() -> tuple[str, str]:
    """Return what a first press is called, and one within three seconds of it."""
    stop = QCoreApplication.translate("StopAll", "Stop all")
    return stop, QCoreApplication.translate("StopAll", "Hang up all?")
