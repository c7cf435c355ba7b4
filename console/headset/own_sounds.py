"""What the desk itself plays to the operator: its chimes, and a tone to try the speaker by."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Final

from console.audio.g711 import FRAME_BYTES, FRAME_MS
from console.audio.sounds import chime
from console.audio.speaker import Speaker, test_tone
from console.switchboard.operator_sound import Chime

_SILENCE: Final = bytes(FRAME_BYTES * 4)
_TAIL: Final = 2
"""Blocks that follow a chime, so that the device gets it whole."""


class OwnSounds:
    """Plays on a speaker that is open while `wanted`. ``changed`` is called when that is
    another. One loop's.
    """

    def __init__(self, speaker: Speaker, changed: Callable[[], None]) -> None:
        self._speaker = speaker
        self._changed = changed
        self._waiting: tuple[Chime, float] | None = None
        self._playing: asyncio.Task[None] | None = None
        self._hears_call = False

    @property
    def wanted(self) -> bool:
        """Whether there is something to play."""
        return bool(self._playing or self._waiting)

    def chime(self, which: Chime, volume_db: float) -> None:
        """Have a chime played once the speaker is open."""
        self._waiting = which, volume_db
        self._changed()

    def tone(self) -> None:
        """Play the tone."""
        self._play(test_tone())
        self._changed()

    async def begin(self, *, hears_call: bool) -> None:
        """Lay a chime that waits over the call that is heard, or over silence where none is."""
        self._hears_call = hears_call
        if self._waiting is None:
            return
        (which, volume_db), self._waiting = self._waiting, None
        self._speaker.chime(await asyncio.to_thread(chime, which.value), volume_db)
        if not hears_call:
            self._play(self._until_chimed())

    def forget(self) -> None:
        """Play no chime late: there was no speaker for it."""
        self._waiting = None

    def close(self) -> None:
        """Play nothing more."""
        if self._playing:
            self._playing.cancel()

    def _until_chimed(self) -> Iterator[bytes]:
        while self._speaker.chiming and not self._hears_call:
            yield _SILENCE
        yield from (_SILENCE,) * _TAIL

    def _play(self, blocks: Iterator[bytes]) -> None:
        if self._playing is None:
            self._playing = asyncio.get_running_loop().create_task(self._paced(blocks))

    async def _paced(self, blocks: Iterator[bytes]) -> None:
        """Play stereo blocks of 20 ms, each when it is due."""
        try:
            due = time.monotonic()
            for block in blocks:
                self._speaker.play_pcm(block)
                due += FRAME_MS / 1000
                await asyncio.sleep(max(0.0, due - time.monotonic()))
        finally:
            self._playing = None
            self._changed()
