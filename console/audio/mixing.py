"""Where two voices meet: the operator's and the agent's, added up on the call's clock."""

from __future__ import annotations

from collections import deque
from typing import Final

import numpy as np

from console.audio.g711 import FRAME_BYTES, SAMPLE_RATE, SILENCE, decode, encode

_OPERATOR_FRAMES: Final = 3
"""60 ms: what of the operator's voice came in a burst is dropped and not said late."""
_AGENT_BYTES: Final = 500 * FRAME_BYTES
_FADE_SAMPLES: Final = 2 * FRAME_BYTES
"""40 ms, over which a microphone that opens becomes audible: a step would click."""
_GAP_S: Final = 0.1
"""A microphone that sent nothing for so long was closed."""


def mix(one: bytes, other: bytes) -> bytes:
    """Add two frames of μ-law of one length, limited where both together are too loud."""
    both = decode(one).astype(np.int32) + decode(other)
    return encode(np.clip(both, -32768, 32767).astype(np.int16))


class Opening:
    """Fades an operator's voice in where it begins. Belongs to one bridge."""

    def __init__(self) -> None:
        self._done = 0
        self._last = float("-inf")

    def fade(self, frame: bytes, now: float) -> bytes:
        """Return a frame of the operator's as loud as it may be by now."""
        if now - self._last > _GAP_S:
            self._done = 0
        self._last = now
        if self._done >= _FADE_SAMPLES:
            return frame
        gain = (self._done + np.arange(len(frame), dtype=np.float32)) / _FADE_SAMPLES
        self._done += len(frame)
        return encode((decode(frame) * np.minimum(gain, 1.0)).astype(np.int16))


class Voice:
    """The operator's last frames, until the clock of whoever hears them asks for one."""

    def __init__(self) -> None:
        self.dropped = 0
        """Frames that were too many."""
        self.spoken_at: float | None = None
        """When the last 20 ms that were heard had been spoken, where that is known."""
        self._frames: deque[tuple[bytes, float | None]] = deque(maxlen=_OPERATOR_FRAMES)

    def __bool__(self) -> bool:
        return bool(self._frames)

    def clear(self) -> None:
        """Forget what nobody has asked for: the operator is not heard any more."""
        self._frames.clear()

    def put(self, frame: bytes, spoken_at: float | None = None) -> None:
        """Take 20 ms; the oldest of more than 60 ms is dropped."""
        self.dropped += len(self._frames) == _OPERATOR_FRAMES
        self._frames.append((frame, spoken_at))

    def over(self, frame: bytes) -> bytes:
        """Return 20 ms of somebody else with the next 20 ms of this voice over it."""
        if not self._frames or len(frame) != FRAME_BYTES:
            return frame
        voice, self.spoken_at = self._frames.popleft()
        return mix(frame, voice)


class Mixer:
    """The agent's speech and the operator's voice, 20 ms at a time as the clock asks for it."""

    def __init__(self) -> None:
        self.operator = Voice()
        self._agent = bytearray()
        self._agent_dropped = 0

    @property
    def dropped(self) -> int:
        """Frames of either that were too many."""
        return self.operator.dropped + self._agent_dropped

    @property
    def holds_agent(self) -> bool:
        """Whether something of the agent's speech waits here."""
        return bool(self._agent)

    @property
    def agent_ms(self) -> float:
        """ms of the agent's speech that wait here."""
        return len(self._agent) * 1000 / SAMPLE_RATE

    def agent(self, ulaw: bytes) -> None:
        """Take what the agent says, any length; the oldest of more than 10 s is dropped."""
        self._agent += ulaw
        if (over := len(self._agent) - _AGENT_BYTES) > 0:
            del self._agent[:over]
            self._agent_dropped += -(-over // FRAME_BYTES)

    def next(self) -> tuple[bytes, bytes] | None:
        """Return the next 20 ms, mixed, and the agent's share of it; None where both pause."""
        if not self._agent and not self.operator:
            return None
        agent = self.take_agent(FRAME_BYTES)
        agent += SILENCE[len(agent) :]
        return self.operator.over(agent), agent

    def take_agent(self, most: int | None = None) -> bytes:
        """Take out what of the agent's speech waits here, or the first bytes of it."""
        taken = bytes(self._agent[:most])
        del self._agent[:most]
        return taken

    def cut_agent(self) -> None:
        """Forget what the agent said."""
        self._agent.clear()
