"""What the phone hears: the agent straight through, or several voices put together.

As long as the agent alone is heard, its frames go on as they come. Where the operator
speaks, or the console plays a sound of its own, 20 ms are put together at a time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from console.audio.g711 import SILENCE
from console.audio.mixing import Mixer, Opening
from console.audio.outlet import Outlet, Sent
from console.audio.ports import Phone
from console.audio.prompts import Prompts

_SOON_MS: Final = 60.0
"""What is put together here goes to the carrier no further ahead than this, so that an
operator who speaks is heard at once."""


class ToPhone:
    """The way to one phone. Its owner calls `tick` every 20 ms while `needs_ticks`.

    ``sent`` is told of the agent's share of each frame that went out.
    """

    def __init__(self, phone: Phone, clock: Callable[[], float], sent: Sent) -> None:
        self.operator_latency_ms: float | None = None
        """From the operator's mouth to the carrier's socket, the last time."""
        self._clock = clock
        self._operator_speaks = False
        self._outlet = Outlet(phone, clock, sent)
        self._mixer = Mixer()
        self._opening = Opening()
        self._prompts = Prompts()
        self.marked = self._outlet.marked
        """Takes the echo of a mark from the carrier."""

    @property
    def buffered_ms(self) -> float:
        """ms of the agent's speech that the caller has yet to hear."""
        return self._outlet.buffered_ms + self._mixer.agent_ms

    @property
    def ahead_ms(self) -> float:
        """ms that the carrier holds and has not played."""
        return self._outlet.ahead_ms

    def move(self, phone: Phone) -> None:
        """Go on with another phone; what the old one held is gone."""
        self._outlet.move(phone)

    @property
    def dropped(self) -> int:
        """Frames that never reached the carrier."""
        return self._outlet.dropped + self._mixer.dropped

    @property
    def needs_ticks(self) -> bool:
        return self._outlet.waiting or self._mixer.holds_agent or self._puts_together

    async def agent(self, frame: bytes) -> None:
        """Take what the agent says, any length."""
        if self._puts_together or self._mixer.holds_agent:
            self._mixer.agent(frame)
        else:
            await self._outlet.send(frame)

    def open_microphone(self, on: bool) -> None:
        """Put the operator in from now on, or leave them out: what they said, too."""
        self._operator_speaks = on
        if not on:
            self._mixer.operator.clear()

    def operator(self, frame: bytes, spoken_at: float | None) -> bytes:
        """Take 20 ms of the operator; return them as loud as they may be by now."""
        frame = self._opening.fade(frame, self._clock())
        self._mixer.operator.put(frame, spoken_at)
        return frame

    def play(self, sound: bytes) -> Awaitable[None]:
        """Play a sound of our own before all else; what comes back is done once it was sent.

        Raises:
            RuntimeError: too many wait already.
        """
        done = self._prompts.add(sound)
        self.hold_back()
        return done

    def loop(self, music: bytes) -> None:
        """Play music beneath everything, over and over; none ends it."""
        self._prompts.loop(music)

    def hold_back(self) -> None:
        """Put what the agent said and the carrier has not got behind what comes now."""
        self._mixer.agent(self._outlet.take_waiting())

    async def cut(self) -> None:
        """Drop what was said and the caller has not heard yet, carrier's buffer too."""
        self._mixer.cut_agent()
        await self._outlet.clear()

    def close(self) -> None:
        """Play nothing more; whoever waits for a sound is cancelled."""
        self._prompts.clear()

    async def tick(self) -> None:
        """Send what is due."""
        if self._puts_together:
            await self._put_together()
        elif self._mixer.holds_agent:
            await self._outlet.send(self._mixer.take_agent())
        await self._outlet.drain()

    # -- inside -----------------------------------------------------------------------

    @property
    def _puts_together(self) -> bool:
        return self._operator_speaks or bool(self._prompts)

    async def _put_together(self) -> None:
        """Send the next 20 ms of what the phone hears, unless enough is on its way."""
        if self._outlet.ahead_ms > _SOON_MS:
            return
        if self._prompts:
            share = None if self._prompts.playing else SILENCE
            await self._outlet.send(self._prompts.next(), share)
        elif mixed := self._mixer.next():
            await self._outlet.send(*mixed)
            if (spoken_at := self._mixer.operator.spoken_at) is not None:
                self._mixer.operator.spoken_at = None
                self.operator_latency_ms = (self._clock() - spoken_at) * 1000
