"""The practice line in a terminal, for machines without a display."""

from __future__ import annotations

import asyncio
import contextlib
import shlex
import shutil
import signal
import sys
from pathlib import Path
from typing import Final

import click

from console import control_file
from console.commands import call_table
from console.config import Settings
from console.control_client import ControlClient
from console.engine import Engine
from console.log import start_logging
from console.node import run_on_engine_loop
from console.paths import default_data_dir

_RING_AFTER_S: Final = 1.0
_EXAMPLE: Final = "+14155550123"


def run_practice(settings: Settings) -> int:
    """Run the practice line with one caller phoning in; return the exit code.

    On a terminal it goes on until Ctrl+C; elsewhere it ends with that first call. Raises
    `ConfigError` and `ControlError`.
    """
    engine = Engine(settings, practice=True)
    start_logging(settings.data_dir)
    with contextlib.suppress(asyncio.CancelledError, KeyboardInterrupt):
        run_on_engine_loop(_practise(engine, settings.data_dir))
    return 0


async def _practise(engine: Engine, data_dir: Path) -> None:
    _end_on_signals()
    await engine.start()
    try:
        # Through the same door as everybody, so that it shows what another terminal would.
        async with ControlClient(control_file.read(data_dir)) as console:
            click.echo(_ways_on(data_dir))
            await asyncio.sleep(_RING_AFTER_S)
            if sys.stdout.isatty():
                await console.ring()
                await call_table.follow(console)
            else:
                await _tell_one_call(console)
    finally:
        await engine.stop()


async def _tell_one_call(console: ControlClient) -> None:
    async with console.events() as events:
        ours = (await console.ring())["id"]
        async for event in events:
            call_table.tell(event)
            match event:
                case {"type": "call", "call": {"id": str(call_id), "state": "ended"}}:
                    if call_id == ours:
                        return


def _end_on_signals() -> None:
    task = asyncio.current_task()
    if task is None:
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows' loops have no signal handlers; Ctrl+C ends the runner there.
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)


def _ways_on(data_dir: Path) -> str:
    """Say what to type in another terminal, so that it works there as it stands."""
    command = "operator-console"
    if not shutil.which(command):
        command = f"{shlex.quote(sys.executable)} -m console"
    if data_dir != default_data_dir():
        command += f" --data-dir {shlex.quote(str(data_dir))}"
    return "\n".join(
        [
            "This is the practice line; somebody phones in now. Ctrl+C ends it.",
            "From another terminal:",
            f"  {command} ring",
            f"  {command} dial {_EXAMPLE}",
            f"  {command} hang-up --all",
            "",
        ]
    )
