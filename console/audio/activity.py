"""Who is speaking on a call, and how long the caller waits for an answer."""

from __future__ import annotations

from typing import Final

from console.audio.g711 import SAMPLE_RATE, SILENCE
from console.audio.levels import rms_dbfs
from console.audio.turns import ONSET_MS, Turn, TurnDetector

_AUDIBLE_DBFS: Final = -50.0
_TALKED_OVER_S: Final = 0.1
"""A caller who made a sound so lately is still speaking: to talk over somebody is no answer."""
_AGENT_PAUSE_S: Final = 0.4
"""A gap in the agent's speech shorter than this is still speech."""
_ANSWER_GAP_S: Final = 2.0
"""What the agent says after so long a silence is another answer."""


class Activity:
    """Follows both directions of one call. Times are the bridge's clock, in seconds.

    The latency that it finds is the caller's: from the last sound of the caller's turn to
    the first audible frame of the answer, sent to the carrier.
    """

    def __init__(self) -> None:
        self.turn_began_at: float | None = None
        """When the caller's last turn began, which may be the one that lasts."""
        self._caller = TurnDetector()
        self._caller_last_sound: float | None = None
        self._agent_last_sound: float | None = None
        self._both_since: float | None = None
        self._answer_bytes = 0

    @property
    def caller_speaking(self) -> bool:
        return self._caller.speaking

    @property
    def awaiting_answer(self) -> bool:
        """Whether the caller has said something that nobody has answered yet."""
        return self._caller_last_sound is not None

    @property
    def answer_ms(self) -> float:
        """ms of the agent's present answer that went out, from its first sound on."""
        return self._answer_bytes * 1000 / SAMPLE_RATE

    def agent_speaking(self, now: float) -> bool:
        last = self._agent_last_sound
        return last is not None and now - last < _AGENT_PAUSE_S

    def waited_s(self, now: float) -> float:
        """Return for how long the caller waits for an answer; 0 where nobody does."""
        asked = self._caller_last_sound
        if asked is None or self._caller.speaking or self.agent_speaking(now):
            return 0.0
        return now - asked

    def both_spoke_s(self, now: float) -> float:
        """Return for how long both have been speaking at once."""
        if not (self._caller.speaking and self.agent_speaking(now)):
            self._both_since = None
        elif self._both_since is None:
            self._both_since = now
        return 0.0 if self._both_since is None else now - self._both_since

    def caller(self, frame: bytes, now: float) -> Turn | None:
        """Take a frame from the phone; return the edge it completes."""
        edge = self._caller.feed(frame)
        if edge is Turn.BEGAN:
            self.turn_began_at = now - ONSET_MS / 1000
        if self._caller.speaking:
            self._caller_last_sound = now - self._caller.since_speech_ms / 1000
        return edge

    def agent(self, frame: bytes, now: float) -> int | None:
        """Take a frame that goes to the phone now; return the latency in ms if it answers."""
        if frame == SILENCE or rms_dbfs(frame) < _AUDIBLE_DBFS:
            if self._answer_bytes:
                self._answer_bytes += len(frame)
            return None
        last, asked, speaking = (
            self._agent_last_sound,
            self._caller_last_sound,
            self.agent_speaking(now),
        )
        self._agent_last_sound = now
        answers = asked is not None and now - asked >= _TALKED_OVER_S
        if last is None or now - last > _ANSWER_GAP_S or (answers and not speaking):
            self._answer_bytes = 0
        self._answer_bytes += len(frame)
        if asked is not None and not answers:
            return None
        self._caller_last_sound = None
        return None if asked is None or speaking else round((now - asked) * 1000)

    def agent_cut(self) -> None:
        """Note that what the agent had queued is gone."""
        self._agent_last_sound = None
        self._answer_bytes = 0
