"""A sound card without a card: PulseAudio with a null sink, whose monitor can be recorded."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt
import pytest

RATE = 8000
_READY_S = 30.0

Stereo = npt.NDArray[np.float64]


class SoundCard:
    """One private PulseAudio server; `environment` leads a process to it."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder / "pulse"),
            "HOME": str(folder),
        }
        self._recorded: list[tuple[float, bytes]] = []

    def microphones_in_use(self) -> list[str]:
        """Return who records anything, our own recorder of the monitor left out."""
        listed = self._run("pactl", "list", "source-outputs")
        return [name for name in _names(listed) if name != "parec"]

    @contextlib.contextmanager
    def recording(self) -> Iterator[None]:
        """Record what is played meanwhile."""
        command = ["parec", "-d", "null.monitor", "--raw", "--format=s16le", "--channels=2"]
        command += [f"--rate={RATE}", "--latency-msec=10"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=self._full()) as recorder:
            reader = threading.Thread(target=self._read, args=(recorder.stdout,))
            reader.start()
            try:
                yield
            finally:
                recorder.terminate()
                reader.join(5)

    @contextlib.contextmanager
    def speaking(self, hertz: float) -> Iterator[None]:
        """Have a loud tone at the microphone meanwhile."""
        at = np.arange(60 * RATE) / RATE
        tone = (16_000 * np.sin(2 * np.pi * hertz * at)).astype("<i2").tobytes()
        command = ["pacat", "-d", "mic", "--raw", "--format=s16le", "--channels=1"]
        command += [f"--rate={RATE}", "--latency-msec=20"]
        # A null sink keeps two seconds until somebody listens who wants it sooner.
        eager = ["parec", "-d", "mic.monitor", "--raw", "--latency-msec=10"]
        nowhere = subprocess.DEVNULL
        with (
            subprocess.Popen(eager, stdout=nowhere, env=self._full()) as listener,
            subprocess.Popen(command, stdin=subprocess.PIPE, env=self._full()) as speaker,
        ):
            assert speaker.stdin
            writer = threading.Thread(target=_write, args=(speaker.stdin, tone))
            writer.start()
            try:
                yield
            finally:
                speaker.terminate()
                listener.terminate()
                writer.join(5)

    def recorded(self) -> Stereo:
        """Return what was recorded: samples by 2 channels, left first."""
        raw = b"".join(chunk for _, chunk in self._recorded)
        return np.frombuffer(raw, dtype="<i2").reshape(-1, 2).astype(float)

    def first_sound_at(self) -> float | None:
        """Return when something audible was first recorded, on the monotonic clock."""
        for at, chunk in self._recorded:
            if np.abs(np.frombuffer(chunk, dtype="<i2").astype(int)).max(initial=0) > 300:
                return at
        return None

    def start(self) -> None:
        self._run(
            *("pulseaudio", "-n", "--daemonize=yes", "--exit-idle-time=-1", "--log-target=null"),
            *("-L", "module-native-protocol-unix", "-L", "module-null-sink sink_name=null"),
            *("-L", "module-null-sink sink_name=mic"),
        )
        until = time.monotonic() + _READY_S
        while "null" not in self._run("pactl", "list", "short", "sinks", check=False):
            assert time.monotonic() < until, "PulseAudio did not start"
        self._run("pactl", "set-default-sink", "null")
        self._run("pactl", "set-default-source", "mic.monitor")

    def stop(self) -> None:
        self._run("pulseaudio", "--kill", check=False)

    def _read(self, stream: object) -> None:
        while chunk := os.read(stream.fileno(), 640):  # type: ignore[attr-defined]
            # A pipe may cut a sample in two; parec itself never does.
            self._recorded.append((time.monotonic(), chunk))

    def _full(self) -> dict[str, str]:
        return {**os.environ, **self.environment}

    def _run(self, *command: str, check: bool = True) -> str:
        done = subprocess.run(
            command, env=self._full(), check=check, capture_output=True, text=True, timeout=20
        )
        return done.stdout


def _write(pipe: IO[bytes], sound: bytes) -> None:
    # It is ended in the middle, as a person is who is told to be quiet.
    with contextlib.suppress(BrokenPipeError):
        pipe.write(sound)


def _names(listed: str) -> list[str]:
    lines = (line.strip() for line in listed.splitlines())
    return [line.partition('"')[2].rstrip('"') for line in lines if "application.name" in line]


@contextlib.contextmanager
def sound_card(folder: Path) -> Iterator[SoundCard]:
    """Start a sound card; the test is skipped where PulseAudio is missing."""
    if not (shutil.which("pulseaudio") and shutil.which("parec")):
        pytest.skip("PulseAudio is missing: apt-get install pulseaudio pulseaudio-utils")
    folder.mkdir(mode=0o700)
    card = SoundCard(folder)
    card.start()
    try:
        yield card
    finally:
        card.stop()
