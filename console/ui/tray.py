"""The desk in the system's tray, where there is one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from console.ui import icons, words
from console.ui.notifications import notify
from console.ui.registry import Registry

_COMMANDS: Final = ("dial", "practice-call", "", "mini-window", "mask", "stop-all", "", "quit")
_SHOWN_MS: Final = 8_000


class Tray(QObject):
    """An icon whose menu has the desk's commands; it shows who rings. Qt's thread.

    ``wanted`` comes when the operator clicks on it, or on what it shows: only then may the
    window come to the front.
    """

    wanted = Signal()

    def __init__(self, registry: Registry, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.menu = QMenu(window)
        show = self.menu.addAction(self.tr("Show the desk"))
        show.triggered.connect(self.wanted)
        known = {name for name, _ in registry}
        for name in _COMMANDS:
            if not name:
                self.menu.addSeparator()
            elif name in known:
                self.menu.addAction(registry[name])
        self._icon = QSystemTrayIcon(icons.app_icon(), self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.wanted)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon.show()

    def say(self, calls: int, alerts: int) -> None:
        """Tell how many calls there are and want an eye, to a pointer that rests on the icon."""
        text = ", ".join([words.calls(calls), *([words.alerts(alerts)] if alerts else [])])
        self._icon.setToolTip(self.tr("Operator console: {text}").format(text=text))

    def show_ringing(self, title: str, sentence: str) -> None:
        """Show who rings, and hint at it in the task bar.

        GNOME has no tray of its own, and Qt shows notifications by the tray only: there the
        desktop's service is asked itself.
        """
        QApplication.alert(self._window)
        if self._icon.isVisible():
            self._icon.showMessage(title, sentence, self._icon.icon(), _SHOWN_MS)
        else:
            notify(title, sentence)

    def hide(self) -> None:
        """Leave the tray."""
        self._icon.hide()

    def _activated(self, why: QSystemTrayIcon.ActivationReason) -> None:
        if why is QSystemTrayIcon.ActivationReason.Trigger:
            self.wanted.emit()
