"""Transferring: the other party is led to a number, at once or once somebody there was asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.switchboard.call import Call
from console.switchboard.readiness import Readiness
from console.ui import figures, words
from console.ui.buttons import DeskButton, Kind
from console.ui.errands import Errands
from console.ui.hop import EngineHop
from console.ui.labels import DIM, wrapped
from console.ui.number_panel import NumberPanel


class TransferPanel(NumberPanel):
    """Is about the call that it was opened for, whichever is selected meanwhile.

    Enter transfers; Ctrl+Enter asks first: the number is rung as a call of its own, for the
    operator to speak on, and ``dialled`` carries it.
    """

    def __init__(self, hop: EngineHop, errands: Errands, parent: QWidget) -> None:
        transfer = DeskButton(self.tr("Transfer"), icon="transfer", kind=Kind.PRIMARY)
        super().__init__(hop, errands, self.tr("Number or name to transfer to"), transfer, parent)
        self._call: Call | None = None
        self._asks = False
        self.other_verb = self.ask = DeskButton(self.tr("Ask first"))
        self.ask.setToolTip(self.tr("Ctrl+Enter: speak with them first; the caller hears music."))
        self.ask.clicked.connect(self._ask_first)
        self._about = wrapped(ink=DIM)
        self.lay_out(self._about)

    def open_for(self, call: Call, place: Callable[[QSize], QPoint]) -> None:
        """Come up for a call, where a panel of its size has its place."""
        self._call = call
        self.field.clear()
        self.write_anew()
        self.open_at(place(self.sizeHint()), self.field)
        self.refresh()

    def write_anew(self) -> None:
        super().write_anew()
        text = self.tr(
            "{party} goes on there without the agent, and the call ends here. Ask first, and "
            "they hear music while you speak with whoever answers."
        )
        self._about.setText(text.format(party=words.party(self._call)) if self._call else "")

    def follow(self, call: Call) -> None:
        """Go away with the call."""
        if self._call and call.id == self._call.id and call.ended and not self._busy:
            self.close_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        returns = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if returns and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._ask_first()
        else:
            super().keyPressEvent(event)

    def ready_sentence(self, readiness: Readiness) -> str:
        return self.tr("Ready to transfer to {number}.").format(
            number=figures.number(readiness.number or "")
        )

    def busy_sentence(self) -> str:
        return self.tr("Ringing them…") if self._asks else self.tr("Transferring…")

    async def carry_out(self, text: str) -> None:
        board, call, asks = self._hop.switchboard, self._call, self._asks
        self._asks = False
        if call and asks:
            self.dialled.emit(await self._hop.ask(board.consult(call.id, text)))
        elif call:
            await self._hop.ask(board.transfer(call.id, text))

    def _ask_first(self) -> None:
        if not self._busy:
            self._asks = True
            self._send()
            self._asks = self._busy
