"""Agent programs that really run, with little patience."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest_asyncio

from console.agents.process.program import Patience
from console.agents.process.programs import AgentPrograms

PROGRAM = Path(__file__).with_name("program.py")
ACCOUNT = {"STREAM_API_KEY": "key-of-this-account", "STREAM_API_SECRET": "secret-of-this-account"}
HASTE = Patience(
    start_s=60.0,
    ask_every_s=0.05,
    answer_s=10.0,  # one that hangs is what a single test is about
    silent_times=4,
    grace_s=2.0,
    again_s=0.02,
    give_up_after=50,
    poll_s=0.02,
)


def command(*words: str, program: Path = PROGRAM) -> str:
    return f"{shlex.join([sys.executable, str(program)])} {{port}} {shlex.join(words)}".strip()


def one_liner(python: str) -> str:
    return shlex.join([sys.executable, "-c", python]) + " {port}"


async def about(url: str) -> dict[str, Any]:
    """Ask a program what it tells of itself."""
    async with aiohttp.ClientSession(url) as http, http.get("/about") as answer:
        facts: dict[str, Any] = await answer.json(content_type=None)
        return facts


class Running:
    """One agent program, and what was told of it."""

    def __init__(self, text: str, **kwargs: Any) -> None:
        self.faults: list[str | None] = []
        patience = replace(HASTE, **kwargs.pop("patience", {}))
        self.programs = AgentPrograms(
            kwargs.pop("given", os.environ), changed=self._note, patience=patience, **kwargs
        )
        self.url = self.programs.run(text, ACCOUNT)

    @property
    def fault(self) -> str | None:
        return self.programs.fault(self.url)

    @property
    def ready(self) -> bool:
        return self.programs.ready(self.url)

    async def about(self) -> dict[str, Any]:
        return await about(self.url)

    async def tell(self, deed: str, text: str = "") -> None:
        async with aiohttp.ClientSession(self.url) as http, http.post(f"/{deed}", data=text):
            pass

    def _note(self, _url: str) -> None:
        self.faults.append(self.fault)


Run = Callable[..., Running]


@pytest_asyncio.fixture
async def run() -> AsyncIterator[Run]:
    running: list[Running] = []

    def start(*args: Any, **kwargs: Any) -> Running:
        running.append(Running(*args, **kwargs))
        return running[-1]

    yield start
    for one in running:
        await one.programs.stop()


def is_there(pid: int) -> bool:
    """Whether a process lives; a zombie, whom nobody has buried, does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
