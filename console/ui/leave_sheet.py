"""What is asked when the desk is to be closed and calls are live."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from console.ui.buttons import DeskButton, Kind
from console.ui.labels import DIM, label, wrapped

_DECIDED: Final = 2
"""What the sheet is done with, besides Qt's own Rejected (0) and Accepted (1)."""


class LeaveSheet(QDialog):
    """Accepted, every call is to be hung up and the desk closed; ``waits`` says that it is to
    close once the last call has ended, ``stays`` that it is to stay open. Calls that go on
    ``elsewhere`` need not end: ``leaves`` says that it is to close at once.

    Shown with ``open``: no event loop of its own, so the calls beneath go on.
    """

    waits = Signal()
    stays = Signal()
    leaves = Signal()

    def __init__(self, calls: int, parent: QWidget, *, elsewhere: bool = False) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Quit"))
        # The desk beneath hears no keys meanwhile; what works everywhere works here, too.
        everywhere = Qt.ShortcutContext.ApplicationShortcut
        self.addActions([it for it in parent.actions() if it.shortcutContext() is everywhere])
        self._question = label(scale=1.25, bold=True)
        self.hang_up_all = DeskButton(icon="hang-up", kind=Kind.DANGER)
        self.wait = DeskButton()
        self.cancel = DeskButton(self.tr("Stay open"))
        self.leave = DeskButton(self.tr("Close the desk"), kind=Kind.PRIMARY)
        self.wait.clicked.connect(self._wait)
        self.leave.clicked.connect(self._leave)
        self.hang_up_all.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.rejected.connect(self.stays)
        self.count(calls)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.hang_up_all if elsewhere else self.wait)
        buttons.addWidget(self.leave if elsewhere else self.hang_up_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(self._question)
        column.addWidget(
            wrapped(
                self.tr("Calls go on at the node; the agent gets back the one that you are on.")
                if elsewhere
                else self.tr("Closing the desk now ends every call that is still live."),
                ink=DIM,
            )
        )
        column.addSpacing(6)
        column.addLayout(buttons)
        self.setFixedSize(self.sizeHint().expandedTo(self._liked()))
        self.cancel.setFocus()

    def count(self, calls: int) -> None:
        """Say how many calls are live; once there are none, nothing is left to ask."""
        one = calls == 1
        question = self.tr("1 call is live") if one else self.tr("{n} calls are live")
        self._question.setText(question.format(n=calls))
        self.hang_up_all.setText(self.tr("Hang up") if one else self.tr("Hang up all"))
        self.wait.setText(self.tr("Close when it ends") if one else self.tr("Close when they end"))
        if not calls:
            self.accept()

    def _wait(self) -> None:
        self.waits.emit()
        self.done(_DECIDED)

    def _leave(self) -> None:
        self.leaves.emit()
        self.done(_DECIDED)

    def _liked(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 64, 0)
