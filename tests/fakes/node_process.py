"""A console's node as its users run it: a process of its own, and its control API."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

ROOT = Path(__file__).parents[2]
CONTROL_TOKEN = "control-token-that-nobody-may-read"
GONE_S = 60.0
"""How long a node may take to leave on a machine that has much else to do."""
_READY_S = 120.0
_POLL_S = 0.02

Json = dict[str, Any]
T = TypeVar("T")


async def eventually(look: Callable[[], Awaitable[T] | T], what: str, seconds: float = 60.0) -> T:
    """Look until something true is seen, and return it; fail when it never is."""
    until = time.monotonic() + seconds
    while True:
        seen = look()
        if isinstance(seen, Awaitable):
            seen = await seen
        if seen:
            return seen
        assert time.monotonic() < until, f"never seen within {seconds:g} s: {what}"
        await asyncio.sleep(_POLL_S)


class Node:
    """``operator-console serve`` on free ports, between `start` and `end`."""

    def __init__(self, data_dir: Path, settings: Mapping[str, str]) -> None:
        self.data_dir = data_dir
        self.ready: Json = {}
        self.ready_after_s = 0.0
        self.control_file = data_dir / "control.json"
        self._settings = dict(settings)
        self._errors = data_dir.with_suffix(".stderr")
        self._process: asyncio.subprocess.Process | None = None

    @property
    def listen(self) -> str:
        """Where its webhooks and media sockets are."""
        return str(self.ready["listen"])

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    async def start(self) -> None:
        """Start it and wait for the line that says that it is ready."""
        began = time.monotonic()
        with self._errors.open("wb") as errors:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "console", "serve", "--port", "0", "--control-port", "0"),
                cwd=ROOT,
                env=self._environment(),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
            )
        assert self._process.stdout
        try:
            async with asyncio.timeout(_READY_S):
                line = await self._process.stdout.readline()
        except TimeoutError:
            line = b""
        if not line:
            await self.end()
            raise AssertionError(f"the node never got ready: {self.words()}")
        self.ready_after_s = time.monotonic() - began
        self.ready = json.loads(line)

    def tell(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Send it a signal."""
        assert self._process
        self._process.send_signal(number)

    async def exit_code(self, seconds: float) -> int:
        """Wait for it to be gone."""
        assert self._process
        async with asyncio.timeout(seconds):
            return await self._process.wait()

    async def end(self) -> None:
        """Stop it, whatever it does."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await self.exit_code(GONE_S)
        except TimeoutError:
            process.kill()
            await process.wait()
            raise AssertionError("the node had to be killed") from None

    def words(self) -> str:
        """Return all that it has written to its log and to standard error."""
        files = [self._errors, *sorted((self.data_dir / "logs").glob("*"))]
        return "\n".join(file.read_text("utf-8", "replace") for file in files if file.is_file())

    def sockets(self) -> int:
        """Count the sockets that its process holds open, its listening ones among them."""
        links = Path(f"/proc/{self.pid}/fd")
        names = []
        for link in links.iterdir():
            with contextlib.suppress(FileNotFoundError):
                names.append(os.readlink(link))
        return sum(name.startswith("socket:") for name in names)

    def _environment(self) -> dict[str, str]:
        foreign = ("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
        own = {
            "CONSOLE_DATA_DIR": str(self.data_dir),
            "CONSOLE_CONTROL_TOKEN": CONTROL_TOKEN,
            "PYTHONUNBUFFERED": "1",
        }
        return kept | own | self._settings


class Desk:
    """The control API of a running node, with every event that came since `open`."""

    def __init__(self, node: Node) -> None:
        self.history: list[Json] = []
        """Every version of every call, in order."""
        self.calls: dict[str, Json] = {}
        """The newest version of each call by our id."""
        self._came = asyncio.Condition()
        self._http = aiohttp.ClientSession(
            node.ready["control"], headers={"Authorization": f"Bearer {CONTROL_TOKEN}"}
        )
        self._reading: asyncio.Task[None] | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def open(self) -> None:
        self._socket = socket = await self._http.ws_connect("/api/events")
        first = await socket.receive_json(timeout=30)
        assert (first["seq"], first["type"]) == (1, "snapshot")
        self.calls = {call["id"]: call for call in first["calls"]}
        self._reading = asyncio.create_task(self._read(socket))

    async def close(self) -> None:
        if self._reading:
            self._reading.cancel()
            await asyncio.wait({self._reading})
        if self._socket:
            await self._socket.close()
        await self._http.close()

    async def get(self, path: str) -> Json:
        async with self._http.get(path) as response:
            assert response.status == 200, await response.text()
            found: Json = await response.json()
            return found

    async def post(self, path: str, **body: str) -> tuple[int, Json]:
        async with self._http.post(path, json=body) as response:
            return response.status, await response.json()

    async def metrics(self) -> dict[str, float]:
        """Return every sample by its name and labels as they are written."""
        async with self._http.get("/metrics") as response:
            lines = (await response.text()).splitlines()
        pairs = (line.rsplit(" ", 1) for line in lines if line and not line.startswith("#"))
        return {name.removeprefix("operator_console_"): float(value) for name, value in pairs}

    async def lamp(self, name: str) -> Json:
        lamps = (await self.get("/api/health"))["lamps"]
        return next(lamp for lamp in lamps if lamp["name"] == name)

    async def call(self, sid: str, *states: str, seconds: float = 60.0) -> Json:
        """Wait until the call that the carrier knows as ``sid`` is in one of some states."""

        def look() -> Json | None:
            for call in self.calls.values():
                if call["carrier_call_id"] == sid and (not states or call["state"] in states):
                    return call
            return None

        async with self._came:
            try:
                async with asyncio.timeout(seconds):
                    await self._came.wait_for(lambda: look() is not None)
            except TimeoutError:
                seen = [call for call in self.calls.values() if call["carrier_call_id"] == sid]
                raise AssertionError(f"{sid} never was {states}: {seen}") from None
        found = look()
        assert found
        return found

    def states(self, call_id: str) -> list[str]:
        """Return the states that a call went through, without repeats."""
        states: list[str] = []
        for call in self.history:
            if call["id"] == call_id and states[-1:] != [call["state"]]:
                states.append(call["state"])
        return states

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        seq = 1
        async for message in socket:
            event = json.loads(message.data)
            assert event["seq"] == (seq := seq + 1)
            if event["type"] == "call":
                self.history.append(event["call"])
                self.calls[event["call"]["id"]] = event["call"]
                async with self._came:
                    self._came.notify_all()
