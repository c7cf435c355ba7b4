"""The agent leg that is met in a Stream call."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from typing import Any, Final

from console.agents.agent import Abilities, AgentError, AgentLine
from console.agents.stream import protocol
from console.agents.stream.account import Account, Room
from console.agents.stream.arrival import Arrival
from console.agents.stream.config import StreamConfig
from console.agents.stream.connection import Connection
from console.agents.stream.dialogue import Dialogue
from console.agents.stream.downlink import Downlink, is_sound
from console.agents.stream.errors import FAILURES, sentence
from console.agents.stream.operations import Operations
from console.agents.stream.record import Record
from console.agents.stream.uplink import Uplink
from console.agents.stream.vision_agents import VisionAgents
from console.agents.stream.watch import Watch
from console.audio.resample import Samples
from console.audio.turns import Turn, TurnDetector
from console.switchboard.call import Ask, Call
from console.switchboard.meeting import AgentReport, Meeting, MeetingStep

_LOG = logging.getLogger(__name__)
_PAUSE_MS: Final = 240
"""After so long without speech the uplink holds nothing but silence (it holds 200 ms)."""
_NO_CALL: Final = "The Stream call is not there yet."
_LATE: Final = {
    "call": "Stream did not answer in time. Check the network connection.",
    "agent": "No agent came into the call within {0:.0f} seconds. Check the agent.",
    "media": (
        "No audio got through to Stream within {0:.0f} seconds."
        " A firewall may be blocking UDP: allow it, or use another network."
    ),
}


class StreamAgent:
    """One phone call's place in one Stream call; implements `AgentLeg`. Engine's loop.

    It is the call's participant for the phone: publishes the caller, hears everybody else.
    """

    kind: Final = "stream"
    abilities: Final = Abilities(live=True)

    def __init__(
        self,
        config: StreamConfig,
        account: Account,
        servers: VisionAgents,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._config = config
        self._account = account
        self._servers = servers
        self._clock = clock
        self._line: AgentLine | None = None
        self._room: Room | None = None
        self._call: Call | None = None
        self._connection: Connection | None = None
        self._uplink: Uplink | None = None
        self._downlink = Downlink(clock)
        self._ears = TurnDetector()
        self._watch: Watch | None = None
        self._watching: asyncio.Task[None] | None = None
        self._arrival: Arrival | None = None
        self._record: Record | None = None
        self._errands: set[asyncio.Task[None]] = set()
        self.dialogue: Dialogue | None = None
        """What the agent is told beside audio; there from `start` on."""

    # -- the leg ----------------------------------------------------------------------

    async def start(self, call: Call) -> None:
        """Create the Stream call, join it, and wait until the agent is in it.

        Raises:
            AgentError: one of these did not work out, in `Policy.patience_s` at most.
        """
        patience = self._config.policy.patience_s
        step = "call"
        try:
            async with asyncio.timeout(patience):
                arrival, uplink = await self._enter(call)
                step = "agent"
                await arrival.bring()
                step = "media"
                await uplink.carries.wait()
        except TimeoutError as exc:
            raise AgentError(_LATE[step].format(patience)) from exc
        except FAILURES as exc:
            why = str(exc).replace(self._config.api_key, "…")
            _LOG.warning("A Stream call failed: %s: %s", type(exc).__name__, why)
            raise AgentError(sentence(exc)) from exc

    async def join(self, line: AgentLine) -> None:
        """Let the agent be heard, and watch over it."""
        watch, dialogue, arrival, record = self._watch, self.dialogue, self._arrival, self._record
        if watch is None or dialogue is None or arrival is None or record is None:
            raise RuntimeError("A Stream agent joins the line after it was started.")

        async def fetch_another() -> bool:
            dialogue.forget()
            replaced = await arrival.replace()
            if replaced:
                self._errand(self._tell_live())
            return replaced

        self._line = line
        line.can(dialogue.asks)
        self._watching = asyncio.get_running_loop().create_task(watch.run(line, fetch_another))
        self._errand(self._tell_live())
        self._errand(record.run(line))

    async def hear(self, frame: bytes) -> None:
        if self._line is None or self._uplink is None or self._watch is None:
            return
        self._watch.attends()
        edge = self._ears.feed(frame)
        if edge is Turn.BEGAN:
            self._watch.caller_speaks()
        elif edge is Turn.ENDED:
            self._watch.caller_done(self._ears.since_speech_ms / 1000)
        if edge is not None and self._record:
            self._record.somebody_speaks()
        quiet = not self._ears.speaking or self._ears.since_speech_ms >= _PAUSE_MS
        await self._uplink.hear(frame, quiet=quiet)

    def key(self, digit: str) -> None:
        if self.dialogue and "key" in self.dialogue.can:
            self._errand(self.dialogue.tell("key", digit=digit))

    def cut_short(self, heard_ms: int) -> None:
        if self.dialogue and "heard" in self.dialogue.can:
            self._errand(self.dialogue.tell("heard", ms=str(heard_ms)))

    async def ask(self, ask: Ask, text: str = "") -> None:
        if self.dialogue is None:
            raise AgentError("The agent is not on the call yet.")
        await self.dialogue.ask(ask, **({"text": text} if text else {}))

    async def meeting(self) -> Meeting:
        """Look into the Stream call, over REST."""
        if self._room is None or self._connection is None:
            raise AgentError(_NO_CALL)
        operations, connection = Operations(self._account, self._room), self._connection
        meeting, agent = await asyncio.gather(
            operations.look(connection.muted, connection.others), self._agent_report()
        )
        return replace(meeting, agent=agent)

    async def meeting_step(self, step: MeetingStep) -> None:
        """Do something in it: whom it is done to is told of it by Stream."""
        if self._room is None:
            raise AgentError(_NO_CALL)
        await Operations(self._account, self._room).take(step)

    async def stop(self) -> None:
        self._line = None
        watching = self._watching
        if watching and not (self._watch and self._watch.final):
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        if self._uplink:
            await self._uplink.stop()
        if self._connection:
            await self._connection.leave()
            self._connection = None
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        if self._arrival:
            await self._arrival.dismiss()
        if self._room:
            await self._account.clear_away(self._room)

    # -- what the connection tells ----------------------------------------------------

    async def heard(self, session: str, samples: Samples) -> None:
        """Take what a participant said and pass on what the phone hears of it."""
        if self._watch and self._connection and session in self._watch.agents():
            self._watch.heard(is_sound(samples))
        line = self._line
        if line is not None and (frame := self._downlink.mix(session, samples)):
            await line.speak(frame)

    def link_up(self, up: bool) -> None:
        """Find out anew whether media flows, or stop writing."""
        if self._uplink is None:
            return
        if up:
            self._uplink.open()
        else:
            self._uplink.close()

    async def event(self, data: Mapping[str, Any]) -> None:
        """Take what the agent says in words."""
        if self.dialogue is None or self._record is None:
            return
        self._record.hear(data, self._line)
        word = await self.dialogue.hear(data, self._line)
        if isinstance(word, protocol.Hello) and self._line:
            # It may not have heard it: its events come over a socket of their own.
            self._errand(self._tell_live())

    # -- inside -----------------------------------------------------------------------

    async def _enter(self, call: Call) -> tuple[Arrival, Uplink]:
        self._call = call
        room = self._account.room_for(call)
        await self._account.open(room, call)
        self._room = room
        self._connection = connection = self._account.connection(room, self)
        self._watch = watch = Watch(
            connection, self._config.policy, self._is_agent, self._clock, self._reaches
        )
        self._record = record = Record(self._config, self._account, room, self._clock)
        self.dialogue = Dialogue(
            room.user_id, watch, record.words, lambda e: self._account.send(room, e)
        )
        self._arrival = arrival = Arrival(
            room, connection, watch, self._servers, self._config.policy
        )
        await connection.join()
        self._uplink = uplink = Uplink(connection.track, self._clock)
        uplink.open()
        return arrival, uplink

    async def _tell_live(self) -> None:
        if (call := self._call) and self.dialogue:
            about = {"from": call.from_, "to": call.to, "direction": call.direction.value}
            await self.dialogue.tell("live", **about)

    async def _agent_report(self) -> AgentReport | None:
        server, metrics = await self._arrival.report() if self._arrival else ("", {})
        latency_ms = self.dialogue.latency_ms if self.dialogue else None
        known = server or latency_ms is not None
        return AgentReport(server, latency_ms, metrics) if known else None

    def _reaches(self) -> bool:
        """Whether what the caller says gets into the call."""
        uplink, connection = self._uplink, self._connection
        if uplink is None or connection is None:
            return False
        return uplink.carries.is_set() and not connection.phone_muted

    def _is_agent(self, user_id: str) -> bool:
        return self._config.agent_user_id in (None, user_id)

    def _errand(self, work: Coroutine[Any, Any, None]) -> None:
        async def run() -> None:
            try:
                await work
            except AgentError as exc:
                _LOG.info("An agent was not told: %s", exc)

        task = asyncio.get_running_loop().create_task(run())
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)
