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
from console.switchboard.interface import CallLevels, PracticeScenario


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

    async def transfer(self, carrier_call_id: str, to: str, from_: str, sentence: str = "") -> None:
        """Say a sentence and lead the other party to a number, without us. Raises `TrunkError`."""

    async def look_up(self, carrier_call_id: str) -> Report | None:
        """Ask what became of a call; None where the carrier knows none. Raises `TrunkError`."""


class Audio(Protocol):
    """The audio side of all calls: agents, bridges, levels."""

    async def prepare(self, call: Call) -> None:
        """Get a call's agent ready; cancelled when the call ends first."""

    async def release(self, call_id: CallId) -> None:
        """Let a call's agent and bridge go. Never raises."""

    async def engage(self, call_id: CallId, mode: Engagement) -> None:
        """Route a call's audio as the operator's rung asks."""

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

    def note(self, call_id: CallId, speaker: Speaker, text: str) -> None:
        """Put a line into the call's record, on the call's clock."""

    def levels(self) -> Mapping[CallId, CallLevels]:
        """Measure every call that has audio. Any thread."""


class PracticeRinger(Protocol):
    """Whoever can make the practice line ring."""

    def scenarios(self) -> Sequence[PracticeScenario]:
        """Return the callers there are, the first being the one that rings by default."""

    async def ring(self, scenario: str | None) -> str:
        """Have one phone in; return the carrier's id of the call. Raises `KeyError`."""
