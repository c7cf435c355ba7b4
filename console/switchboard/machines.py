"""What becomes of a call that we placed when an answering machine picks up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from console.switchboard.call import AnsweredBy, CallId
from console.switchboard.dial_options import OnMachine
from console.switchboard.events import Speaker
from console.switchboard.registry import CallRegistry

_TOLD: Final = {
    AnsweredBy.HUMAN: "A person answered",
    AnsweredBy.MACHINE: "An answering machine answered",
    AnsweredBy.BEEP: "An answering machine takes a message now",
    AnsweredBy.FAX: "A fax machine answered",
    AnsweredBy.UNKNOWN: "It is not clear who answered",
}
_NO_PERSON: Final = frozenset({AnsweredBy.MACHINE, AnsweredBy.BEEP, AnsweredBy.FAX})

Note = Callable[[CallId, Speaker, str], None]


class Machines:
    """Keeps in mind what each dial wants of a machine. Belongs to the engine's loop."""

    def __init__(
        self,
        registry: CallRegistry,
        note: Note,
        begin: Callable[[CallId], Awaitable[None]],
        hang_up: Callable[[CallId], None],
    ) -> None:
        self._registry = registry
        self._note = note
        self._begin = begin
        self._hang_up = hang_up
        self._wishes: dict[CallId, OnMachine] = {}

    def expect(self, call_id: CallId, wish: OnMachine) -> None:
        """Remember what to do should a machine answer a call."""
        if wish is not OnMachine.IGNORE:
            self._wishes[call_id] = wish

    def holds_back(self, call_id: CallId) -> bool:
        """Say whether a call's agent waits to hear who answered."""
        return self._wishes.get(call_id) is OnMachine.LEAVE_MESSAGE

    async def answered_by(self, call_id: CallId, who: AnsweredBy) -> None:
        """Take the carrier's verdict, once."""
        wish = self._wishes.pop(call_id, None)
        if wish is None:
            return
        if call := self._registry.get(call_id):
            self._registry.put(replace(call, answered_by=who), f"answered by: {who}")
        self._note(call_id, Speaker.NOTE, _TOLD[who])
        if wish is OnMachine.HANG_UP and who in _NO_PERSON:
            self._hang_up(call_id)
        elif wish is OnMachine.LEAVE_MESSAGE:
            # A fax hears nothing, and its call ends by itself.
            await self._begin(call_id)

    def forget(self, call_id: CallId) -> None:
        self._wishes.pop(call_id, None)
