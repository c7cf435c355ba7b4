"""A call in the list, and what can be asked of it without the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from console.switchboard.call import Call, State
from console.ui import words
from console.ui.said import line_name


@dataclass(slots=True)
class Row:
    """A call in the list; ``since`` is when its activity became what it is."""

    call: Call
    activity: str
    since: datetime
    ended_at: datetime | None = None


def has_sound(call: Call) -> bool:
    """Say whether there may be levels to show for a call."""
    return call.state in (State.CONNECTING, State.LIVE, State.HELD)


def has_words(call: Call, sought: Sequence[str]) -> bool:
    """Say whether every one of some words, in lower case, is somewhere in what a call shows."""
    shown = (
        call.party,
        words.party(call),
        words.place(call),
        words.direction(call),
        call.line,
        line_name(call.line),
        words.activity(call),
        words.colleague(call),
        *map(words.flag, call.flags),
    )
    text = " ".join(shown).casefold()
    return all(word in text for word in sought)
