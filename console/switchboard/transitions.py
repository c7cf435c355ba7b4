"""Which state of a call may follow which. A late or repeated report never moves one back."""

from __future__ import annotations

from typing import Final

from console.switchboard.call import State

ALLOWED: Final[dict[State, frozenset[State]]] = {
    State.PREPARING: frozenset(
        {State.QUEUED, State.RINGING, State.CONNECTING, State.LIVE, State.ENDED}
    ),
    State.QUEUED: frozenset({State.RINGING, State.CONNECTING, State.LIVE, State.ENDED}),
    State.RINGING: frozenset({State.CONNECTING, State.LIVE, State.ENDED}),
    State.CONNECTING: frozenset({State.LIVE, State.ENDED}),
    State.LIVE: frozenset({State.HELD, State.ENDED}),
    State.HELD: frozenset({State.LIVE, State.ENDED}),
    State.ENDED: frozenset(),
}
"""The whole table. A carrier may leave out any step before ``live``; nothing leaves ``ended``."""


def may_follow(new: State, old: State) -> bool:
    """Say whether a call in ``old`` may become ``new``; staying where it is is not a step."""
    return new in ALLOWED[old]
