"""The set-up in a process of its own, as in a desk but without a window: JSON lines in and out.

Run as a program it begins on the practice line, as a desk does at its first start.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.fakes.node_process import ROOT

Json = dict[str, Any]


class SetupProcess:
    """The set-up's interface, answered in JSON."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def seen_by_others(self) -> bytes:
        """Return what the system shows of it: command line and environment."""
        folder = Path(f"/proc/{self._process.pid}")
        return b"".join((folder / name).read_bytes() for name in ("cmdline", "environ"))

    async def ask(self, command: str, *arguments: Any) -> Any:
        """Have a coroutine of the set-up run; a refused command comes as ``{"error": …}``."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([command, *arguments]).encode() + b"\n")
        async with asyncio.timeout(180):
            line = await self._process.stdout.readline()
        assert line, "the set-up has ended"
        return json.loads(line)

    async def submit(self, step: str, **values: str) -> Json:
        answer: Json = await self.ask("submit", step, values)
        return answer

    async def open(self, step: str) -> Json:
        answer: Json = await self.ask("open", step)
        return answer


@contextlib.asynccontextmanager
async def setup_process(environment: Mapping[str, str]) -> AsyncIterator[SetupProcess]:
    """Run it; its end is that of its input."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.fakes.setup_process"),
        cwd=ROOT,
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1_000_000,
    )
    try:
        yield SetupProcess(process)
        assert process.stdin
        process.stdin.close()
        async with asyncio.timeout(60):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def field(view: Json, name: str) -> Json:
    """Return one field of a step."""
    found: Json = next(it for it in view["fields"] if it["name"] == name)
    return found


async def _main() -> None:
    from console.config import load_settings
    from console.desk_setup import DeskConsole
    from console.setup.wizard import Wizard
    from console.sides import OwnEngine
    from console.switchboard.errors import CommandError

    side = OwnEngine(load_settings(), practice=True)
    await side.open()
    wizard = Wizard(DeskConsole(side))
    try:
        while line := await asyncio.to_thread(sys.stdin.readline):
            command, *arguments = json.loads(line)
            try:
                answer = getattr(wizard, command)(*arguments)
                answer = await answer if asyncio.iscoroutine(answer) else answer
            except CommandError as exc:
                answer = {"error": exc.message}
            sys.stdout.write(json.dumps(answer, default=asdict) + "\n")
            sys.stdout.flush()
    finally:
        await side.close()


if __name__ == "__main__":
    asyncio.run(_main())
