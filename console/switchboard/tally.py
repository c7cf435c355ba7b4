"""Counts of what was refused, dropped or missed, for `/metrics` and for lamps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from enum import StrEnum


class Count(StrEnum):
    """What is counted. The values are metric names."""

    WEBHOOK_REFUSED = "webhooks_refused"
    WEBHOOK_FORGED = "webhooks_forged"
    WEBHOOK_ANSWERED = "webhooks_answered"
    SOCKET_REFUSED = "media_sockets_refused"
    SOCKET_OPENED = "media_sockets_opened"
    FRAME_IN = "frames_in"
    FRAME_BAD = "frames_bad"
    FRAME_MISSING = "frames_missing"
    FRAME_UNSENT = "frames_unsent"
    EVENT_MISSED = "events_missed"


CountListener = Callable[[Count, int], None]


class Tally:
    """Counters that only rise. Counted on the engine's loop, read from any thread."""

    def __init__(self) -> None:
        self._counts: Counter[Count] = Counter()
        self._listeners: list[CountListener] = []

    def add(self, what: Count, n: int = 1) -> None:
        self._counts[what] += n
        for listener in self._listeners:
            listener(what, n)

    def listen(self, listener: CountListener) -> None:
        """Have each count passed on at once; the listener must neither wait nor raise."""
        self._listeners.append(listener)

    def __getitem__(self, what: Count) -> int:
        return self._counts[what]
