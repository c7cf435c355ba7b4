"""The operator's speaker, through PortAudio: caller on the left, agent on the right.

PortAudio's own thread takes samples from a short queue; its callback only copies, for it
shares the interpreter with everything else. PortAudio is loaded late, because importing
``sounddevice`` fails where the system library is missing and freezes the device list.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, Final, TypeVar

import numpy as np

from console.audio.g711 import FRAME_MS, SAMPLE_RATE, decode

_CHANNELS: Final = 2
_BLOCK: Final = SAMPLE_RATE * FRAME_MS // 1000
_BLOCK_BYTES: Final = _BLOCK * _CHANNELS * 2
_SILENCE: Final = bytes(_BLOCK_BYTES)
_FILL: Final = 2
"""Blocks of 20 ms: sound begins once so many are there, and again so after it ran dry."""
_FULL: Final = 6
"""More blocks than these are late: they are cut back to `_FILL`, not played."""
_DEVICE_S: Final = 0.05
"""What the device keeps in hand: with the two blocks above, a frame is heard in 0.1 s."""
_OPEN_S: Final = 5.0

T = TypeVar("T")


class SpeakerError(Exception):
    """There is no way to make a sound; the text says why and what to do."""


class Speaker:
    """Plays what it is given on the system's default output.

    ``play`` and ``play_pcm`` are safe from any thread and return at once; without an open
    device they do nothing. ``open`` and ``close`` belong to one loop.
    """

    def __init__(self) -> None:
        self._stream: Any = None
        # Appended to here, taken from there: each of a deque's own steps is one step for
        # both threads.
        self._blocks: deque[bytes] = deque()
        self._filling = True

    async def check(self) -> str:
        """Return the name of the device that would play. Raises `SpeakerError`."""
        return await self._in_thread(_default_output)

    async def open(self) -> None:
        """Start the device; nothing if it runs. Raises `SpeakerError`."""
        if self._stream is None:
            self._stream = await self._in_thread(self._start)

    async def close(self) -> None:
        """Stop the device."""
        stream, self._stream = self._stream, None
        self._blocks.clear()
        if stream is not None:
            await self._in_thread(stream.close)

    def play(self, caller: bytes, agent: bytes) -> None:
        """Play 20 ms of both directions, μ-law."""
        both = np.empty((len(caller), _CHANNELS), dtype=np.int16)
        both[:, 0] = decode(caller)
        both[:, 1] = decode(agent)
        self.play_pcm(both.tobytes())

    def play_pcm(self, stereo: bytes) -> None:
        """Play 20 ms of 16-bit PCM: 160 samples, two channels, native byte order."""
        if self._stream is None:
            return
        self._blocks.append(stereo)
        if len(self._blocks) > _FULL:
            for _ in range(_FULL - _FILL):
                self._blocks.popleft()

    def _start(self) -> Any:
        import sounddevice

        stream = sounddevice.RawOutputStream(
            samplerate=SAMPLE_RATE,
            channels=_CHANNELS,
            dtype="int16",
            blocksize=_BLOCK,
            latency=_DEVICE_S,
            callback=self._fill,
        )
        stream.start()
        return stream

    def _fill(self, out: Any, _frames: int, _time: Any, _status: Any) -> None:
        """PortAudio's thread: copy, nothing else."""
        if self._filling and len(self._blocks) < _FILL:
            out[:] = _SILENCE
            return
        self._filling = not self._blocks
        out[:] = _SILENCE if self._filling else self._blocks.popleft()

    @staticmethod
    async def _in_thread(work: Callable[[], T]) -> T:
        try:
            async with asyncio.timeout(_OPEN_S):
                return await asyncio.to_thread(work)
        except TimeoutError as exc:
            raise SpeakerError(
                "The sound device does not answer. Unplug it or choose another."
            ) from exc
        except OSError as exc:
            raise SpeakerError(
                "PortAudio is missing, so nothing can be heard. On Debian and Ubuntu: "
                "apt-get install libportaudio2."
            ) from exc
        except Exception as exc:
            # sounddevice's own errors are known only once it could be imported.
            if type(exc).__name__ != "PortAudioError":
                raise
            raise SpeakerError("There is no sound device to play on. Plug one in.") from exc


def _default_output() -> str:
    import sounddevice

    return str(sounddevice.query_devices(kind="output")["name"])
