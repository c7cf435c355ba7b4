"""What is said and heard in `stream_bridge`: a steady tone first, then pulses that are timed.

A pulse is 100 ms of a loud tone, twice a second; its way takes as long as from the moment
its first frame was handed over to the moment the first loud frame came. All processes of a
machine share the clock (``time.monotonic``).
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import numpy as np

from console.audio.g711 import SAMPLE_RATE, decode, encode
from console.audio.resample import Samples
from tests.agents_stream.far import FRAME_S, sinad_db, tone

_PULSE_FRAMES: Final = 5
_EVERY_FRAMES: Final = 25
_LOUD: Final = 6_000
_LATER_S: Final = 0.45
_WINDOW_S: Final = 0.25
_WINDOWS: Final = 8
_WAVES: Final = 5
"""A tone of whole tens of Hz begins anew after so many frames of 20 ms."""

Hand = Callable[[Samples], Awaitable[None]]


@dataclass(frozen=True)
class Told:
    """What one party said and heard: pulses by the clock, and how well a tone came."""

    said: Sequence[float]
    heard: Sequence[float]
    sinad_db: float


class Pulses:
    """One party's mouth and ears. ``rate`` is what it speaks its tone with, in Hz."""

    def __init__(
        self, offset: int, says_hz: float, hears_hz: float, rate: int = SAMPLE_RATE
    ) -> None:
        self.steady = True
        """Whether it says its tone still, and no pulses yet."""
        self._said: list[float] = []
        self._heard: list[float] = []
        self._pulse = [_wave(400, SAMPLE_RATE, level) for level in (1_000, 14_000)]
        self._tone = _wave(says_hz, rate, 8_000)
        self._hears_hz = hears_hz
        self._came: deque[Samples] = deque(maxlen=round(_WINDOWS * _WINDOW_S / FRAME_S))
        self._offset = offset
        self._loud_at = 0.0

    async def say(self, hand: Hand, over: asyncio.Event) -> None:
        """Hand over each frame in its time."""
        begun, frame = time.monotonic(), 0
        while not over.is_set():
            await hand(self._frame(frame))
            frame += 1
            await asyncio.sleep(max(0.0, begun + frame * FRAME_S - time.monotonic()))

    def hear(self, samples: Samples) -> None:
        """Take what came, with whatever rate."""
        if self.steady:
            self._came.append(samples)
        elif samples.size and int(np.abs(samples).max()) > _LOUD:
            now = time.monotonic()
            if now - self._loud_at > 0.2:
                self._heard.append(now)
            self._loud_at = now

    def told(self) -> Told:
        """Return what there is to tell."""
        rate = round(max((each.size for each in self._came), default=160) / FRAME_S)
        came = np.concatenate([np.zeros(0, np.int16), *self._came])
        size = round(rate * _WINDOW_S)
        found = [
            sinad_db(came[at : at + size], self._hears_hz, rate)
            for at in range(0, came.size - size + 1, size)
        ]
        return Told(self._said, self._heard, median(found) if found else -99.0)

    def _frame(self, number: int) -> Samples:
        if self.steady:
            return self._tone[number % _WAVES]
        at = (number + self._offset) % _EVERY_FRAMES
        if at == 0:
            self._said.append(time.monotonic())
        return self._pulse[at < _PULSE_FRAMES][number % _WAVES]


def _wave(hz: float, rate: int, level: int) -> list[Samples]:
    return [tone(hz, rate, frame, level) for frame in range(_WAVES)]


def ways_ms(said: Told, heard: Told, begun: float, ended: float) -> list[float]:
    """Return the ways of the pulses that were said in a time and arrived, ms."""
    ways = []
    for at in said.said:
        after = [then for then in heard.heard if at <= then < at + _LATER_S]
        if begun < at < ended - _LATER_S and after:
            ways.append((after[0] - at) * 1000)
    return ways


def g711_alone_db(hz: float) -> float:
    """Return the SINAD of a tone that went through G.711 and nothing else."""
    frames = round(_WINDOW_S / FRAME_S / _WAVES) * _WAVES
    spoken = np.concatenate([tone(hz, SAMPLE_RATE, frame) for frame in range(frames)])
    return sinad_db(decode(encode(spoken)), hz)
