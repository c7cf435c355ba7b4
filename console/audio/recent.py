"""The last seconds of a call, both directions, for whoever asks what was just said."""

from __future__ import annotations

from typing import Final

from console.audio.g711 import SAMPLE_RATE, SILENCE

RECENT_S: Final = 15
_AHEAD: Final = SAMPLE_RATE
"""A lane may run so far ahead of the clock, after a burst; what is beyond is left out."""
_SPAN: Final = RECENT_S * SAMPLE_RATE
_SIZE: Final = _SPAN + _AHEAD
_QUIET: Final = SILENCE[:1]
_CALLER_SLACK: Final = SAMPLE_RATE // 5
"""The network delivers the caller unevenly: so late a frame still follows the one before."""
_AGENT_SLACK: Final = SAMPLE_RATE // 50


class _Lane:
    """One direction: a ring of μ-law whose ``end`` is the place of its next sample."""

    __slots__ = ("_ring", "_slack", "end")

    def __init__(self, slack: int) -> None:
        self._ring = bytearray(_QUIET * _SIZE)
        self._slack = slack
        self.end = 0

    def put(self, frame: bytes, at: int) -> None:
        if at - self.end > self._slack:
            self.fill(at)
        elif self.end - at > _AHEAD:
            return
        self._write(frame)

    def fill(self, at: int) -> None:
        """Be silent up to a place."""
        if at > self.end:
            missing = min(at - self.end, _SIZE)
            self.end = at - missing
            self._write(_QUIET * missing)

    def read(self, begin: int, end: int) -> bytes:
        self.fill(end)
        first, last = begin % _SIZE, end % _SIZE
        ring = self._ring
        return bytes(ring[first:last] if first <= last else ring[first:] + ring[:last])

    def _write(self, frame: bytes) -> None:
        at = self.end % _SIZE
        room = _SIZE - at
        self.end += len(frame)
        if len(frame) <= room:
            self._ring[at : at + len(frame)] = frame
        else:
            self._ring[at:] = frame[:room]
            self._ring[: len(frame) - room] = frame[room:]


class Recent:
    """Keeps the last 15 s of one call: 128 kB for each direction, and never more.

    Times are the bridge's clock, in seconds. The caller stands where it came in, the agent
    where the carrier plays it: what it sends ahead follows what it sent before, and what is
    cut was never heard. Engine's loop.
    """

    __slots__ = ("_agent", "_began", "_caller")

    def __init__(self, began: float) -> None:
        self._began = began
        self._caller = _Lane(_CALLER_SLACK)
        self._agent = _Lane(_AGENT_SLACK)

    def caller(self, frame: bytes, now: float) -> None:
        """Take what the caller said."""
        self._caller.put(frame, round((now - self._began) * SAMPLE_RATE))

    def agent(self, frame: bytes, now: float) -> None:
        """Take what went to the phone of the agent's."""
        self._agent.put(frame, round((now - self._began) * SAMPLE_RATE))

    def agent_cut(self, now: float) -> None:
        """Forget what the caller has not heard yet."""
        self._agent.end = min(self._agent.end, round((now - self._began) * SAMPLE_RATE))

    def read(self, now: float) -> tuple[bytes, bytes]:
        """Return the caller and the agent up to now, μ-law, of one length: 15 s at most."""
        end = round((now - self._began) * SAMPLE_RATE)
        begin = max(0, end - _SPAN)
        return self._caller.read(begin, end), self._agent.read(begin, end)
