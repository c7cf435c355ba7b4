"""A participant: the unmodified SDK, with ears and a voice."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import getstream_rtc
import numpy as np
from getstream import AsyncStream
from getstream.video.async_call import Call
from getstream.video.rtc import AudioFormat, AudioStreamTrack, ConnectionManager, PcmData
from numpy.typing import NDArray

from console.practice.edge.edge import socket_url

KEY, SECRET = "practice-key", "practice-secret-of-thirty-two-bytes!"
RATE = 48_000
FRAME = RATE // 50
LEVEL = 8000

_PATIENCE = 60.0
_TOLD = (
    "participant_joined",
    "participant_left",
    "track_published",
    "track_unpublished",
    "call_ended",
    "custom",
)


def stream(url: str, secret: str = SECRET, key: str = KEY) -> AsyncStream:
    return AsyncStream(api_key=key, api_secret=secret, base_url=url)


def local(call: Call, user_id: str) -> ConnectionManager:
    """The SDK's own manager, sent to the edge for its coordinator socket too."""
    manager = ConnectionManager(call, user_id, True)
    server = call.client.stream
    client = getstream_rtc.Client(
        server.api_key,
        server.api_secret,
        base_url=server.base_url,
        ws_url=socket_url(server.base_url),
    )
    manager._rust_call = client.call(call.call_type, call.id)
    return manager


async def until(true: Callable[[], object], what: str) -> None:
    """Wait for something to become true, and fail when it does not."""
    deadline = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"{what}: not within {_PATIENCE} s"
        await asyncio.sleep(0.01)


class Client:
    """In the call from ``async with`` on."""

    def __init__(self, call: Call, user_id: str) -> None:
        self.user_id = user_id
        self.heard: list[NDArray[np.int16]] = []
        self.from_: set[str] = set()
        self.told: list[tuple[str, Any]] = []
        self.states: list[Any] = []
        self.manager = local(call, user_id)
        self.manager.on("audio", self._hear)
        self.manager.on("connection.state_changed", lambda change: self.states.append(change))
        for name in _TOLD:
            self.manager.on(name, lambda event=None, name=name: self.told.append((name, event)))
        self._speaking: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        async with asyncio.timeout(_PATIENCE):
            await self.manager.connect()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._speaking is not None:
            self._speaking.cancel()
            await asyncio.gather(self._speaking, return_exceptions=True)
        async with asyncio.timeout(_PATIENCE):
            await self.manager.leave()

    async def speak(self, hz: float) -> None:
        """Publish a track and say a tone until the end."""
        track = AudioStreamTrack(sample_rate=RATE, channels=1, audio_buffer_size_ms=200)
        async with asyncio.timeout(_PATIENCE):
            await self.manager.add_tracks(audio=track)
        self._speaking = asyncio.create_task(self._say(track, hz))

    async def hears(self, frames: int = 1) -> NDArray[np.int16]:
        """Wait for so many more frames of 20 ms, and return them as one."""
        start = len(self.heard)
        await until(lambda: len(self.heard) >= start + frames, f"{self.user_id} hears")
        return np.concatenate(self.heard[start : start + frames])

    async def hears_nothing(self, seconds: float) -> None:
        """Wait until nothing has come for so long."""
        seen, since = len(self.heard), time.monotonic()

        def quiet() -> bool:
            nonlocal seen, since
            if len(self.heard) != seen:
                seen, since = len(self.heard), time.monotonic()
            return time.monotonic() - since >= seconds

        await until(quiet, f"{self.user_id} hears nothing")

    async def is_told(self, name: str) -> Any:
        """Wait for an event by its name, and return it."""
        await until(lambda: name in self.names(), f"{self.user_id} is told {name}")
        return next(event for told, event in self.told if told == name)

    def names(self) -> list[str]:
        return [name for name, _ in self.told]

    def forget(self) -> None:
        """Count events and states from here."""
        self.told.clear()
        self.states.clear()

    async def is_back(self, through: Any) -> None:
        """Wait until the connection has gone through a state and is joined again."""
        joined = getstream_rtc.CallingState.JOINED

        def back() -> bool:
            passed = [change["new"] for change in self.states]
            return through in passed and joined in passed[passed.index(through) :]

        await until(back, f"{self.user_id} is back")

    def _hear(self, pcm: PcmData) -> None:
        self.heard.append(np.asarray(pcm.samples).reshape(-1))
        if pcm.participant is not None:
            self.from_.add(pcm.participant.user_id)

    async def _say(self, track: AudioStreamTrack, hz: float) -> None:
        start, frame = time.monotonic(), 0
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                at = np.arange(frame * FRAME, (frame + 1) * FRAME) / RATE
                samples = (LEVEL * np.sin(2 * np.pi * hz * at)).astype(np.int16)
                await track.write(
                    PcmData(samples=samples, sample_rate=RATE, format=AudioFormat.S16, channels=1)
                )
                # Who comes late says the next one in time: made up for, it would cost more.
                frame = int((time.monotonic() - start) * 50) + 1
                await asyncio.sleep(start + frame / 50 - time.monotonic())


def sinad_db(samples: NDArray[np.int16], hz: float) -> float:
    """A tone against everything that is not it, in dB."""
    at = np.arange(len(samples)) / RATE
    basis = np.stack([np.sin(2 * np.pi * hz * at), np.cos(2 * np.pi * hz * at)])
    wave = samples.astype(float)
    tone = np.linalg.lstsq(basis.T, wave, rcond=None)[0] @ basis
    return float(10 * np.log10(np.sum(tone**2) / np.sum((wave - tone) ** 2)))


def pitch_hz(samples: NDArray[np.int16]) -> float:
    """The strongest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE / len(samples))
