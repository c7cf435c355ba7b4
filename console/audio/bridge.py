"""The bridge: the one place on a call where who hears whom is decided.

Ports exchange frames of μ-law (`console.audio.g711`). Each mode of engagement is a row of
one table; where two sources do not meet, frames go straight through.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from console.audio.activity import Activity
from console.audio.clock import FrameClock
from console.audio.levels import Meter
from console.audio.listening import Listening
from console.audio.outlet import Outlet
from console.audio.ports import BridgeObserver, Hear, Phone, Sink

_KEPT_WHILE_PREPARING: Final = 5
"""Frames: the caller's last 100 ms are kept for an agent that is not there yet, no more."""


@dataclass(frozen=True, slots=True)
class Row:
    """Who hears whom in one mode of engagement."""

    phone_hears_agent: bool
    agent_hears_phone: bool
    operator_hears: bool


ROUTES: Final[dict[str, Row]] = {
    "off": Row(phone_hears_agent=True, agent_hears_phone=True, operator_hears=False),
    "listen": Row(phone_hears_agent=True, agent_hears_phone=True, operator_hears=True),
}
"""The table. Listen differs from off in what the operator hears and in nothing else."""


class Bridge:
    """Joins one phone to one agent and to whoever listens. Belongs to the engine's loop.

    Tapping (`add_sink`) is for programs and recorders and independent of the mode; the
    operator's own ears (`operator`) follow the table.
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
        self._phone = phone
        self._observer = observer
        self._clock = clock
        self._row = ROUTES["off"]
        self._outlet = Outlet(phone, clock, self._went_out)
        self._listening = Listening()
        self._ticks = FrameClock(self._tick, clock)
        self._agent: Hear | None = None
        self._transparent = False
        self._not_taken = 0
        self._kept: deque[bytes] = deque(maxlen=_KEPT_WHILE_PREPARING)
        self._operator: Sink | None = None

    @property
    def buffered_ms(self) -> float:
        """ms of the agent's speech that the caller has yet to hear."""
        return self._outlet.buffered_ms

    @property
    def dropped(self) -> int:
        """Frames of the agent's that never reached the carrier."""
        return self._outlet.dropped + self._not_taken

    # -- the phone's port -------------------------------------------------------------

    async def from_phone(self, frame: bytes) -> None:
        """Take what the caller said."""
        self.last_frame_at = now = self._clock()
        self.caller_meter.push(frame)
        if not self._transparent and self.activity.caller(frame, now) is not None:
            self._observer.turn_changed()
        self._listening.caller(frame)
        if self._agent is None:
            self._kept.append(frame)
        elif self._row.agent_hears_phone:
            await self._agent(frame)
        if self._ticks.running:
            await self._ticks.frame_came(len(frame))

    def marked(self, name: str) -> None:
        """Take the echo of a mark from the carrier."""
        self._outlet.marked(name)

    # -- the agent's port -------------------------------------------------------------

    async def connect_agent(self, hear: Hear, *, transparent: bool = False) -> None:
        """Let an agent hear and speak; it is given the last 100 ms of the caller first.

        A transparent agent's frames pass as they are, without pacing, turns or clear.
        """
        self._transparent = transparent
        while self._kept:
            await hear(self._kept.popleft())
        # Only now, so that no frame that comes meanwhile overtakes those.
        self._agent = hear

    async def from_agent(self, frame: bytes) -> None:
        """Take what the agent says. Returns at once; what can't be kept is dropped."""
        if not frame or not self._row.phone_hears_agent:
            return
        if self._transparent:
            if await self._phone.play(frame):
                self._passed(frame)
            else:
                self._not_taken += 1
            return
        await self._outlet.send(frame)
        if self._outlet.waiting:
            self._ticks.start()

    async def cut_agent(self) -> None:
        """Drop what the agent has said and the caller has not heard yet, carrier's buffer too."""
        await self._outlet.clear()
        self.activity.agent_cut()
        self._listening.agent_cut()

    # -- listeners --------------------------------------------------------------------

    def engage(self, mode: str) -> None:
        """Take the row of the table for a mode."""
        self._row = ROUTES[mode]
        self._follow_operator()

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

    async def close(self) -> None:
        """Stop the clock and let everybody go."""
        self._agent = None
        await self._ticks.stop()

    # -- inside -----------------------------------------------------------------------

    def _follow_operator(self) -> None:
        if self._operator is None:
            return
        hears = self._operator in self._listening
        if self._row.operator_hears and not hears:
            self.add_sink(self._operator)
        elif hears and not self._row.operator_hears:
            self.remove_sink(self._operator)

    def _went_out(self, frame: bytes) -> None:
        latency = self.activity.agent(frame, self._clock())
        if latency is not None:
            self._observer.answered(latency)
        self._passed(frame)

    def _passed(self, frame: bytes) -> None:
        self.agent_meter.push(frame)
        self._listening.agent(frame)

    async def _tick(self) -> None:
        await self._outlet.drain()
        if self._listening:
            self._listening.tick()
        elif not self._outlet.waiting:
            await self._ticks.stop()
