"""The agent leg that is met in a Stream call."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from console.agents.agent import Abilities, AgentError, AgentLine
from console.agents.stream import protocol
from console.agents.stream.account import Account, Room
from console.agents.stream.arrival import Arrival
from console.agents.stream.config import StreamConfig
from console.agents.stream.connection import Connection
from console.agents.stream.dialogue import Dialogue
from console.agents.stream.downlink import Downlink
from console.agents.stream.errors import FAILURES, sentence
from console.agents.stream.operations import Operations
from console.agents.stream.record import Record
from console.agents.stream.uplink import Uplink
from console.agents.stream.vision_agents import VisionAgents
from console.agents.stream.watch import Watch
from console.audio.levels import is_sound
from console.audio.resample import Samples
from console.audio.turns import Turn, TurnDetector
from console.switchboard.call import Ask, Call
from console.switchboard.meeting import AgentReport, Meeting, MeetingStep, Step

_LOG = logging.getLogger(__name__)
_PAUSE_MS: Final = 240
"""After so long without speech the uplink holds nothing but silence (it holds 200 ms)."""
_MUTED_S: Final = 3.0
"""Stream says yes to a request before those in the call are told of it."""
_NO_CALL: Final = "The Stream call is not there yet."
_LATE: Final = {
    "call": "Stream did not answer in time. Check the network connection.",
    "agent": "No agent came into the call within {0:.0f} seconds. Check the agent.",
    "media": (
        "No audio got through to Stream within {0:.0f} seconds."
        " A firewall may be blocking UDP: allow it, or use another network."
    ),
}


@dataclass(frozen=True, slots=True)
class _Entered:
    """A phone call's Stream call, and who looks after what in it."""

    call: Call
    room: Room
    connection: Connection
    watch: Watch
    record: Record
    dialogue: Dialogue
    arrival: Arrival


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
        self._entered: _Entered | None = None
        """There from when Stream has the call until it is left."""
        self._uplink: Uplink | None = None
        self._downlink = Downlink(clock)
        self._ears = TurnDetector()
        self._line: AgentLine | None = None
        self._watching: asyncio.Task[None] | None = None
        self._errands: set[asyncio.Task[None]] = set()

    @property
    def dialogue(self) -> Dialogue | None:
        """What the agent is told beside audio; there from `start` until `stop`."""
        return self._entered.dialogue if self._entered else None

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
                entered, uplink = await self._enter(call)
                step = "agent"
                await entered.arrival.bring()
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
        entered = self._entered
        if entered is None:
            raise RuntimeError("A Stream agent joins the line after it was started.")

        async def fetch_another() -> bool:
            entered.dialogue.forget()
            replaced = await entered.arrival.replace()
            if replaced:
                self._errand(self._tell_live())
            return replaced

        self._line = line
        line.can(entered.dialogue.asks)
        watching = entered.watch.run(line, fetch_another)
        self._watching = asyncio.get_running_loop().create_task(watching)
        self._errand(self._tell_live())
        self._errand(entered.record.run(line))

    async def hear(self, frame: bytes) -> None:
        entered, uplink = self._entered, self._uplink
        if self._line is None or entered is None or uplink is None:
            return
        entered.watch.attends()
        edge = self._ears.feed(frame)
        if edge is Turn.BEGAN:
            entered.watch.caller_speaks()
        elif edge is Turn.ENDED:
            entered.watch.caller_done(self._ears.since_speech_ms / 1000)
        if edge is not None:
            entered.record.somebody_speaks()
        quiet = not self._ears.speaking or self._ears.since_speech_ms >= _PAUSE_MS
        await uplink.hear(frame, quiet=quiet)

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
        if (entered := self._entered) is None:
            raise AgentError(_NO_CALL)
        connection = entered.connection
        meeting, agent = await asyncio.gather(
            Operations(self._account, entered.room).look(connection.muted, connection.others),
            _agent_report(entered),
        )
        return replace(meeting, agent=agent)

    async def meeting_step(self, step: MeetingStep) -> None:
        """Do something in it: whom it is done to is told of it by Stream."""
        if self._entered is None:
            raise AgentError(_NO_CALL)
        await Operations(self._account, self._entered.room).take(step)
        if step.step is Step.MUTE:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_MUTED_S):
                    await self._entered.connection.silenced(step.user_id)

    async def stop(self) -> None:
        self._line = None
        entered, watching = self._entered, self._watching
        if watching and not (entered and entered.watch.final):
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
        if self._uplink:
            await self._uplink.stop()
        if entered:
            await entered.connection.leave()
            self._entered = None
        for errand in self._errands:
            errand.cancel()
        await asyncio.gather(*self._errands, return_exceptions=True)
        if entered:
            await entered.arrival.dismiss()
            await self._account.clear_away(entered.room)

    # -- what the connection tells ----------------------------------------------------

    async def heard(self, session: str, samples: Samples) -> None:
        """Take what a participant said and pass on what the phone hears of it."""
        if self._entered and session in self._entered.watch.agents():
            self._entered.watch.heard(is_sound(samples))
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
        if (entered := self._entered) is None:
            return
        entered.record.hear(data, self._line)
        word = await entered.dialogue.hear(data, self._line)
        if isinstance(word, protocol.Hello) and self._line:
            # It may not have heard it: its events come over a socket of their own.
            self._errand(self._tell_live())

    # -- inside -----------------------------------------------------------------------

    async def _enter(self, call: Call) -> tuple[_Entered, Uplink]:
        room = self._account.room_for(call)
        await self._account.open(room, call)
        self._entered = entered = self._take_up(call, room)
        await entered.connection.join()
        self._uplink = uplink = Uplink(entered.connection.track, self._clock)
        uplink.open()
        return entered, uplink

    def _take_up(self, call: Call, room: Room) -> _Entered:
        account, config, clock = self._account, self._config, self._clock
        connection = account.connection(room, self)
        watch = Watch(connection, config.policy, self._is_agent, clock, self._reaches)
        record = Record(config, account, room, clock)
        dialogue = Dialogue(room.user_id, watch, record.words, lambda e: account.send(room, e))
        arrival = Arrival(room, connection, watch, self._servers, config.policy)
        return _Entered(call, room, connection, watch, record, dialogue, arrival)

    async def _tell_live(self) -> None:
        if entered := self._entered:
            call = entered.call
            about = {"from": call.from_, "to": call.to, "direction": call.direction.value}
            await entered.dialogue.tell("live", **about)

    def _reaches(self) -> bool:
        """Whether what the caller says gets into the call."""
        uplink, entered = self._uplink, self._entered
        if uplink is None or entered is None:
            return False
        return uplink.carries.is_set() and not entered.connection.phone_muted

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


async def _agent_report(entered: _Entered) -> AgentReport | None:
    """Return how the agent fares, as far as its server or itself says."""
    server, metrics = await entered.arrival.report()
    latency_ms = entered.dialogue.latency_ms
    known = server or latency_ms is not None
    return AgentReport(server, latency_ms, metrics) if known else None
