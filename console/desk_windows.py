"""The desk's windows: the desk itself, which follows the engine, and what is opened beside it.

What only a window beside it needs is loaded when that is opened first: no start waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from console import contact_files
from console.config import Settings
from console.desk_setup import DeskConsole
from console.sides import OwnEngine, Side
from console.switchboard.operator_sound import OperatorSound
from console.ui.first_paint import FirstPaint
from console.ui.hop import EngineHop, LoopHop
from console.ui.keymap import KeyFile
from console.ui.number_field import region_of
from console.ui.places import place_commands
from console.ui.preferences import FILE, Preferences
from console.ui.window import DeskWindow

if TYPE_CHECKING:
    from console.ui.beside import BesideWindow
    from console.ui.setup.health_window import HealthWindow
    from console.ui.setup.settings_window import SettingsWindow
    from console.ui.setup.setup_window import SetupWindow

_KEYS: Final = "keys.json"
_PAINT_S: Final = 1.0


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
        self._setup: SetupWindow | None = None
        self._settings_window: SettingsWindow | None = None
        self._health: HealthWindow | None = None
        self._console: DeskConsole | None = None
        self._farewells: set[asyncio.Task[None]] = set()
        if isinstance(side, OwnEngine):
            self._console = DeskConsole(side, self._changed)
        self.window, self._hop = self._open()
        self._painted = asyncio.Event()
        FirstPaint(self.window).came.connect(self._painted.set)
        self.window.show()
        self._contacts = self._follow_contacts()

    async def painted(self) -> None:
        """Wait until the desk is painted; a second at most, for one that is covered never is."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PAINT_S):
                await self._painted.wait()

    async def close(self) -> None:
        """Take every window away. The engine runs still."""
        for window in (*self._open_beside(), self.window):
            window.hide()
        self._contacts.cancel()
        await asyncio.wait({self._contacts})
        await asyncio.gather(self._hop.close(), *self._farewells)

    def _open(self) -> tuple[DeskWindow, EngineHop]:
        side = self._side
        hop = EngineHop(side.switchboard, self._engine_loop)
        own = self._console is not None
        places = place_commands(
            setup=self._open_setup if own else None,
            settings=self._open_settings if own else None,
            health=self._open_health,
            practise=self._practise if own and not side.practice else None,
            real_line=self._go_real if own and side.practice else None,
        )
        window = DeskWindow(
            hop,
            practice=side.practice,
            elsewhere=not own,
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
        old.keep_layout()
        self.window, self._hop = self._open()
        if not old.isMaximized():
            self.window.setGeometry(old.geometry())
        self.window.show()
        old.put_away()
        farewell = self._loop.create_task(_forget(old, old_hop, self._contacts))
        self._contacts = self._follow_contacts()
        self._farewells.add(farewell)
        farewell.add_done_callback(self._farewells.discard)
        if self._health:
            self._health.follow(self._hop)
        for window in self._open_beside():
            window.come_forward()

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
        assert self._console
        if self._setup is None:
            from console.setup.wizard import Wizard
            from console.ui.setup.setup_window import SetupWindow

            self._setup = SetupWindow(Wizard(self._console), self._beside, self._sound)
        self._setup.come_forward()

    def _open_settings(self) -> None:
        assert self._console
        if self._settings_window is None:
            from console.setup.lines_keeper import LinesKeeper
            from console.setup.settings_keeper import SettingsKeeper
            from console.ui.setup.settings_window import SettingsWindow

            keeper = SettingsKeeper(self._console)
            self._settings_window = SettingsWindow(keeper, LinesKeeper(), self._beside, self._sound)
        self._settings_window.come_forward()

    def _open_health(self) -> None:
        if self._health is None:
            from console.setup.health import Health
            from console.ui.setup.health_window import HealthWindow

            book = Health(self._console) if self._console else None
            self._health = HealthWindow(book, self._beside)
            self._health.follow(self._hop)
        self._health.come_forward()

    def _open_beside(self) -> list[BesideWindow]:
        """Return the windows that are open besides the desk's."""
        beside: tuple[BesideWindow | None, ...] = (
            self._setup,
            self._settings_window,
            self._health,
        )
        return [window for window in beside if window and window.isVisible()]

    def _practise(self) -> None:
        assert self._console
        self._send(self._console.practise())

    def _go_real(self) -> None:
        assert self._console
        self._send(self._console.go_real())

    def _send(self, work: Coroutine[Any, Any, None]) -> None:
        """Have the engine changed for another; the desk says it where that is refused."""
        self.window.errands.send(self._beside.ask(work))


async def _forget(window: DeskWindow, hop: EngineHop, contacts: asyncio.Task[None]) -> None:
    contacts.cancel()
    await asyncio.wait({contacts})
    await hop.close()
    window.deleteLater()
