"""The desk's own console, as the set-up sees it: what runs, what can be tried, and its start."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Final

from console.agents.process.program import STARTING
from console.carriers.carrier import AccountSide
from console.config import ConfigError, Settings, credentials, load_settings
from console.crew import Crew
from console.server.echo_door import EchoDoor
from console.settings.line_tables import lines_of
from console.sides import OwnEngine
from console.switchboard.errors import NotNow, Refused
from console.switchboard.events import Health, Lamp
from console.switchboard.operator_sound import SoundState
from console.switchboard.self_test import SelfTestResult
from console.tunnel.lease import WebhookLease
from console.tunnel.tunnel import Tunnel
from console.way_in import choose_tunnel

_AGENT_S: Final = 30.0
_LOOK_AGAIN_S: Final = 1.0
_WAY_IN_S: Final = 20.0


class DeskConsole:
    """Implements the set-up's `Console` with the engine of a desk. Engine's loop.

    ``changed`` is called when another engine runs; it must not wait.
    """

    def __init__(self, side: OwnEngine, changed: Callable[[], None] = lambda: None) -> None:
        self._side = side
        side.changed = changed

    @property
    def settings(self) -> Settings:
        return self._side.settings

    @property
    def practises(self) -> bool:
        return self._side.practice

    @property
    def account(self) -> AccountSide | None:
        return None if self.running is None else self._side.engine.account

    def lamps(self) -> Sequence[Lamp]:
        return self._side.switchboard.lamps()

    async def start_again(self, settings: Settings) -> None:
        await self._change(settings, practice=self.practises)

    @property
    def running(self) -> Settings | None:
        return self._side.engine.real

    @property
    def port(self) -> int:
        return self._side.engine.port

    @property
    def door(self) -> EchoDoor:
        return self._side.engine.door

    @property
    def lease(self) -> WebhookLease | None:
        return None if self.running is None else self._side.engine.lease

    @property
    def sound(self) -> SoundState | None:
        return self._side.sound.state

    def tunnel(self, settings: Settings) -> Tunnel:
        return choose_tunnel(settings)

    async def look_at_agent(self, settings: Settings) -> Health:
        crew = Crew(settings, practice=False)
        await crew.start()
        try:
            return await _settled(crew)
        finally:
            await crew.stop()

    async def heed_keyring(self, now: Settings) -> None:
        await self._side.late_secrets.heed(now)

    async def start(self, settings: Settings) -> None:
        await self._change(settings, practice=False)

    async def go_real(self) -> None:
        """Run the real line as it is set up. Raises `CommandError`."""
        try:
            settings = await asyncio.to_thread(lambda: load_settings(credentials()))
            if not lines_of(settings, "stream"):
                raise NotNow("no-line", "No real line is set up yet. Do that first.")
            await self.start(settings)
        except ConfigError as exc:
            raise Refused("unusable", str(exc)) from exc

    async def practise(self) -> None:
        """Run the practice line, and have its first caller ring. Raises `CommandError`."""
        try:
            # The practice line needs no secrets of anybody's.
            await self._change(await asyncio.to_thread(load_settings), practice=True)
        except ConfigError as exc:
            raise Refused("unusable", str(exc)) from exc
        await self._side.switchboard.ring_practice()

    async def _change(self, settings: Settings, *, practice: bool) -> None:
        if self._side.switchboard.calls():
            raise NotNow("live-calls", "Calls are live, and this would end them. Let them end.")
        await self._side.change(settings, practice=practice)

    async def self_test(self) -> SelfTestResult:
        engine = self._side.engine
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_WAY_IN_S):
                await engine.way_in_settled()
        return await engine.switchboard.self_test()


async def _settled(crew: Crew) -> Health:
    """Look at the agent until it is well, or its program has had its time to start."""
    clock = asyncio.get_running_loop().time
    until = clock() + _AGENT_S
    while True:
        health = await crew.check()
        if health[1] != STARTING or clock() > until:
            return health
        crew.news.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LOOK_AGAIN_S):
                await crew.news.wait()
