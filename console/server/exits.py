"""How a call's audio is led out of here: what only the switchboard can do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from console.switchboard.call import CallId


@dataclass(frozen=True, slots=True)
class Exits:
    """The ways out of a session, each for one call."""

    hang_up: Callable[[CallId], Awaitable[object]]
    agent_lost: Callable[[CallId], Awaitable[bool]]
    """Leads a call without an agent elsewhere; False where there is nowhere."""
    say: Callable[[CallId, str], Awaitable[object]]
    """Says a sentence to the caller."""
    say_goodbye: Callable[[CallId, str], Awaitable[object]]
    """Says a last sentence to the caller and hangs up."""
