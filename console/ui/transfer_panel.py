"""Transferring: the other party is led to a number, and the call leaves the console."""

from __future__ import annotations

from PySide6.QtCore import QPoint
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
    """Is about the call that it was opened for, whichever is selected meanwhile."""

    def __init__(self, hop: EngineHop, errands: Errands, parent: QWidget) -> None:
        transfer = DeskButton(self.tr("Transfer"), icon="transfer", kind=Kind.PRIMARY)
        super().__init__(hop, errands, self.tr("Number or name to transfer to"), transfer, parent)
        self._call: Call | None = None
        self._about = wrapped(ink=DIM)
        self.lay_out(self._about)

    def open_for(self, call: Call, at: QPoint) -> None:
        """Come up for a call."""
        self._call = call
        self.field.clear()
        self._about.setText(
            self.tr("{party} goes on there without the agent, and the call ends here.").format(
                party=words.party(call)
            )
        )
        self.open_at(at, self.field)
        self.refresh()

    def follow(self, call: Call) -> None:
        """Go away with the call."""
        if self._call and call.id == self._call.id and call.ended and not self._busy:
            self.close_panel()

    def ready_sentence(self, readiness: Readiness) -> str:
        return self.tr("Ready to transfer to {number}.").format(
            number=figures.as_written(readiness.number or "")
        )

    def busy_sentence(self) -> str:
        return self.tr("Transferring…")

    async def carry_out(self, text: str) -> None:
        if self._call:
            await self._hop.ask(self._hop.switchboard.transfer(self._call.id, text))
