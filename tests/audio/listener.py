"""Somebody who listens to a call and forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Listener:
    """A sink: keeps 20 ms of each direction for every tick."""

    caller: list[bytes] = field(default_factory=list)
    agent: list[bytes] = field(default_factory=list)

    def __call__(self, caller: bytes, agent: bytes) -> None:
        self.caller.append(caller)
        self.agent.append(agent)
