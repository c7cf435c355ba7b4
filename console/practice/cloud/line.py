"""The voice path of an answered call: the clock that the far party lives by."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Final, Protocol

from console.audio.g711 import FRAME_MS, SILENCE
from console.practice.cloud.far import FarParty

_FRAME_SECONDS: Final = FRAME_MS / 1000
_CATCH_UP_FRAMES: Final = 10
"""After a stall so many frames come at once, as from a jitter buffer; the rest is lost."""

_log = logging.getLogger(__name__)


class AudioEnd(Protocol):
    """What the far party is connected to for a while: a stream, an announcement, a bridge."""

    def play(self) -> bytes:
        """Return the next 160 bytes that the far party hears."""

    def hear(self, frame: bytes, digits: str, words: str, /) -> None:
        """Take what the far party said and pressed in those 20 ms. Returns at once.

        ``words`` is what they have said to its end, for those who could make it out.
        """


class Line:
    """Ticks one far party every 20 ms, from answer to the end of the call.

    Deadlines are absolute, so a late tick never makes the next one later. While nothing is
    connected the far party hears silence and nobody hears them. Runs as timers of the
    cloud's loop, one call one timer, which spreads the calls over the 20 ms.
    """

    def __init__(self, party: FarParty, on_hang_up: Callable[[], None]) -> None:
        self._party = party
        self._on_hang_up = on_hang_up
        self._end: AudioEnd | None = None
        self._loop = asyncio.get_running_loop()
        self._deadline = self._loop.time()
        self._timer = self._loop.call_soon(self._tick)

    def connect(self, end: AudioEnd) -> None:
        """Let the far party hear this, and this hear them, from the next tick on."""
        self._end = end

    def disconnect(self) -> None:
        """Go back to silence."""
        self._end = None

    def stop(self) -> None:
        """End it: the far party lives no further. May be called twice."""
        self._timer.cancel()

    def _tick(self) -> None:
        late = self._loop.time() - self._deadline
        due = 1 + max(0, int(late / _FRAME_SECONDS))
        self._deadline += due * _FRAME_SECONDS
        self._timer = self._loop.call_at(self._deadline, self._tick)
        for _ in range(min(due, _CATCH_UP_FRAMES)):
            if not self._exchange():
                self.stop()
                self._on_hang_up()
                return

    def _exchange(self) -> bool:
        """Pass one frame each way; False when the far party is gone."""
        end = self._end
        try:
            tick = self._party.tick(SILENCE if end is None else end.play())
        except Exception:  # whatever it is, the clock of the call must not go on without it
            _log.exception("a practice party failed, so its call ends")
            return False
        if end is not None:
            end.hear(tick.frame, tick.digits, tick.words)
        return not tick.hang_up
