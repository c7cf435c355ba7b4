"""Finding a call in a long list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.ui.buttons import DeskButton, Kind
from console.ui.labels import DIM, Icon, label
from console.ui.text_line import TextLine


class FilterBar(QWidget):
    """Above the list while something is sought. Enter leads into the list, Esc shows all."""

    changed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextLine()
        self.field.setAccessibleName(self.tr("Filter the calls"))
        self.field.setPlaceholderText(self.tr("Number, name, line or state"))
        self._count = label(ink=DIM)
        close = DeskButton(icon="close", kind=Kind.QUIET)
        close.setAccessibleName(self.tr("Show all calls"))
        close.setToolTip(self.tr("Show all calls"))
        close.clicked.connect(self.clear)
        self.field.textChanged.connect(self.changed)
        self.field.escaped.connect(self.clear)
        self.field.sent.connect(lambda _ctrl: self.left.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(Icon("search"))
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        row.addWidget(close)
        self.hide()

    def open(self) -> None:
        """Come up and take what is typed."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def clear(self) -> None:
        """Show all calls again and go away."""
        self.field.clear()
        self.hide()
        self.left.emit()

    def count(self, shown: int, of: int) -> None:
        """Say how many calls are left in sight."""
        self._count.setText(self.tr("{shown} of {all}").format(shown=shown, all=of))
