"""The echo agent: every frame comes back as it was. For benchmarks and tests of a line."""

from __future__ import annotations

from console.agents.agent import NO_REQUESTS, Abilities, AgentError, AgentLine
from console.audio.ports import Hear
from console.switchboard.call import Ask, Call


class EchoAgent:
    """Implements `AgentLeg`: byte for byte and in order, no turns, no ``clear``."""

    kind = "echo"
    abilities = Abilities(transparent=True)

    def __init__(self) -> None:
        self.hear: Hear = _nowhere
        """What it is told is what it says: the line itself, from `join` on."""

    async def start(self, call: Call) -> None:
        """An echo needs no preparation."""

    async def join(self, line: AgentLine) -> None:
        self.hear = line.speak

    def key(self, digit: str) -> None:
        """Keys are not echoed: they are no audio."""

    async def ask(self, ask: Ask, text: str = "") -> None:
        raise AgentError(NO_REQUESTS)

    async def stop(self) -> None:
        self.hear = _nowhere


async def _nowhere(_frame: bytes) -> None:
    """There is no line yet, or no longer."""
