"""What was last heard of a node: readings for any thread, and what changed for the listeners."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from console.remote_node.reading import (
    Json,
    read_call,
    read_lamp,
    read_levels,
    read_line,
    read_qualities,
)
from console.remote_node.wishes import Wishes
from console.switchboard.call import Call, CallId, Direction, Reason, State
from console.switchboard.events import (
    CallChanged,
    EventBus,
    Lamp,
    LampChanged,
    LampState,
    TranscriptLine,
)
from console.switchboard.interface import CallLevels, CallQuality, PracticeScenario
from console.switchboard.lines import Line
from console.switchboard.readiness import Load

NODE: Final = "node"
"""The lamp of the connection itself; it comes before the node's own."""
_ENDED_KEPT: Final = 100


class Mirror:
    """Replaced piece by piece on one loop; every piece is immutable, so any thread may read."""

    def __init__(self, bus: EventBus) -> None:
        self.lines: tuple[Line, ...] = ()
        self.scenarios: Sequence[PracticeScenario] = ()
        self.practice = False
        self.levels: Mapping[CallId, CallLevels] = {}
        self.qualities: Mapping[CallId, CallQuality] = {}
        self.wishes = Wishes()
        self._bus = bus
        self._live: dict[CallId, Call] = {}
        self._ended: dict[CallId, Call] = {}
        self._said: dict[CallId, tuple[TranscriptLine, ...]] = {}
        self._lamps: dict[str, Lamp] = {}

    # -- readings: any thread ---------------------------------------------------------

    def live(self) -> tuple[Call, ...]:
        return tuple(self._live.copy().values())

    def ended(self) -> tuple[Call, ...]:
        return tuple(self._ended.copy().values())

    def said(self, call_id: CallId) -> tuple[TranscriptLine, ...]:
        return self._said.get(call_id, ())

    def lamps(self) -> tuple[Lamp, ...]:
        return tuple(self._lamps.copy().values())

    def load(self) -> Load:
        """Return what is known here of how much is dialled; the node itself knows better."""
        return Load(sum(call.direction is Direction.OUTBOUND for call in self.live()))

    # -- what the node tells: one loop ------------------------------------------------

    def take(self, told: Json) -> None:
        """Take one message of the event stream; unknown ones are of a later version."""
        match told:
            case {"type": "snapshot", "calls": list(calls), "lamps": list(lamps)}:
                for one in calls:
                    self.put(self.wishes.hear(read_call(one)), "snapshot")
                for lamp in lamps:
                    self.light(read_lamp(lamp))
            case {"type": "call", "call": dict(call), "cause": str(cause)}:
                self.put(self.wishes.hear(read_call(call)), cause)
            case {"type": "transcript", "line": dict(line)}:
                self.say(read_line(line))
            case {"type": "lamp", "lamp": dict(lamp)}:
                self.light(read_lamp(lamp))
            case {"type": "levels", "calls": dict(levels)}:
                self.levels = read_levels(levels)
            case {"type": "quality", "calls": dict(qualities)}:
                self.qualities = read_qualities(qualities)

    def meet(self, call: Call) -> Call:
        """Take a call that a command brought, and return it as it is for the operator here.

        One that is known changes with the events alone, which come in their order, and with
        its end.
        """
        known = call.id in self._live or call.id in self._ended
        if known and not call.ended:
            return self.wishes.as_here(call)
        return self.put(call, "answered by the node")

    def put(self, call: Call, cause: str) -> Call:
        """Take a call as it stands now, and return it as it stands for the operator here."""
        call = self.wishes.as_here(call)
        old = self._live.get(call.id) or self._ended.get(call.id)
        if old and (old == call or (old.ended and not call.ended)):
            return old  # known already, or older than what was asked for meanwhile
        if call.ended:
            self._ended[call.id] = call
            self._live.pop(call.id, None)
            while len(self._ended) > _ENDED_KEPT:
                self._said.pop(self._ended.pop(next(iter(self._ended))).id, None)
        else:
            self._live[call.id] = call
        self._bus.publish(CallChanged(old, call, cause))
        return call

    def say(self, line: TranscriptLine) -> None:
        """Take a line of a transcript."""
        self._said[line.call_id] = (*self.said(line.call_id), line)
        self._bus.publish(line)

    def remember(self, call_id: CallId, lines: Sequence[TranscriptLine]) -> None:
        """Take all that was said on a call before we listened."""
        self._said[call_id] = tuple(lines)

    def light(self, lamp: Lamp) -> None:
        """Take a lamp as it shows now."""
        self._lamps[lamp.name] = lamp
        self._bus.publish(LampChanged(lamp))

    def node(self, state: LampState, cause: str, remedy: str = "") -> None:
        """Say how the connection stands."""
        self.light(Lamp(NODE, state, cause, remedy))

    def keep(self, known: Collection[CallId]) -> None:
        """Take it that these are all the calls that the node knows; it was started anew, then."""
        for call in self.live():
            if call.id not in known:
                self.put(_lost(call), "unknown to the node")

    def silence(self) -> None:
        """Show no sound: nothing is heard of the node."""
        self.levels, self.qualities = {}, {}


def _lost(call: Call) -> Call:
    now = datetime.now(UTC)
    return replace(call, state=State.ENDED, reason=Reason.LOST, doing=None, ended_at=now)
