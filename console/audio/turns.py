"""When somebody begins and ends to speak: energy with hangover over an adaptive floor."""

from __future__ import annotations

from enum import Enum
from typing import Final

from console.audio.g711 import FRAME_BYTES, FRAME_MS
from console.audio.levels import rms_dbfs

_MARGIN_DB: Final = 12.0
"""Speech is this much above the noise floor."""
_QUIETEST_SPEECH_DBFS: Final = -48.0
_HIGHEST_FLOOR_DBFS: Final = -35.0
_FLOOR_RISE_DB_PER_MS: Final = 0.003
"""The floor follows a louder line by 3 dB a second, a quieter one at once."""
ONSET_MS: Final = 60
"""A click or a digit's edge is shorter than this and is not speech."""


class Turn(Enum):
    """An edge: speech has begun, or it has ended."""

    BEGAN = "began"
    ENDED = "ended"


class TurnDetector:
    """Finds the turns in one direction of a call, frame by frame.

    Its time is counted in samples and its frames are its own, so it gives the same answer
    at any speed and however the audio is cut. It belongs to whoever feeds it.
    """

    def __init__(self, hangover_ms: int = 600) -> None:
        self.speaking = False
        self.since_speech_ms = 0.0
        """ms of audio since the last sound of speech; what a turn's end is dated back by."""
        self._hangover_ms = hangover_ms
        self._floor_dbfs = -60.0
        self._loud_ms = 0.0
        self._rest = b""

    def feed(self, ulaw: bytes) -> Turn | None:
        """Take the next audio of any length; return the (last) edge that it completes."""
        if len(ulaw) == FRAME_BYTES and not self._rest:
            return self._frame(ulaw)
        ulaw = self._rest + ulaw
        whole = len(ulaw) - len(ulaw) % FRAME_BYTES
        self._rest = ulaw[whole:]
        edges = [self._frame(ulaw[at : at + FRAME_BYTES]) for at in range(0, whole, FRAME_BYTES)]
        return next(filter(None, reversed(edges)), None)

    def _frame(self, ulaw: bytes) -> Turn | None:
        level = rms_dbfs(ulaw)
        loud = level > max(self._floor_dbfs + _MARGIN_DB, _QUIETEST_SPEECH_DBFS)
        # Speech has gaps and pulls the floor down again; a steady hum has none and is learnt.
        risen = min(self._floor_dbfs + _FLOOR_RISE_DB_PER_MS * FRAME_MS, _HIGHEST_FLOOR_DBFS)
        self._floor_dbfs = min(level, risen)
        if loud:
            self._loud_ms += FRAME_MS
            self.since_speech_ms = 0.0
        else:
            self._loud_ms = 0.0
            self.since_speech_ms += FRAME_MS
        if not self.speaking and self._loud_ms >= ONSET_MS:
            self.speaking = True
            return Turn.BEGAN
        if self.speaking and self.since_speech_ms >= self._hangover_ms:
            self.speaking = False
            return Turn.ENDED
        return None
