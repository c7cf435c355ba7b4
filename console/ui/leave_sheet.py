"""What is asked when the desk is to be closed and calls are live."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from console.ui.buttons import DeskButton, Kind
from console.ui.labels import DIM, label, wrapped


class LeaveSheet(QDialog):
    """Accepted, every call is to be hung up and the desk closed; rejected, nothing happens;
    ``waits`` says that the desk is to close once the last call has ended.

    Shown with ``open``: no event loop of its own, so the calls beneath go on.
    """

    waits = Signal()

    def __init__(self, calls: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Quit"))
        question = self.tr("1 call is live") if calls == 1 else self.tr("{n} calls are live")
        self.hang_up_all = DeskButton(
            self.tr("Hang up") if calls == 1 else self.tr("Hang up all"),
            icon="hang-up",
            kind=Kind.DANGER,
        )
        self.wait = DeskButton(
            self.tr("Close when it ends") if calls == 1 else self.tr("Close when they end")
        )
        self.cancel = DeskButton(self.tr("Cancel"))
        self.wait.clicked.connect(self.waits)
        self.wait.clicked.connect(self.reject)
        self.hang_up_all.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.wait)
        buttons.addWidget(self.hang_up_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(question.format(n=calls), scale=1.25, bold=True))
        column.addWidget(
            wrapped(self.tr("Closing the desk now ends every call that is still live."), ink=DIM)
        )
        column.addSpacing(6)
        column.addLayout(buttons)
        self.setFixedSize(self.sizeHint().expandedTo(self._liked()))
        self.cancel.setFocus()

    def _liked(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 64, 0)
