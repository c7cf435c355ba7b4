"""The operator's microphone as the desk works it: when it is to be open, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from console.switchboard.call import Call, CallId, Engagement
from console.switchboard.operator_sound import OperatorSound, SoundState
from console.ui.ladder import Hearing, spoken_to, who_hears


class Microphone(QObject):
    """Opens the microphone while a call is taken over, and in join while the key is held.

    Without an `OperatorSound` every rung works and nobody hears anything. ``changed`` comes
    whenever something that it says is different. Qt's thread.
    """

    changed = Signal()
    _arrived = Signal(object)

    def __init__(self, sound: OperatorSound | None, parent: QObject) -> None:
        super().__init__(parent)
        self._sound = sound
        self._calls: Sequence[Call] = ()
        self._held = False
        self._asked = False
        self.state = sound.state if sound else SoundState(problem=self.tr("No microphone"))
        self._stop_listening: Callable[[], None] | None = None
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        if sound:
            self._stop_listening = sound.listen_to_sound(self._arrived.emit)

    @property
    def exists(self) -> bool:
        return self._sound is not None

    @property
    def hearing(self) -> Hearing:
        """Who hears the operator. In doubt it is open: a promise of silence must hold."""
        asked = self._asked and not self.state.trouble  # which shuts it
        opened = (asked or self.state.open) and not self.state.muted and self.exists
        return who_hears(self._calls, microphone_open=opened)

    @property
    def spoken_to(self) -> Call | None:
        """The call that the rung lets the operator speak on, microphone or not."""
        return spoken_to(self._calls)

    @property
    def takes_part(self) -> bool:
        """Whether the rung of any call has the operator hear it, or be heard."""
        return any(c.engagement is not Engagement.OFF and not c.ended for c in self._calls)

    @property
    def waits_for_key(self) -> bool:
        """Whether holding the key would open the microphone."""
        call = self.spoken_to
        return call is not None and call.engagement is Engagement.JOIN and not self._held

    def follow(self, calls: Sequence[Call]) -> None:
        """Take all calls as they stand now."""
        before, self._calls = _place(self.spoken_to), calls
        if before != _place(self.spoken_to):
            self._held = False  # held for that call on that rung, and for no other
        self._ask()
        self.changed.emit()

    def hold_to_talk(self, on: bool) -> None:
        """Open it as long as the key is held, where the rung is join."""
        call = self.spoken_to
        self._held = on and call is not None and call.engagement is Engagement.JOIN
        self._ask()
        self.changed.emit()

    def toggle_mute(self) -> None:
        """Shut it whatever the rung, or let it be open again."""
        if self._sound:
            self._sound.mute(not self.state.muted)

    def close(self) -> None:
        """Shut it for good."""
        if self._sound and self._stop_listening:
            self._stop_listening()
            self._sound.talk(False)
            self._stop_listening = None

    def _ask(self) -> None:
        call = self.spoken_to
        wanted = call is not None and (call.engagement is Engagement.TAKE_OVER or self._held)
        if wanted != self._asked:
            self._asked = wanted
            if self._sound:
                self._sound.talk(wanted)

    def _take(self, state: SoundState) -> None:
        well_again = bool(self.state.trouble) and not state.trouble
        self.state = state
        if well_again and self._asked and self._sound:
            self._sound.talk(True)  # the trouble had shut it
        self.changed.emit()


def _place(call: Call | None) -> tuple[CallId, Engagement] | None:
    return (call.id, call.engagement) if call else None
