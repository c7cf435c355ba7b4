"""One call's audio: its agent on one side, its phone on the other, the bridge between.

It is there from the first sign of the call, so that the agent gets ready while the
carrier is still connecting, and goes when the call ends.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, Final

from console.agents.agent import AgentError, AgentLeg
from console.audio.bridge import Bridge
from console.audio.ports import Phone, Sink
from console.server.doing import quiet_flags, word
from console.switchboard.call import (
    Agent,
    AgentState,
    Call,
    CallError,
    CallId,
    Doing,
    Engagement,
    Flag,
)
from console.switchboard.events import Speaker, TranscriptLine
from console.switchboard.lifecycle import Lifecycle

_LOG = logging.getLogger(__name__)
_START_S: Final = 15.0
_STOP_S: Final = 5.0
_NO_MEDIA_S: Final = 10.0

Close = Callable[[CallError | None], Coroutine[Any, Any, None]]
"""Closes the media socket; with an error where it was not meant to end."""


class Session:
    """Implements the agent's line and the bridge's observer for one call. Engine's loop."""

    def __init__(
        self,
        call_id: CallId,
        leg: AgentLeg,
        lifecycle: Lifecycle,
        hang_up: Callable[[CallId], Awaitable[object]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.bridge: Bridge | None = None
        self.over = asyncio.Event()
        """Set once the call's audio is over for good."""
        self._id = call_id
        self._leg = leg
        self._life = lifecycle
        self._registry = lifecycle.registry
        self._hang_up = hang_up
        self._clock = clock
        self._ready = False
        self._gone: CallError | None = None
        self._hint: Doing | None = None
        self._raised: frozenset[Flag] = frozenset()
        self._began_at = clock()
        self._sound_at = clock()
        self._close: Close | None = None
        self._sinks: list[Sink] = []
        self._answer: TranscriptLine | None = None
        """The agent's answer to the caller, until its first sound goes out."""

    # -- life -------------------------------------------------------------------------

    async def prepare(self) -> None:
        """Get the agent ready; where it can't, the caller is told instead of hearing nothing."""
        call = self._registry.get(self._id)
        if call is None:
            return
        if problem := await self._start_agent(call):
            await self._lose_agent(AgentState.FAILED, CallError("agent", problem))
            return
        self._ready = True
        self._agent_is(AgentState.READY)
        await self._join()

    async def begin(self, phone: Phone, close: Close) -> Bridge:
        """Open the bridge to the phone; ``close`` ends its socket."""
        self._close = close
        self._began_at = self._sound_at = self._clock()
        self.bridge = bridge = Bridge(phone, self, self._clock)
        for sink in self._sinks:
            bridge.add_sink(sink)
        await self._join()
        if self._gone:
            await close(self._gone)
        return bridge

    async def release(self) -> None:
        """Let agent, bridge and socket go. Never raises, never takes more than some seconds."""
        self.over.set()
        bridge, self.bridge = self.bridge, None
        if bridge:
            await bridge.close()
        try:
            async with asyncio.timeout(_STOP_S):
                # The socket first: an agent that does not go must not keep the caller.
                if self._close:
                    await self._close(None)
                await self._leg.stop()
        except TimeoutError:
            _LOG.warning("Call %s: its agent or socket took too long to go", self._id)
        except Exception:  # whatever it is, the socket is still to be closed
            _LOG.exception("Call %s: its agent failed as it left", self._id)

    # -- listening --------------------------------------------------------------------

    def tap(self, sink: Sink) -> None:
        """Give a sink both directions for as long as there is audio."""
        self._sinks.append(sink)
        if self.bridge:
            self.bridge.add_sink(sink)

    def untap(self, sink: Sink) -> None:
        self._sinks.remove(sink)
        if self.bridge:
            self.bridge.remove_sink(sink)

    def engage(self, mode: Engagement) -> None:
        if self.bridge:
            self.bridge.engage(mode)

    def key(self, digit: str) -> None:
        """Take a key that the caller pressed."""
        self.said(Speaker.NOTE, f"Caller pressed {digit}")
        if self._ready:
            self._leg.key(digit)

    # -- the agent's line -------------------------------------------------------------

    async def speak(self, frame: bytes) -> None:
        if self.bridge:
            await self.bridge.from_agent(frame)

    async def interrupted(self) -> None:
        if self.bridge:
            await self.bridge.cut_agent()

    def doing(self, word: Doing | None) -> None:
        self._hint = word
        self._follow()

    def said(self, speaker: Speaker, text: str) -> None:
        self._publish_answer(None)
        at_ms = round((self._clock() - self._began_at) * 1000)
        line = TranscriptLine(self._id, speaker, text, at_ms)
        if speaker is Speaker.AGENT and self.bridge and self.bridge.activity.awaiting_answer:
            # Its first sound says how long the caller waited for it.
            self._answer = line
        else:
            self._registry.say(line)

    def flag(self, flag: Flag) -> None:
        self._raised |= {flag}
        self._follow()

    async def left(self, sentence: str = "") -> None:
        if sentence:
            await self._lose_agent(AgentState.LEFT, CallError("agent", sentence))
        else:
            self._agent_is(AgentState.LEFT)
            await self._hang_up(self._id)

    # -- the bridge's observer --------------------------------------------------------

    def turn_changed(self) -> None:
        self._follow()

    def answered(self, latency_ms: int) -> None:
        self._publish_answer(latency_ms)
        if call := self._registry.get(self._id):
            self._registry.put(replace(call, latency_ms=latency_ms), "answered the caller")

    # -- by the clock -----------------------------------------------------------------

    def tick(self) -> None:
        """Notice what only time shows: ten times a second."""
        if self.bridge is None:
            return
        self._follow()
        if self._clock() - self.bridge.last_frame_at > _NO_MEDIA_S and self._close:
            close, self._close = self._close, None
            error = CallError("no-media", "The carrier sent no audio for 10 seconds.")
            # A carrier that is gone answers no goodbye: nobody else waits for that.
            self._life.spawn(close(error))

    def _follow(self) -> None:
        call = self._registry.get(self._id)
        if call is None or call.ended or self.bridge is None:
            return
        now = self._clock()
        doing = word(self.bridge, self._hint, now)
        if doing in (Doing.CALLER_SPEAKING, Doing.AGENT_SPEAKING):
            self._sound_at = now
        flags = self._raised | quiet_flags(self.bridge, self._sound_at, now)
        if (doing, flags) != (call.doing, call.flags):
            self._registry.put(replace(call, doing=doing, flags=flags), "its audio")

    # -- inside -----------------------------------------------------------------------

    async def _start_agent(self, call: Call) -> str:
        """Start the agent; return the sentence for what went wrong, if anything did."""
        try:
            async with asyncio.timeout(_START_S):
                await self._leg.start(call)
        except AgentError as exc:
            return str(exc)
        except TimeoutError:
            return f"The agent was not ready after {_START_S:.0f} seconds."
        except Exception:  # whatever it is, the caller must not be left in silence
            _LOG.exception("Call %s: its agent could not start", self._id)
            return "The agent could not start."
        return ""

    async def _join(self) -> None:
        if self._ready and (bridge := self.bridge):
            await self._leg.join(self)
            transparent = self._leg.abilities.transparent
            await bridge.connect_agent(self._leg.hear, transparent=transparent)

    async def _lose_agent(self, state: AgentState, error: CallError) -> None:
        """Let the carrier say its sentence: that is what it does once our socket closes."""
        self._gone = error
        self._agent_is(state)
        self._life.fault(self._id, error)
        if self._close:
            await self._close(error)

    def _publish_answer(self, latency_ms: int | None) -> None:
        answer, self._answer = self._answer, None
        if answer:
            self._registry.say(replace(answer, latency_ms=latency_ms))

    def _agent_is(self, state: AgentState) -> None:
        if call := self._registry.get(self._id):
            agent = Agent(self._leg.kind, state)
            self._registry.put(replace(call, agent=agent), f"its agent is {state}")
