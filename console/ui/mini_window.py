"""The desk made small: the selected call, its ladder, the microphone, and hanging up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.call import Call
from console.ui import figures, words
from console.ui.buttons import DeskButton, Kind
from console.ui.labels import DIM, ElidedLabel, label
from console.ui.ladder_strip import LadderStrip
from console.ui.mic_status import MicStatus
from console.ui.microphone import Microphone
from console.ui.preferences import Preferences
from console.ui.registry import Registry
from console.ui.speak_row import SpeakRow

_PLACE: Final = "mini"


class MiniWindow(QWidget):
    """A window of its own, above all others if so wished; every command's key works in it.

    ``shown`` comes when it comes or goes. Qt's thread.
    """

    shown = Signal(bool)

    def __init__(
        self,
        registry: Registry,
        microphone: Microphone,
        preferences: Preferences,
        now: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._preferences = preferences
        self._now = now
        self._call: Call | None = None
        self._party = ElidedLabel(scale=1.2, bold=True)
        self._standing = label(bold=True)
        self._doing = ElidedLabel(ink=DIM)
        self._speak = SpeakRow(registry, microphone)
        self.on_top = DeskButton(self.tr("On top"), kind=Kind.QUIET)
        self.on_top.setCheckable(True)
        self.on_top.setToolTip(self.tr("Keep this window above all others"))
        self.on_top.toggled.connect(self._keep_on_top)
        self.hang_up = DeskButton(icon="hang-up", kind=Kind.DANGER)
        self.hang_up.mirror(registry["hang-up"])
        self.setWindowTitle(self.tr("Call"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._lay_out(LadderStrip(registry), MicStatus(microphone, registry))
        for _name, _ in registry:
            self.addAction(registry[_name])
        self.show_call(None)

    def toggle(self) -> None:
        """Come up where it was last, or go away."""
        if self.isVisible():
            self.close()
            return
        self.restoreGeometry(self._preferences.place(_PLACE))
        self.show()
        self.activateWindow()
        self.setFocus()  # its keys work at once, and no button looks as if it were pressed
        self.shown.emit(True)

    def show_call(self, call: Call | None) -> None:
        """Be about this call from now on, as it stands."""
        self._call = call
        if call is None:
            self._party.setText(self.tr("No call selected"))
            self._standing.setText("")
            self._doing.setText("")
            self._speak.hide()
            return
        self._party.setText(words.party(call))
        about = [words.on_line(call), words.colleague(call).rstrip(".") or words.activity(call)]
        self._doing.setText("  ·  ".join(filter(None, about)))
        self._speak.show_call(call)
        self.show_time()

    def show_time(self) -> None:
        """Let the time run on: once a second."""
        if self._call:
            time = figures.duration(figures.lasted(self._call, self._now()))
            self._standing.setText(f"{words.standing(self._call)}  {time}")

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.keep_place(_PLACE, self.saveGeometry())
        super().closeEvent(event)
        self.shown.emit(False)

    def _keep_on_top(self, on: bool) -> None:
        visible = self.isVisible()
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)
        if visible:
            self.show()  # Qt hides a window whose flags change

    def _lay_out(self, ladder: LadderStrip, microphone: MicStatus) -> None:
        head = QHBoxLayout()
        head.addWidget(self._party, 1)
        head.addWidget(self._standing)
        foot = QHBoxLayout()
        foot.addWidget(microphone)
        foot.addStretch(1)
        foot.addWidget(self.on_top)
        foot.addWidget(self.hang_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._doing)
        column.addWidget(ladder)
        column.addWidget(self._speak)
        column.addLayout(foot)
