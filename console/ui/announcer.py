"""What is said aloud to those who hear the desk instead of seeing it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_APART_MS: Final = 2_000
_AT_MOST: Final = 3


class Announcer(QObject):
    """Speaks at most once in two seconds: what comes sooner waits and is said together.

    ``said`` carries the words and whether they interrupt. Qt's thread.
    """

    said = Signal(str, bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: dict[str, bool] = {}
        self._pause = QTimer(self, singleShot=True, interval=_APART_MS)
        self._pause.timeout.connect(self._speak)

    def say(self, words: str, *, urgent: bool = False) -> None:
        """Have words said soon; urgent ones go first, and the same ones are said once."""
        self._waiting[words] = urgent or self._waiting.get(words, False)
        if not self._pause.isActive():
            self._speak()

    def _speak(self) -> None:
        if not self._waiting:
            return
        waiting = sorted(self._waiting.items(), key=lambda each: not each[1])
        self._waiting.clear()
        words = [each for each, _ in waiting[:_AT_MOST]]
        if len(waiting) > _AT_MOST:
            words.append(self.tr("And {n} more.").format(n=len(waiting) - _AT_MOST))
        urgent = waiting[0][1]
        text = " ".join(words)
        event = QAccessibleAnnouncementEvent(self._window, text)
        event.setPoliteness(
            QAccessible.AnnouncementPoliteness.Assertive
            if urgent
            else QAccessible.AnnouncementPoliteness.Polite
        )
        QAccessible.updateAccessibility(event)
        self.said.emit(text, urgent)
        self._pause.start()
