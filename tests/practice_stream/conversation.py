"""A practice caller on the phone with a leg, as the engine has it: 50 frames a second."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from console.agents.agent import AgentLeg
from console.audio.g711 import FRAME_BYTES, FRAME_MS, SILENCE
from console.practice.caller import PracticeCaller
from console.practice.scenarios import Scenario, load_scenarios
from console.switchboard.call import Call
from tests.agents_stream.far import Line
from tests.practice.room import call_with

BY_NAME = {scenario.name: scenario for scenario in load_scenarios()}
FRAME_S = FRAME_MS / 1000
LONGEST_S = 120.0
"""Many times what any of it takes where nothing is late."""


def a_call(scenario: Scenario) -> Call:
    return replace(call_with(scenario.caller, scenario.kind), id=secrets.token_hex(8))


@dataclass
class Conversation:
    """A practice caller on the phone with a leg: what the bridge and the carrier do."""

    scenario: Scenario
    line: Line = field(default_factory=Line)

    @property
    def sound(self) -> bytes:
        """All that came from the agent."""
        return b"".join(sound for _, sound in self.line.frames)

    async def play(self, leg: AgentLeg, enough: Callable[[], object]) -> None:
        """Live through it until something is so, and stop the leg."""
        try:
            await leg.start(a_call(self.scenario))
            await leg.join(self.line)
            await self._talk(leg, enough)
        finally:
            await leg.stop()

    async def _talk(self, leg: AgentLeg, enough: Callable[[], object]) -> None:
        caller, queue, taken = PracticeCaller(self.scenario), bytearray(), 0
        begun = time.monotonic()
        for frame in range(round(LONGEST_S / FRAME_S)):
            for _, sound in self.line.frames[taken:]:
                queue += sound
            taken = len(self.line.frames)
            heard = bytes(queue[:FRAME_BYTES]).ljust(FRAME_BYTES, SILENCE[:1])
            del queue[:FRAME_BYTES]
            tick = caller.tick(heard)
            if tick.hang_up or enough():
                return
            for digit in tick.digits:
                leg.key(digit)
            await leg.hear(tick.frame)
            await asyncio.sleep(max(0.0, begun + (frame + 1) * FRAME_S - time.monotonic()))
