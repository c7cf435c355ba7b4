"""What is loaded when: nothing in the middle of calls, whose audio would wait for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.fakes.desk_process import desk_process
from tests.fakes.node_process import eventually

ROOT = Path(__file__).parent.parent.parent
FOREIGN = ("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_")
SCRIPT = """
import asyncio
import sys
import threading

from console import control_file
from console.config import load_settings
from console.control_client import ControlClient
from console.running import RunningEngine

loop_thread = threading.get_ident()
late = []


def imported(event, args):
    if event == "import" and threading.get_ident() == loop_thread:
        late.append(args[0])


async def said_on(events, call_id, *speakers):
    missing = set(speakers)
    async for event in events:
        if event["type"] == "transcript" and event["line"]["call"] == call_id:
            missing.discard(event["line"]["speaker"])
        if not missing:
            return


async def main():
    settings = load_settings()
    running = RunningEngine(settings, practice=True)
    await running.open()
    for _ in range(10):  # each waits five seconds at most, which a slow machine may exceed
        await running.engine.checked()
    async with (
        ControlClient(control_file.read(settings.data_dir)) as console,
        console.events() as events,
    ):
        sys.addaudithook(imported)
        inbound = (await console.ring())["id"]
        outbound = (await console.dial("+14155550123"))["id"]
        await said_on(events, inbound, "caller", "agent")
        await console.on_call(inbound, "engage", mode="join")
        await console.on_call(inbound, "hold")
        await console.on_call(inbound, "resume")
        await console.on_call(inbound, "say", text="Good day.")
        await console.on_call(inbound, "digits", digits="1")
        await console.account()
        ended = await console.hang_up_all()
    assert {call["id"] for call in ended["calls"]} == {inbound, outbound}, ended
    print(*late, sep="\\n")
    await running.close()


asyncio.run(main())
"""


def test_no_call_waits_for_something_to_be_loaded(tmp_path: Path) -> None:
    ours = {name: text for name, text in os.environ.items() if not name.startswith(FOREIGN)}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env={**ours, "CONSOLE_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (run.returncode, run.stdout.split()) == (0, []), run.stderr


async def test_a_desk_looks_around_once_its_window_is_there(tmp_path: Path) -> None:
    async with desk_process(tmp_path / "data", {}) as desk:

        async def looked_at() -> bool:
            return (await desk.lamp("carrier"))["state"] == "ok"

        await eventually(looked_at, "the carrier, looked at")
