"""A call's sound on this side of the control API: to the speaker, or into a file."""

from __future__ import annotations

import contextlib
import wave
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import click

from console.audio.g711 import SAMPLE_RATE
from console.audio.speaker import Speaker

_CHANNELS: Final = 2
_BYTES: Final = 2
_BYTES_A_SECOND: Final = SAMPLE_RATE * _CHANNELS * _BYTES


async def play(sound: AsyncIterator[bytes]) -> None:
    """Play stereo PCM, caller left and agent right, until it ends. Raises `SoundError`."""
    speaker = Speaker()
    await speaker.open()
    click.echo("Listening: caller left, agent right. Ctrl+C ends it.")
    try:
        async for stereo in sound:
            speaker.play_pcm(stereo)
    finally:
        await speaker.close()


async def save(sound: AsyncIterator[bytes], file: Path) -> None:
    """Write stereo PCM into a WAV file until it ends. Raises `OSError`."""
    written = 0
    with _wav(file) as wav:
        click.echo(f"Saving to {file}. Ctrl+C ends it.")
        try:
            async for stereo in sound:
                # This keeps the header right at every moment, so that a kill costs nothing.
                wav.writeframes(stereo)
                written += len(stereo)
        finally:
            click.echo(f"Saved {written / _BYTES_A_SECOND:.1f} s to {file}.")


@contextlib.contextmanager
def _wav(file: Path) -> Iterator[wave.Wave_write]:
    # Opened here: given a path that it can't open, wave complains on standard error as well.
    with file.open("wb") as raw, wave.open(raw, "wb") as wav:
        wav.setnchannels(_CHANNELS)
        wav.setsampwidth(_BYTES)
        wav.setframerate(SAMPLE_RATE)
        yield wav
