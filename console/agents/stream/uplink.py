"""The caller's audio on its way into a Stream call: 8 kHz μ-law in, 48 kHz out, no delay kept."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final

import getstream_rtc as rtc
import numpy as np

from console.agents.stream.connection import BUFFER_MS, RATE
from console.agents.stream.ledger import Ledger
from console.audio.g711 import FRAME_MS, SAMPLE_RATE, decode
from console.audio.resample import Resampler, Samples

_LOG = logging.getLogger(__name__)
_MOST_MS: Final = 120
"""More than this never waits: of a burst the rest is left out."""
_BURST_S: Final = 0.01
"""Frames of 20 ms that come closer together than this are a burst."""
_SILENCE: Final[Samples] = np.zeros(RATE * FRAME_MS // 1000, np.int16)
_TAKEN_IN_A_ROW: Final = 3
_WRITE_S: Final = 0.1


class Uplink:
    """Writes to one track, and only while what is written is taken at once.

    The core plays its queue in real time once media flows, and keeps it until then; it
    does not say which of the two it does. So the queue is filled with silence first: as
    long as a frame every 20 ms is too many for it, nothing flows. Belongs to one loop.
    """

    def __init__(self, track: rtc.LocalAudioTrack, clock: Callable[[], float] = time.monotonic):
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
        if paused or (self._late and in_time) or ledger.owed_ms(quiet=quiet):
            # Begin afresh: after a burst, or where all that waits is silence, known or not.
            self._late = False
            self._track.flush()
            ledger.clear()
        ledger.handed_over(ms)
        await self._write(self._up.push(decode(frame)))

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
        self._written = asyncio.ensure_future(self._track.write_pcm(samples, RATE, 1))
        self._written.add_done_callback(self._was_written)

    def _was_written(self, write: asyncio.Future[None]) -> None:
        if write.cancelled() or (failure := write.exception()) is None:
            return
        if isinstance(failure, rtc.PcmQueueOverflowError) and self.carries.is_set():
            self.open()  # the queue is full where the account says it is not: nothing flows
        else:
            self.close()

    async def _find_out(self) -> None:
        self._track.flush()
        try:
            for _ in range(BUFFER_MS // FRAME_MS):
                await self._is_taken()
            in_a_row = 0
            while in_a_row < _TAKEN_IN_A_ROW:
                await asyncio.sleep(FRAME_MS / 1000)
                in_a_row = in_a_row + 1 if await self._is_taken() else 0
        except rtc.RtcError as exc:  # the call is over: nothing will ever be taken
            _LOG.info("The phone can't speak in a Stream call: %s", type(exc).__name__)
            return
        self._track.flush()
        self._ledger.clear()
        self.carries.set()

    async def _is_taken(self) -> bool:
        try:
            await self._track.write_pcm(_SILENCE, RATE, 1)
        except rtc.PcmQueueOverflowError:
            return False
        return True
