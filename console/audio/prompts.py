"""What the console itself plays to the phone: hold music, keypad tones, spoken sentences."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

from console.audio.g711 import FRAME_BYTES, SILENCE

_WAITING: Final = 20
"""Prompts that may wait for their turn; more is a mistake of ours."""


class Prompts:
    """A queue of sounds, given out 20 ms at a time; beneath them, a loop. One bridge's."""

    def __init__(self) -> None:
        self._queue: deque[tuple[bytes, asyncio.Future[None]]] = deque()
        self._at = 0
        self._loop = b""
        self._loop_at = 0

    @property
    def playing(self) -> bool:
        """Whether a sound plays or waits; the loop does not count."""
        return bool(self._queue)

    def __bool__(self) -> bool:
        return bool(self._queue or self._loop)

    def add(self, ulaw: bytes) -> asyncio.Future[None]:
        """Play a sound after those that wait; what comes back is done once it was given out.

        Raises:
            RuntimeError: twenty wait already.
        """
        if len(self._queue) >= _WAITING:
            raise RuntimeError("Too many sounds wait to be played on one call.")
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if ulaw:
            self._queue.append((ulaw, done))
        else:
            done.set_result(None)
        return done

    def loop(self, ulaw: bytes) -> None:
        """Play a sound over and over while there is nothing else; an empty one ends it."""
        self._loop, self._loop_at = ulaw, 0

    def next(self) -> bytes:
        """Return the next 20 ms. Only while there is something to play."""
        if not self._queue:
            return self._next_of_loop()
        sound, done = self._queue[0]
        frame = sound[self._at : self._at + FRAME_BYTES]
        self._at += FRAME_BYTES
        if self._at >= len(sound):
            self._at = 0
            self._queue.popleft()
            if not done.done():
                done.set_result(None)
        return frame + SILENCE[len(frame) :]

    def clear(self) -> None:
        """Forget all sounds, the loop too; whoever waits for one waits no longer."""
        self._loop = b""
        self._at = 0
        while self._queue:
            _, done = self._queue.popleft()
            done.cancel()

    def _next_of_loop(self) -> bytes:
        frame = self._loop[self._loop_at : self._loop_at + FRAME_BYTES]
        self._loop_at += FRAME_BYTES
        if self._loop_at >= len(self._loop):
            self._loop_at = 0
        return frame + SILENCE[len(frame) :]
