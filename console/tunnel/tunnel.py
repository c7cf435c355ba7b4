"""The way in from the internet: what every tunnel offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from console.switchboard.events import Health


class Tunnel(Protocol):
    """Leads a public address to our local port. Engine's loop."""

    @property
    def url(self) -> str | None:
        """The public base URL, without a trailing slash; None while there is none."""

    @property
    def health(self) -> Health:
        """What its lamp shows: state, cause and remedy."""

    async def open(self, port: int, changed: Callable[[], None]) -> None:
        """Begin to lead the public address to a local port, and return at once.

        ``changed`` is called on the engine's loop whenever ``url`` or ``health`` is looked
        at anew, be it with the same outcome; it must not wait.
        """

    async def settled(self) -> None:
        """Wait until the first try to open has succeeded or failed."""

    async def close(self) -> None:
        """Take the way in away. A few seconds at most."""
