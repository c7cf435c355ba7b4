"""A practice caller and an agent in one room: 20 ms steps, no clock, no sockets."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime

from console.agents.agent import AgentLeg
from console.audio.g711 import FRAME_MS, SILENCE
from console.audio.levels import rms_dbfs
from console.practice.caller import PracticeCaller
from console.practice.scenarios import Kind, Scenario, Who
from console.switchboard.call import Ask, Call, Direction, Doing, Flag
from console.switchboard.events import Speaker

TOO_LONG_MS = 300_000
OUR_NUMBER = "+14155550100"


def call_with(number: str, kind: Kind = "inbound") -> Call:
    """A call of which only the other party matters."""
    inbound = kind == "inbound"
    return Call(
        id="c0ffee",
        carrier="twilio",
        direction=Direction(kind),
        from_=number if inbound else OUR_NUMBER,
        to=OUR_NUMBER if inbound else number,
        line="main",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def texts(scenario: Scenario, who: Who) -> list[str]:
    """What one side says in a scenario, in order."""
    return [step.text for step in scenario.step if step.who is who and step.text]


@dataclass
class Room:
    """The agent's line (`AgentLine`) to the caller, with a stenographer: times are in ms."""

    now_ms: int = 0
    to_caller: deque[bytes] = field(default_factory=deque)
    transcript: list[tuple[int, Speaker, str]] = field(default_factory=list)
    words: list[Doing | None] = field(default_factory=list)
    flags: dict[Flag, int] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)
    caller_sounds: list[int] = field(default_factory=list)
    agent_sounds: list[int] = field(default_factory=list)
    caller_audio: bytearray = field(default_factory=bytearray)
    most_queued: int = 0
    asks: frozenset[Ask] = frozenset()

    async def speak(self, frame: bytes) -> None:
        self.to_caller.append(frame)
        self.most_queued = max(self.most_queued, len(self.to_caller))

    async def interrupted(self) -> None:
        self.cuts.append(self.now_ms)
        self.to_caller.clear()

    def doing(self, word: Doing | None) -> None:
        self.words.append(word)

    def said(self, speaker: Speaker, text: str, ago_s: float = 0.0) -> None:
        self.transcript.append((self.now_ms, speaker, text))

    def flag(self, flag: Flag, *, on: bool = True) -> None:
        self.flags[flag] = self.now_ms

    def can(self, asks: frozenset[Ask]) -> None:
        self.asks = asks

    def one_moment(self) -> None:
        """Nobody has to wait in this room."""

    async def left(self, sentence: str = "") -> None:
        raise AssertionError("no agent here leaves a call by itself")

    def lines(self, speaker: Speaker) -> list[str]:
        return [text for _, who, text in self.transcript if who is speaker]

    def when(self, text: str) -> int:
        return next(at for at, _, said in self.transcript if said == text)

    async def play(self, scenario: Scenario, agent: AgentLeg | None = None) -> None:
        """Live through a call until the caller hangs up."""
        caller = PracticeCaller(scenario)
        if agent is not None:
            await agent.start(call_with(scenario.caller, scenario.kind))
            await agent.join(self)
        while self.now_ms < TOO_LONG_MS:
            heard = self.to_caller.popleft() if self.to_caller else SILENCE
            tick = caller.tick(heard)
            if tick.hang_up:
                break
            if rms_dbfs(heard) > -50:
                self.agent_sounds.append(self.now_ms)
            if rms_dbfs(tick.frame) > -50:
                self.caller_sounds.append(self.now_ms)
            self.caller_audio += tick.frame
            self.keys += [(self.now_ms, digit) for digit in tick.digits]
            if agent is not None:
                for digit in tick.digits:
                    agent.key(digit)
                await agent.hear(tick.frame)
            self.now_ms += FRAME_MS
        if agent is not None:
            await agent.stop()
