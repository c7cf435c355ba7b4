"""Spoken sentences, in the voice that the operating system brings.

Carriers' own speech is not to be had while a call's audio is open, so what the console says
in between is spoken here: by flite or eSpeak NG on Linux, ``say`` on macOS, System.Speech on
Windows. The words go through a file that only this user can read, never a command line.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sys
import tempfile
import wave
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from console.audio.g711 import SAMPLE_RATE, encode

_PATIENCE_S: Final = 10.0
_LEVEL: Final = 10 ** (-18 / 20)
"""RMS of what is spoken, of full scale: as loud as people on telephones are."""
_WINDOWS: Final = (
    "Add-Type -AssemblyName System.Speech;"
    "$s = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$s.SetOutputToWaveFile($args[1]);"
    "$s.Speak([IO.File]::ReadAllText($args[0])); $s.Dispose()"
)
_PROGRAMS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "darwin": (("say", "-f", "{text}", "-o", "{wav}", "--data-format=LEI16@8000"),),
    "win32": (("powershell", "-NoProfile", "-Command", f"& {{{_WINDOWS}}}", "{text}", "{wav}"),),
    "linux": (
        ("flite", "-voice", "slt", "-f", "{text}", "-o", "{wav}"),
        ("espeak-ng", "-f", "{text}", "-w", "{wav}"),
    ),
}
"""What speaks a text file into a WAV file, by system, the better one first."""


class VoiceError(Exception):
    """A sentence could not be spoken; the text says why and what to do."""


@cache
def _program() -> Sequence[str] | None:
    known = _PROGRAMS.get(sys.platform, ())
    return next((command for command in known if shutil.which(command[0])), None)


def can_speak() -> bool:
    """Whether this system has a voice. Looks once."""
    return _program() is not None


async def speak(text: str) -> bytes:
    """Return a sentence as μ-law at 8 kHz, some tenths of a second later.

    Raises:
        VoiceError: this system has no voice, or it did not speak.
    """
    command = _program()
    if command is None:
        raise VoiceError("This system has no voice for sentences. Install flite.")
    folder = await asyncio.to_thread(tempfile.mkdtemp, prefix="operator-console-")
    try:
        script, sound = Path(folder, "words.txt"), Path(folder, "words.wav")
        await asyncio.to_thread(script.write_text, text, "utf-8")
        files = {"{text}": str(script), "{wav}": str(sound)}
        await _run([files.get(part, part) for part in command])
        return await asyncio.to_thread(_read, sound)
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


async def _run(command: Sequence[str]) -> None:
    quiet = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet)
    except OSError as exc:
        raise VoiceError(
            f"The system's voice, {command[0]}, can't be run: {exc.strerror}."
        ) from exc
    try:
        async with asyncio.timeout(_PATIENCE_S):
            code = await process.wait()
    except BaseException as exc:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        if isinstance(exc, TimeoutError):
            raise VoiceError("The system's voice took too long.") from exc
        raise
    if code:
        raise VoiceError(f"The system's voice, {command[0]}, failed with code {code}.")


def _read(file: Path) -> bytes:
    """Return a WAV file of one channel and 16 bits, whatever its rate, as μ-law. Blocks."""
    try:
        with wave.open(str(file)) as sound:
            rate = sound.getframerate()
            samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
            samples = samples[:: sound.getnchannels()].astype(np.float64)
    except (OSError, EOFError, wave.Error) as exc:
        raise VoiceError("The system's voice left no sound.") from exc
    samples = _at_8_khz(samples, rate)
    loud = float(np.sqrt(np.mean(samples**2))) if len(samples) else 0.0
    if not loud:
        raise VoiceError("The system's voice left no sound.")
    return encode(np.clip(samples * (_LEVEL * 32768 / loud), -32768, 32767).astype(np.int16))


def _at_8_khz(samples: np.typing.NDArray[np.float64], rate: int) -> np.typing.NDArray[np.float64]:
    """Resample a whole sentence at once, band-limited, through its spectrum."""
    if rate == SAMPLE_RATE or not len(samples):
        return samples
    count = round(len(samples) * SAMPLE_RATE / rate)
    spectrum = np.fft.rfft(samples)[: count // 2 + 1]
    return np.fft.irfft(spectrum, count) * (count / len(samples))
