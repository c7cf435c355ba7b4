"""What a listener is given: both directions side by side, 20 ms at a time, silence included."""

from __future__ import annotations

from typing import Final

from console.audio.g711 import FRAME_BYTES, SILENCE
from console.audio.ports import Sink

_CALLER_LATE_BYTES: Final = 3 * FRAME_BYTES
_AGENT_AHEAD_BYTES: Final = 20 * FRAME_BYTES


class Listening:
    """Lines the two directions up for the sinks of one call.

    The caller's audio is passed on as it comes. What of it waited longer than 60 ms, after
    a burst, is dropped and not played late. The agent's audio is taken in as it goes to the
    carrier and passed on at the pace at which the carrier plays it.
    """

    def __init__(self) -> None:
        self.anybody = False
        """Whether somebody listens; while nobody does, no frame need be given here."""
        self._sinks: list[Sink] = []
        self._caller = bytearray()
        self._agent = bytearray()

    def __contains__(self, sink: Sink) -> bool:
        return sink in self._sinks

    def add(self, sink: Sink) -> None:
        if not self._sinks:
            self._caller.clear()
            self._agent.clear()
        self._sinks.append(sink)
        self.anybody = True

    def remove(self, sink: Sink) -> None:
        self._sinks.remove(sink)
        self.anybody = bool(self._sinks)

    def caller(self, frame: bytes) -> None:
        self._caller += frame
        if len(self._caller) > _CALLER_LATE_BYTES:
            del self._caller[:-FRAME_BYTES]

    def agent(self, frame: bytes) -> None:
        self._agent += frame
        if len(self._agent) > _AGENT_AHEAD_BYTES:
            del self._agent[:-_AGENT_AHEAD_BYTES]

    def agent_cut(self) -> None:
        """Forget what the carrier was told to forget."""
        self._agent.clear()

    def tick(self) -> None:
        """Give every sink the next 20 ms."""
        caller, agent = _take(self._caller), _take(self._agent)
        for sink in tuple(self._sinks):
            sink(caller, agent)


def _take(buffer: bytearray) -> bytes:
    frame = bytes(buffer[:FRAME_BYTES])
    del buffer[:FRAME_BYTES]
    return frame if len(frame) == FRAME_BYTES else frame + SILENCE[len(frame) :]
