"""The echo agent: every frame comes back as it was. For benchmarks and tests of a line."""

from __future__ import annotations

from console.agents.agent import NO_REQUESTS, Abilities, AgentError, AgentLine
from console.switchboard.call import Ask, Call


class EchoAgent:
    """Implements `AgentLeg`: byte for byte and in order, no turns, no ``clear``."""

    kind = "echo"
    abilities = Abilities(transparent=True)

    def __init__(self) -> None:
        self._line: AgentLine | None = None

    async def start(self, call: Call) -> None:
        """An echo needs no preparation."""

    async def join(self, line: AgentLine) -> None:
        self._line = line

    async def hear(self, frame: bytes) -> None:
        if self._line is not None:
            await self._line.speak(frame)

    def key(self, digit: str) -> None:
        """Keys are not echoed: they are no audio."""

    async def ask(self, ask: Ask, text: str = "") -> None:
        raise AgentError(NO_REQUESTS)

    async def stop(self) -> None:
        self._line = None
