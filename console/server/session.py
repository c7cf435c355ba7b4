"""One call's audio: its agent on one side, its phone on the other, the bridge between.

It is there from the first sign of the call, so that the agent gets ready while the
carrier is still connecting, and goes when the call ends.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Final

from console.agents.agent import AgentError, AgentLeg
from console.audio.bridge import Bridge
from console.audio.g711 import FRAME_BYTES
from console.audio.ports import Hear, Phone, Sink
from console.audio.sounds import hold_music
from console.server.agent_side import AgentSide
from console.server.caller_silence import SilenceWatch
from console.server.exits import Exits
from console.server.patience import Patience
from console.server.telling import Telling
from console.switchboard.call import AgentState, CallError, CallId, Engagement
from console.switchboard.errors import NotNow
from console.switchboard.events import Speaker
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import Line

_LOG = logging.getLogger(__name__)
_STOP_S: Final = 5.0
_NO_MEDIA_S: Final = 10.0
_VERDICT_S: Final = 40.0
"""A carrier that was asked whether a machine answered has said so by then."""
_ON_THE_WAY_S: Final = 0.1
_LEFT: Final = "The agent left the call."

Close = Callable[[CallError | None], Coroutine[Any, Any, None]]
"""Closes the media socket; with an error where it was not meant to end."""


class Session:
    """One call's audio, and the agent's line (`AgentLine`). Engine's loop."""

    def __init__(
        self,
        call_id: CallId,
        leg: AgentLeg,
        line: Line,
        lifecycle: Lifecycle,
        exits: Exits,
        clock: Callable[[], float] = time.monotonic,
        *,
        wait: bool = False,
    ) -> None:
        self.bridge: Bridge | None = None
        self.over = asyncio.Event()
        """Set once the call's audio is over for good."""
        self.agent = AgentSide(leg)
        self.telling = telling = Telling(call_id, leg.kind, lifecycle.registry, clock)
        # The agent's line, as far as it is about words.
        self.doing, self.said = telling.doing, telling.said
        self.flag, self.can = telling.flag, telling.can
        self.speak: Hear = _unheard
        """Takes what the agent says: the bridge itself, while there is one."""
        self._patience = Patience(line.agent_loss.meanwhile, telling, lifecycle.spawn, clock)
        self.one_moment = self._patience.ask
        self._caller_silence = SilenceWatch(
            line.caller_silence,
            partial(exits.say_to_caller, call_id),
            partial(exits.say_goodbye, call_id),
            lifecycle.spawn,
        )
        self.operator_frames = 0
        """How many frames came from an operator's microphone, whoever hears them."""
        self._id = call_id
        self._life = lifecycle
        self._exits = exits
        self._clock = clock
        self._held_back = wait
        """Whether the agent waits to hear who answered."""
        self._verdict_by = float("inf")
        """When it begins all the same; known once the call has audio."""
        self._gone: CallError | None = None
        """Why the agent was lost, if it was."""
        self._close: Close | None = None
        self._phone: Phone | None = None
        self._sinks: list[Sink] = []

    @property
    def call_id(self) -> CallId:
        """The call's id."""
        return self._id

    # -- life -------------------------------------------------------------------------

    async def prepare(self) -> None:
        """Get the agent ready; where it can't, the caller is told instead of hearing nothing."""
        call = self.telling.call
        if call is None:
            return
        try:
            await self.agent.start(call)
        except AgentError as exc:
            await self._lose_agent(AgentState.FAILED, str(exc))
            return
        self._patience.agent_came()
        self.telling.agent_is(AgentState.READY)
        await self._join()

    async def begin(self, phone: Phone, close: Close) -> Bridge:
        """Open the bridge to the phone, or lead the one that is there to another socket.

        ``close`` ends the socket.
        """
        self._close, self._phone = close, phone
        if self.bridge:
            self.bridge.move(phone)
            return self.bridge
        self.bridge = bridge = Bridge(phone, self.telling, self._clock)
        self.speak = bridge.from_agent
        self.telling.begin(bridge)
        self._patience.begin(bridge, agent_ready=self.agent.there or self._held_back)
        self._verdict_by = self._clock() + _VERDICT_S
        for sink in self._sinks:
            bridge.add_sink(sink)
        await self._join()
        if self._gone:
            await self._lead_out(self._gone)
        return bridge

    def hung_up(self, phone: Phone) -> bool:
        """Take the end of a phone's socket; False when the call goes on over a later one."""
        if self._phone not in (None, phone):
            return False
        self._close = None
        return True

    async def release(self) -> None:
        """Let agent, bridge and socket go. Never raises, never takes more than some seconds."""
        self.over.set()
        self._patience.end()
        self.telling.end()
        bridge, self.bridge, self.speak = self.bridge, None, _unheard
        if bridge:
            await bridge.close()
        try:
            async with asyncio.timeout(_STOP_S):
                # The socket first: an agent that does not go must not keep the caller.
                if self._close:
                    await self._close(None)
                await self.agent.stop()
        except TimeoutError:
            _LOG.warning("Call %s: its agent or socket took too long to go", self._id)
        except Exception:  # whatever it is, the socket is still to be closed
            _LOG.exception("Call %s: its agent failed as it left", self._id)

    async def let_begin(self) -> None:
        """Let an agent that waits to hear who answered onto the call."""
        if self._held_back:
            self._held_back = False
            await self._join()

    # -- the operator -----------------------------------------------------------------

    def tap(self, sink: Sink) -> None:
        """Give a sink both directions for as long as there is audio."""
        self._sinks.append(sink)
        if self.bridge:
            self.bridge.add_sink(sink)

    def untap(self, sink: Sink) -> None:
        self._sinks.remove(sink)
        if self.bridge:
            self.bridge.remove_sink(sink)

    def recent(self) -> tuple[bytes, bytes]:
        """Return the last 15 s of caller and agent, μ-law. Raises `NotNow`."""
        return self._live().recent()

    async def engage(self, mode: Engagement, ears: Sink | None) -> None:
        """Take a rung, heard by these ears. Raises `NotNow`."""
        bridge = self._live()
        bridge.set_operator(ears)
        await bridge.engage(mode)
        await self._operator_stepped()

    async def hold(self, on: bool) -> None:
        """Begin or end to play music. Raises `NotNow`."""
        await self._live().hold(await asyncio.to_thread(hold_music) if on else b"")
        await self._operator_stepped()

    async def silence(self, on: bool) -> None:
        await self._live().silence(on)

    async def play(self, sound: bytes) -> None:
        """Play a sound of the console's own (μ-law) to the phone. Raises `NotNow`."""
        try:
            await self._live().play(sound)
        except RuntimeError as exc:
            raise NotNow("too-many-sounds", str(exc)) from exc

    async def played(self) -> None:
        """Wait until what was sent so far has been heard, a second at most."""
        if self.bridge:
            await asyncio.sleep(min(1.0, self.bridge.buffered_ms / 1000 + _ON_THE_WAY_S))

    def from_operator(self, ulaw: bytes, spoken_at: float | None = None) -> None:
        """Take the operator's microphone, whole frames; heard in join and take-over only."""
        if self.bridge:
            self.operator_frames += len(ulaw) // FRAME_BYTES
            for at in range(0, len(ulaw) - FRAME_BYTES + 1, FRAME_BYTES):
                self.bridge.from_operator(ulaw[at : at + FRAME_BYTES], spoken_at)

    def key(self, digit: str) -> None:
        """Take a key that the caller pressed."""
        self.said(Speaker.NOTE, f"Caller pressed {digit}")
        self.agent.key(digit)

    # -- the agent's line -------------------------------------------------------------

    async def interrupted(self) -> None:
        if self.bridge:
            await self.bridge.cut_agent()

    async def left(self, sentence: str = "") -> None:
        if sentence or self._operator_has_it:
            await self._lose_agent(AgentState.LEFT, sentence or _LEFT)
        else:
            self.telling.agent_is(AgentState.LEFT)
            await self._exits.hang_up(self._id)

    # -- by the clock -----------------------------------------------------------------

    def tick(self) -> None:
        """Notice what only time shows: ten times a second."""
        if self.bridge is None:
            return
        self.telling.follow()
        self._patience.tick()
        if not self._held_back:
            self._caller_silence.tick(self.bridge, self._clock())
        elif self._clock() > self._verdict_by:
            self._life.spawn(self.let_begin())
        if self._clock() - self.bridge.last_frame_at > _NO_MEDIA_S and self._close:
            close, self._close = self._close, None
            error = CallError("no-media", "The carrier sent no audio for 10 seconds.")
            # A carrier that is gone answers no goodbye: nobody else waits for that.
            self._life.spawn(close(error))

    # -- inside -----------------------------------------------------------------------

    def _live(self) -> Bridge:
        if self.bridge is None:
            raise NotNow("not-live", "The call has no audio now.")
        return self.bridge

    async def _join(self) -> None:
        """Bring agent and phone together, as soon as both are there."""
        if self.agent.there and self.bridge and not self._held_back:
            await self.agent.join(self, self.bridge)

    async def _lose_agent(self, state: AgentState, sentence: str) -> None:
        """Note that the agent is gone; a caller whom no operator looks after is led out."""
        self._gone = error = CallError("agent", sentence)
        self.agent.there = False
        self.telling.agent_is(state)
        self.telling.can(frozenset())
        self._life.fault(self._id, error)
        if self.bridge:
            self.bridge.disconnect_agent()
        if not self._operator_has_it:
            await self._lead_out(error)

    @property
    def _operator_has_it(self) -> bool:
        """Whether an operator speaks with the caller, or has put them on hold."""
        return self.bridge is not None and self.bridge.attended

    async def _operator_stepped(self) -> None:
        """Lead out a caller whom only the operator kept company, and does no longer."""
        if self._gone and not self._operator_has_it:
            await self._lead_out(self._gone)

    async def _lead_out(self, error: CallError) -> None:
        """Lead the caller elsewhere; or close the socket, and the carrier says its sentence."""
        self._patience.end()
        if self._close and not await self._exits.agent_lost(self._id):
            await self._close(error)


async def _unheard(_frame: bytes) -> None:
    """There is no phone yet, or no longer."""
