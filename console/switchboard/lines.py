"""A line: one of our numbers, who answers it and how, and how far it may be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Answer(StrEnum):
    """What becomes of a call that comes in on a line."""

    AGENT = "agent"
    """Its agent answers, at once or after some seconds of ringing."""
    ASK = "ask"
    """It rings until the operator answers or declines; the agent answers if nobody does."""
    DECLINE = "decline"
    BUSY = "busy"
    SAY = "say"
    """It hears a sentence and is hung up."""
    FORWARD = "forward"
    """It is led to another number."""
    MESSAGE = "message"
    """It hears a sentence and leaves a message."""
    DIALOGUE = "dialogue"
    """The carrier turns speech into text and back; a program of the user's answers."""


@dataclass(frozen=True, slots=True)
class GuardRails:
    """What a line's calls may cost at most.

    ``countries`` are ISO 3166 codes; none means the line's own country. ``unassigned``
    lets through numbers of the right shape that no numbering plan has given out, which
    is what practice numbers are. A call ends after ``max_minutes``, at the carrier too.
    ``cost_an_hour`` is in the account's currency, each minute taken to cost
    ``cost_a_minute``; None is no cap.
    """

    countries: frozenset[str] = frozenset()
    dials_at_once: int = 20
    dials_an_hour: int = 100
    unassigned: bool = False
    max_minutes: int = 60
    cost_an_hour: float | None = None
    cost_a_minute: float = 0.02


@dataclass(frozen=True, slots=True)
class AgentLoss:
    """What the caller gets when the agent is lost and no other can be had.

    First ``sentence`` is spoken; then the call is led to ``forward_to`` where there is
    such a number, and hung up otherwise. ``meanwhile`` is what the caller hears while the
    agent is waited for or another one is fetched; nothing where it is empty.
    """

    sentence: str = (
        "We are sorry, nobody can take your call at the moment. Please call again later."
    )
    forward_to: str = ""
    meanwhile: str = "One moment, please."


NO_LOSS: Final = AgentLoss()


@dataclass(frozen=True, slots=True)
class CallerSilence:
    """What a caller who says nothing gets: after ``question_s`` a question, then a goodbye.

    ``goodbye_s`` counts from the question; 0 in ``question_s`` leaves silence alone.
    """

    question_s: int = 0
    question: str = "Are you still there?"
    goodbye_s: int = 15
    goodbye: str = "I can't hear you. Goodbye."


@dataclass(frozen=True, slots=True)
class Line:
    """A number in E.164 with its name, the kind of agent on it, and its guard rails.

    A call that comes in rings for ``answer_after_s`` seconds before the agent answers;
    with ``Answer.ASK`` that is how long the operator has, 20 where it is 0. ``agent_url`` and
    ``agent_command`` are this line's own agent server or program, where it has one.
    With ``recording`` the carrier records every call, after it has said ``recording_notice``.
    ``dialogue`` is the command or https address that answers an `Answer.DIALOGUE`.
    """

    number: str
    name: str
    agent: str
    answer_after_s: int = 0
    guard_rails: GuardRails = field(default_factory=GuardRails)
    answer: Answer = Answer.AGENT
    sentence: str = ""
    forward_to: str = ""
    dialogue: str = ""
    agent_url: str = ""
    agent_command: str = ""
    agent_loss: AgentLoss = NO_LOSS
    caller_silence: CallerSilence = CallerSilence()
    recording: bool = False
    recording_notice: str = "This call may be recorded."

    @property
    def has_agent(self) -> bool:
        """Whether an agent takes the calls that come in."""
        return self.answer in (Answer.AGENT, Answer.ASK)
