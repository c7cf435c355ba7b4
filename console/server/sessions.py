"""The audio of all calls. Implements what the switchboard asks of it (`ports.Audio`)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Final

from console.agents.agent import AgentLeg
from console.audio import voice
from console.audio.bridge import Bridge
from console.audio.keypad import KEYS, tones
from console.audio.levels import read_levels
from console.audio.ports import Sink
from console.server.exits import Exits
from console.server.session import Session
from console.switchboard.call import Ask, Call, CallId, Engagement
from console.switchboard.errors import NotNow, Refused
from console.switchboard.events import Speaker
from console.switchboard.interface import CallLevels, CallQuality
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import Line
from console.switchboard.meeting import Meeting, MeetingStep

_TICK_S: Final = 0.1

MakeAgent = Callable[[Line], AgentLeg]
"""Makes the agent of one call, given the call's line."""


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
        self._begin: Callable[[Call, bool], Session] | None = None

    def connect(self, lifecycle: Lifecycle, exits: Exits, line_of: Callable[[Call], Line]) -> None:
        """Name whom sessions report to, how they lead calls out, and whose line a call is on."""

        def begin(call: Call, wait: bool) -> Session:
            line = line_of(call)
            leg = self._agents[call.agent.kind if call.agent else line.agent](line)
            return Session(call.id, leg, line, lifecycle, exits, self._clock, wait=wait)

        self._begin = begin

    def get(self, call_id: CallId) -> Session | None:
        return self._sessions.get(call_id)

    async def prepare(self, call: Call, *, wait: bool = False) -> None:
        if self._begin is None:
            raise RuntimeError("A session needs somebody to report to.")
        session = self._begin(call, wait)
        self._sessions[call.id] = session
        await session.prepare()

    async def begin(self, call_id: CallId) -> None:
        if session := self._sessions.get(call_id):
            await session.let_begin()

    async def release(self, call_id: CallId) -> None:
        if session := self._sessions.pop(call_id, None):
            await session.release()

    async def engage(self, call_id: CallId, mode: Engagement, *, here: bool = True) -> None:
        await self._session(call_id).engage(mode, self.ears if here else None)

    async def hold(self, call_id: CallId, on: bool) -> None:
        await self._session(call_id).hold(on)

    async def silence(self, call_id: CallId, on: bool) -> None:
        await self._session(call_id).silence(on)

    async def send_digits(self, call_id: CallId, digits: str) -> None:
        if not KEYS.fullmatch(digits):
            raise Refused("bad-digits", "Keys are 0-9, * and #, A-D, and w for a pause.")
        await self._session(call_id).play(tones(digits))

    async def ask(self, call_id: CallId, ask: Ask, text: str = "") -> None:
        await self._session(call_id).agent.ask(ask, text)

    async def speak(self, call_id: CallId, text: str) -> None:
        session = self._session(call_id)
        try:
            sound = await voice.speak(text)
        except voice.VoiceError as exc:
            raise NotNow("no-voice", str(exc)) from exc
        await session.play(sound)
        await session.played()

    def note(self, call_id: CallId, speaker: Speaker, text: str) -> bool:
        session = self._sessions.get(call_id)
        if session:
            session.said(speaker, text)
        return session is not None

    async def meeting(self, call_id: CallId) -> Meeting:
        return await self._session(call_id).agent.meeting()

    async def meeting_step(self, call_id: CallId, step: MeetingStep) -> Meeting:
        return await self._session(call_id).agent.meeting_step(step)

    def levels(self) -> Mapping[CallId, CallLevels]:
        bridges = self._bridges()
        levels = read_levels([m for _, b in bridges for m in (b.caller_meter, b.agent_meter)])
        return {
            call_id: CallLevels(caller.rms, agent.rms, caller.peak, agent.peak)
            for (call_id, _), caller, agent in zip(bridges, levels[::2], levels[1::2], strict=True)
        }

    def qualities(self) -> Mapping[CallId, CallQuality]:
        return {
            call_id: CallQuality(
                round(bridge.buffered_ms),
                round(bridge.jitter_s * 1000, 1),
                bridge.gaps,
                bridge.dropped,
            )
            for call_id, bridge in self._bridges()
        }

    async def run(self) -> None:
        """Let every session notice what only time shows, until cancelled."""
        while True:
            await asyncio.sleep(_TICK_S)
            for session in tuple(self._sessions.values()):
                session.tick()

    def _bridges(self) -> list[tuple[CallId, Bridge]]:
        sessions = self._sessions.copy()
        return [(call_id, it.bridge) for call_id, it in sessions.items() if it.bridge]

    def _session(self, call_id: CallId) -> Session:
        if session := self._sessions.get(call_id):
            return session
        raise NotNow("not-live", "The call has no audio now.")
