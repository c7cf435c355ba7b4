"""How long a sound takes from one to another: pulses, when each was said and when it was heard.

What Stream's SDK takes by itself is measured beside it, in the same seconds: on a busy machine
that is more, and none of the console's doing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import AsyncIterator, Mapping
from statistics import median

from getstream.models import CallRequest

from console.agents.stream.connection import RATE, TrackFull
from console.audio.resample import Samples
from tests.agents_stream.far import FRAME_S, Far, Somebody, latencies_ms, tone

_LOG = logging.getLogger(__name__)
PULSE = 25
"""Frames of 20 ms from the beginning of one pulse to the next."""
NEAR_MS = 60.0
"""What a way may take beyond the SDK alone. On it are a carrier and the SDK, each with a beat of
20 ms, and after a stall every beat may lie elsewhere; what a fault left would be 100 and more."""

Way = tuple[list[float], list[tuple[float, Samples]]]
"""When pulses were said, and what was heard when: both go on growing."""


def pulse(frame: int, rate: int) -> Samples:
    """Return the nth 20 ms of pulses: a tone, loud for 60 ms of each half second."""
    return tone(400, rate, frame, 14_000 if frame % PULSE < 3 else 4_000)


@contextlib.asynccontextmanager
async def alone(far: Far) -> AsyncIterator[Way]:
    """Have somebody pulse at somebody else in a call of their own, over the SDK alone."""
    says, hears = far.somebody("says", "alone"), far.somebody("hears", "alone")
    await says.rest.get_or_create(data=CallRequest(created_by_id="says"))
    await asyncio.gather(says.join(), hears.join())
    said: list[float] = []
    saying = asyncio.create_task(_say(says, said))
    try:
        yield said, hears.frames
    finally:
        saying.cancel()
        await asyncio.gather(saying, return_exceptions=True)
        await asyncio.gather(says.leave(), hears.leave())


async def become_short(ways: Mapping[str, Way], sdk: Way, what: str) -> None:
    """Wait until no way takes longer than the SDK alone; what stays never becomes so.

    Raises:
        TimeoutError: one still does after half a minute.
    """
    async with asyncio.timeout(30):
        while True:
            begun = time.monotonic()
            await asyncio.sleep(1.5)
            ended = time.monotonic()
            await asyncio.sleep(0.4)
            took = {name: _ms(way, begun, ended) for name, way in ways.items()}
            by_itself = _ms(sdk, begun, ended)
            _LOG.info("%s: %s, the SDK alone %.0f ms", what, took, by_itself)
            if all(ms <= by_itself + NEAR_MS for ms in took.values()):
                return


def _ms(way: Way, begun: float, ended: float) -> float:
    """Return what the pulses of a time took, NaN where most of them were not heard."""
    said, heard = way
    found = latencies_ms([at for at in said if begun <= at < ended], heard)
    return median(math.inf if math.isnan(ms) else ms for ms in found) if found else math.nan


async def _say(somebody: Somebody, said: list[float]) -> None:
    """Pulse by the clock: what a stall kept one from saying is never said, so none is kept."""
    track = somebody.connection.track
    await track.flows()
    await track.flush()
    begun, frame = time.monotonic(), 0
    while True:
        if frame % PULSE == 0:
            said.append(time.monotonic())
        with contextlib.suppress(TrackFull):
            await track.write(pulse(frame, RATE))
        frame = max(frame + 1, int((time.monotonic() - begun) / FRAME_S))
        await asyncio.sleep(begun + frame * FRAME_S - time.monotonic())
