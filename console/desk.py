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
from console.engine import Engine
from console.log import start_logging
from console.node import engine_loop_factory, freeze_garbage, heed_signals
from console.operator_audio import OperatorAudio
from console.switchboard.operator_sound import OperatorSound
from console.ui.app import make_application
from console.ui.hop import EngineHop
from console.ui.keymap import KeyFile
from console.ui.theme import Theme
from console.ui.window import DeskWindow

_LOG = logging.getLogger(__name__)
_START_S: Final = 15.0
_STOP_S: Final = 5.0
_SWITCH_S: Final = 0.0005
"""How long the window may keep the interpreter while audio waits for it; Python's default
of 5 ms was measured to cost 4 ms of audio's p99.9 under a busy window."""

T = TypeVar("T")


class EngineThread:
    """Runs an engine and the operator's ears on a loop in a thread of their own."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.loop = engine_loop_factory()()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self.sound: OperatorSound
        """The operator's microphone and speaker; there from `start` on."""
        self._following: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start the engine and wait until it listens. Raises `ConfigError`."""
        self._thread.start()
        try:
            self._call(self._open()).result(_START_S)
        except BaseException:
            self._end_thread()
            raise

    def stop(self) -> None:
        """Stop the engine; a few seconds at most."""
        try:
            self._call(self._close()).result(_STOP_S * 2)
        except concurrent.futures.TimeoutError:
            _LOG.warning("The engine took too long to stop and was left behind")
        self._end_thread()

    async def _open(self) -> None:
        await self.engine.start()
        engine = self.engine
        self.sound = OperatorAudio(engine.switchboard, engine.sessions, engine.lamps)
        self._following = asyncio.get_running_loop().create_task(self.sound.run())

    async def _close(self) -> None:
        await self.engine.stop()
        if self._following:
            self._following.cancel()
            await asyncio.wait({self._following})

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
        self._thread.join(_STOP_S)


def run_desk(settings: Settings, *, practice: bool) -> int:
    """Open the desk and run until it is closed; return the exit code. Raises `ConfigError`."""
    sys.setswitchinterval(_SWITCH_S)
    start_logging(settings.data_dir)
    runner = EngineThread(Engine(settings, practice=practice))
    app = make_application(sys.argv)
    runner.start()
    try:
        with qasync.QEventLoop(app) as loop:
            loop.run_until_complete(_until_closed(runner, settings, practice=practice))
    finally:
        runner.stop()
    return 0


async def _until_closed(runner: EngineThread, settings: Settings, *, practice: bool) -> None:
    closed = asyncio.Event()
    heed_signals(closed)
    hop = EngineHop(runner.engine.switchboard, runner.loop)
    keys = KeyFile(settings.data_dir / "keys.json")
    window = DeskWindow(hop, practice=practice, theme=Theme.SYSTEM, keys=keys)
    window.closing.connect(closed.set)
    window.show()
    freeze_garbage()
    await closed.wait()
    window.hide()
    await hop.close()
