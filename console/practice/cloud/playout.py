"""The playout buffer of a bidirectional stream, with its marks and ``clear``."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

from console.audio.g711 import FRAME_BYTES, SAMPLE_RATE, SILENCE

MOST_BYTES: Final = 10 * 60 * SAMPLE_RATE
"""Ten minutes of unplayed audio; what comes on top is dropped (31931)."""
MOST_MARKS: Final = 10_000
"""Twilio names no limit on waiting marks; here it is this."""


class Playout:
    """What the customer sent and the far party has yet to hear.

    Audio is played in the order it came, 160 bytes every 20 ms. A mark is echoed once all
    that was sent before it has been played: at once when nothing waits. It belongs to one
    loop; ``echo`` is called from within its methods.
    """

    def __init__(self, echo: Callable[[str], None]) -> None:
        self._echo = echo
        self._waiting = bytearray()
        self._played = 0
        self._marks: deque[tuple[int, str]] = deque()

    def media(self, ulaw: bytes) -> bool:
        """Queue μ-law of any length; False when it was dropped because the buffer is full."""
        if len(self._waiting) + len(ulaw) > MOST_BYTES:
            return False
        self._waiting += ulaw
        return True

    def mark(self, name: str) -> bool:
        """Ask for an echo after what is queued now; False when too many wait already."""
        if not self._waiting:
            self._echo(name)
            return True
        if len(self._marks) == MOST_MARKS:
            return False
        self._marks.append((self._played + len(self._waiting), name))
        return True

    def clear(self) -> None:
        """Forget what was not played yet; every mark that waited is echoed."""
        self._waiting.clear()
        while self._marks:
            self._echo(self._marks.popleft()[1])

    def play(self) -> bytes:
        """Return what the far party hears in the 20 ms that end now; silence on underrun."""
        if not self._waiting:
            return SILENCE
        frame = bytes(self._waiting[:FRAME_BYTES])
        del self._waiting[:FRAME_BYTES]
        self._played += len(frame)
        while self._marks and self._marks[0][0] <= self._played:
            self._echo(self._marks.popleft()[1])
        return frame.ljust(FRAME_BYTES, b"\xff")
