"""What a call is: an immutable snapshot, replaced whole at every change and never mutated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

CallId = str
"""Ours, not the carrier's: 16 hexadecimal characters, unique for ever."""


class Direction(StrEnum):
    """Who began the call, seen from the line."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class State(StrEnum):
    """Where a call is in its life; `transitions` says what may follow what."""

    PREPARING = "preparing"
    QUEUED = "queued"
    RINGING = "ringing"
    CONNECTING = "connecting"
    LIVE = "live"
    HELD = "held"
    ENDED = "ended"


class Reason(StrEnum):
    """Why a call ended."""

    COMPLETED = "completed"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"
    REJECTED = "rejected"
    FAILED = "failed"
    TRANSFERRED = "transferred"
    LOST = "lost"


class Doing(StrEnum):
    """The "why is it silent" word of a live call."""

    CALLER_SPEAKING = "caller speaking"
    HEARING = "hearing"
    THINKING = "thinking"
    TOOL = "tool"
    AGENT_SPEAKING = "agent speaking"
    BUFFERED = "buffered"
    HOLD = "hold"
    NO_MEDIA = "no media"


class Engagement(StrEnum):
    """How far the operator is in the call: the rungs of one ladder."""

    OFF = "off"
    LISTEN = "listen"
    WHISPER = "whisper"
    JOIN = "join"
    TAKE_OVER = "take-over"


class AgentState(StrEnum):
    """Where the call's agent is."""

    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"
    LEFT = "left"


class Ask(StrEnum):
    """What an agent can be asked to do, beside listening and talking."""

    INSTRUCT = "instruct"
    SAY = "say"
    INTERRUPT = "interrupt"


class Flag(StrEnum):
    """Something about a call that wants an operator's eye."""

    WANTS_HUMAN = "wants human"
    LONG_SILENCE = "long silence"
    NO_MEDIA = "no media"
    AGENT_SLOW = "agent slow"
    DOUBLE_TALK = "double talk"
    AGENT_TROUBLE = "agent trouble"


class AnsweredBy(StrEnum):
    """Who or what a carrier took whoever picked up for."""

    HUMAN = "human"
    MACHINE = "machine"
    """A machine that has begun to speak."""
    BEEP = "beep"
    """A machine that has finished speaking and takes a message."""
    FAX = "fax"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Agent:
    """The agent of a call: its kind (``practice``, ``echo``, …), where it is, what it takes."""

    kind: str
    state: AgentState = AgentState.PREPARING
    can: frozenset[Ask] = frozenset()


@dataclass(frozen=True, slots=True)
class CallerFacts:
    """What the network says of a caller beside the number; empty where it says nothing.

    ``verdict`` is how far the caller's network vouches for the number (STIR/SHAKEN): ``A``
    (fully), ``B``, ``C``, or ``failed``. ``forwarded_from`` is the number that was called.
    """

    place: str = ""
    verdict: str = ""
    forwarded_from: str = ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What an operator should know before they speak with the caller."""
        forwarded = f"Forwarded from {self.forwarded_from}" if self.forwarded_from else ""
        forged = "The caller's number may be forged" if self.verdict == "failed" else ""
        return tuple(filter(None, (forwarded, forged)))


NO_FACTS: Final = CallerFacts()


@dataclass(frozen=True, slots=True)
class CallError:
    """What went wrong on a call: the vendor's or our code, and a sentence to act on."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Bill:
    """What a call cost, and how long it was.

    ``price`` is as the carrier writes it, below zero for what we pay.
    """

    seconds: int
    price: str
    currency: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it stands now.

    ``from_`` and ``to`` are E.164 where the carrier gave a number, and whatever it gave
    otherwise (``anonymous``, ``sip:…``). Times are aware and in UTC. ``latency_ms`` is the
    last turn's latency as the caller hears it: end of the caller's speech to the first
    sample of the agent's answer sent. ``silenced`` says that the operator stopped the agent
    from being heard. ``consultation`` is the call on which somebody is asked whether they
    take this one, and the other way round. ``recording_url`` is where the carrier keeps what
    it recorded. ``answered_by`` is known where a dial had the carrier listen for it.
    ``engagement`` is the rung of the operator here, who hears and is heard by it; where one at
    another desk is on the call, it is off and ``elsewhere`` is theirs.
    """

    id: CallId
    carrier: str
    direction: Direction
    from_: str
    to: str
    line: str
    created_at: datetime
    state: State = State.PREPARING
    carrier_call_id: str | None = None
    caller_name: str = ""
    caller: CallerFacts = NO_FACTS
    doing: Doing | None = None
    reason: Reason | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    agent: Agent | None = None
    engagement: Engagement = Engagement.OFF
    recording: bool = False
    silenced: bool = False
    flags: frozenset[Flag] = frozenset()
    latency_ms: int | None = None
    error: CallError | None = None
    bill: Bill | None = None
    consultation: CallId | None = None
    recording_url: str = ""
    answered_by: AnsweredBy | None = None
    elsewhere: Engagement = Engagement.OFF

    @property
    def rung(self) -> Engagement:
        """How far an operator is in the call, whichever desk they sit at."""
        return self.elsewhere if self.engagement is Engagement.OFF else self.engagement

    @property
    def party(self) -> str:
        """The other end: who called us, or whom we called."""
        return self.from_ if self.direction is Direction.INBOUND else self.to

    @property
    def ours(self) -> str:
        """Our end: the number of the line."""
        return self.to if self.direction is Direction.INBOUND else self.from_

    @property
    def ended(self) -> bool:
        return self.state is State.ENDED
