"""The operator's controls: what can be done with calls, and who does it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.switchboard.call import Call
from console.switchboard.events import CallChanged
from console.switchboard.operator_sound import OperatorSound
from console.ui.call_model import CallModel
from console.ui.catching_up import CatchingUp
from console.ui.composer import Composer
from console.ui.hang_up import HangUp
from console.ui.microphone import Microphone
from console.ui.selected import Selected
from console.ui.sender import Sender
from console.ui.stop_all import StopAll


class Controls(QObject):
    """Each control once, and what they need of each other. Qt's thread.

    ``changed`` comes when what can be done, or what it is called, may be different.
    """

    changed = Signal()

    def __init__(
        self, sender: Sender, model: CallModel, sound: OperatorSound | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._calls = model.all_calls
        self.microphone = Microphone(sound, self)
        self.composer = Composer(sender)
        self.selected = Selected(sender, self._calls, self.composer.agreed, self)
        self.catching_up = CatchingUp(sound, self.selected, lambda: self.microphone.state.behind_ms)
        self.hang_up = HangUp(lambda call_id: sender.send(sender.board.hang_up(call_id)), self)
        self.stop_all = StopAll(sender, self._calls, self)
        self.selected.whispers.connect(self.composer.type_now)
        self.composer.field.textChanged.connect(self.changed)
        for control in (self.microphone, self.selected, self.hang_up, self.stop_all):
            control.changed.connect(self.changed)

    def show_call(self, call: Call) -> None:
        """Be about the call in the detail, as it stands now."""
        self.hang_up.show_call(call)
        self.selected.show_call(call)

    def call_changed(self, event: CallChanged) -> None:
        """Take any call's newest snapshot, once the model has it."""
        old, new = event.old, event.new
        if old is None or (old.engagement, old.state) != (new.engagement, new.state):
            self.microphone.follow(self._calls())
        self.selected.follow(new)
