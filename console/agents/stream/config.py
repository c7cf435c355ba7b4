"""What a Stream agent needs to be told; `console.config` declares the settings behind it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Policy:
    """When the operator is told that something is wrong with an agent, and what is done.

    All times in seconds.
    """

    patience_s: float = 12.0
    """An agent that is not in the call by then is not coming (a leg has 15 s to start)."""
    rejoin_s: float = 2.0
    """An agent that reconnects leaves and comes back; it is gone after so long."""
    no_packets_s: float = 1.5
    """Even a silent agent sends 50 packets a second; Stream itself takes 30 s to notice."""
    dead_s: float = 8.0
    """An agent that sent nothing for so long is taken as gone."""
    link_s: float = 12.0
    """A connection to Stream that is not back by then is lost. The SDK needs 7.4 s where
    Stream moves a call to another server and never says that it is done."""
    excuse_s: float = 3.0
    """A caller who hears nothing for so long, and for a fault, is asked for patience."""
    silent_s: float = 10.0
    """An agent that has not answered the caller after so long is silent."""
    give_up_s: float = 45.0
    """An agent that has not answered after so long is taken as gone, unless a tool is at work."""
    replacements: int = 1
    """How many times a lost agent is replaced by one from another agent server."""
    hang_up_when_left: bool = True
    """Whether an agent that leaves on purpose has ended the call; else it is a fault."""


@dataclass(frozen=True, slots=True)
class StreamConfig:
    """One Stream account and how calls look in it.

    ``{id}``, ``{carrier}`` and ``{direction}`` in an id stand for the call's own; no two calls
    may share a ``call_id``, since each ends its own, but they may share a ``user_id``.
    """

    api_key: str
    api_secret: str = field(repr=False)
    base_url: str | None = None
    """Another address than Stream's own: a local edge."""
    call_type: str = "default"
    call_id: str = "{id}"
    user_id: str = "phone-{id}"
    user_name: str = "Phone"
    agent_user_id: str | None = None
    """Whom to take for the agent; without it, whoever joins."""
    servers: tuple[str, ...] = ()
    """Vision Agents servers that send agents, best first; with none, somebody joins."""
    closed_captions: bool = False
    """Whether Stream is asked to caption the call, for its transcript."""
    transcription: bool = False
    """Whether Stream is asked to transcribe the call, into a file of its own."""
    chat: bool = True
    """Whether the call's chat channel is read, for its transcript."""
    end_call: bool = True
    """Whether the Stream call ends with the phone call."""
    delete_user: bool = False
    """Whether the phone's user is deleted after the call (Stream limits how often)."""
    policy: Policy = Policy()


def local_socket_url(base_url: str | None) -> str | None:
    """Return the coordinator socket of a local edge; None for every other address.

    Stream's own socket has an address of its own that does not follow from ``base_url``.
    """
    if base_url is None:
        return None
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not _is_loopback(parts.hostname or ""):
        return None
    scheme = "wss" if parts.scheme == "https" else "ws"
    return urlunsplit((scheme, parts.netloc, parts.path.rstrip("/") + "/api/v2/connect", "", ""))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
