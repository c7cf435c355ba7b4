"""The operator's speaker, through PortAudio: caller on the left, agent on the right.

PortAudio's own thread takes samples from a short queue; its callback only copies, for it
shares the interpreter with everything else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from console.audio.g711 import FRAME_MS, SAMPLE_RATE
from console.audio.limiter import Limiter, Pcm, db
from console.audio.portaudio import in_thread, number_of, start_stream
from console.audio.resample import Resampler
from console.audio.stereo import stereo

_CHANNELS: Final = 2
_BLOCK: Final = SAMPLE_RATE * FRAME_MS // 1000
_TONE_HZ: Final = 440
_FILL: Final = 2
"""Blocks of 20 ms: sound begins once so many are there, and again so after it ran dry."""
_FULL: Final = 6
"""More blocks than these are late: they are cut back to `_FILL`, not played."""
_DEVICE_S: Final = 0.05
"""What the device keeps in hand: with the two blocks above, a frame is heard in 0.1 s."""
_CEILING_DBFS: Final = -6.0
_FADE: Final = np.linspace(0.0, 1.0, 4 * _BLOCK, dtype=np.float32)
"""80 ms, over which a call becomes audible: nobody is startled."""
_DUCKED: Final = db(-12.0)
_NO_SPEAKER: Final = "There is no sound device to hear on. Plug one in."


class Speaker:
    """Plays what it is given on a device by name, or on the one that the system chose.

    ``play`` and ``play_pcm`` belong to one thread and return at once; without an open device
    they do nothing. ``open`` and ``close`` belong to one loop.
    """

    def __init__(self) -> None:
        self.ducked = False
        """Whether all is 12 dB quieter: the operator speaks."""
        self._limiter = Limiter(_CEILING_DBFS)
        self._stream: Any = None
        # Appended to here, taken from there: each of a deque's own steps is one step for
        # both threads.
        self._blocks: deque[bytes] = deque()
        self._silence = b""
        self._filling = True
        self._faded = 0
        self._chime: Pcm = np.zeros(0, np.int16)
        self._resamplers: tuple[Resampler, Resampler] | None = None

    @property
    def is_open(self) -> bool:
        return self._stream is not None

    @property
    def alive(self) -> bool:
        """Whether the device is open and plays; one that was unplugged does not."""
        return self._stream is not None and bool(self._stream.active)

    def set_gain(self, gain_db: float) -> None:
        self._limiter.gain = db(gain_db)

    async def open(self, device: str = "") -> None:
        """Start a device by its name; nothing if one runs. Raises `SoundError`."""
        if self._stream is None:
            self._stream = await in_thread(
                lambda: self._start(device), _NO_SPEAKER, lambda stream: stream.close()
            )
            self._faded = 0

    async def close(self) -> None:
        """Stop the device."""
        stream, self._stream = self._stream, None
        self._blocks.clear()
        self._chime = self._chime[:0]
        if stream is not None:
            await in_thread(stream.close)

    def fade_in(self) -> None:
        """Let what comes next become audible over 80 ms: another call is heard."""
        self._faded = 0

    @property
    def chiming(self) -> bool:
        """Whether some of a chime waits for the next block to be laid over."""
        return len(self._chime) > 0

    def chime(self, sound: Pcm, volume_db: float) -> None:
        """Lay a chime (one channel) over what is played next; it leaves another unfinished."""
        self._chime = (sound * min(1.0, db(volume_db))).astype(np.int16)

    def play(self, caller: bytes, agent: bytes) -> None:
        """Play 20 ms of both directions, μ-law."""
        if self._stream is None:
            return
        self.play_pcm(stereo(caller, agent))

    def play_pcm(self, stereo: bytes) -> None:
        """Play 20 ms of 16-bit PCM: 160 samples, two channels, native byte order."""
        if self._stream is not None:
            self._play(np.frombuffer(stereo, dtype=np.int16).reshape(-1, _CHANNELS))

    # -- inside -----------------------------------------------------------------------

    def _play(self, block: npt.NDArray[np.int16]) -> None:
        loud = self._limiter.apply(block)
        factor = _DUCKED if self.ducked else 1.0
        if self._faded < len(_FADE):
            curve = _FADE[self._faded : self._faded + len(loud)]
            curve = np.pad(curve, (0, len(loud) - len(curve)), constant_values=1.0)
            self._faded += len(loud)
            loud = (loud * (curve * factor)[:, None]).astype(np.int16)
        elif self.ducked:
            loud = (loud * factor).astype(np.int16)
        if self.chiming:
            loud = self._with_chime(loud)
        if self._resamplers:
            sides = (r.push(loud[:, n]) for n, r in enumerate(self._resamplers))
            loud = np.stack(tuple(sides), axis=1)
        self._blocks.append(loud.tobytes())
        if len(self._blocks) > _FULL:
            for _ in range(_FULL - _FILL):
                self._blocks.popleft()

    def _with_chime(self, block: Pcm) -> Pcm:
        over, self._chime = self._chime[: len(block)], self._chime[len(block) :]
        both = block.astype(np.int32)
        both[: len(over)] += over[:, None]
        return both.clip(-32_768, 32_767).astype(np.int16)

    def _start(self, device: str) -> Any:
        import sounddevice

        number = number_of(device, "output")

        def start(rate: int) -> Any:
            block = rate * FRAME_MS // 1000
            self._silence = bytes(block * _CHANNELS * 2)
            both = Resampler(SAMPLE_RATE, rate), Resampler(SAMPLE_RATE, rate)
            self._resamplers = None if rate == SAMPLE_RATE else both
            stream = sounddevice.RawOutputStream(
                samplerate=rate,
                channels=_CHANNELS,
                dtype="int16",
                blocksize=block,
                latency=_DEVICE_S,
                device=number,
                callback=self._fill,
            )
            stream.start()
            return stream

        return start_stream(start)

    def _fill(self, out: Any, _frames: int, _time: Any, _status: Any) -> None:
        """PortAudio's thread: copy, nothing else."""
        if self._filling and len(self._blocks) < _FILL:
            out[:] = self._silence
            return
        self._filling = not self._blocks
        out[:] = self._silence if self._filling else self._blocks.popleft()


def test_tone() -> Iterator[bytes]:
    """Give a second of a soft tone, left and then right, as `Speaker.play_pcm` takes it."""
    count = SAMPLE_RATE // _BLOCK
    for block in range(count):
        at = np.arange(block * _BLOCK, (block + 1) * _BLOCK) / SAMPLE_RATE
        sides = np.zeros((_BLOCK, _CHANNELS), dtype=np.int16)
        sides[:, block >= count // 2] = 0.1 * 32767 * np.sin(2 * np.pi * _TONE_HZ * at)
        yield sides.tobytes()
