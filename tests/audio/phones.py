"""A carrier's playout, played by hand: what was sent is heard in its own time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from console.audio.g711 import SAMPLE_RATE
from tests.virtual_time import ManualClock

_STEP_MS = 5


class PlayingPhone:
    """Implements `Phone`: plays in order at its own speed and echoes marks when they are due.

    It is ``away_ms`` away: what is sent arrives so much later, and so do its echoes.
    """

    def __init__(self, time: ManualClock, *, speed: float = 1.0, away_ms: int = 0) -> None:
        self.heard = bytearray()
        """All that was played to the caller, without the silence between."""
        self.most_ms = 0.0
        """The most that ever waited to be played."""
        self.gaps_ms = 0.0
        """How long nothing was there to be played, once it had begun."""
        self.clears = 0
        self.stuck = False
        self.on_mark: Callable[[str], None] = lambda name: None
        self._time = time
        self._speed = speed
        self._away_s = away_ms / 1000
        self._under_way: deque[tuple[float, bytes | str]] = deque()
        self._echoes: deque[tuple[float, str]] = deque()
        self._queue: deque[bytes | str] = deque()
        self._credit = 0.0

    @property
    def queued_ms(self) -> float:
        return sum(len(it) for it in self._queue if isinstance(it, bytes)) * 1000 / SAMPLE_RATE

    async def play(self, frame: bytes) -> bool:
        if self.stuck:
            return False
        self._under_way.append((self._time() + self._away_s, frame))
        self._arrive()
        return True

    async def mark(self, name: str) -> None:
        self._under_way.append((self._time() + self._away_s, name))
        self._arrive()

    async def clear(self) -> None:
        self.clears += 1
        marks = [it for it in self._queue if isinstance(it, str)]
        self._queue.clear()
        for name in marks:
            self.on_mark(name)

    def play_on(self, ms: int) -> None:
        """Let time pass and play what is there."""
        for _ in range(0, ms, _STEP_MS):
            self._time.pass_by(_STEP_MS / 1000)
            self._arrive()
            self._credit += _STEP_MS * self._speed * SAMPLE_RATE / 1000
            self._play(int(self._credit))
            self._credit -= int(self._credit)

    def _play(self, budget: int) -> None:
        while budget > 0 and self._queue:
            head = self._queue.popleft()
            assert isinstance(head, bytes), "a mark that was due has not been echoed"
            self.heard += head[:budget]
            if len(head) > budget:
                self._queue.appendleft(head[budget:])
            budget -= len(head)
            self._echo()
        if budget > 0 and self.heard:
            self.gaps_ms += budget * 1000 / SAMPLE_RATE

    def _arrive(self) -> None:
        now = self._time()
        while self._under_way and self._under_way[0][0] <= now:
            self._queue.append(self._under_way.popleft()[1])
        self.most_ms = max(self.most_ms, self.queued_ms)
        self._echo()
        while self._echoes and self._echoes[0][0] <= now:
            self.on_mark(self._echoes.popleft()[1])

    def _echo(self) -> None:
        while self._queue and isinstance(self._queue[0], str):
            name = str(self._queue.popleft())
            if self._away_s:
                self._echoes.append((self._time() + self._away_s, name))
            else:
                self.on_mark(name)
