"""What every carrier offers: calls, webhooks, and a codec for its media socket."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from aiohttp import web
from multidict import CIMultiDictProxy

from console.switchboard.call import Bill
from console.switchboard.dialogue import Dialogues
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.lines import Line
from console.switchboard.numbers import NumberBook
from console.switchboard.ports import Trunk
from console.switchboard.tally import Tally

PublicUrl = Callable[[], str | None]
"""Gives the public base URL, ``https://host[/path]`` without a trailing slash, or None."""

LineFor = Callable[[str], Line]
"""Gives the line that a number of ours is."""


@dataclass(frozen=True, slots=True)
class Started:
    """The media socket's first word: which call it is, and what our TwiML gave it along."""

    carrier_call_id: str
    parameters: Mapping[str, str] = field(default_factory=dict)


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

    def audio(self, frame: bytes) -> bytes:
        """Write a text message, in UTF-8, that plays a frame."""

    def mark(self, name: str) -> bytes:
        """Write a message that asks for an echo once everything before it was played."""

    def clear(self) -> bytes:
        """Write a message that empties the carrier's playout buffer."""


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """What a carrier says of our account; ``usable`` with one sentence either way."""

    usable: bool
    sentence: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """A webhook that does nothing to calls, for a POST to ``path`` below the public address.

    ``signed`` are the headers with a signature that counts, None where only the carrier can
    make one; ``forged`` those with one that does not.
    """

    path: str
    body: bytes
    forged: Mapping[str, str]
    signed: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Our account at a carrier. The balance is as the carrier writes it, in ``currency``."""

    id: str
    status: str
    trial: bool = False
    balance: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class CountryPermission:
    """Whether the account may call ordinary numbers of an ISO 3166 country."""

    country: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call that a carrier has open, whoever placed it.

    ``parent`` is the carrier's id of the call that it was placed for, as a transfer's is.
    """

    carrier_call_id: str
    direction: str
    from_: str
    to: str
    status: str
    began_at: datetime | None
    parent: str = ""

    def strange_to(self, known: Collection[str]) -> bool:
        """Say whether it belongs to none of the calls with these carrier's ids."""
        return self.carrier_call_id not in known and self.parent not in known


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that a carrier noted in its debugger, as a sentence that says what to do.

    ``about`` is the address of ours that it asked, if it is about one.
    """

    code: str
    sentence: str
    at: datetime | None
    error: bool = True
    link: str = ""
    about: str = ""


class AccountSide(Protocol):
    """What a carrier says of our account. Every wait is bounded; each raises `TrunkError`."""

    @property
    def numbers(self) -> NumberBook:
        """The account's phone numbers."""

    async def account(self) -> Account:
        """Return the account's state and balance."""

    async def caller_ids(self) -> Sequence[str]:
        """Return the numbers, not our own, that are verified to be called from."""

    async def permission(self, country: str) -> CountryPermission | None:
        """Return whether a country may be called; None where the carrier doesn't know it."""

    async def open_calls(self) -> Sequence[OpenCall]:
        """Return the calls that the carrier has open now."""

    async def troubles(self, carrier_call_id: str) -> Sequence[Trouble]:
        """Return what went wrong on a call, the newest first."""

    async def recent_troubles(self) -> Sequence[Trouble]:
        """Return what went wrong on the account lately, the newest first."""

    async def bill(self, carrier_call_id: str) -> Bill | None:
        """Return what an ended call cost; None while the carrier doesn't know yet."""


class Carrier(Trunk, Protocol):
    """A carrier as the server and the node use it. All waits are bounded."""

    @property
    def account_side(self) -> AccountSide | None:
        """The account; None without credentials."""

    async def check_account(self) -> AccountStatus:
        """Ask whether the account works. Never raises: what went wrong is the sentence."""

    def routes(
        self,
        lifecycle: Lifecycle,
        line_for: LineFor,
        tally: Tally,
        dialogues: Dialogues | None = None,
    ) -> list[web.RouteDef]:
        """Return the webhook routes; each checks the carrier's signature itself."""

    def probe(self, public_url: str) -> Probe | None:
        """Return a webhook to test the way in with; None where no signature can be checked."""

    def handshake_is_genuine(self, headers: CIMultiDictProxy[str], raw_path: str) -> bool:
        """Say whether a media socket's request is signed by the carrier."""

    @property
    def media_route(self) -> str:
        """The path template of the media socket, with ``{call_id}`` and ``{token}``."""

    def codec(self) -> MediaCodec:
        """Return a fresh codec for one media socket."""

    async def close(self) -> None:
        """Give connections back."""
