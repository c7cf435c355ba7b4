"""Calls that the carrier takes away because we asked it to: for a while, or for good."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from console.switchboard.call import CallId, Reason
from console.switchboard.tokens import TOKEN_LIFE_S, MediaTokens
from console.switchboard.watch import Watch


class Absences:
    """Which calls' audio is away, and which calls are being led elsewhere. Engine's loop."""

    def __init__(
        self,
        tokens: MediaTokens,
        watch: Watch,
        spawn: Callable[[Coroutine[Any, Any, None]], object],
        lost: Callable[[CallId], None],
    ) -> None:
        self._tokens = tokens
        self._watch = watch
        self._spawn = spawn
        self._lost = lost
        self._away: dict[CallId, str] = {}
        """Calls with the token that their audio is to come back with."""
        self._leaving: set[CallId] = set()

    def __contains__(self, call_id: CallId) -> bool:
        """Say whether a call's audio is away for a while."""
        return call_id in self._away

    def begin(self, call_id: CallId) -> str | None:
        """Expect a call's audio to end and come again; return the token that it is to bring.

        None while it is away already.
        """
        if call_id in self._away:
            return None
        self._away[call_id] = token = self._tokens.renew(call_id)
        self._tokens.start_clock(call_id)
        self._spawn(self._expect(call_id, token))
        return token

    def leaving(self, call_id: CallId) -> None:
        """Note that the carrier is asked to lead a call elsewhere: it ends as transferred."""
        self._leaving.add(call_id)

    def came_back(self, call_id: CallId) -> None:
        """Note that a call's audio is there."""
        self._away.pop(call_id, None)

    def over(self, call_id: CallId) -> None:
        """Forget what was noted: the carrier did not do it, or the call has ended."""
        self._away.pop(call_id, None)
        self._leaving.discard(call_id)

    def reason(self, call_id: CallId, reason: Reason) -> Reason:
        """Return why a call really ended."""
        led = call_id in self._leaving and reason is Reason.COMPLETED
        return Reason.TRANSFERRED if led else reason

    async def _expect(self, call_id: CallId, token: str) -> None:
        """Have somebody find out about a call whose audio does not come back."""
        await self._watch.ended_within(call_id, TOKEN_LIFE_S)
        if self._away.get(call_id) == token:
            del self._away[call_id]
            self._lost(call_id)
