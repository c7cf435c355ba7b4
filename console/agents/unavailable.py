"""An agent that can't be had, so that its calls say why instead of being silent."""

from __future__ import annotations

from console.agents.agent import AgentError
from console.agents.nobody import Nobody
from console.switchboard.call import Call


class Unavailable(Nobody):
    """Implements `AgentLeg`; its start always fails with the sentence given."""

    def __init__(self, kind: str, sentence: str) -> None:
        self.kind = kind
        self._sentence = sentence

    async def start(self, call: Call) -> None:
        raise AgentError(self._sentence)
