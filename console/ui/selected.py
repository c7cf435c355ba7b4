"""What the operator does with the call in the detail."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from console.switchboard.call import Ask, Call, CallId, Engagement, State
from console.ui.ladder import below, can_engage, has_audio, rings_here, voiced
from console.ui.sender import Sender

UNDO_MS: Final = 3_000


class Selected(QObject):
    """The one call that keys and buttons are about. Qt's thread.

    ``changed`` comes when what can be done is different; ``whispers`` when the operator has
    come to whisper and wants to type.
    """

    changed = Signal()
    whispers = Signal()

    def __init__(
        self,
        sender: Sender,
        calls: Callable[[], Iterable[Call]],
        agreed: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.call: Call | None = None
        self._sender = sender
        self._board = sender.board
        self._calls = calls
        self._agreed = agreed
        self._handed_back: CallId | None = None
        self._undo = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._undo.timeout.connect(self._forget_undo)

    def show_call(self, call: Call | None) -> None:
        """Work for this call from now on, or for none."""
        self.call = call
        self.changed.emit()

    def follow(self, call: Call) -> None:
        """Take any call's newest snapshot: it may be the other one of a consultation."""
        if self.call and call.id == self.call.consultation:
            self.changed.emit()

    # -- what holds ---------------------------------------------------------------------

    def is_there(self) -> bool:
        return self.call is not None and not self.call.ended

    def rings(self) -> bool:
        return rings_here(self.call)

    def has_audio(self) -> bool:
        return has_audio(self.call)

    def can_engage(self) -> bool:
        return can_engage(self.call)

    def is_on(self, rung: Engagement) -> bool:
        return self.call is not None and self.call.engagement is rung

    def held(self) -> bool:
        return self.call is not None and self.call.state is State.HELD

    def silenced(self) -> bool:
        return self.call is not None and self.call.silenced and not self.call.ended

    def takes(self, ask: Ask) -> bool:
        """Say whether the call's agent can be asked this now."""
        call = self.call
        return has_audio(call) and call is not None and agent_takes(call, ask)

    def can_undo(self) -> bool:
        return self.can_engage() and self.call is not None and self._handed_back == self.call.id

    def other_call(self) -> Call | None:
        """Return the other call of a consultation, as long as both are there."""
        call = self.call
        if call is None or call.ended or call.consultation is None:
            return None
        others = (each for each in self._calls() if each.id == call.consultation)
        return next((each for each in others if not each.ended), None)

    def can_connect(self) -> bool:
        """Say whether both parties of a consultation are there to be connected."""
        return has_audio(self.call) and has_audio(self.other_call())

    # -- the ladder ---------------------------------------------------------------------

    def engage(self, rung: Engagement, then: Callable[[], None] | None = None) -> None:
        """Go to a rung, and then on. Whoever else could hear the operator is put on hold first."""
        call = self.call
        if call is None or not can_engage(call):
            return
        if rung is call.engagement is Engagement.OFF:
            return  # or another operator, who is on the call, would be put off it
        back = call.engagement is Engagement.TAKE_OVER and rung is not Engagement.TAKE_OVER
        words = self._agreed() if back else ""
        first = [self._leave(other) for other in self._others()] if _voices(rung) else []

        def done() -> None:
            if back:
                self._offer_undo(call.id)
            if rung is Engagement.WHISPER:
                self.whispers.emit()
            if then:
                then()

        self._sender.send(*first, self._board.engage(call.id, rung, words), then=done)

    def step_down(self) -> None:
        """Go one step down the ladder."""
        if self.call and self.call.engagement is not Engagement.OFF:
            self.engage(below(self.call.engagement))

    def undo(self) -> None:
        """Take a call over again that was handed back just now."""
        if self.can_undo():
            self._forget_undo()
            self.engage(Engagement.TAKE_OVER)

    def _others(self) -> list[Call]:
        return [c for c in self._calls() if voiced(c) and self.call and c.id != self.call.id]

    def _leave(self, other: Call) -> Coroutine[Any, Any, Call]:
        if other.engagement is Engagement.TAKE_OVER:
            return self._board.hold(other.id)
        return self._board.engage(other.id, Engagement.LISTEN)

    def _offer_undo(self, call_id: CallId) -> None:
        self._handed_back = call_id
        self._undo.start()
        self.changed.emit()

    def _forget_undo(self) -> None:
        self._undo.stop()
        self._handed_back = None
        self.changed.emit()

    # -- the rest -----------------------------------------------------------------------

    def answer(self) -> None:
        if self.call and self.rings():
            self._sender.send(self._board.answer(self.call.id))

    def decline(self) -> None:
        if self.call and self.rings():
            self._sender.send(self._board.decline(self.call.id))

    def toggle_hold(self) -> None:
        """Put the call on hold, or take it back; then nobody else hears the operator."""
        call = self.call
        if call is None or not has_audio(call):
            return
        if call.state is State.HELD:
            voices = _voices(call.engagement)
            first = [self._leave(other) for other in self._others()] if voices else []
            self._sender.send(*first, self._board.resume(call.id))
        else:
            self._sender.send(self._board.hold(call.id))

    def toggle_silence(self) -> None:
        if self.call and self.has_audio():
            self._sender.send(self._board.silence(self.call.id, not self.call.silenced))

    def interrupt(self) -> None:
        if self.call and self.takes(Ask.INTERRUPT):
            self._sender.send(self._board.interrupt(self.call.id))

    def connect_both(self) -> None:
        """Connect the two parties of a consultation, and leave both calls."""
        if self.call and self.can_connect():
            self._sender.send(self._board.connect(self.call.id))

    def call_off(self) -> None:
        """End a consultation: who was asked is hung up, and the caller is back."""
        if self.call and (other := self.other_call()):
            asked = max(self.call, other, key=lambda each: each.created_at)
            self._sender.send(self._board.hang_up(asked.id))

    def mark(self) -> None:
        if self.call and self.is_there():
            self._sender.send(self._board.mark_moment(self.call.id))


def agent_takes(call: Call, ask: Ask) -> bool:
    """Say whether a call's agent can be asked something."""
    return call.agent is not None and ask in call.agent.can


def _voices(rung: Engagement) -> bool:
    return rung in (Engagement.JOIN, Engagement.TAKE_OVER)
