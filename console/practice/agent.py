"""The practice agent: answers a practice call with a scenario's recorded lines.

It has no account, no network and no understanding: it hears when the caller's turn ends
and takes the scenario's word for what was said. What an operator has it say, or tells it,
it says in the system's own voice, where there is one.
"""

from __future__ import annotations

import asyncio
from collections import deque
from random import Random
from typing import Final

from console.agents.agent import Abilities, AgentError, AgentLine
from console.audio.g711 import SAMPLE_RATE
from console.audio.turns import Turn, TurnDetector
from console.audio.voice import VoiceError, can_speak, speak
from console.practice.scenarios import (
    Kind,
    Scenario,
    ScenarioError,
    Step,
    Who,
    find_scenario,
    load_stranger,
    preload,
)
from console.switchboard.call import Ask, Call, Doing, Flag
from console.switchboard.events import Speaker
from console.switchboard.on_call import HANDED_BACK

_THINKING_MS: Final = (300, 600)
_NO_HELLO_MS: Final = 3_000
"""Whoever picks up speaks first; after so long without a word the agent does."""
_LONG_SILENCE_MS: Final = 6_000
_TOLD: Final = "I have just been told this: {0}"
_BACK: Final = "Thank you for waiting, it is me again"


class PracticeAgent:
    """One practice agent on one call, an `AgentLeg`. Belongs to the engine's loop.

    The phone's frames are its clock: it says one frame for each that it hears, so it is
    never ahead of the caller, and a call that stands still costs nothing.
    """

    kind: Final = "practice"
    abilities: Final = Abilities()

    def __init__(self, *, practice_line: bool = True) -> None:
        """Without the practice line it knows nobody, and puts no words in their mouths."""
        self._practice_line = practice_line
        self._line: AgentLine | None = None
        self._ears = TurnDetector()
        self._script: deque[Step] = deque()
        self._random = Random()
        self._opened = False
        """Whether anybody has said anything yet."""
        self._speech = b""
        """What is left to say of the line being spoken is ``_speech[_at:]``."""
        self._at = 0
        self._thinking_ms: float | None = None
        self._quiet_ms = 0.0
        self._keys = ""
        self._told: tuple[str, bytes] | None = None
        """What the operator told it and it has yet to pass on, in words and spoken."""

    async def start(self, call: Call) -> None:
        """Choose the script by the other party's number.

        Raises:
            AgentError: the scenarios or their recordings are damaged.
        """
        try:
            scenario = await asyncio.to_thread(self._choose, call.direction.value, call.party)
        except ScenarioError as exc:
            raise AgentError(str(exc)) from exc
        self._script.extend(scenario.step)
        self._random.seed(call.id)

    async def join(self, line: AgentLine) -> None:
        """Begin to listen, and to greet where the script begins with the agent."""
        self._line = line
        line.can(frozenset(Ask if can_speak() else {Ask.INTERRUPT}))
        self._prepare_answer(line)

    async def hear(self, frame: bytes) -> None:
        """Live on for as long as the frame lasts: hear it, say as much."""
        line = self._line
        if line is None:
            return
        edge = self._ears.feed(frame)
        if self._speech:
            if edge is Turn.BEGAN:
                self._fall_silent(line)
                await line.interrupted()
            else:
                await self._speak(line, len(frame))
        elif edge is Turn.BEGAN:
            self._thinking_ms = None
            line.doing(Doing.HEARING)
        elif edge is Turn.ENDED:
            self._recognise(line)
        elif not self._ears.speaking:
            self._pass_time(line, len(frame) * 1000 / SAMPLE_RATE)

    def key(self, digit: str) -> None:
        """Add a key that the caller pressed to the number that the script expects."""
        self._keys += digit

    async def ask(self, ask: Ask, text: str = "") -> None:
        """Say something now, pass something on with its next line, or fall silent.

        Raises:
            AgentError: it is not on the call, or has no voice for it.
        """
        line = self._line
        if line is None:
            raise AgentError("The practice agent is not on the call.")
        try:
            if ask is Ask.SAY:
                self._say(line, text, await speak(text))
            elif ask is Ask.INSTRUCT:
                told = _passed_on(text)
                self._told = told, await speak(told)
            elif self._speech:
                self._fall_silent(line)
                await line.interrupted()
        except VoiceError as exc:
            raise AgentError(str(exc)) from exc

    async def stop(self) -> None:
        """Leave the call."""
        self._line = None

    def _choose(self, kind: Kind, number: str) -> Scenario:
        """Return the script for a number, with all that is said in it in memory. Blocks."""
        preload()
        known = find_scenario(kind, number) if self._practice_line else None
        return known or load_stranger()

    # -- inside -----------------------------------------------------------------------

    async def _speak(self, line: AgentLine, length: int) -> None:
        chunk = self._speech[self._at : self._at + length]
        self._at += length
        await line.speak(chunk)
        if self._at >= len(self._speech):
            self._fall_silent(line)

    def _fall_silent(self, line: AgentLine) -> None:
        self._speech = b""
        self._quiet_ms = 0.0
        line.doing(Doing.HEARING)

    def _recognise(self, line: AgentLine) -> None:
        """Take the end of the caller's turn as the scenario's next line of the caller's."""
        self._opened = True
        self._quiet_ms = 0.0
        if self._script and self._script[0].who is Who.CALLER:
            step = self._script.popleft()
            if step.text:
                line.said(Speaker.CALLER, step.text)
        self._prepare_answer(line)

    def _prepare_answer(self, line: AgentLine) -> None:
        if self._script and self._script[0].who is Who.AGENT:
            self._thinking_ms = float(self._random.randint(*_THINKING_MS))
            line.doing(Doing.THINKING)
        else:
            line.doing(Doing.HEARING)

    def _pass_time(self, line: AgentLine, ms: float) -> None:
        """Spend a silent frame: think, then speak; or see whether to wait any longer."""
        self._quiet_ms += ms
        if self._thinking_ms is not None:
            self._thinking_ms -= ms
            if self._thinking_ms <= 0:
                self._begin_line(line)
        elif self._script and self._has_waited_enough(self._script[0]):
            self._script.popleft()
            self._prepare_answer(line)

    def _has_waited_enough(self, step: Step) -> bool:
        """Whether the caller's step is over although the caller has not spoken."""
        if step.who is Who.AGENT:
            return False  # a line that only follows once the caller has said something
        if step.digits:
            return len(self._keys) >= len(step.digits)
        if step.silence_ms:
            return self._quiet_ms >= _LONG_SILENCE_MS
        return not self._opened and self._quiet_ms >= _NO_HELLO_MS

    def _begin_line(self, line: AgentLine) -> None:
        step = self._script.popleft()
        self._keys = ""
        words, speech = step.text, step.speech()
        if self._told:
            (told, spoken), self._told = self._told, None
            words, speech = f"{told}. {words}", spoken + speech
        self._say(line, words, speech)
        if step.wants_human:
            line.flag(Flag.WANTS_HUMAN)

    def _say(self, line: AgentLine, words: str, speech: bytes) -> None:
        self._opened = True
        self._thinking_ms = None
        self._speech, self._at = speech, 0
        line.doing(None)
        line.said(Speaker.AGENT, words)


def _passed_on(text: str) -> str:
    """Return what it says of what it was told, without the full stop.

    That it has the call again is no news for the caller; what was agreed meanwhile is.
    """
    told = text.removeprefix(HANDED_BACK).strip(" .")
    news = [_BACK] if text.startswith(HANDED_BACK) else []
    return ". ".join(news + [_TOLD.format(told)] * bool(told))
