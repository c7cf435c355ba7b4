"""The way in from the internet: what every tunnel offers."""

from __future__ import annotations

from typing import Protocol

from console.switchboard.events import LampState


class Tunnel(Protocol):
    """Leads a public address to our local port. Engine's loop."""

    @property
    def url(self) -> str | None:
        """The public base URL, without a trailing slash; None while there is none."""

    @property
    def health(self) -> tuple[LampState, str, str]:
        """What its lamp shows: state, cause and remedy."""

    async def open(self, port: int) -> None:
        """Lead the public address to a local port."""

    async def close(self) -> None:
        """Take the way in away."""
