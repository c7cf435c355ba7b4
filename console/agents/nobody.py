"""No agent: the caller hears nothing until an operator speaks."""

from __future__ import annotations

from console.agents.agent import NO_REQUESTS, Abilities, AgentError, AgentLine
from console.switchboard.call import Ask, Call


class Nobody:
    """Implements `AgentLeg` for lines that people answer."""

    kind = "none"
    abilities = Abilities()

    async def start(self, call: Call) -> None:
        """There is nobody to prepare."""

    async def join(self, line: AgentLine) -> None:
        """Nobody joins."""

    async def hear(self, frame: bytes) -> None:
        """Nobody hears."""

    def key(self, digit: str) -> None:
        """Nobody takes keys."""

    async def ask(self, ask: Ask, text: str = "") -> None:
        raise AgentError(NO_REQUESTS)

    async def stop(self) -> None:
        """Nobody leaves."""
