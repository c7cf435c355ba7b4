"""What the switchboard tells everybody, and how it does so without waiting for anybody."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from console.switchboard.call import Call, CallId

_LOG = logging.getLogger(__name__)
_BACKLOG: Final = 1000


class Speaker(StrEnum):
    """Whose words a line of the transcript is."""

    CALLER = "caller"
    AGENT = "agent"
    OPERATOR = "operator"
    NOTE = "note"
    MARK = "mark"


class LampState(StrEnum):
    """What a lamp shows. ``off`` is a part that is not in use."""

    OK = "ok"
    WARN = "warn"
    ERROR = "error"
    OFF = "off"


Health = tuple[LampState, str, str]
"""How a part is: its lamp's state, the cause, and what to do."""


@dataclass(frozen=True, slots=True)
class CallChanged:
    """A call's snapshot was replaced; ``old`` is None for a new call."""

    old: Call | None
    new: Call
    cause: str


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """Something was said on a call, ``at_ms`` after its audio began.

    A ``note`` is what else happened (a key pressed, an operator's note), a ``mark`` a
    moment that an operator marked.

    ``latency_ms`` is set on an agent's answer: how long the caller waited for it.
    """

    call_id: CallId
    speaker: Speaker
    text: str
    at_ms: int
    latency_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Lamp:
    """The health of one part: a word for it, why, what to do, and when it was last seen well."""

    name: str
    state: LampState
    cause: str
    remedy: str = ""
    last_seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class LampChanged:
    """A lamp shows something else than before."""

    lamp: Lamp


Event = CallChanged | TranscriptLine | LampChanged
Listener = Callable[[Event], None]


class EventBus:
    """Hands each event to each listener, at once and in order, on the engine's loop.

    A listener must not wait; one that raises is logged and the others still hear.
    """

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def publish(self, event: Event) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(event)
            except Exception:  # one broken listener must not cost the others the event
                _LOG.exception("A listener failed on %s", type(event).__name__)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; call what comes back to remove it (twice is harmless)."""
        self._listeners.append(listener)

        def remove() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return remove

    def listen_to_calls(self, listener: Callable[[CallChanged], None]) -> Callable[[], None]:
        """Add a listener that hears of calls' changes only; removed as others are."""

        def hear(event: Event) -> None:
            if isinstance(event, CallChanged):
                listener(event)

        return self.listen(hear)

    def subscribe(self, backlog: int = _BACKLOG) -> Subscription:
        """Begin to queue events for a reader that takes them in its own time."""
        return Subscription(self, backlog)


class Subscription:
    """A bounded queue of events for one slow reader; the oldest go first when it is full.

    Used as ``async for event in subscription``; belongs to the engine's loop. ``dropped``
    counts what the reader missed.
    """

    def __init__(self, bus: EventBus, backlog: int) -> None:
        self.dropped = 0
        self._queue: deque[Event] = deque(maxlen=backlog)
        self._waiting = asyncio.Event()
        self._remove = bus.listen(self._take)

    def _take(self, event: Event) -> None:
        if len(self._queue) == self._queue.maxlen:
            self.dropped += 1
        self._queue.append(event)
        self._waiting.set()

    async def __aiter__(self) -> AsyncIterator[Event]:
        while True:
            while self._queue:
                yield self._queue.popleft()
            self._waiting.clear()
            await self._waiting.wait()

    def close(self) -> None:
        """Stop queueing. The iteration belongs to a task that its owner cancels."""
        self._remove()
