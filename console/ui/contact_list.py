"""The contacts that fit what is typed, under the line that it is typed into."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.contacts import CONTACTS, Contact
from console.ui import figures
from console.ui.buttons import DeskButton, Kind
from console.ui.mask import MASK
from console.ui.theme import tokens

_MOST: Final = 5
_MARK: Final = 3
_PAD: Final = 10


class ContactList(QWidget):
    """Up to five contacts, one of them chosen: ↑ and ↓ choose another. Qt's thread.

    It takes no focus, which stays with the line; ``picked`` comes when one is clicked.
    """

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[Contact] = []
        self._at = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self._rows = [_Row() for _ in range(_MOST)]
        for at, row in enumerate(self._rows):
            row.clicked.connect(lambda _checked=False, place=at: self._pick(place))
            column.addWidget(row)
        self._show()

    def seek(self, text: str) -> None:
        """Show who fits a text; a number fits nobody."""
        self._found, self._at = CONTACTS.book.search(text, _MOST), 0
        self._show()

    def step(self, by: int) -> None:
        """Choose the next one, or the one before."""
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._show()

    def chosen(self) -> Contact | None:
        return self._found[self._at] if self._found else None

    def names(self) -> list[str]:
        """Return whom it shows."""
        return [contact.name for contact in self._found]

    def _pick(self, at: int) -> None:
        self._at = at
        self._show()
        self.picked.emit()

    def _show(self) -> None:
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(self._found))
            row.setAccessibleName(self.tr("Contact"))
            if at < len(self._found):
                one = self._found[at]
                row.setText(f"{MASK.words(one.name)}   {figures.number(one.number)}")
                row.setAccessibleName(row.text())
                row.chosen = at == self._at
                row.update()
        self.setVisible(bool(self._found))


class _Row(DeskButton):
    """One contact, marked at its left while it is the chosen one."""

    def __init__(self) -> None:
        super().__init__(kind=Kind.QUIET)
        self.chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        with QPainter(self) as painter:
            if self.chosen or self.underMouse():
                painter.fillRect(self.rect(), look.selection)
            if self.chosen:
                painter.fillRect(0, 0, _MARK, self.height(), look.focus)
            painter.setPen(look.text)
            area = self.rect().adjusted(_PAD, 0, -_PAD, 0)
            shown = self.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
