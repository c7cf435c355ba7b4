"""An address of the user's own that leads here already, or none at all."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from console.switchboard.events import Health, LampState


class FixedUrl:
    """Implements `Tunnel` for an address that somebody else takes care of.

    Raises:
        ValueError: it is not an ``https`` address; the text says so.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
            raise ValueError(
                "CONSOLE_PUBLIC_URL must be like https://phone.example.com: carriers connect "
                "to https and wss only."
            )
        self.url: str | None = url.rstrip("/")

    @property
    def health(self) -> Health:
        return LampState.OK, f"Calls come in at {self.url}.", ""

    async def open(self, port: int, changed: Callable[[], None]) -> None:
        """Nothing to open: the address is there."""

    async def settled(self) -> None:
        """Nothing to wait for."""

    async def close(self) -> None:
        """Nothing to close."""


class NoWayIn:
    """Implements `Tunnel` where nothing leads here."""

    url: str | None = None
    health = (
        LampState.ERROR,
        "There is no public address, so carriers can't reach this console.",
        "Set NGROK_AUTHTOKEN for a tunnel, or CONSOLE_PUBLIC_URL to an https address that "
        "leads here.",
    )

    async def open(self, port: int, changed: Callable[[], None]) -> None:
        """Nothing to open."""

    async def settled(self) -> None:
        """Nothing to wait for."""

    async def close(self) -> None:
        """Nothing to close."""
