"""For three seconds after a hand-back: taking it back."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.ui.buttons import DeskButton
from console.ui.labels import DIM, label
from console.ui.registry import Registry
from console.ui.selected import Selected


class UndoRow(QWidget):
    """There as long as it works. Qt's thread."""

    def __init__(
        self, registry: Registry, selected: Selected, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._selected = selected
        undo = DeskButton()
        undo.mirror(registry["undo"])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(self.tr("The agent has the call again."), ink=DIM), 1)
        row.addWidget(undo)
        selected.changed.connect(self._follow)
        self.hide()

    def _follow(self) -> None:
        self.setVisible(self._selected.can_undo())
