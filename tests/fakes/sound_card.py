"""A sound card without a card: PulseAudio with a null sink, whose monitor can be recorded."""

from __future__ import annotations

import asyncio
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
_PATIENCE_S = 60.0

Stereo = npt.NDArray[np.float64]


class SoundCard:
    """One private PulseAudio server; `environment` leads a process to it."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder / "pulse"),
            "PULSE_CLIENTCONFIG": str(folder / "client.conf"),
            "HOME": str(folder),
        }
        self._recorded: list[bytes] = []

    async def microphones_in_use(self) -> list[str]:
        """Return who records anything, our own recorder of the monitor left out."""
        listed = await asyncio.to_thread(self._run, "pactl", "list", "source-outputs")
        return [name for name in _names(listed) if name != "parec"]

    async def no_microphone_in_use(self) -> bool:
        return not await self.microphones_in_use()

    @contextlib.contextmanager
    def recording(self) -> Iterator[None]:
        """Record what is played meanwhile."""
        command = ["parec", "-d", "null.monitor", "--raw", "--format=s16le", "--channels=2"]
        command += [f"--rate={RATE}", "--latency-msec=10"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=self._full()) as recorder:
            came = threading.Event()
            reader = threading.Thread(target=self._read, args=(recorder.stdout, came))
            reader.start()
            try:
                assert came.wait(_PATIENCE_S), "nothing is recorded"
                yield
            finally:
                recorder.terminate()
                reader.join(_PATIENCE_S)

    @contextlib.contextmanager
    def speaking(self, hertz: float) -> Iterator[None]:
        """Have a loud tone at the microphone meanwhile."""
        at = np.arange(RATE) / RATE
        tone = (16_000 * np.sin(2 * np.pi * hertz * at)).astype("<i2").tobytes()
        command = ["pacat", "-d", "mic", "--raw", "--format=s16le", "--channels=1"]
        command += [f"--rate={RATE}", "--latency-msec=20"]
        # A null sink keeps two seconds until somebody listens who wants it sooner.
        eager = ["parec", "-d", "mic.monitor", "--raw", "--latency-msec=10"]
        nowhere = subprocess.DEVNULL
        with (
            subprocess.Popen(eager, stdout=nowhere, env=self._full()) as listener,
            subprocess.Popen(
                command, stdin=subprocess.PIPE, bufsize=0, env=self._full()
            ) as speaker,
        ):
            assert speaker.stdin
            writer = threading.Thread(target=_write, args=(speaker.stdin, tone))
            writer.start()
            try:
                yield
            finally:
                speaker.terminate()
                listener.terminate()
                writer.join(_PATIENCE_S)

    def recorded(self) -> Stereo:
        """Return what was recorded: samples by 2 channels, left first."""
        raw = b"".join(self._recorded)
        whole = raw[: len(raw) // 4 * 4]  # the recorder may have been ended in the middle
        return np.frombuffer(whole, dtype="<i2").reshape(-1, 2).astype(float)

    def start(self) -> None:
        self._run(
            *("pulseaudio", "-n", "--daemonize=yes", "--exit-idle-time=-1", "--log-target=null"),
            *("-L", "module-native-protocol-unix", "-L", "module-null-sink sink_name=null"),
            *("-L", "module-null-sink sink_name=mic"),
        )
        until = time.monotonic() + _PATIENCE_S
        while "null" not in self._run("pactl", "list", "short", "sinks", check=False):
            assert time.monotonic() < until, "PulseAudio did not start"
        self._run("pactl", "set-default-sink", "null")
        self._run("pactl", "set-default-source", "mic.monitor")

    def stop(self) -> None:
        self._run("pulseaudio", "--kill", check=False)
        until = time.monotonic() + _PATIENCE_S
        while self._ran("pulseaudio", "--check").returncode == 0:
            assert time.monotonic() < until, "PulseAudio did not end"

    def _read(self, stream: IO[bytes], came: threading.Event) -> None:
        while chunk := stream.read(640):
            self._recorded.append(chunk)
            came.set()

    def _full(self) -> dict[str, str]:
        return {**os.environ, **self.environment}

    def _run(self, *command: str, check: bool = True) -> str:
        done = self._ran(*command)
        if check:
            done.check_returncode()
        return done.stdout

    def _ran(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            env=self._full(),
            check=False,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
        )


def _write(pipe: IO[bytes], sound: bytes) -> None:
    # It is ended in the middle, as a person is who is told to be quiet.
    with contextlib.suppress(BrokenPipeError):
        while True:
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
    (folder / "client.conf").write_text("autospawn = no\n")  # once stopped, it stays away
    card = SoundCard(folder)
    card.start()
    try:
        yield card
    finally:
        card.stop()
