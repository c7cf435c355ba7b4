"""The far party: whoever is at the other end of a practice call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class FarTick(Protocol):
    """What a far party did in one stretch of 20 ms."""

    @property
    def frame(self) -> bytes:
        """What they said: 160 bytes of μ-law, silence included."""

    @property
    def digits(self) -> str:
        """The keys they pressed, of ``0-9 * # A-D``; mostly empty."""

    @property
    def words(self) -> str:
        """What they have just said to its end, in words; mostly empty."""

    @property
    def hang_up(self) -> bool:
        """Whether they put the phone down."""


class FarParty(Protocol):
    """A caller, or somebody who was called. One of them lives for one call."""

    def tick(self, heard: bytes) -> FarTick:
        """Live through 20 ms of an answered call; ``heard`` is 160 bytes of μ-law.

        Called on the cloud's loop every 20 ms, so it returns at once.
        """


AnswerPhone = Callable[[str], FarParty]
"""Given the E.164 number that was called and is now answered, who answers it."""
