"""One run of an agent program, under its guard."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Self, cast

from console.agents.process import guard
from console.agents.process.output import Output

_GUARD_S: Final = 2.0
"""How much longer than the grace the guard may take."""
_LAST_WORDS_S: Final = 0.5
"""What it has printed is read by then; somebody that it has started may hold the pipe open."""
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Only Windows opens one."""


class Child(asyncio.SubprocessProtocol):
    """A program that was started. Belongs to one loop; `end` gives back everything."""

    def __init__(self, output: Output, grace_s: float) -> None:
        self._output = output
        self._grace_s = grace_s
        self._over = asyncio.Event()
        self._silent = asyncio.Event()
        self._transport: asyncio.SubprocessTransport

    @classmethod
    async def start(
        cls, words: Sequence[str], environment: Mapping[str, str], output: Output, grace_s: float
    ) -> Self:
        """Start a program; ``grace_s`` is how long it may take to end.

        Raises:
            OSError: this system can start no more processes.
        """
        _, child = await asyncio.get_running_loop().subprocess_exec(
            lambda: cls(output, grace_s),
            *(sys.executable, "-I", "-S", str(Path(guard.__file__)), str(grace_s), *words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            start_new_session=True,
            creationflags=_NO_WINDOW,
        )
        return child

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self._over.is_set()

    async def ended(self) -> str:
        """Wait until it has ended by itself; return how: ``ended with code 1``."""
        await self._over.wait()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LAST_WORDS_S):
                await self._silent.wait()
        code = self._transport.get_returncode()
        if code == guard.NOT_STARTED:
            return "could not be started"
        if code is None or not 0 <= code <= 128:
            return f"was ended by signal {abs(code or 0) % 128}"
        return f"ended with code {code}"

    async def end(self) -> None:
        """Ask it to end, kill it after the grace, and leave nothing of it behind."""
        if stdin := self._transport.get_pipe_transport(0):
            stdin.close()
        try:
            async with asyncio.timeout(self._grace_s + _GUARD_S):
                await self._over.wait()
        except TimeoutError:
            self._transport.kill()
            await self._over.wait()
        finally:
            _kill_group(self._transport.get_pid())
            self._transport.close()
            self._output.finish()

    # -- what the loop tells ----------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.SubprocessTransport, transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        self._output.feed(data)

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        if fd == 1:
            self._silent.set()

    def process_exited(self) -> None:
        self._over.set()


def _kill_group(guard_pid: int) -> None:
    """Kill what is left in the guard's process group, if anything is."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(guard_pid, signal.SIGKILL)
