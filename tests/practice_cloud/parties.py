"""Far parties of the tests' own: they play what they are given and keep what they hear."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from console.audio.g711 import FRAME_BYTES, SILENCE


@dataclass(frozen=True, slots=True)
class Tick:
    frame: bytes
    digits: str = ""
    hang_up: bool = False
    words: str = ""


class Recorder:
    """Says the given frames once, then silence; keeps everything it hears.

    It begins at its first tick, when nobody may hear it yet: for words that have to be heard
    there is `say`.
    """

    def __init__(
        self,
        frames: Iterable[bytes] = (),
        *,
        digits_at: dict[int, str] | None = None,
        hang_up_at: int | None = None,
        words_at: dict[int, str] | None = None,
    ) -> None:
        self._frames = [*frames]
        self._digits_at = dict(digits_at or {})
        self._words_at = dict(words_at or {})
        self._hang_up_at = hang_up_at
        self._waiting: list[tuple[Callable[[bytearray], bool], asyncio.Event]] = []
        self.heard = bytearray()
        self.ticks = 0

    def tick(self, heard: bytes) -> Tick:
        assert len(heard) == FRAME_BYTES
        at, self.ticks = self.ticks, self.ticks + 1
        self.heard += heard
        for found, event in self._waiting:
            if found(self.heard):
                event.set()
        frame = self._frames[at] if at < len(self._frames) else SILENCE
        said = self._words_at.get(at, "")
        return Tick(frame, self._digits_at.get(at, ""), at == self._hang_up_at, said)

    async def until(self, found: Callable[[bytearray], bool]) -> None:
        """Wait until what was heard so far satisfies this."""
        event = asyncio.Event()
        self._waiting.append((found, event))
        await event.wait()

    async def hears_the_beep(self) -> None:
        """Wait until there was a sound, and silence after it."""
        await self.until(lambda heard: bool(sounds(heard)) and heard.endswith(SILENCE))

    def say(
        self, words: str = "", frames: Iterable[bytes] = (), *, digits: str = "", last: bool = False
    ) -> None:
        """Say something now, in words or in sound; at its end press keys, or hang up."""
        spoken = list(frames) or [SILENCE]
        self._frames += [SILENCE] * (self.ticks - len(self._frames))
        self._frames[self.ticks :] = spoken
        end = self.ticks + len(spoken) - 1
        self._words_at[end] = words
        self._digits_at[end] = digits
        if last:
            self._hang_up_at = end

    def hang_up(self) -> None:
        """Put the phone down at the next tick."""
        self._hang_up_at = self.ticks


def numbered(count: int) -> list[bytes]:
    """Frames that differ from each other and from silence."""
    return [bytes([number % 250]) * FRAME_BYTES for number in range(count)]


def sounds(heard: bytes | bytearray) -> list[bytes]:
    """The frames of what was heard that are not silence."""
    frames = [bytes(heard[at : at + FRAME_BYTES]) for at in range(0, len(heard), FRAME_BYTES)]
    return [frame for frame in frames if frame != SILENCE]
