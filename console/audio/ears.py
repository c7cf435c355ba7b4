"""What the operator hears: the call as it goes on, or what was said just before, catching up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, Protocol

import numpy as np

from console.audio.stereo import stereo
from console.audio.stretch import BLOCK, Stereo, Stretch

SPEED: Final = 1.25
_QUIET: Final = 100
"""A sample no louder than this, −50 dBFS, belongs to a pause."""
_PAUSE_BLOCKS: Final = 15
"""A pause is cut to so many blocks of 20 ms while catching up."""


class Plays(Protocol):
    """Whatever plays a call's sound, 20 ms at a time; one thread's."""

    def play(self, caller: bytes, agent: bytes) -> None:
        """Play 20 ms of both directions, μ-law."""

    def play_pcm(self, stereo: bytes) -> None:
        """Play 20 ms of 16-bit PCM: 160 samples, two channels."""


class Ears:
    """Stands before a speaker (implements `Plays`) and can play what was heard before.

    While it catches up each 20 ms of the call that come let 25 ms of what waits be played,
    and pauses are shortened, until nothing waits and the call is heard as it goes on.
    ``told`` gets by how many ms the operator is behind. One thread's, which is the loop's.
    """

    def __init__(self, speaker: Plays, told: Callable[[int], None]) -> None:
        self._speaker = speaker
        self._told = told
        self._behind: Stretch | None = None
        self._pause = 0

    @property
    def behind_ms(self) -> int:
        """By how much what is heard is behind the call; 0 is live."""
        return round(self._behind.waiting_ms) if self._behind else 0

    def catch_up(self, heard: bytes) -> None:
        """Play some 16-bit stereo PCM first, the last of it being what was heard just now."""
        sound = np.frombuffer(heard, dtype="<i2").reshape(-1, 2).astype(np.int16)
        self._behind, self._pause = Stretch(SPEED), 0
        self._behind.push(np.concatenate([sound[:0], *self._without_pauses(sound)]))
        self._told(self.behind_ms)

    def be_live(self) -> None:
        """Leave out what waits, and hear the call as it goes on."""
        if self._behind:
            self._behind = None
            self._told(0)

    def play(self, caller: bytes, agent: bytes) -> None:
        if self._behind is None:
            self._speaker.play(caller, agent)
        else:
            self.play_pcm(stereo(caller, agent))

    def play_pcm(self, stereo: bytes) -> None:
        behind = self._behind
        if behind is None:
            self._speaker.play_pcm(stereo)
            return
        now = np.frombuffer(stereo, dtype="<i2").reshape(-1, 2).astype(np.int16)
        for block in self._without_pauses(now):
            behind.push(block)
        out = behind.pull()
        if out is None:
            self._speaker.play_pcm(behind.last(now[:BLOCK]).tobytes())
            self.be_live()
        else:
            self._speaker.play_pcm(out.tobytes())
            self._told(self.behind_ms)

    def _without_pauses(self, sound: Stereo) -> Iterator[Stereo]:
        """Give sound in blocks, those left out that would make a pause too long."""
        for at in range(0, len(sound), BLOCK):
            block = sound[at : at + BLOCK]
            quiet = np.abs(block.astype(np.int32)).max(initial=0) <= _QUIET
            self._pause = self._pause + 1 if quiet else 0
            if self._pause <= _PAUSE_BLOCKS:
                yield block
