"""The agent leg: what the bridge and an agent promise each other.

An agent hears the caller as frames of μ-law (``console.audio.g711``: 8 kHz, 160 bytes are
20 ms) and answers with the same. Everything here belongs to the engine's loop.
"""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from console.switchboard.call import Ask, Call, Doing, Flag
from console.switchboard.events import Speaker
from console.switchboard.meeting import Meeting, MeetingStep


@dataclass(frozen=True, slots=True)
class Abilities:
    """What sets an agent apart."""

    transparent: bool = False
    """Its frames pass as they are: no pacing, no turns, no ``clear`` (line tests)."""
    live: bool = False
    """It speaks in real time, silence included: what waits is late for good, and left out."""


class AgentLine(Protocol):
    """The agent's end of the bridge: what an agent calls. All return at once."""

    def speak(self, frame: bytes, /) -> Awaitable[None]:
        """Send some μ-law towards the phone, any length; what can't be kept is dropped."""

    async def interrupted(self) -> None:
        """Say that the caller cut the agent short: what is queued at the carrier is cleared."""

    def doing(self, word: Doing | None) -> None:
        """Say what the agent does while nobody hears it: hearing, thinking, tool."""

    def said(self, speaker: Speaker, text: str, ago_s: float = 0.0) -> None:
        """Give a line of the transcript, stamped with the call's clock; it began that long ago."""

    def flag(self, flag: Flag, *, on: bool = True) -> None:
        """Raise a flag on the call for the operator, or lower it."""

    def can(self, asks: frozenset[Ask]) -> None:
        """Say what the agent can be asked from now on; nothing until it has said so."""

    def one_moment(self) -> None:
        """Say that the caller has to wait: the console asks for patience, in its own voice."""

    async def left(self, sentence: str = "") -> None:
        """Say that the agent is gone for good, with the reason where it is a fault.

        Without a fault the agent has ended the call, and the phone is hung up; unless an
        operator speaks with the caller or holds the call, who then keeps it.
        """


class AgentLeg(Protocol):
    """One agent on one call.

    Its life: ``start`` once, from the first sign of the call and before there is any
    audio; ``join`` once, when the phone's audio begins; ``hear`` for every frame after;
    ``stop`` once, always, even where ``start`` failed or was cancelled.
    """

    @property
    def kind(self) -> str:
        """The word that `CONSOLE_AGENT` chooses it by."""

    @property
    def abilities(self) -> Abilities: ...

    async def start(self, call: Call) -> None:
        """Get ready for the call.

        Raises:
            AgentError: it cannot; the sentence says why and what to do.
        """

    async def join(self, line: AgentLine) -> None:
        """Begin: ``line`` works from now on. Returns at once."""

    def hear(self, frame: bytes, /) -> Awaitable[None]:
        """Take what the caller said in one frame. Returns at once."""

    def key(self, digit: str) -> None:
        """Take a key that the caller pressed: one of ``0-9 * # A-D``."""

    async def ask(self, ask: Ask, text: str = "") -> None:
        """Do as the operator asks; returns once that is confirmed, some seconds at most.

        Raises:
            AgentError: it can't, or has not confirmed it.
        """

    async def stop(self) -> None:
        """Leave the call and give back everything. Never raises."""


@runtime_checkable
class KnowsCuts(Protocol):
    """An agent leg that wants to know where it was cut short, so as not to assume more."""

    def cut_short(self, heard_ms: int) -> None:
        """Take how many ms of its last answer the caller heard. Returns at once."""


@runtime_checkable
class Meets(Protocol):
    """What an agent leg offers besides where it is met in a call of participants."""

    async def meeting(self) -> Meeting:
        """Look into that call. Raises `AgentError`."""

    async def meeting_step(self, step: MeetingStep) -> None:
        """Do something in it. Raises `AgentError`."""


class AgentError(Exception):
    """An agent could not do what was asked; the text is a sentence to act on."""


NO_REQUESTS: Final = "This agent takes no requests."
