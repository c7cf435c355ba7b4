"""The process that drives ngrok's agent, as the engine's loop sees it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Any, Final

import orjson

from console.tunnel.ngrok_order import Order

_END_S: Final = 4.0
_OWN_SECRETS: Final = frozenset({"NGROK_AUTHTOKEN", "NGROK_API_KEY"})
_ABOVE_US: Final = Path(__file__).parents[2]
_LOOPBACK: Final = "127.0.0.1,localhost"

Told = dict[str, Any]


def find_ngrok() -> Path | None:
    """Return ngrok's agent: where PYNGROK_NGROK_PATH says, on the PATH, or at `usual_place`."""
    named = os.environ.get("PYNGROK_NGROK_PATH") or shutil.which("ngrok") or usual_place()
    return Path(named) if os.access(named, os.X_OK) else None


def usual_place() -> str:
    """Return the path to which pyngrok fetches the agent."""
    # Loaded late: most consoles have no tunnel.
    from pyngrok import conf

    return conf.DEFAULT_NGROK_PATH


class DriverProcess:
    """One run of the driver. Engine's loop; `end` must follow `start`."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden | _OWN_SECRETS
        """Environment variables that hold secrets: no business of the agent's."""
        self._process: Process | None = None
        self._agent_pid: int | None = None

    async def start(self, order: Order) -> None:
        """Start it with an order. Raises OSError."""
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        # Apart, so that Ctrl+C in a terminal is for us: the tunnel goes last.
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "console.tunnel.ngrok_driver"),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,  # where the agent repeats a token that was refused
            env=self._environment(),
            **apart,
        )
        self._write(order.as_line())

    async def hear(self) -> Told | None:
        """Wait for the next line and return it; None when there is none to come."""
        assert self._process
        assert self._process.stdout
        line = await self._process.stdout.readline()
        if not line:
            return None
        told: Told = orjson.loads(line)
        self._agent_pid = told.get("pid", self._agent_pid)
        return told

    def look(self) -> None:
        """Have it look at the tunnel now."""
        self._write(b"\n")

    async def end(self) -> None:
        """End it and the agent, whatever they do."""
        process = self._process
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        try:
            async with asyncio.timeout(_END_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
        if process.returncode and self._agent_pid:
            # It did not live to end its agent, which would keep the address.
            with contextlib.suppress(OSError):
                os.kill(self._agent_pid, signal.SIGTERM)

    def _write(self, line: bytes) -> None:
        assert self._process
        assert self._process.stdin
        with contextlib.suppress(OSError):  # that it is gone is heard on the other pipe
            self._process.stdin.write(line)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in self._hidden}
        for name, value in (
            ("PYTHONPATH", str(_ABOVE_US)),
            # The agent's API is asked without any proxy.
            ("no_proxy", _LOOPBACK),
            ("NO_PROXY", _LOOPBACK),
        ):
            separator = os.pathsep if name == "PYTHONPATH" else ","
            kept[name] = separator.join(filter(None, (value, kept.get(name))))
        return kept
