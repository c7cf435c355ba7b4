"""Hold to talk: a key that acts when it is pressed and again when it is let go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent


class TalkKey(QObject):
    """Notices when the key of an action is let go, wherever the focus went meanwhile.

    The press is the action's own affair. A window that is no longer active hears of no key
    being let go, so that counts as letting go. Qt's thread.
    """

    def __init__(self, action: QAction, let_go: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._action = action
        self._let_go = let_go
        self._down: Qt.Key | None = None
        action.triggered.connect(self._pressed)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyRelease:
                assert isinstance(event, QKeyEvent)
                if event.key() == self._down and not event.isAutoRepeat():
                    self._up()
            case QEvent.Type.WindowDeactivate | QEvent.Type.ApplicationDeactivate:
                self._up()
        return False

    def _pressed(self) -> None:
        keys = self._action.shortcut()
        self._down = keys[0].key() if keys.count() else None  # type: ignore[index]  # Qt's stubs
        _application().installEventFilter(self)  # only now: it hears of every event there is

    def _up(self) -> None:
        _application().removeEventFilter(self)
        self._let_go()


def _application() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app
    return app
