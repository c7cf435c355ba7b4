"""What a bridge needs of a phone's leg, and whom it tells what happens on the call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

Hear = Callable[[bytes], Awaitable[None]]
"""Takes one frame of μ-law and returns at once."""

Sink = Callable[[bytes, bytes], None]
"""Takes 20 ms of the caller and of the agent as the caller hears it: 160 bytes each."""


class Phone(Protocol):
    """The way to a carrier's playout. Nothing here waits for the carrier."""

    def play(self, frame: bytes) -> Awaitable[bool]:
        """Send some μ-law; False when the socket is stuck and it was dropped instead."""

    async def mark(self, name: str) -> None:
        """Ask to be told when all that was sent before has been played."""

    async def clear(self) -> None:
        """Have the carrier forget what it has not played yet."""


class BridgeObserver(Protocol):
    """Hears of what a bridge notices. Must return at once."""

    def turn_changed(self) -> None:
        """The caller began or ended a turn."""

    def answered(self, latency_ms: int) -> None:
        """The first sound of an answer went out, so long after the caller's last."""
