"""What a carrier that turns speech into text asks of whoever answers the caller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from console.switchboard.call import Call
from console.switchboard.lines import Line


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said back; after a ``goodbye`` the call is hung up.

    ``error`` is what went wrong, as a sentence for the operator.
    """

    say: str
    goodbye: bool = False
    error: str = ""


class Dialogues(Protocol):
    """The programs behind lines of `Answer.DIALOGUE`. Every wait in it is bounded."""

    async def begin(self, call: Call, line: Line) -> Reply:
        """Start a line's program for a call; return its first words. Never raises."""

    async def answer(self, call: Call, words: str) -> Reply:
        """Return what it answers to what the caller said. Never raises."""
