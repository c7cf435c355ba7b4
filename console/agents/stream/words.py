"""One call's transcript out of all that tell it: an agent, its chat channel, captions.

For each speaker the best source that has spoken is believed, and the others are not heard
any more; what one of those had told already is not told again.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from difflib import SequenceMatcher
from enum import IntEnum
from typing import Final

from console.agents.agent import AgentLine
from console.switchboard.events import Speaker

_ALIKE: Final = 0.6
"""How alike two texts are that are the same words: captions mishear some."""
_REMEMBERED: Final = 20
_LATEST_S: Final = 60.0
_WORDS: Final = re.compile(r"\w+")


class Source(IntEnum):
    """Who tells what was said, the better the higher."""

    CAPTIONS = 1
    CHAT = 2
    AGENT = 3


class StreamTime:
    """What time it is at Stream, whose clock need not be ours: learned from its events."""

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._ahead_s: float | None = None

    def told_now(self, at: datetime) -> None:
        """Take the time that an event which has just come was made at."""
        ahead_s = (at - self._now()).total_seconds()
        # The one that was fastest on its way is the nearest to the truth.
        self._ahead_s = ahead_s if self._ahead_s is None else max(self._ahead_s, ahead_s)

    def ago_s(self, at: datetime) -> float:
        """Return how long ago a moment at Stream was; 0 where that can't be known."""
        if self._ahead_s is None:
            return 0.0
        ago_s = (self._now() - at).total_seconds() + self._ahead_s
        return min(max(ago_s, 0.0), _LATEST_S)


class Words:
    """Tells each line once. Belongs to one loop."""

    def __init__(self, time: StreamTime | None = None) -> None:
        self.time = time or StreamTime()
        self._best: dict[Speaker, Source] = {}
        self._told: deque[tuple[Speaker, Source, str]] = deque(maxlen=_REMEMBERED)

    def wants(self, source: Source) -> bool:
        """Whether a source need still be asked: none better has told anything."""
        return all(best <= source for best in self._best.values())

    def take(
        self,
        source: Source,
        speaker: Speaker,
        text: str,
        line: AgentLine,
        at: datetime | None = None,
    ) -> None:
        """Take what somebody said; ``at`` is Stream's time for it, where it has one."""
        best = self._best.get(speaker, source)
        if source < best:
            return
        self._best[speaker] = source
        plain = " ".join(_WORDS.findall(text.lower()))
        if any(
            who is speaker and by < source and _alike(plain, before)
            for who, by, before in self._told
        ):
            return
        self._told.append((speaker, source, plain))
        line.said(speaker, text, self.time.ago_s(at) if at else 0.0)


def _alike(text: str, other: str) -> bool:
    return SequenceMatcher(None, text, other, autojunk=False).ratio() >= _ALIKE
