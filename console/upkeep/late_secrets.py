"""Secrets that were missing at the start because of the keyring: taken in once it gives them."""

from __future__ import annotations

import asyncio
import logging
from typing import Final, Protocol

from pydantic import SecretStr

from console.config import DECLARED, ConfigError, Settings, load_settings
from console.credentials.credentials import Credentials
from console.credentials.trouble import Trouble
from console.switchboard.events import LampState

_LOG = logging.getLogger(__name__)
_LOOK_S: Final = 3.0
_NEVER: Final = (Trouble.INSECURE,)
"""Troubles that only a change of the system's set-up mends."""


class Running(Protocol):
    """What runs with settings, and can run with others instead. Engine's loop."""

    @property
    def settings(self) -> Settings:
        """The settings that it was started with."""

    @property
    def practice(self) -> bool:
        """Whether it is the practice line, which needs no secrets."""

    @property
    def busy(self) -> bool:
        """Whether calls are live, which a change would end."""

    def show_keyring(self, state: LampState, cause: str, remedy: str = "") -> None:
        """Show how the keyring stands."""

    async def change(self, settings: Settings, *, practice: bool) -> None:
        """Run with other settings. Raises `ConfigError`; what ran before runs again then."""


class LateSecrets:
    """Looks at a locked keyring until it is open, and has what it keeps count. Engine's loop.

    Nobody is ever asked for a password by this: a keyring that does not say whether it is open
    is only read where somebody asked for that, who hands over what was found with `heed`.
    """

    def __init__(self, running: Running, credentials: Credentials, look_s: float = _LOOK_S) -> None:
        self._running = running
        self._credentials = credentials
        self._look_s = look_s
        self._settled: Settings | None = None
        """The settings with which nothing more is to be had of the keyring."""
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Look every few seconds for ever, where secrets are missing because of the keyring."""
        while True:
            await asyncio.sleep(self._look_s)
            if self._waits() and await asyncio.to_thread(
                self._credentials.answers_unasked, self._look_s
            ):
                await self._look()

    async def heed(self, now: Settings) -> None:
        """Have secrets count that were missing when what runs was started, if ``now`` has them."""
        async with self._one_at_a_time:
            if not self._waits() or now.keyring is None or now.keyring.trouble:
                return
            running = self._running
            if _secrets(now) == _secrets(running.settings):
                self._settled = running.settings
                running.show_keyring(LampState.OK, f"Secrets are kept in {now.keyring.store}.")
            elif running.busy:
                running.show_keyring(
                    LampState.WARN,
                    "The keyring is open now, and calls are live: what it keeps counts once they "
                    "have ended.",
                )
            else:
                await self._take(now)

    async def _look(self) -> None:
        try:
            now = await asyncio.to_thread(load_settings, self._credentials)
        except ConfigError:
            # Of settings.toml, which whoever follows it tells; it may be right at the next look.
            return
        await self.heed(now)

    async def _take(self, now: Settings) -> None:
        _LOG.info("The keyring is open now: the console starts again with its secrets")
        try:
            await self._running.change(now, practice=False)
        except ConfigError as exc:
            self._settled = self._running.settings
            self._running.show_keyring(
                LampState.ERROR, f"The keyring is open, but its secrets can't be used: {exc}"
            )

    def _waits(self) -> bool:
        running = self._running
        found = running.settings.keyring
        if running.practice or running.settings is self._settled or found is None:
            return False
        return found.trouble is not None and found.trouble.trouble not in _NEVER


def _secrets(settings: Settings) -> dict[str, SecretStr | None]:
    return {one.name: getattr(settings, one.name) for one in DECLARED if one.secret}
