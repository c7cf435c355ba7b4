"""How a call's audio is led out of here: what only the switchboard can do."""

from __future__ import annotations

from typing import Protocol

from console.switchboard.call import CallId


class Exits(Protocol):
    """The ways out of a session; the `Switchboard` has them. Engine's loop."""

    async def hang_up(self, call_id: CallId) -> object:
        """End a call."""

    async def agent_lost(self, call_id: CallId) -> bool:
        """Lead a call without an agent elsewhere; False where there is nowhere."""

    async def say_to_caller(self, call_id: CallId, text: str) -> object:
        """Say a sentence to the caller."""

    async def say_goodbye(self, call_id: CallId, text: str) -> object:
        """Say a last sentence to the caller and hang up."""
