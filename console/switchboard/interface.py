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
from console.switchboard.dial_options import AS_USUAL, DialOptions
from console.switchboard.events import Event, Lamp, TranscriptLine
from console.switchboard.lines import Line
from console.switchboard.readiness import Readiness
from console.switchboard.self_test import SelfTestResult


@dataclass(frozen=True, slots=True)
class CallLevels:
    """RMS and peak over the last 100 ms of both directions, dBFS, floor −96."""

    caller: float = -96.0
    agent: float = -96.0
    caller_peak: float = -96.0
    agent_peak: float = -96.0


@dataclass(frozen=True, slots=True)
class CallQuality:
    """How well a call's audio travels.

    ``buffered_ms`` of the agent's speech wait at the carrier and here for the caller to hear
    them; ``jitter_ms`` is how unevenly the phone's frames come. ``gaps`` counts how often
    nothing came from the phone for longer than 100 ms, ``dropped`` the frames of 20 ms that
    never reached the carrier.
    """

    buffered_ms: int = 0
    jitter_ms: float = 0.0
    gaps: int = 0
    dropped: int = 0


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

    def qualities(self) -> Mapping[CallId, CallQuality]:
        """Return how well the audio of every call that has some travels."""

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

    async def dial(
        self,
        to: str,
        from_: str | None = None,
        agent: str | None = None,
        options: DialOptions = AS_USUAL,
    ) -> Call:
        """Call a number; the row is there at once, whatever becomes of it."""

    async def answer(self, call_id: CallId) -> Call:
        """Take a call that rings here now, its agent with it."""

    async def decline(self, call_id: CallId) -> Call:
        """Turn a call that rings here away; it ends as rejected."""

    async def hang_up(self, call_id: CallId) -> Call:
        """End a call at the carrier. One that has ended stays as it is."""

    async def hang_up_all(self) -> tuple[Call, ...]:
        """End every call; return them all, those that would not end with their error."""

    async def engage(self, call_id: CallId, mode: Engagement, hand_back: str = "") -> Call:
        """Put the operator on a rung of the ladder for one call.

        ``hand_back`` is given to the agent, where it takes instructions, when the operator
        steps down from a take-over: what was agreed meanwhile.
        """

    async def hold(self, call_id: CallId) -> Call:
        """Let the caller hear music, and nobody the caller."""

    async def resume(self, call_id: CallId) -> Call:
        """Take a held call back to the rung that it was on."""

    async def transfer(self, call_id: CallId, to: str) -> Call:
        """Lead the other party to another number, and leave the call: it ends as transferred."""

    async def consult(self, call_id: CallId, to: str, agent: str = "none") -> Call:
        """Hold a call and ring somebody who may take it; return the call to them.

        The operator speaks with them on that call, or an agent of the kind named does.
        """

    async def connect(self, call_id: CallId) -> Call:
        """Connect the two calls of a consultation, and leave both: they end as transferred."""

    async def send_digits(self, call_id: CallId, digits: str, *, out_of_band: bool = False) -> Call:
        """Press keys, ``0-9 * # A-D``, towards the other party; ``w`` waits half a second.

        Out of band the carrier presses them, which any menu understands; the agent hears
        and says nothing meanwhile.
        """

    async def say_to_caller(self, call_id: CallId, text: str) -> Call:
        """Say a sentence to the other party in the console's own voice, agent or not."""

    async def instruct(self, call_id: CallId, text: str) -> Call:
        """Tell the agent something that the caller does not hear; returns with its receipt."""

    async def say(self, call_id: CallId, text: str) -> Call:
        """Have the agent say exactly this; returns with its receipt."""

    async def interrupt(self, call_id: CallId) -> Call:
        """Cut the agent short; what waits at the carrier is dropped."""

    async def silence(self, call_id: CallId, on: bool = True) -> Call:
        """Stop the agent from being heard, or let it be heard again. The call stays up."""

    async def silence_all(self) -> tuple[Call, ...]:
        """Silence the agent of every call."""

    async def mark_moment(self, call_id: CallId) -> Call:
        """Put a mark into the call's record, now."""

    async def note(self, call_id: CallId, text: str) -> Call:
        """Put a note of the operator's into the call's record."""

    async def ring_practice(self, scenario: str | None = None) -> Call:
        """Have a practice caller phone in; without a name, always the same first one."""

    async def self_test(self) -> SelfTestResult:
        """Test the way from the public address to here, without calling anybody."""
