"""The one place where the engine's thread meets Qt's.

Up: each event is queued to Qt's thread. Down: a command runs on the engine's loop while a
task of the desk's own loop (qasync) waits for it. Readings need no hop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from console.switchboard.errors import CommandError
from console.switchboard.events import CallChanged, Event, LampChanged
from console.switchboard.interface import SwitchboardInterface

T = TypeVar("T")


class LoopHop:
    """The engine's loop, as Qt's thread sees it, whichever engine runs on it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    async def ask(self, work: Coroutine[Any, Any, T]) -> T:
        """Have something done on the engine's loop and return what it returns.

        Raises:
            CommandError: it was turned down, or the console is closing.
        """
        if self._loop.is_closed():
            work.close()
            raise _closing()
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))


class EngineHop(QObject):
    """A switchboard whose loop runs in another thread, as Qt's thread sees it.

    ``heard`` carries an `Event`, on Qt's thread only, whoever is connected. Nothing comes
    before `begin`; from then on every event does, in order. It goes with the window that it
    is given to, and is closed before.
    """

    heard = Signal(object)
    _arrived = Signal(object)

    def __init__(self, switchboard: SwitchboardInterface, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self.switchboard = switchboard
        self._loop = loop
        self._stop_listening: Callable[[], None] | None = None
        self._closed = False
        self._arrived.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Begin to hear events, the first being what stands already. Returns at once."""
        self._loop.call_soon_threadsafe(self._listen)

    async def ask(self, command: Coroutine[Any, Any, T]) -> T:
        """Have a command of the switchboard carried out and return what it returns.

        Raises:
            CommandError: it was turned down, or the console is closing.
        """
        if self._closed or self._loop.is_closed():
            command.close()
            raise _closing()
        return await self._run(command)

    async def close(self) -> None:
        """Hear nothing more. To be called while the engine's loop still runs; twice is harmless."""
        if self._closed:
            return
        self._closed = True
        if not self._loop.is_closed():
            await self._run(self._unlisten())

    async def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    def _listen(self) -> None:
        """On the engine's loop: nothing can change between the first event and the snapshot."""
        self._stop_listening = self.switchboard.listen_to_events(self._arrived.emit)
        for lamp in self.switchboard.lamps():
            self._arrived.emit(LampChanged(lamp))
        for call in self.switchboard.calls():
            self._arrived.emit(CallChanged(None, call, "snapshot"))

    async def _unlisten(self) -> None:
        if self._stop_listening:
            self._stop_listening()

    def _pass_on(self, event: Event) -> None:
        if not self._closed:
            self.heard.emit(event)


def _closing() -> CommandError:
    said = QCoreApplication.translate("EngineHop", "The console is closing.")
    return CommandError("closing", said)
