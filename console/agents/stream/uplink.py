"""The caller's audio on its way into a Stream call: 8 kHz μ-law in, 48 kHz out, no delay kept."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final

from console.agents.stream.connection import RATE, Track, TrackFull, TrackOver
from console.agents.stream.ledger import Ledger
from console.audio.g711 import SAMPLE_RATE, decode
from console.audio.resample import Resampler, Samples

_LOG = logging.getLogger(__name__)
_MOST_MS: Final = 120
"""More than this never waits: of a burst the rest is left out."""
_BURST_S: Final = 0.01
"""Frames of 20 ms that come closer together than this are a burst."""
_WRITE_S: Final = 0.1


class Uplink:
    """Writes to one track, and only while what is written is taken at once.

    Belongs to one loop.
    """

    def __init__(self, track: Track, clock: Callable[[], float] = time.monotonic):
        self.carries = asyncio.Event()
        """Set while the caller is heard in the call."""
        self.dropped = 0
        """Frames of a burst that were left out."""
        self._track = track
        self._clock = clock
        self._ledger = Ledger(clock)
        self._up = Resampler(SAMPLE_RATE, RATE)
        self._written: asyncio.Future[None] | None = None
        self._probe: asyncio.Task[None] | None = None
        self._heard_at = 0.0
        self._late = False
        self._paused = False

    def open(self) -> None:
        """Find out whether media flows, and carry from then on."""
        self.close()
        self._probe = asyncio.get_running_loop().create_task(self._find_out())

    def close(self) -> None:
        """Carry nothing from now on."""
        self.carries.clear()
        if self._probe:
            self._probe.cancel()
            self._probe = None

    async def hear(self, frame: bytes, *, quiet: bool) -> None:
        """Take the caller's next frame; ``quiet`` where nobody has spoken for a while."""
        if not self.carries.is_set():
            return
        ledger, now = self._ledger, self._clock()
        ms = len(frame) * 1000 / SAMPLE_RATE
        in_time, self._heard_at = now - self._heard_at > _BURST_S, now
        if ledger.ahead_ms + ms > _MOST_MS:
            self._late = True
            self.dropped += 1
            return
        paused, self._paused = quiet and not self._paused, quiet
        if paused or (self._late and in_time):
            # Begin afresh: after a burst, or where all that waits is silence, known or not.
            self._late = False
            await self._track.flush()
            ledger.clear()
        await self._write(ledger.hand_over(self._up.push(decode(frame)), quiet=quiet))

    async def stop(self) -> None:
        """Carry nothing and leave nothing behind."""
        probe = self._probe
        self.close()
        if probe:
            await asyncio.gather(probe, return_exceptions=True)

    # -- inside -----------------------------------------------------------------------

    async def _write(self, samples: Samples) -> None:
        if self._written and not self._written.done():  # writes overtake one another else
            await asyncio.wait({self._written}, timeout=_WRITE_S)
        self._written = asyncio.ensure_future(self._track.write(samples))
        self._written.add_done_callback(self._was_written)

    def _was_written(self, write: asyncio.Future[None]) -> None:
        if write.cancelled() or (failure := write.exception()) is None:
            return
        if isinstance(failure, TrackFull) and self.carries.is_set():
            self.open()  # the queue is full where the account says it is not: nothing flows
        else:
            self.close()

    async def _find_out(self) -> None:
        try:
            await self._track.flows()
        except TrackOver:  # nothing will ever be taken
            _LOG.info("The phone can't speak in a Stream call: it is over")
            return
        await self._track.flush()
        self._ledger.clear()
        self.carries.set()
