"""A node: the engine in the main thread, without a window."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import orjson

from console.config import Settings
from console.engine import Ready
from console.log import start_logging
from console.running import RunningEngine


def run_node(
    settings: Settings, *, practice: bool, port: int | None, control_port: int | None
) -> int:
    """Run until told to stop (Ctrl+C, SIGTERM); return the exit code. Raises `ConfigError`."""
    running = RunningEngine(settings, practice=practice, port=port, control_port=control_port)
    start_logging(settings.data_dir, echo=True)
    run_on_engine_loop(_serve(running))
    return 0


def run_on_engine_loop(work: Coroutine[Any, Any, None]) -> None:
    """Run something on a new loop of the kind that engines run on: uvloop where there is one."""
    freeze_garbage()
    with asyncio.Runner(loop_factory=engine_loop_factory()) as runner:
        runner.run(work)


def engine_loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    """Return what makes an engine's loop."""
    try:
        import uvloop
    except ImportError:
        # There is none for Windows.
        return asyncio.new_event_loop
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


def heed_signals(told_to_stop: asyncio.Event) -> None:
    """Have Ctrl+C and SIGTERM set an event of the running loop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, told_to_stop.set)
        except NotImplementedError:
            # Windows' loops have no signal handlers; Ctrl+C ends the process there.
            return


def remember_sigterm() -> list[int]:
    """Note SIGTERM in what comes back, until a loop heeds it: a start is not to be cut in two."""
    came: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: came.append(number))
    return came


def freeze_garbage() -> None:
    """Spare the collector what exists by now: it need not look at it in the middle of calls."""
    gc.collect()
    gc.freeze()


async def _serve(running: RunningEngine) -> None:
    told_to_stop = asyncio.Event()
    heed_signals(told_to_stop)
    ready = await running.open()
    engine = running.engine
    await engine.checked()
    # A tunnel may have opened since the start.
    _say_ready(replace(ready, public_url=engine.public_url))
    try:
        await told_to_stop.wait()
    finally:
        await running.close()


def _say_ready(ready: Ready) -> None:
    line = {
        "ready": True,
        "listen": ready.listen,
        "control": ready.control,
        "public_url": ready.public_url,
    }
    sys.stdout.write(orjson.dumps(line).decode() + "\n")
    sys.stdout.flush()
