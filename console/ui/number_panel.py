"""A panel with one number or name to type, and under it whether it can be called."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.lines import Line
from console.switchboard.readiness import Readiness
from console.ui.buttons import DeskButton, Kind
from console.ui.contact_list import ContactList
from console.ui.errands import Errands
from console.ui.hop import EngineHop
from console.ui.labels import DIM, Notice, label
from console.ui.number_field import NumberField, region_of
from console.ui.panel import Panel
from console.ui.said import country, said
from console.ui.text_scale import follow_font

_DEBOUNCE_MS: Final = 80
_WIDTH_IN_DIGITS: Final = 58


class NumberPanel(Panel):
    """Enter carries it out, Esc closes; a refusal is shown here and leaves the number as it
    was. ``dialled`` carries a call that came of it. Qt's thread.
    """

    dialled = Signal(object)

    def __init__(
        self,
        hop: EngineHop,
        errands: Errands,
        title: str,
        verb: DeskButton,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._hop = hop
        self._errands = errands
        self._busy = False
        self.line: Line | None = next(iter(hop.switchboard.lines()), None)
        self.field = NumberField(region_of(self.line.number) if self.line else "ZZ")
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(title)
        self.contacts = ContactList()
        self.verdict = Notice()
        self.cancel = DeskButton(self.tr("Cancel"), kind=Kind.QUIET)
        self._country = label(ink=DIM)
        self._verb = verb
        self.other_verb: DeskButton | None = None
        """A second way to carry it out, where there is one."""
        self._timer = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._head = label(title, scale=1.15, bold=True)
        self.field.textChanged.connect(self._seek)
        self.field.textEdited.connect(lambda: self._timer.start())
        self.contacts.picked.connect(self._send)
        self._timer.timeout.connect(self.refresh)
        verb.clicked.connect(self._send)
        self.cancel.clicked.connect(self.close_panel)

    def refresh(self) -> None:
        """Say anew whether the number can be called."""
        if not self.isVisible() or self._busy:
            return
        text = self.meant()
        readiness = self._hop.switchboard.readiness(text)
        self._country.setText(country(readiness.country) if readiness.country else "")
        if not text.strip():
            self._say(self.tr("Type a number or a name."))
        elif readiness.ready:
            self._say(self.ready_sentence(readiness), "ready", "good")
        else:
            self._say(said(readiness.sentence), "warning", "warn")

    def write_anew(self) -> None:
        """Write names and numbers again: the mask has come or gone."""
        self.contacts.seek(self.field.text())
        self.refresh()

    def meant(self) -> str:
        """Return the number that is meant: the chosen contact's where a name was typed."""
        chosen = self.contacts.chosen()
        return chosen.number if chosen else self.field.text()

    def sizeHint(self) -> QSize:
        """Return the height that its sentences need at the width it has."""
        if layout := self.layout():
            width = self.minimumWidth()
            return QSize(width, layout.totalHeightForWidth(width))
        return super().sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.contacts.step(1 if event.key() == Qt.Key.Key_Down else -1)
            self.refresh()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        else:
            super().keyPressEvent(event)

    # -- what each panel does with the number -------------------------------------------

    def ready_sentence(self, readiness: Readiness) -> str:
        """Return what to say of a number that can be called."""
        return said(readiness.sentence)

    def busy_sentence(self) -> str:
        """Return what to say while it is carried out."""
        raise NotImplementedError

    async def carry_out(self, text: str) -> None:
        """Do it. Raises `CommandError`."""
        raise NotImplementedError

    # -- inside -------------------------------------------------------------------------

    def _send(self) -> None:
        text = self.meant().strip()
        if self._busy:
            return
        self._timer.stop()
        self.refresh()
        if not text:
            return
        self._set_busy(True)
        self._say(self.busy_sentence())
        self._errands.send(self._ask(text), self._refused)

    async def _ask(self, text: str) -> None:
        await self.carry_out(text)
        self._set_busy(False)
        self.field.clear()
        self.close_panel()

    def _seek(self, text: str) -> None:
        self.contacts.seek(text)
        self.adjustSize()

    def _refused(self, sentence: str) -> None:
        self._set_busy(False)
        if self.isVisible():
            self._say(sentence, "error", "alarm")
        else:
            self._errands.failed.emit(sentence)

    def _say(self, sentence: str, icon: str = "", ink: str = "dim") -> None:
        self.verdict.say(sentence, icon, ink)
        self.adjustSize()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.field.setReadOnly(busy)
        self._verb.setEnabled(not busy)
        if self.other_verb:
            self.other_verb.setEnabled(not busy)

    def _fit_font(self) -> None:
        wide = self.fontMetrics().horizontalAdvance("0") * _WIDTH_IN_DIGITS
        self.setFixedWidth(min(wide, self._desk.width() - 16))
        self.adjustSize()

    def lay_out(self, *between: QWidget) -> None:
        """Put the parts together, some of a panel's own between the verdict and the buttons."""
        follow_font(self, self._fit_font)
        self.verdict.reserve(2)
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._country)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        if self.other_verb:
            buttons.addWidget(self.other_verb)
        buttons.addWidget(self._verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self.contacts)
        for widget in between:
            column.addWidget(widget)
        column.addWidget(self.verdict)
        column.addLayout(buttons)
