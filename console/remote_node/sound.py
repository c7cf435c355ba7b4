"""The way between the operator's devices and a call on a node elsewhere."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from typing import Final

from console.audio.ears import Plays
from console.audio.g711 import decode
from console.control_client import ControlClient, ControlError, Speak
from console.switchboard.call import CallId

_LOG = logging.getLogger(__name__)
_WAITING: Final = 10
"""Frames of 20 ms that may wait for the network; what comes beyond is dropped, not said late."""
_AGAIN_S: Final = 1.0


class RemotePath:
    """Implements `SoundPath` over one node's audio sockets. One loop's."""

    latency_ms: float | None = None
    """Not measured: the node's clock is not ours."""

    def __init__(self, client: ControlClient) -> None:
        self.dropped = 0
        """Frames of the operator's that the network had no time for."""
        self.problem = ""
        self._client = client
        self._speaker: Plays | None = None
        self._changed: Callable[[], None] = lambda: None
        self._call_id: CallId | None = None
        self._words: asyncio.Queue[bytes] = asyncio.Queue(_WAITING)
        self._task: asyncio.Task[None] | None = None

    def lead_to(self, speaker: Plays, changed: Callable[[], None]) -> None:
        self._speaker, self._changed = speaker, changed

    async def follow(self, call_id: CallId | None) -> None:
        if call_id == self._call_id:
            return
        await self.close()
        self._call_id = call_id
        if call_id:
            self._task = asyncio.get_running_loop().create_task(self._run(call_id))

    async def recent(self) -> bytes:
        if self._call_id is None:
            return b""
        try:
            wav = await self._client.last_sound(self._call_id)
        except ControlError as exc:
            _LOG.info("What was just said is not to be had: %s", exc)
            return b""
        return wav

    def speak(self, ulaw: bytes, spoken_at: float) -> None:  # noqa: ARG002
        try:
            self._words.put_nowait(decode(ulaw).astype("<i2").tobytes())
        except asyncio.QueueFull:
            self.dropped += 1

    async def close(self) -> None:
        task, self._task = self._task, None
        if task:
            task.cancel()
            await asyncio.wait({task})
        self._forget_words()
        self._say("")

    async def _run(self, call_id: CallId) -> None:
        """Hear and speak until cancelled; a connection that breaks is opened again."""
        while True:
            try:
                async with self._client.sound(call_id) as (sound, say):
                    self._forget_words()  # what was said to nobody is not said late
                    self._say("")
                    speaking = asyncio.create_task(self._speak(say))
                    try:
                        await self._hear(sound)
                    finally:
                        speaking.cancel()
                        await asyncio.wait({speaking})
            except ControlError as exc:
                _LOG.info("A call's sound is not to be had now: %s", exc)
                self._say("The node can't be reached, so nobody hears you.")
            await asyncio.sleep(_AGAIN_S)

    async def _hear(self, sound: AsyncIterator[bytes]) -> None:
        async for stereo in sound:
            if self._speaker:
                self._speaker.play_pcm(stereo)

    async def _speak(self, say: Speak) -> None:
        while True:
            await say(await self._words.get())

    def _forget_words(self) -> None:
        while not self._words.empty():
            self._words.get_nowait()

    def _say(self, problem: str) -> None:
        if problem != self.problem:
            self.problem = problem
            self._changed()
