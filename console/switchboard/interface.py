"""What a desk, a command line or a program sees of a switchboard.

The readings (`calls`, `levels`, …) return immutable things and are safe from any thread.
The commands are coroutines of the engine's loop; each raises `CommandError` with a
sentence when it is turned down. Events are heard on the engine's loop.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from console.switchboard.call import Call, CallId, Engagement
from console.switchboard.events import Event, Lamp, TranscriptLine
from console.switchboard.lines import Line
from console.switchboard.readiness import Readiness


@dataclass(frozen=True, slots=True)
class CallLevels:
    """RMS and peak over the last 100 ms of both directions, dBFS, floor −96."""

    caller: float = -96.0
    agent: float = -96.0
    caller_peak: float = -96.0
    agent_peak: float = -96.0


@dataclass(frozen=True, slots=True)
class PracticeScenario:
    """A practice caller that can be asked to phone in."""

    name: str
    title: str
    summary: str


class SwitchboardInterface(Protocol):
    """Everything that can be seen and done, wherever the engine runs."""

    # -- readings: any thread ---------------------------------------------------------

    def calls(self) -> tuple[Call, ...]:
        """Return the calls that have not ended, oldest first."""

    def ended_calls(self) -> tuple[Call, ...]:
        """Return the last 100 that ended, oldest first."""

    def levels(self) -> Mapping[CallId, CallLevels]:
        """Return the levels of every call that has audio, all measured now."""

    def transcript(self, call_id: CallId) -> tuple[TranscriptLine, ...]:
        """Return what was said on a call so far."""

    def lamps(self) -> tuple[Lamp, ...]:
        """Return the health of each part, in the order to show them."""

    def lines(self) -> tuple[Line, ...]:
        """Return our numbers, the first being the one that dials by default."""

    def readiness(self, to: str) -> Readiness:
        """Say whether a text can be dialled now, and as which number."""

    def practice_scenarios(self) -> Sequence[PracticeScenario]:
        """Return who can phone in on the practice line; empty when this is not one."""

    # -- events: the engine's loop ----------------------------------------------------

    def listen_to_events(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Have each event passed on at once; call what comes back to stop it."""

    # -- commands: the engine's loop --------------------------------------------------

    async def dial(self, to: str, from_: str | None = None, agent: str | None = None) -> Call:
        """Call a number; the row is there at once, whatever becomes of it."""

    async def hang_up(self, call_id: CallId) -> Call:
        """End a call at the carrier. One that has ended stays as it is."""

    async def engage(self, call_id: CallId, mode: Engagement) -> Call:
        """Put the operator on a rung of the ladder for one call."""

    async def ring_practice(self, scenario: str | None = None) -> Call:
        """Have a practice caller phone in; without a name, always the same first one."""
