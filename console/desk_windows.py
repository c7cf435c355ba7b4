"""The desk's windows: the desk itself, which follows the engine, and what is opened beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any, Final

from console import contact_files
from console.config import Settings
from console.desk_setup import DeskConsole
from console.setup.wizard import Wizard
from console.sides import OwnEngine, Side
from console.switchboard.operator_sound import OperatorSound
from console.ui.hop import EngineHop, LoopHop
from console.ui.keymap import KeyFile
from console.ui.number_field import region_of
from console.ui.places import place_commands
from console.ui.preferences import FILE, Preferences
from console.ui.setup.setup_window import SetupWindow
from console.ui.window import DeskWindow

_KEYS: Final = "keys.json"


class DeskWindows:
    """Opens the windows of one desk. Qt's thread, on the desk's loop.

    When the engine is changed for another, the desk's window is changed with it, where it
    stands. ``closed`` is set when the user has left.
    """

    def __init__(
        self, side: Side, engine_loop: asyncio.AbstractEventLoop, settings: Settings
    ) -> None:
        self.closed = asyncio.Event()
        self._side = side
        self._engine_loop = engine_loop
        self._loop = asyncio.get_running_loop()
        self._settings = settings
        self._beside = LoopHop(engine_loop)
        self._preferences = Preferences(settings.data_dir / FILE)
        self._wizard: Wizard | None = None
        self._setup: SetupWindow | None = None
        self._console: DeskConsole | None = None
        self._farewells: set[asyncio.Task[None]] = set()
        if isinstance(side, OwnEngine):
            self._console = DeskConsole(side, self._changed)
            self._wizard = Wizard(self._console)
        self.window, self._hop = self._open()
        self.window.show()
        self._contacts = self._follow_contacts()

    async def close(self) -> None:
        """Take every window away. The engine runs still."""
        if self._setup:
            self._setup.hide()
        self.window.hide()
        self._contacts.cancel()
        await asyncio.wait({self._contacts})
        await asyncio.gather(self._hop.close(), *self._farewells)

    def _open(self) -> tuple[DeskWindow, EngineHop]:
        side = self._side
        hop = EngineHop(side.switchboard, self._engine_loop)
        own = self._wizard is not None
        places = place_commands(
            setup=self._open_setup if own else None,
            practise=self._practise if own and not side.practice else None,
            real_line=self._go_real if own and side.practice else None,
        )
        window = DeskWindow(
            hop,
            practice=side.practice,
            preferences=self._preferences,
            sound=side.sound,
            keys=KeyFile(self._settings.data_dir / _KEYS),
            places=tuple(places),
        )
        window.closing.connect(self.closed.set)
        return window, hop

    def _changed(self) -> None:
        """Heed another engine. On its loop."""
        self._loop.call_soon_threadsafe(self._follow)

    def _follow(self) -> None:
        old, old_hop = self.window, self._hop
        old.keep_places()
        self.window, self._hop = self._open()
        if not old.isMaximized():
            self.window.setGeometry(old.geometry())
        self.window.show()
        old.put_away()
        self._contacts.cancel()
        self._contacts = self._follow_contacts()
        farewell = self._loop.create_task(_forget(old, old_hop))
        self._farewells.add(farewell)
        farewell.add_done_callback(self._farewells.discard)
        if self._setup and self._setup.isVisible():
            self._setup.raise_()
            self._setup.activateWindow()

    def _follow_contacts(self) -> asyncio.Task[None]:
        """Have the window that stands now know who calls."""
        files = partial(contact_files.find, self._settings.data_dir, self._settings.contacts)
        lines = self._side.switchboard.lines()
        region = next((region_of(line.number) for line in lines), "ZZ")
        work = contact_files.follow(files, region, self.window.use_contacts)
        return self._loop.create_task(work)

    def _sound(self) -> OperatorSound | None:
        return self._side.sound

    def _open_setup(self) -> None:
        assert self._wizard
        if self._setup is None:
            self._setup = SetupWindow(self._wizard, self._beside, self._sound)
        self._setup.show()
        self._setup.raise_()
        self._setup.activateWindow()

    def _practise(self) -> None:
        assert self._console
        self._send(self._console.practise())

    def _go_real(self) -> None:
        assert self._console
        self._send(self._console.go_real())

    def _send(self, work: Coroutine[Any, Any, None]) -> None:
        """Have the engine changed for another; the desk says it where that is refused."""
        self.window.errands.send(self._beside.ask(work))


async def _forget(window: DeskWindow, hop: EngineHop) -> None:
    await hop.close()
    window.deleteLater()
