"""What happened on each call in the last seconds, for the waveform. No Qt in here."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from console.switchboard.call import CallId, Doing
from console.switchboard.events import CallChanged, Speaker, TranscriptLine
from console.ui.meters import HISTORY_S

_MOST: Final = 100
_KEYS: Final = re.compile(r"^(?:Caller pressed|Sent) ([0-9*#A-Dw]+)(?: |$)")
"""How the engine notes keys that were pressed, in either direction."""


class Kind(Enum):
    """What can be marked on a waveform."""

    CALLER_TURN = "caller turn"
    AGENT_TURN = "agent turn"
    INTERRUPTION = "interruption"
    KEYS = "keys"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened ``at`` a time of the desk's clock, in seconds."""

    at: float
    kind: Kind
    text: str = ""


class Happenings:
    """The last 20 s of every call, a hundred moments of each at most. Qt's thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._moments: dict[CallId, deque[Moment]] = {}

    def call_changed(self, event: CallChanged) -> None:
        """Note who began to speak, and over whom."""
        old, new = event.old.doing if event.old else None, event.new.doing
        if new is old:
            return
        if new is Doing.CALLER_SPEAKING:
            over = old is Doing.AGENT_SPEAKING
            self._note(event.new.id, Kind.INTERRUPTION if over else Kind.CALLER_TURN)
        elif new is Doing.AGENT_SPEAKING:
            self._note(event.new.id, Kind.AGENT_TURN)

    def line_said(self, line: TranscriptLine) -> None:
        """Note keys and marks; words are in the transcript."""
        if line.speaker is Speaker.MARK:
            self._note(line.call_id, Kind.MARK)
        elif line.speaker is Speaker.NOTE and (keys := _KEYS.match(line.text)):
            self._note(line.call_id, Kind.KEYS, keys[1])

    def of(self, call_id: CallId) -> list[Moment]:
        """Return a call's moments, oldest first."""
        since = self._clock() - HISTORY_S
        return [moment for moment in self._moments.get(call_id, ()) if moment.at >= since]

    def keep(self, calls: Iterable[CallId]) -> None:
        """Forget every call but these."""
        for gone in self._moments.keys() - set(calls):
            del self._moments[gone]

    def _note(self, call_id: CallId, kind: Kind, text: str = "") -> None:
        moments = self._moments.setdefault(call_id, deque(maxlen=_MOST))
        moments.append(Moment(self._clock(), kind, text))
