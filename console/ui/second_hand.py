"""The time that the desk shows: one and the same in every place, until the next second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime


class SecondHand:
    """Called, it gives the time of its last tick. Qt's thread.

    Places that looked at the clock whenever they happened to be painted would show one call's
    length with two numbers.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._at = now()

    def __call__(self) -> datetime:
        return self._at

    def tick(self) -> None:
        """Go on to now: once a second."""
        self._at = self._now()
