"""What an operator sees and does in the call of participants that an agent is met in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from console.switchboard.call import CallId


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in it. A user who joined twice is two of them.

    ``muted`` is None where that is not known: nobody else's tracks are listened to.
    """

    user_id: str
    name: str
    session_id: str
    joined_at: datetime
    is_phone: bool = False
    muted: bool | None = None


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """How it went so far: sessions and users that were in it, and Stream's score, 0 to 100."""

    sessions: int
    users: int
    most_at_once: int | None
    score: float
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class AgentReport:
    """How its agent fares: by its own word, and by that of the server that sent it.

    ``latency_ms`` is how long its last answer took; ``metrics`` are called as the server
    calls them, averages of ms and totals. ``server`` is empty where nobody sent it.
    """

    server: str
    latency_ms: int | None
    metrics: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One as it stands now; ``report`` and ``agent`` are None where there is nothing to tell."""

    address: str
    participants: tuple[Participant, ...]
    recording: bool
    transcribing: bool
    captioning: bool
    report: MeetingReport | None = None
    agent: AgentReport | None = None


class Step(StrEnum):
    """What can be done in it."""

    MUTE = "mute"
    KICK = "kick"
    RECORDING = "recording"
    TRANSCRIPTION = "transcription"
    END = "end"


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """One thing to be done.

    ``user_id`` says to whom, in `Step.MUTE` and `Step.KICK`, which ``block`` makes for good;
    ``on`` starts or stops `Step.RECORDING` and `Step.TRANSCRIPTION`.
    """

    step: Step
    user_id: str = ""
    block: bool = False
    on: bool = True


class MeetingInterface(Protocol):
    """What a switchboard offers beside its commands where its agents are met in calls.

    Each raises `CommandError` with a sentence: `NotNow` where a call has no such meeting.
    """

    async def meeting(self, call_id: CallId) -> Meeting:
        """Look into a call's meeting, at Stream, some seconds at most."""

    async def meeting_step(self, call_id: CallId, step: MeetingStep) -> Meeting:
        """Do something in it, and look again."""
