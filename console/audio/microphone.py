"""The operator's microphone, through PortAudio, 20 ms at a time.

PortAudio's thread copies what it heard and leaves; everything else happens on the loop
that opened the microphone.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from console.audio.g711 import FRAME_MS, SAMPLE_RATE
from console.audio.limiter import Limiter, db
from console.audio.portaudio import in_thread, number_of, start_stream
from console.audio.resample import Resampler

_DEVICE_S: Final = 0.03
_BEHIND: Final = 10
"""Blocks of 20 ms that may wait for a loop that is busy; more are dropped and counted."""
_CEILING_DBFS: Final = -3.0
_NO_MICROPHONE: Final = "There is no sound device to speak into. Plug one in."

Heard = Callable[[npt.NDArray[np.int16], float], None]
"""Takes 160 samples at 8 kHz, and when the first was spoken, on the monotonic clock."""


class Microphone:
    """Gives what is spoken to ``heard``, on the loop that opened it. One loop's."""

    def __init__(self, heard: Heard) -> None:
        self.dropped = 0
        """Blocks that a busy loop had no time for."""
        self._heard = heard
        self._limiter = Limiter(_CEILING_DBFS)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stream: Any = None
        self._resampler: Resampler | None = None
        self._waiting = 0
        self._lock = threading.Lock()

    @property
    def alive(self) -> bool:
        """Whether the device is open and hears; one that was unplugged does not."""
        return self._stream is not None and bool(self._stream.active)

    @property
    def is_open(self) -> bool:
        return self._stream is not None

    def set_gain(self, gain_db: float) -> None:
        self._limiter.gain = db(gain_db)

    async def open(self, device: str = "") -> None:
        """Open a device by its name; nothing if one is open. Raises `SoundError`."""
        if self._stream is None:
            self._loop = asyncio.get_running_loop()
            self._stream = await in_thread(
                lambda: self._start(device), _NO_MICROPHONE, lambda stream: stream.close()
            )

    async def close(self) -> None:
        """Close the device: nothing is heard once this returns."""
        stream, self._stream = self._stream, None
        if stream is not None:
            await in_thread(stream.close)

    # -- inside -----------------------------------------------------------------------

    def _start(self, device: str) -> Any:
        import sounddevice

        number = number_of(device, "input")

        def start(rate: int) -> Any:
            self._resampler = None if rate == SAMPLE_RATE else Resampler(rate, SAMPLE_RATE)
            stream = sounddevice.RawInputStream(
                samplerate=rate,
                channels=1,
                dtype="int16",
                blocksize=rate * FRAME_MS // 1000,
                latency=_DEVICE_S,
                device=number,
                callback=self._take,
            )
            stream.start()
            return stream

        return start_stream(start)

    def _take(self, data: Any, _frames: int, at: Any, _status: Any) -> None:
        """PortAudio's thread: copy, and wake the loop."""
        # Some drivers give no times; then the block is taken for as old as it is long.
        age = at.currentTime - at.inputBufferAdcTime
        if not 0 < age < 1:
            age = FRAME_MS / 1000
        with self._lock:
            if self._waiting >= _BEHIND:
                self.dropped += 1
                return
            self._waiting += 1
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._deliver, bytes(data), time.monotonic() - age)

    def _deliver(self, data: bytes, spoken_at: float) -> None:
        with self._lock:
            self._waiting -= 1
        if self._stream is None:
            return
        samples = np.frombuffer(data, dtype=np.int16)
        if self._resampler:
            samples = self._resampler.push(samples)
        self._heard(self._limiter.apply(samples), spoken_at)
