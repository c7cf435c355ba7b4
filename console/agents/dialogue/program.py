"""A command that answers one call, a JSON object a line."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
from typing import Any, Final, Self

import orjson

from console.agents.agent import AgentError
from console.agents.process.command import environment_for, split_words

_GRACE_S: Final = 2.0
_LONGEST_LINE: Final = 64 * 1024
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_ENDED: Final = "The line's program has ended. Look at its own log."


class Program:
    """One process for one call. Belongs to the engine's loop; `end` gives back everything."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._turn = asyncio.Lock()
        """Held from an event to its answer: one that comes meanwhile waits."""

    @classmethod
    async def start(cls, command: str) -> Self:
        """Start a command.

        Raises:
            AgentError: there is no such program, or it can't be started.
        """
        environment = environment_for(os.environ, (), {})
        try:
            program, *words = map(os.path.expanduser, split_words(command))
        except ValueError as exc:
            raise AgentError("The line's dialogue names no command that can be read.") from exc
        found = shutil.which(program, path=environment.get("PATH"))
        if found is None:
            raise AgentError(f"There is no program {program} to answer the line with.")
        try:
            process = await asyncio.create_subprocess_exec(
                *(found, *words),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=environment,
                limit=_LONGEST_LINE,
                start_new_session=True,
                creationflags=_NO_WINDOW,
            )
        except OSError as exc:
            raise AgentError(f"The line's program can't be started: {exc.strerror}.") from exc
        return cls(process)

    async def ask(self, event: dict[str, Any]) -> bytes:
        """Write an event and return the line that answers it. Raises `AgentError`."""
        async with self._turn:
            # One that has ended may have answered before: whoever is faster does not matter.
            with contextlib.suppress(AgentError):
                await self._write(event)
            try:
                line = await self._output.readline()
            except ValueError as exc:
                raise AgentError("The line's program answered with more than 64 KiB.") from exc
        if not line:
            raise AgentError(_ENDED)
        return line

    async def end(self, event: dict[str, Any]) -> None:
        """Tell it of the end, wait for its own, and kill what is left. Never raises."""
        with contextlib.suppress(AgentError, TimeoutError):
            async with asyncio.timeout(_GRACE_S):
                await self._write(event)
                self._input.close()
                await self._process.wait()
        self._kill()
        await self._process.wait()

    async def _write(self, event: dict[str, Any]) -> None:
        try:
            self._input.write(orjson.dumps(event) + b"\n")
            await self._input.drain()
        except ConnectionError as exc:
            raise AgentError(_ENDED) from exc

    def _kill(self) -> None:
        """Kill it and, where systems have groups, whatever it has started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)

    @property
    def _input(self) -> asyncio.StreamWriter:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _output(self) -> asyncio.StreamReader:
        assert self._process.stdout is not None
        return self._process.stdout
