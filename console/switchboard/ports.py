"""What the switchboard asks of a carrier and of a call's audio, and is told by them.

The switchboard knows nobody; whoever wants to be plugged in has these shapes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from console.switchboard.call import Ask, Call, CallError, CallId, Engagement, Reason, State
from console.switchboard.dial_options import AS_USUAL, DialOptions
from console.switchboard.events import Speaker
from console.switchboard.interface import CallLevels, CallQuality, PracticeScenario
from console.switchboard.lines import NO_LOSS, AgentLoss
from console.switchboard.meeting import Meeting, MeetingStep


@dataclass(frozen=True, slots=True)
class Attempt:
    """One dial: whom, as whom, and the token that its media socket will bring.

    The carrier ends the call after ``limit_s`` seconds, whatever becomes of us.
    """

    call_id: CallId
    to: str
    from_: str
    token: str = field(repr=False)
    limit_s: int = 3600
    options: DialOptions = AS_USUAL
    agent_loss: AgentLoss = NO_LOSS
    notice: str = ""
    """What whoever answers is told before all else."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a carrier says of a call: a state, or how it ended (then ``reason`` is set)."""

    state: State
    reason: Reason | None = None
    error: CallError | None = None


class TrunkError(Exception):
    """A carrier did not do what was asked; ``message`` is a sentence to act on."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Trunk(Protocol):
    """A carrier, as far as calls go. Every wait in it is bounded."""

    @property
    def name(self) -> str:
        """The word that stands in `Call.carrier`."""

    async def dial(self, attempt: Attempt) -> str:
        """Place a call and return the carrier's id for it. Raises `TrunkError`."""

    async def hang_up(self, carrier_call_id: str) -> None:
        """End a call in whatever state; one that is gone counts as ended. Raises `TrunkError`."""

    async def transfer(self, call: Call, to: str, from_: str, sentence: str = "") -> None:
        """Say a sentence and lead the other party to a number, without us. Raises `TrunkError`."""

    async def aside(
        self,
        call: Call,
        token: str | None,
        *,
        sentence: str = "",
        digits: str = "",
        loss: AgentLoss = NO_LOSS,
    ) -> None:
        """Take a call's audio away to say or press something; it comes back with the token.

        Without a token the call is hung up after that. ``loss`` is what the caller gets should
        we be gone then. Raises `TrunkError`.
        """

    async def confer(self, call: Call, room: str) -> None:
        """Lead the other party into a room of the carrier's, without us. Raises `TrunkError`."""

    async def record(self, call: Call) -> None:
        """Record a call from now on, both sides apart. Raises `TrunkError`."""

    async def look_up(self, carrier_call_id: str) -> Report | None:
        """Ask what became of a call; None where the carrier knows none. Raises `TrunkError`."""


class Audio(Protocol):
    """The audio side of all calls: agents, bridges, levels."""

    async def prepare(self, call: Call, *, wait: bool = False) -> None:
        """Get a call's agent ready; cancelled when the call ends first.

        With ``wait`` it stays off the call until `begin`.
        """

    async def begin(self, call_id: CallId) -> None:
        """Let an agent that waits onto its call."""

    async def release(self, call_id: CallId) -> None:
        """Let a call's agent and bridge go. Never raises."""

    async def engage(self, call_id: CallId, mode: Engagement, *, here: bool = True) -> None:
        """Route a call's audio as the operator's rung asks; it is heard here only if they are."""

    async def hold(self, call_id: CallId, on: bool) -> None:
        """Play music to the caller instead of everything else, or stop that."""

    async def silence(self, call_id: CallId, on: bool) -> None:
        """Keep the agent from being heard, or let it be heard again."""

    async def send_digits(self, call_id: CallId, digits: str) -> None:
        """Play the tones of keys to the phone; returns once they went out."""

    async def ask(self, call_id: CallId, ask: Ask, text: str = "") -> None:
        """Ask the agent for something and wait for its receipt.

        Raises:
            NotNow: it can't, or did not confirm it.
        """

    async def meeting(self, call_id: CallId) -> Meeting:
        """Look into the call that an agent is met in. Raises `NotNow`."""

    async def meeting_step(self, call_id: CallId, step: MeetingStep) -> Meeting:
        """Do something in it, and look again. Raises `NotNow`."""

    async def speak(self, call_id: CallId, text: str) -> None:
        """Say a sentence to the phone in the console's own voice; returns once it was heard.

        Raises:
            NotNow: the call has no audio, or (code ``no-voice``) the console no voice.
        """

    def note(self, call_id: CallId, speaker: Speaker, text: str) -> bool:
        """Put a line into the call's record, on its audio's clock; False where it has none."""

    def levels(self) -> Mapping[CallId, CallLevels]:
        """Measure every call that has audio. Any thread."""

    def qualities(self) -> Mapping[CallId, CallQuality]:
        """Say how well the audio of every call that has some travels. Any thread."""


class PracticeRinger(Protocol):
    """Whoever can make the practice line ring."""

    def scenarios(self) -> Sequence[PracticeScenario]:
        """Return the callers there are, the first being the one that rings by default."""

    async def ring(self, scenario: str | None) -> str:
        """Have one phone in; return the carrier's id of the call. Raises `KeyError`."""
