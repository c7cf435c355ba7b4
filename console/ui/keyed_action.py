"""An action whose key acts once for each press, however long it is held."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcutEvent

REPEAT_MS: Final = 25
"""X11 repeats a held key as let go and pressed again, which Qt does not always see through
(3 times in 2 s on a busy machine): so soon after, it was no letting go."""

_MODIFIERS: Final = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
    )
)


class KeyedAction(QAction):
    """``let_go`` is emitted when the key that triggered it is up again, wherever the focus
    went meanwhile. Until then the same key triggers nothing more: holding what stops
    everything must not be pressing it twice. Qt's thread.

    A window that is no longer active hears of no key being let go, so that counts as one. So
    does letting go a modifier that belongs to it: without Shift, “+” is let go as “=”.
    """

    let_go = Signal()

    def __init__(self, text: str, parent: QObject) -> None:
        super().__init__(text, parent)
        self._down: Qt.Key | None = None
        self._beside: set[int] = set()
        """The modifiers that were pressed since; they belong to other keys."""
        self._going = QTimer(self, singleShot=True, interval=REPEAT_MS)
        self._going.timeout.connect(self._up)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Shortcut and not self.autoRepeat():
            assert isinstance(event, QShortcutEvent)
            if self._down is not None:
                return True
            self._press(QKeySequence(event.key()))
        return super().event(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyRelease if self._is_down_key(event):
                self._going.start()
            case QEvent.Type.KeyPress | QEvent.Type.ShortcutOverride if self._is_down_key(event):
                self._going.stop()
            case QEvent.Type.KeyPress | QEvent.Type.KeyRelease if self._is_modifier(event):
                self._follow_modifier(event)
            case QEvent.Type.WindowDeactivate | QEvent.Type.ApplicationDeactivate:
                self._up()
        return False

    def _press(self, key: QKeySequence) -> None:
        self._beside.clear()
        self._down = key[0].key()  # type: ignore[index]  # Qt's stubs do not know it
        _application().installEventFilter(self)  # only now: it hears of every event there is

    def _is_down_key(self, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        return event.key() == self._down

    def _is_modifier(self, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        return event.key() in _MODIFIERS

    def _follow_modifier(self, event: QEvent) -> None:
        assert isinstance(event, QKeyEvent)
        if event.type() is QEvent.Type.KeyPress:
            self._beside.add(event.key())
        elif event.key() not in self._beside:
            self._going.start()

    def _up(self) -> None:
        self._down = None
        self._going.stop()
        _application().removeEventFilter(self)
        self.let_go.emit()


def _application() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app
    return app
