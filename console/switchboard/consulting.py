"""Warm transfers: somebody is asked first whether they take a call."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import replace
from typing import Final, Protocol

from console.switchboard.call import Call, CallId, Reason, State
from console.switchboard.dial_options import AS_USUAL, DialOptions
from console.switchboard.errors import CommandError, NotNow
from console.switchboard.events import CallChanged, Speaker
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.ports import TrunkError

_WITH_AUDIO: Final = (State.LIVE, State.HELD)


class Board(Protocol):
    """What a consultation needs of the switchboard."""

    def call(self, call_id: CallId) -> Call: ...
    async def dial(
        self,
        to: str,
        from_: str | None = None,
        agent: str | None = None,
        options: DialOptions = AS_USUAL,
    ) -> Call: ...
    async def hold(self, call_id: CallId) -> Call: ...
    async def resume(self, call_id: CallId) -> Call: ...
    async def hang_up(self, call_id: CallId) -> Call: ...


class Consultations:
    """Somebody is rung as a call of their own, asked, and then connected.

    The caller hears music meanwhile, and is back with the agent if nothing comes of it.
    """

    def __init__(self, board: Board, lifecycle: Lifecycle) -> None:
        self._board = board
        self._life = lifecycle
        self._held: set[CallId] = set()
        """Calls that were held for a consultation, and not by the operator before."""
        lifecycle.bus.listen_to_calls(self._note)

    async def consult(self, call_id: CallId, to: str, from_: str | None, agent: str) -> Call:
        """Hold a call and ring a number; return the call to that."""
        call = self._board.call(call_id)
        if call.state not in _WITH_AUDIO:
            raise NotNow("not-live", "The call has no audio now.")
        if self._other(call):
            raise NotNow("consulting", "Somebody is being asked about this call already.")
        holds = call.state is State.LIVE
        if holds:
            await self._board.hold(call_id)
            if self._board.call(call_id).ended:
                raise NotNow("ended", "The call has ended.")
        try:
            other = await self._board.dial(to, from_, agent)
        except CommandError:
            if holds:
                await self._board.resume(call_id)
            raise
        if holds:
            self._held.add(call_id)
        registry = self._life.registry
        registry.put(replace(self._board.call(other.id), consultation=call_id), "asked about it")
        registry.put(replace(self._board.call(call_id), consultation=other.id), "somebody is asked")
        self._life.note(call_id, Speaker.NOTE, "Asking somebody to take the call")
        return self._board.call(other.id)

    async def connect(self, call_id: CallId) -> Call:
        """Lead both calls of a consultation to each other, without us."""
        asked = self._board.call(call_id)
        other = self._other(asked)
        if other is None:
            raise NotNow("not-consulting", "Nobody is being asked about this call.")
        # The one who began is led second: should it fail, nothing has happened to them.
        caller, human = (asked, other) if asked.created_at < other.created_at else (other, asked)
        if caller.state not in _WITH_AUDIO or human.state not in _WITH_AUDIO:
            raise NotNow("not-live", "They have not answered yet.")
        room = secrets.token_urlsafe(24)
        await self._lead(human, room)
        try:
            await self._lead(caller, room)
        except NotNow:
            # Nobody is left in a room alone.
            with contextlib.suppress(TrunkError):
                await self._life.trunk.hang_up(human.carrier_call_id or "")
            self._life.end(human.id, Reason.FAILED, "they could not be connected")
            raise
        for call in (human, caller):
            self._life.end(call.id, Reason.TRANSFERRED, "connected with each other")
        return self._board.call(call_id)

    async def _lead(self, call: Call, room: str) -> None:
        self._life.away.leaving(call.id)
        try:
            await self._life.trunk.confer(call, room)
        except TrunkError as exc:
            self._life.away.over(call.id)
            raise NotNow(exc.code, exc.message) from exc

    def _other(self, call: Call) -> Call | None:
        other = self._life.registry.get(call.consultation) if call.consultation else None
        return None if other is None or other.ended else other

    def _note(self, event: CallChanged) -> None:
        if not event.new.ended:
            return
        self._held.discard(event.new.id)
        other = self._other(event.new)
        if other is not None and event.new.reason is not Reason.TRANSFERRED:
            self._life.registry.put(replace(other, consultation=None), "the consultation ended")
            if other.created_at < event.new.created_at:
                self._life.spawn(self._take_back(other.id))
            else:
                self._life.spawn(self._let_go(other.id))

    async def _take_back(self, call_id: CallId) -> None:
        self._life.note(call_id, Speaker.NOTE, "Nobody took the call")
        if call_id in self._held:
            self._held.discard(call_id)
            with contextlib.suppress(CommandError):  # it has ended as well
                await self._board.resume(call_id)

    async def _let_go(self, call_id: CallId) -> None:
        """Ring nobody for a caller who is gone; who has answered is the operator's to tell."""
        self._life.note(call_id, Speaker.NOTE, "The caller has hung up")
        if self._board.call(call_id).answered_at is None:
            with contextlib.suppress(CommandError):  # it rings on, and ends by itself
                await self._board.hang_up(call_id)
