"""The desk as its users run it, offscreen: a process of its own, driven by its control API."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import aiohttp

from tests.fakes.node_process import ROOT, eventually

Json = dict[str, Any]
_START_S = 120.0
_END_S = 60.0


class Desk:
    """A running desk. ``api`` sends its requests."""

    def __init__(self, process: asyncio.subprocess.Process, api: aiohttp.ClientSession) -> None:
        self.process = process
        self.api = api

    async def post(self, path: str, body: Json | None = None) -> Json:
        async with self.api.post(path, json=body) as response:
            answer: Json = await response.json()
            assert response.status < 300, answer
            return answer

    async def call(self, call_id: str) -> Json:
        async with self.api.get(f"/api/calls/{call_id}") as response:
            call: Json = await response.json()
            return call

    async def engage(self, call_id: str, mode: str) -> Json:
        return await self.post(f"/api/calls/{call_id}/engage", {"mode": mode})

    async def until(self, call_id: str, **fields: object) -> Json:
        """Wait until a call is as named."""

        async def look() -> Json | None:
            call = await self.call(call_id)
            return call if all(call[name] == value for name, value in fields.items()) else None

        return await eventually(look, f"a call with {fields}")

    async def transcript(self, call_id: str) -> list[Json]:
        async with self.api.get(f"/api/calls/{call_id}/transcript") as response:
            lines: list[Json] = (await response.json())["lines"]
            return lines

    async def lamp(self, name: str) -> Json:
        async with self.api.get("/api/health") as response:
            lamps = (await response.json())["lamps"]
        return next(lamp for lamp in lamps if lamp["name"] == name)

    async def lamp_is(self, name: str, state: str) -> Json:
        """Wait until a lamp is in some state."""

        async def look() -> Json | None:
            lamp = await self.lamp(name)
            return lamp if lamp["state"] == state else None

        # Devices that are missing are looked for every 30 s after a while.
        return await eventually(look, f"{name} that is {state}", 180)


@contextlib.asynccontextmanager
async def desk_process(
    data_dir: Path, environment: Mapping[str, str], *, practice: bool = True
) -> AsyncIterator[Desk]:
    """Run the desk, on the practice line or as the environment says; end it by SIGTERM."""
    surroundings = {
        **os.environ,
        **environment,
        "QT_QPA_PLATFORM": "offscreen",
        "CONSOLE_DATA_DIR": str(data_dir),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "console", *(["--practice"] * practice)),
        cwd=ROOT,
        env=surroundings,
    )
    file = data_dir / "control.json"
    try:
        await eventually(
            lambda: file.exists() or process.returncode is not None, "the desk", _START_S
        )
        assert process.returncode is None, "the desk ended at once"
        control = json.loads(file.read_text())
        headers = {"Authorization": f"Bearer {control['token']}"}
        async with aiohttp.ClientSession(control["url"], headers=headers) as api:
            yield Desk(process, api)
        process.terminate()
        async with asyncio.timeout(_END_S):
            assert await process.wait() == 0
        assert not file.exists()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
