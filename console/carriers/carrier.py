"""What every carrier offers: calls, webhooks, and a codec for its media socket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web
from multidict import CIMultiDictProxy

from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import Line
from console.switchboard.ports import Trunk
from console.switchboard.tally import Tally

PublicUrl = Callable[[], str | None]
"""Gives the public base URL, ``https://host[/path]`` without a trailing slash, or None."""

LineFor = Callable[[str], Line]
"""Gives the line that a number of ours is."""


@dataclass(frozen=True, slots=True)
class Started:
    """The media socket's first word: which call it is."""

    carrier_call_id: str


@dataclass(frozen=True, slots=True)
class Key:
    """The caller pressed a key."""

    digit: str


@dataclass(frozen=True, slots=True)
class Marked:
    """All that was sent before this mark has been played, or cleared."""

    name: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The carrier ends the stream."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something well-formed that means nothing to us."""


Control = Started | Key | Marked | Stopped | Ignored


class BadFrame(ValueError):
    """A message on a media socket that can't be used; it is dropped and counted."""


class MediaCodec(Protocol):
    """One media socket's messages ⇄ frames of μ-law and control words. Keeps its counters."""

    gaps: int
    """Frames that the carrier numbered and we never saw."""

    def decode(self, text: str) -> bytes | Control:
        """Read a message: the caller's audio as μ-law, or a control word.

        Raises:
            BadFrame: it is malformed, or not of this stream.
        """

    def audio(self, frame: bytes) -> str:
        """Write a message that plays a frame."""

    def mark(self, name: str) -> str:
        """Write a message that asks for an echo once everything before it was played."""

    def clear(self) -> str:
        """Write a message that empties the carrier's playout buffer."""


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """What a carrier says of our account; ``usable`` with one sentence either way."""

    usable: bool
    sentence: str
    remedy: str = ""


class Carrier(Trunk, Protocol):
    """A carrier as the server and the node use it. All waits are bounded."""

    async def check_account(self) -> AccountStatus:
        """Ask whether the account works. Never raises: what went wrong is the sentence."""

    def routes(self, lifecycle: Lifecycle, line_for: LineFor, tally: Tally) -> list[web.RouteDef]:
        """Return the webhook routes; each checks the carrier's signature itself."""

    def handshake_is_genuine(self, headers: CIMultiDictProxy[str], raw_path: str) -> bool:
        """Say whether a media socket's request is signed by the carrier."""

    @property
    def media_route(self) -> str:
        """The path template of the media socket, with ``{call_id}`` and ``{token}``."""

    def codec(self) -> MediaCodec:
        """Return a fresh codec for one media socket."""

    async def close(self) -> None:
        """Give connections back."""
