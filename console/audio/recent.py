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
    """One direction: a ring of μ-law, from the time ``began`` on.

    What comes less than ``slack`` samples late follows what came before.
    """

    __slots__ = ("_began", "_end", "_ring", "_slack")

    def __init__(self, began: float, slack: int) -> None:
        self._began = began
        self._slack = slack
        self._ring = memoryview(bytearray(_QUIET * _SIZE))
        self._end = 0
        """The place of the next sample, counted from the beginning."""

    def put(self, frame: bytes, now: float) -> None:
        late = (now - self._began) * SAMPLE_RATE - self._end
        if late > self._slack:
            self._fill(now)
        elif late < -_AHEAD:
            return
        self._write(frame)

    def cut(self, now: float) -> None:
        """Forget what is after a time."""
        self._end = min(self._end, self._place(now))

    def read(self, now: float) -> bytes:
        """Return what is before a time, 15 s at most."""
        self._fill(now)
        end = self._place(now)
        first, last = max(0, end - _SPAN) % _SIZE, end % _SIZE
        ring = self._ring
        return bytes(ring[first:last]) if first <= last else bytes(ring[first:]) + ring[:last]

    def _place(self, now: float) -> int:
        return round((now - self._began) * SAMPLE_RATE)

    def _fill(self, now: float) -> None:
        """Be silent up to a time."""
        place = self._place(now)
        if place > self._end:
            missing = min(place - self._end, _SIZE)
            self._end = place - missing
            self._write(_QUIET * missing)

    def _write(self, frame: bytes) -> None:
        at = self._end % _SIZE
        to = at + len(frame)
        self._end += len(frame)
        if to <= _SIZE:
            self._ring[at:to] = frame
        else:
            self._ring[at:] = frame[: _SIZE - at]
            self._ring[: to - _SIZE] = frame[_SIZE - at :]


class Recent:
    """Keeps the last 15 s of one call: 128 kB for each direction, and never more.

    Times are the bridge's clock, in seconds. The caller stands where it came in, the agent
    where the carrier plays it: what it sends ahead follows what it sent before, and what is
    cut was never heard. Engine's loop.
    """

    def __init__(self, began: float) -> None:
        caller, agent = _Lane(began, _CALLER_SLACK), _Lane(began, _AGENT_SLACK)
        self.caller = caller.put
        """Takes what the caller said, and when."""
        self.agent = agent.put
        """Takes what went to the phone of the agent's, and when."""
        self.agent_cut = agent.cut
        """Forgets what the caller has not heard yet at a time."""
        self._lanes = caller, agent

    def read(self, now: float) -> tuple[bytes, bytes]:
        """Return the caller and the agent up to now, μ-law, of one length: 15 s at most."""
        caller, agent = self._lanes
        return caller.read(now), agent.read(now)
