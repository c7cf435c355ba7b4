"""One engine that runs, and another in its place when its settings change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from console.config import ConfigError, Settings, credentials
from console.engine import Engine, Ready
from console.switchboard.events import LampState
from console.upkeep.late_secrets import LateSecrets


class RunningEngine:
    """Runs an engine between `open` and `close`. Engine's loop.

    A port that was free when the first engine asked for any, and the control API's key, stay
    the same when engines change. ``changed`` is called after each change; it must not wait.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        practice: bool,
        port: int | None = None,
        control_port: int | None = None,
    ) -> None:
        self._port = port
        self._control_port = control_port
        self._control_token: str | None = None
        self.engine = self._made(settings, practice=practice)
        self.settings = settings
        self.practice = practice
        self.changed: Callable[[], None] = lambda: None
        self.late_secrets = LateSecrets(self, credentials())
        self._changing = asyncio.Lock()
        self._runs = False
        self._looking: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether calls are live."""
        return bool(self.engine.switchboard.calls())

    async def open(self, *, look: bool = True) -> Ready:
        """Start the engine. Raises `ConfigError`.

        Without ``look`` it looks at carrier, agent and numbers from `look_around` on only.
        """
        ready = await self._begin(look=look)
        self._looking = asyncio.get_running_loop().create_task(self.late_secrets.run())
        return ready

    def look_around(self) -> None:
        """Have the engine look at what it was not to look at while it started."""
        self.engine.look_around()

    async def close(self) -> None:
        """Give everything back; a few seconds at most."""
        async with self._changing:  # a change that is under way is not cut in two
            if looking := self._looking:
                looking.cancel()
                await asyncio.wait({looking})
            if self._runs:
                await self._end()

    async def change(self, settings: Settings, *, practice: bool) -> None:
        """Have another engine in place of this one. No call may be live.

        Raises:
            ConfigError: the settings can't work; what ran before runs again.
        """
        async with self._changing:
            before = (self.settings, self.practice)
            engine = self._made(settings, practice=practice)
            await self._end()
            self._runs = False
            self._be(engine, settings, practice)
            try:
                await self._begin()
            except ConfigError:
                self._be(self._made(before[0], practice=before[1]), *before)
                await self._begin()
                raise
            finally:
                self.changed()

    def show_keyring(self, state: LampState, cause: str, remedy: str = "") -> None:
        self.engine.lamps.set("keyring", state, cause, remedy)

    async def _begin(self, *, look: bool = True) -> Ready:
        """Start what stands here now."""
        ready = await self.engine.start(look=look)
        self._runs = True
        self._control_token = self.engine.control_token
        self._port = self.engine.port if self._port == 0 else self._port
        if self._control_port == 0:
            self._control_port = self.engine.control_port
        return ready

    async def _end(self) -> None:
        """End what stands here now."""
        await self.engine.stop()

    def _made(self, settings: Settings, *, practice: bool) -> Engine:
        return Engine(
            settings,
            practice=practice,
            port=self._port,
            control_port=self._control_port,
            control_token=self._control_token,
        )

    def _be(self, engine: Engine, settings: Settings, practice: bool) -> None:
        self.engine, self.settings, self.practice = engine, settings, practice
