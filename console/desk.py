"""The desk: the window in the main thread, its engine in a thread of its own.

Why a thread: a window that stalls for 300 ms makes 13 % of the audio frames late when both
share a loop, and none when they do not.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import sys
import threading
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

import qasync

from console.config import Settings
from console.desk_windows import DeskWindows
from console.early import NoDesk
from console.log import start_logging
from console.node import engine_loop_factory, freeze_garbage, heed_signals, remember_sigterm
from console.sides import Side
from console.ui.app import make_application

_LOG = logging.getLogger(__name__)
_START_S: Final = 60.0
"""What loads in two seconds takes half a minute on a computer that is busy with much else."""
_STOP_S: Final = 30.0
"""More than the parts of an engine, which have bounds of their own, may take one by one."""
_JOIN_S: Final = 5.0
_SWITCH_S: Final = 0.0005
"""How long the window may keep the interpreter while audio waits for it; Python's default
of 5 ms was measured to cost 4 ms of audio's p99.9 under a busy window."""

T = TypeVar("T")


class SideThread:
    """Runs the far side of a desk on a loop in a thread of its own."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.loop = engine_loop_factory()()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    def start(self) -> None:
        """Open the side and wait until it is there.

        It looks around from `look_around` on: at a start that would be in the window's way.
        Raises `ConfigError`, `ControlError`, or `NoDesk` where it takes too long.
        """
        self._thread.start()
        try:
            self._call(self._open()).result()
        except BaseException:
            self._end_thread()
            raise

    def look_around(self) -> None:
        """Have the side look at carrier, agent and numbers."""
        self.loop.call_soon_threadsafe(self.side.look_around)

    def stop(self) -> None:
        """Stop the engine; a few seconds as a rule."""
        try:
            self._call(self.side.close()).result(_STOP_S)
        except concurrent.futures.TimeoutError:
            _LOG.warning("The engine took too long to stop and was left behind")
        self._end_thread()

    async def _open(self) -> None:
        try:
            async with asyncio.timeout(_START_S):
                await self.side.open(look=False)
        except TimeoutError as exc:
            raise NoDesk(
                f"The console has not started within {_START_S:g} seconds."
                " Wait until this computer is less busy, and start it again."
            ) from exc

    def _call(self, work: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def _end_thread(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(_JOIN_S)


def run_desk(settings: Settings, side: Side) -> int:
    """Open the desk and run until it is closed; return the exit code.

    Raises:
        ConfigError: the settings can't work.
        ControlError: the node can't be reached.
        NoDesk: the engine takes too long to start.
    """
    sys.setswitchinterval(_SWITCH_S)
    start_logging(settings.data_dir)
    told_early = remember_sigterm()
    runner = SideThread(side)
    app = make_application(sys.argv, settings.language)
    runner.start()
    try:
        with qasync.QEventLoop(app) as loop:
            loop.run_until_complete(_until_closed(runner, settings, told_early))
    finally:
        runner.stop()
    return 0


async def _until_closed(runner: SideThread, settings: Settings, told_early: list[int]) -> None:
    windows = DeskWindows(runner.side, runner.loop, settings)
    heed_signals(windows.closed)
    if told_early:
        windows.closed.set()
    freeze_garbage()
    await windows.painted()
    runner.look_around()
    await windows.closed.wait()
    await windows.close()
