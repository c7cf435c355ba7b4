"""The audio of all calls. Implements what the switchboard asks of it (`ports.Audio`)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from console.agents.agent import AgentLeg
from console.audio.levels import read_levels
from console.audio.ports import Sink
from console.server.session import Session
from console.switchboard.call import Call, CallId, Engagement
from console.switchboard.interface import CallLevels
from console.switchboard.lifecycle import Lifecycle

_TICK_S: Final = 0.1

MakeAgent = Callable[[], AgentLeg]


class Sessions:
    """One `Session` per call. Belongs to the engine's loop, but for `levels`."""

    def __init__(
        self, agents: Mapping[str, MakeAgent], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.ears: Sink | None = None
        """The operator's, where this engine has some."""
        self._agents = agents
        self._clock = clock
        self._sessions: dict[CallId, Session] = {}
        self._connect: Callable[[CallId, AgentLeg], Session] | None = None

    def connect(self, lifecycle: Lifecycle, hang_up: Callable[[CallId], Awaitable[object]]) -> None:
        """Name whom sessions report to, and how one whose agent ends the call hangs up."""
        self._connect = lambda call_id, leg: Session(call_id, leg, lifecycle, hang_up, self._clock)

    def get(self, call_id: CallId) -> Session | None:
        return self._sessions.get(call_id)

    async def prepare(self, call: Call) -> None:
        if self._connect is None or call.agent is None:
            raise RuntimeError("A session needs somebody to report to, and a kind of agent.")
        session = self._connect(call.id, self._agents[call.agent.kind]())
        self._sessions[call.id] = session
        await session.prepare()

    async def release(self, call_id: CallId) -> None:
        if session := self._sessions.pop(call_id, None):
            await session.release()

    def engage(self, call_id: CallId, mode: Engagement) -> None:
        if session := self._sessions.get(call_id):
            if session.bridge and self.ears:
                session.bridge.set_operator(self.ears)
            session.engage(mode)

    def levels(self) -> Mapping[CallId, CallLevels]:
        bridges = [
            (call_id, bridge)
            for call_id, session in self._sessions.copy().items()
            if (bridge := session.bridge)
        ]
        levels = read_levels([m for _, b in bridges for m in (b.caller_meter, b.agent_meter)])
        return {
            call_id: CallLevels(caller.rms, agent.rms, caller.peak, agent.peak)
            for (call_id, _), caller, agent in zip(bridges, levels[::2], levels[1::2], strict=True)
        }

    async def run(self) -> None:
        """Let every session notice what only time shows, until cancelled."""
        while True:
            await asyncio.sleep(_TICK_S)
            for session in tuple(self._sessions.values()):
                session.tick()
