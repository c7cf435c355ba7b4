"""The phone's track under SDK 6, whose own track cannot be published twice."""

from __future__ import annotations

import asyncio
from typing import Final

from getstream.video.rtc import AudioFormat, AudioStreamTrack, ConnectionManager, PcmData

from console.agents.stream.connection import BUFFER_MS, RATE, TrackOver
from console.audio.resample import Samples

_FRAME_S: Final = 0.04


class Sdk6Track:
    """Implements `Track`: one of the SDK's after the other, and nothing between them.

    A track that was published is read until it is stopped, so each connection gets a new one.
    """

    def __init__(self) -> None:
        self._track: AudioStreamTrack | None = None
        self._changed = asyncio.Event()
        self._flows = self._over = False

    async def publish(self, manager: ConnectionManager) -> None:
        """Publish on a connection, and return when media flows.

        Raises whatever the SDK does.
        """
        self._track = track = AudioStreamTrack(sample_rate=RATE, audio_buffer_size_ms=BUFFER_MS)
        await manager.add_tracks(audio=track)
        if self._track is track and manager.running:
            self._turn(True)

    async def pause(self) -> None:
        """Be played by nobody until it is published again."""
        self._turn(False)
        track, self._track = self._track, None
        if track is not None:
            track.stop()
            await asyncio.sleep(_FRAME_S)  # whoever reads it notices with its next frame

    async def end(self) -> None:
        """Be played no more."""
        self._over = True
        await self.pause()

    async def write(self, samples: Samples) -> None:
        if self._over:
            raise TrackOver
        if self._track is not None and self._flows:
            await self._track.write(
                PcmData(samples=samples, sample_rate=RATE, format=AudioFormat.S16, channels=1)
            )

    async def flush(self) -> None:
        if self._track is not None:
            await self._track.flush()

    async def flows(self) -> None:
        while not self._flows:
            if self._over:
                raise TrackOver
            self._changed.clear()
            await self._changed.wait()

    def _turn(self, flows: bool) -> None:
        self._flows = flows
        self._changed.set()
