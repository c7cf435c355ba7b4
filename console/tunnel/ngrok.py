"""ngrok as the way in: opened, watched, and opened again when it is lost."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from console.switchboard.events import LampState
from console.tunnel.ngrok_order import Order
from console.tunnel.ngrok_process import DriverProcess, find_ngrok
from console.tunnel.ngrok_trouble import (
    EXITED,
    NO_SESSION,
    NOT_INSTALLED,
    SILENT,
    trouble,
)
from console.tunnel.wake import WakeWatch

_LOG = logging.getLogger(__name__)
_PAUSES_S: Final = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
"""Between one try and the next: longer each time, until the tunnel has stood for a while."""
_STOOD_S: Final = 60.0
_LASTING_PAUSE_S: Final = 300.0
_NOT_INSTALLED_PAUSE_S: Final = 5.0
_OPENING_S: Final = 45.0
_LOOK_S: Final = 2.0
_SILENCE_S: Final = 10.0
_LOST_S: Final = 30.0
"""How long the agent may try by itself to get its connection back."""

Reach = Callable[[str], Awaitable[bool]]
"""Says whether our own server answers at a public base URL. Takes some seconds at most."""


class Ngrok:
    """Implements `Tunnel` with ngrok's agent. Engine's loop.

    The agent is never on its own: a loss is noticed within 5 s, by the end of its process,
    by its log or by its API. While it tries to get a lost connection back, ``url`` stands;
    once the agent is gone, ``url`` is None, and the next one may bring another.

    ``url`` is a reserved address, None for one of ngrok's choice; ``folder`` is where the
    agent's settings lie while it reads them (mode 0600); ``hidden`` are the environment
    variables that the agent must not get; ``reach`` is asked after the computer slept.

    Raises:
        ValueError: ``url`` is not an ``https`` address; the text says so.
    """

    def __init__(
        self,
        *,
        token: str | None,
        url: str | None,
        folder: Path,
        hidden: frozenset[str] = frozenset(),
        reach: Reach | None = None,
        wake: WakeWatch | None = None,
    ) -> None:
        self.url: str | None = None
        self.health = (LampState.WARN, "The ngrok tunnel is being opened.", "")
        self._token = token
        self._reserved = _origin(url) if url else None
        self._folder = folder
        self._hidden = hidden
        self._reach = reach
        self._wake = wake or WakeWatch()
        self._changed: Callable[[], None] = lambda: None
        self._settled = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    async def open(self, port: int, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._keeping = asyncio.get_running_loop().create_task(self._keep_open(port))

    async def settled(self) -> None:
        await self._settled.wait()

    async def close(self) -> None:
        if self._keeping:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)

    # -- keeping it open --------------------------------------------------------------

    async def _keep_open(self, port: int) -> None:
        tries = 0
        while True:
            began = asyncio.get_running_loop().time()
            name = await self._hold(port)
            stood = self.url is not None and asyncio.get_running_loop().time() - began > _STOOD_S
            self.url = None
            self._show_trouble(name)
            self._settled.set()
            tries = 0 if stood else tries
            await asyncio.sleep(_pause(name, tries))
            tries += 1

    async def _hold(self, port: int) -> str:
        """Open the tunnel once and return what ended it, by the trouble's name."""
        program = await asyncio.to_thread(find_ngrok)
        if program is None:
            return NOT_INSTALLED
        driver = DriverProcess(self._hidden)
        order = Order(str(program), str(self._folder), port, self._token, self._reserved)
        try:
            await driver.start(order)
            return await self._follow(driver)
        except OSError:
            _LOG.exception("The ngrok agent could not be started")
            return EXITED
        finally:
            await driver.end()

    async def _follow(self, driver: DriverProcess) -> str:
        clock = asyncio.get_running_loop().time
        lost_at: float | None = None
        while True:
            try:
                async with asyncio.timeout(_OPENING_S if self.url is None else _SILENCE_S):
                    told = await driver.hear()
            except TimeoutError:
                return SILENT
            match told:
                case {"is": "open", "url": str(url)}:
                    lost_at = None
                    self._show_open(url.rstrip("/"))
                case {"is": "lost", "trouble": str(name)}:
                    lost_at = lost_at or clock()
                    self._show_trouble(name)
                    if clock() - lost_at > _LOST_S:
                        return name
                case {"is": "failed", "trouble": str(name)}:
                    return name
                case _:
                    return EXITED
            if self._wake.woke(_LOOK_S) and self.url and not await self._still_stands(driver):
                return NO_SESSION

    async def _still_stands(self, driver: DriverProcess) -> bool:
        """Look at a tunnel that has slept: its connection may be dead without anybody's notice."""
        _LOG.info("The computer slept; the tunnel is looked at")
        driver.look()
        if self._reach is None or self.url is None:
            return True
        if await self._reach(self.url):
            return True
        await asyncio.sleep(_LOOK_S)  # a network takes a moment to wake, too
        return await self._reach(self.url)

    # -- showing it -------------------------------------------------------------------

    def _show_open(self, url: str) -> None:
        if not url.startswith("https://"):
            self._show(LampState.ERROR, "ngrok opened an address that is not https.", "")
            return
        self.url = url
        self._show(LampState.OK, f"Calls come in at {url}, through ngrok.", "")
        self._settled.set()

    def _show_trouble(self, name: str) -> None:
        found = trouble(name)
        if self.health[1] != found.cause:
            _LOG.warning("The tunnel: %s", found.cause)
        self._show(LampState.ERROR, found.cause, found.remedy)

    def _show(self, state: LampState, cause: str, remedy: str) -> None:
        self.health = (state, cause, remedy)
        self._changed()


def _pause(name: str, tries: int) -> float:
    if name == NOT_INSTALLED:
        return _NOT_INSTALLED_PAUSE_S
    if trouble(name).lasting:
        return _LASTING_PAUSE_S
    return _PAUSES_S[min(tries, len(_PAUSES_S) - 1)]


def _origin(url: str) -> str:
    """Return a reserved address as ``https://host``, be its scheme written or not."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError(
            "NGROK_URL must be like https://my-name.ngrok.app, or just my-name.ngrok.app."
        )
    return f"https://{parts.netloc}"
