"""The way to the carrier's playout buffer: never more than 200 ms ahead of the caller's ear."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from console.audio.g711 import FRAME_BYTES, SAMPLE_RATE
from console.audio.ports import Phone

AHEAD_MS: Final = 200
"""What may wait at the carrier; more would be late when it is said, and slow to clear."""
_WAITING_MS: Final = 10_000
_MARK_EVERY_MS: Final = 200
_MARKS: Final = 64
"""How many may be without an echo: a carrier that echoes none must not fill the memory."""

Sent = Callable[[bytes], None]
"""Told of each frame that went out: of the agent's share of it."""


class Outlet:
    """Paces one call's frames into the carrier, counting by the clock and by marks.

    A frame goes straight through while the carrier holds under 200 ms; beyond that it
    waits here, bounded, the oldest dropped first. Each mark that comes back corrects the
    estimate of what the carrier still holds: the carrier, not our clock, plays the audio.
    What is on its way to the carrier does not wait there: a mark that finds its buffer
    empty is back in one round trip, and the shortest that was seen is taken off.
    """

    def __init__(self, phone: Phone, clock: Callable[[], float], sent: Sent) -> None:
        self.dropped = 0
        """Frames that never reached the carrier."""
        self._phone = phone
        self._clock = clock
        self._sent = sent
        self._waiting: deque[tuple[bytes, bytes]] = deque()
        """Frames, each with the agent's share of it."""
        self._waiting_ms = 0.0
        self._sent_ms = 0.0
        self._marked_ms = 0.0
        self._played_by = 0.0
        self._marks: dict[str, _Mark] = {}
        self._mark_count = 0
        self._round_trip_ms = math.inf

    @property
    def waiting(self) -> bool:
        """Whether frames wait here for `drain`."""
        return bool(self._waiting)

    @property
    def buffered_ms(self) -> float:
        """ms of audio that the caller has yet to hear: at the carrier and here."""
        return self.ahead_ms + self._waiting_ms

    @property
    def ahead_ms(self) -> float:
        """ms of audio that the carrier holds and has not played."""
        return max(0.0, (self._played_by - self._clock()) * 1000)

    async def send(self, frame: bytes, agent: bytes | None = None) -> None:
        """Send a frame now or as soon as there is room; a longer one in pieces of 20 ms.

        ``agent`` is what of it the agent says, as long as the frame, where that is not all.
        """
        share = frame if agent is None else agent
        for at in range(0, len(frame), FRAME_BYTES):
            piece = slice(at, at + FRAME_BYTES)
            self._waiting.append((frame[piece], share[piece]))
        self._waiting_ms += _ms(frame)
        while self._waiting_ms > _WAITING_MS:
            self._waiting_ms -= _ms(self._waiting.popleft()[0])
            self.dropped += 1
        await self.drain()

    async def drain(self) -> None:
        """Send what waits, as far as there is room at the carrier."""
        while self._waiting and self.ahead_ms + _ms(self._waiting[0][0]) <= AHEAD_MS:
            frame, agent = self._waiting.popleft()
            self._waiting_ms -= _ms(frame)
            await self._pass_on(frame, agent)

    def take_waiting(self) -> bytes:
        """Take out what waits here and has not gone to the carrier: the agent's share."""
        rest = b"".join(agent for _, agent in self._waiting)
        self._waiting.clear()
        self._waiting_ms = 0.0
        return rest

    async def clear(self) -> None:
        """Drop what waits here and have the carrier drop what it holds."""
        self._waiting.clear()
        self._waiting_ms = 0.0
        self._played_by = 0.0
        # The carrier will echo every mark now, played or not: none of them proves anything.
        self._marks.clear()
        await self._phone.clear()

    def move(self, phone: Phone) -> None:
        """Go on with another phone; what the old one held is gone."""
        self._phone = phone
        self._played_by = 0.0
        self._marks.clear()
        self._round_trip_ms = math.inf

    def marked(self, name: str) -> None:
        """Take the echo of a mark: all that was sent before it has been played."""
        if (mark := self._marks.pop(name, None)) is None:
            return
        now = self._clock()
        under_way_ms = max(0.0, (now - mark.at) * 1000 - mark.ahead_ms)
        self._round_trip_ms = min(self._round_trip_ms, under_way_ms)
        after_ms = self._sent_ms - mark.sent_ms
        self._played_by = now + max(0.0, after_ms - self._round_trip_ms) / 1000

    async def _pass_on(self, frame: bytes, agent: bytes) -> None:
        if self._round_trip_ms == math.inf and not self._marks:
            await self._mark()
        if not await self._phone.play(frame):
            self.dropped += 1
            return
        self._sent(agent)
        ms = _ms(frame)
        self._sent_ms += ms
        self._played_by = max(self._played_by, self._clock()) + ms / 1000
        if self._sent_ms - self._marked_ms >= _MARK_EVERY_MS:
            await self._mark()

    async def _mark(self) -> None:
        if len(self._marks) == _MARKS:
            del self._marks[next(iter(self._marks))]
        self._mark_count += 1
        name = f"p{self._mark_count}"
        self._marks[name] = _Mark(self._sent_ms, self._clock(), self.ahead_ms)
        self._marked_ms = self._sent_ms
        await self._phone.mark(name)


@dataclass(frozen=True, slots=True)
class _Mark:
    sent_ms: float
    """ms of audio that were sent before it."""
    at: float
    ahead_ms: float
    """What of that was to be played yet."""


def _ms(frame: bytes) -> float:
    return len(frame) * 1000 / SAMPLE_RATE
