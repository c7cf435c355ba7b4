"""While somebody is asked whether they take a call: who that is, and what can come of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.ui import words
from console.ui.buttons import DeskButton, Kind
from console.ui.labels import DIM, wrapped
from console.ui.ladder import can_engage, has_agent, has_audio, voiced
from console.ui.registry import Registry
from console.ui.selected import Selected


class ConsultRow(QWidget):
    """There on both calls of a consultation. Qt's thread."""

    def __init__(
        self, registry: Registry, selected: Selected, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._selected = selected
        self._about = wrapped(ink=DIM)
        connect = DeskButton(icon="transfer", kind=Kind.PRIMARY)
        connect.mirror(registry["connect"])
        other, call_off = DeskButton(), DeskButton()
        other.mirror(registry["other-call"])
        call_off.mirror(registry["call-off"])
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(connect)
        buttons.addWidget(other)
        buttons.addWidget(call_off)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._about)
        column.addLayout(buttons)
        selected.changed.connect(self._follow)
        self.hide()

    def sentence(self) -> str:
        """Return what is said of the other call."""
        return self._about.text()

    def _follow(self) -> None:
        here, other = self._selected.call, self._selected.other_call()
        self.setVisible(other is not None)
        if here is None or other is None:
            return
        if here.created_at > other.created_at:
            text = self.tr("Asked to take the call of {party}, who hears music meanwhile.")
            if can_engage(here) and not has_agent(here) and not voiced(here):
                text += self.tr(" Take over to speak with them.")
        elif has_audio(other):
            text = self.tr("{party} has answered, and is asked to take this call.")
        else:
            text = self.tr("{party} is rung, and asked to take this call.")
        self._about.setText(text.format(party=words.party(other)))
