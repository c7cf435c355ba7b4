"""The bridge: the one place on a call where who hears whom is decided.

Ports exchange frames of μ-law (`console.audio.g711`). Each mode of engagement is a row of
one table (`routes`); where two sources do not meet, frames go straight through.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from console.audio.activity import Activity
from console.audio.clock import FrameClock
from console.audio.g711 import SAMPLE_RATE
from console.audio.levels import Meter
from console.audio.listening import Listening
from console.audio.ports import BridgeObserver, Hear, Phone, Sink
from console.audio.recent import Recent
from console.audio.routes import HOLD, ROUTES
from console.audio.shedding import Shedder
from console.audio.to_agent import ToAgent
from console.audio.to_phone import ToPhone

_JITTER_OVER: Final = 16
_GAP_S: Final = 0.1


class Bridge:
    """Joins one phone to one agent, the operator and whoever listens. Engine's loop.

    Tapping (`add_sink`) is for programs and recorders and independent of the mode; the
    operator's own ears (`set_operator`) follow the table.
    """

    def __init__(
        self,
        phone: Phone,
        observer: BridgeObserver,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.caller_meter = Meter(clock)
        self.agent_meter = Meter(clock)
        self.activity = Activity()
        self.last_frame_at = clock()
        """When the phone was last heard, on this bridge's clock."""
        self.silenced = False
        """Whether the agent is kept from being heard, whatever the table says."""
        self.held = False
        self.on_cut: Callable[[int], None] | None = None
        """Told when the agent is cut short: how many ms of its answer the caller heard."""
        self.jitter_s = 0.0
        """How unevenly the phone's frames come (RFC 3550, 6.4.1)."""
        self.gaps = 0
        """How often nothing came from the phone for longer than 100 ms."""
        self._recent = Recent(clock())
        self._phone = phone
        self._observer = observer
        self._clock = clock
        self._rung = self._row = ROUTES["off"]
        self._to_phone = ToPhone(phone, clock, self._went_out)
        self._to_agent = ToAgent(self._row)
        self._listening = Listening()
        self._ticks = FrameClock(self._tick, clock)
        self._transparent = False
        self._shedder: Shedder | None = None
        self._not_taken = 0
        self._operator: Sink | None = None

    @property
    def buffered_ms(self) -> float:
        """ms of the agent's speech that the caller has yet to hear."""
        return self._to_phone.buffered_ms

    @property
    def dropped(self) -> int:
        """Frames that never reached the carrier."""
        return self._to_phone.dropped + self._not_taken

    @property
    def operator_latency_ms(self) -> float | None:
        """From the operator's mouth to the carrier's socket, the last time it was measured."""
        return self._to_phone.operator_latency_ms

    @property
    def agent_attends(self) -> bool:
        """Whether the agent hears the caller, and so may be expected to answer."""
        return self._row.agent_hears_phone

    @property
    def attended(self) -> bool:
        """Whether the caller hears the operator's microphone, or was put on hold."""
        return self._row.phone_hears_operator or self.held

    # -- the phone's port -------------------------------------------------------------

    async def from_phone(self, frame: bytes) -> None:
        """Take what the caller said."""
        now = self._clock()
        late = now - self.last_frame_at - len(frame) / SAMPLE_RATE
        self.last_frame_at = now
        self.jitter_s += (abs(late) - self.jitter_s) / _JITTER_OVER
        if late > _GAP_S:
            self.gaps += 1
        self.caller_meter.push(frame, now)
        if not self._transparent and self.activity.caller(frame, now) is not None:
            self._observer.turn_changed()
        if not self.held:
            self._recent.caller(frame, now)
            if self._listening.anybody:
                self._listening.caller(frame)
        await self._to_agent.caller(frame)
        if self._ticks.running:
            await self._ticks.frame_came(len(frame))

    def marked(self, name: str) -> None:
        """Take the echo of a mark from the carrier."""
        self._to_phone.marked(name)

    def move(self, phone: Phone) -> None:
        """Go on over another socket of the same call."""
        self._phone = phone
        self._to_phone.move(phone)
        self.last_frame_at = self._clock()

    # -- the agent's port -------------------------------------------------------------

    async def connect_agent(
        self, hear: Hear, *, transparent: bool = False, live: bool = False
    ) -> None:
        """Let an agent hear and speak; it is given the last 100 ms of the caller first.

        A transparent agent's frames pass as they are, without pacing, turns or clear. Of a
        live one's that come too late for the caller, the quiet ones are left out.
        """
        self._transparent = transparent
        self._shedder = Shedder(self._clock) if live else None
        await self._to_agent.connect(hear)

    def disconnect_agent(self) -> None:
        """Take the agent's ears away; another may be connected later."""
        self._to_agent.disconnect()

    async def from_agent(self, frame: bytes) -> None:
        """Take what the agent says. Returns at once; what can't be kept is dropped."""
        if not frame or self.silenced or not self._row.phone_hears_agent:
            return
        if self._transparent and not (self._ticks.running and self._to_phone.needs_ticks):
            if await self._phone.play(frame):
                self._passed(frame, self._clock())
            else:
                self._not_taken += 1
            return
        if self._shedder and not self._shedder.keeps(frame, self.buffered_ms):
            return
        await self._to_phone.agent(frame)
        if self._to_phone.needs_ticks:
            self._ticks.start()

    async def cut_agent(self) -> None:
        """Drop what the agent has said and the caller has not heard yet, carrier's buffer too."""
        waits = self.buffered_ms > 0 or self.activity.agent_speaking(self._clock())
        if self.on_cut and waits and (sent_ms := self.activity.answer_ms):
            self.on_cut(max(0, round(sent_ms - self._to_phone.ahead_ms)))
        await self._to_phone.cut()
        self.activity.agent_cut()
        self._listening.agent_cut()
        self._recent.agent_cut(self._clock())

    async def silence(self, on: bool) -> None:
        """Keep the agent from being heard from now on, or let it be heard again."""
        self.silenced = on
        if on:
            await self.cut_agent()

    # -- the operator's port ----------------------------------------------------------

    def from_operator(self, frame: bytes, spoken_at: float | None = None) -> None:
        """Take 20 ms of the operator's microphone; nobody hears it where the table says so.

        ``spoken_at`` is when they were spoken, on this bridge's clock, where that is known.
        """
        if not self._row.phone_hears_operator:
            return
        self._to_agent.operator(self._to_phone.operator(frame, spoken_at))

    async def engage(self, mode: str) -> None:
        """Take the row of the table for a mode."""
        self._rung = ROUTES[mode]
        await self._follow_table()

    async def hold(self, music: bytes) -> None:
        """Play music (μ-law) to the phone, over and over, and nothing else; none ends that."""
        self.held = bool(music)
        self._to_phone.loop(music)
        await self._follow_table()

    async def play(self, sound: bytes) -> None:
        """Play a sound of our own (μ-law) to the phone; returns once it was sent.

        The agent waits meanwhile. Cancelled when the call ends first.
        """
        done = self._to_phone.play(sound)
        self._ticks.start()
        await done

    # -- listeners --------------------------------------------------------------------

    def set_operator(self, sink: Sink | None) -> None:
        """Give the operator's ears, which hear what the mode says; None takes them away."""
        if self._operator is not None and self._operator in self._listening:
            self.remove_sink(self._operator)
        self._operator = sink
        self._follow_operator()

    def add_sink(self, sink: Sink) -> None:
        """Give a sink both directions from the next 20 ms on. It must return at once."""
        self._listening.add(sink)
        self._ticks.start()

    def remove_sink(self, sink: Sink) -> None:
        """Give a sink nothing more."""
        self._listening.remove(sink)

    def recent(self) -> tuple[bytes, bytes]:
        """Return the last 15 s of caller and agent, μ-law, up to now; silence while on hold."""
        return self._recent.read(self._clock())

    async def close(self) -> None:
        """Stop the clock and let everybody go."""
        self._to_agent.disconnect()
        self._to_phone.close()
        await self._ticks.stop()

    # -- inside -----------------------------------------------------------------------

    async def _follow_table(self) -> None:
        before, self._row = self._row, HOLD if self.held else self._rung
        self._to_agent.follow(self._row)
        if before.phone_hears_agent and not self._row.phone_hears_agent:
            await self.cut_agent()
        elif before is HOLD:
            await self._to_phone.cut()
        self._to_phone.open_microphone(self._row.phone_hears_operator)
        if self._to_phone.needs_ticks:
            self._to_phone.hold_back()
            self._ticks.start()
        self._follow_operator()

    def _follow_operator(self) -> None:
        if self._operator is None:
            return
        hears = self._operator in self._listening
        if self._row.operator_hears and not hears:
            self.add_sink(self._operator)
        elif hears and not self._row.operator_hears:
            self.remove_sink(self._operator)

    def _went_out(self, agent: bytes) -> None:
        now = self._clock()
        latency = self.activity.agent(agent, now)
        if latency is not None:
            self._observer.answered(latency)
        self._passed(agent, now)

    def _passed(self, frame: bytes, now: float) -> None:
        self.agent_meter.push(frame, now)
        self._recent.agent(frame, now)
        if self._listening.anybody:
            self._listening.agent(frame)

    async def _tick(self) -> None:
        await self._to_phone.tick()
        if self._listening.anybody:
            self._listening.tick()
        elif not self._to_phone.needs_ticks:
            await self._ticks.stop()
