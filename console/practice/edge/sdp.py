"""Session descriptions: what the SDK's say, and the edge's own.

One bundled transport, ICE-lite, one m-line a track (as getstream 7.0.0 and 6.1.1 offer and
accept it). A remote track's stream id is ``track_lookup_prefix:track_type``; by it the SDK
finds out whose a track is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Setup = Literal["actpass", "active", "passive"]

_CODEC_LINES = ("a=rtpmap:", "a=fmtp:", "a=rtcp-fb:")
_OPUS = ("a=rtpmap:111 opus/48000/2",)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A certificate's hash: ``sha-256`` and colon-separated hexadecimal."""

    algorithm: str
    value: str


@dataclass(frozen=True, slots=True)
class Transport:
    """One end of the edge's, as its descriptions name it."""

    ufrag: str
    password: str
    fingerprint: Fingerprint
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Media:
    """One m-line. ``codecs`` are its codec lines verbatim, ``ssrc`` the first it announces."""

    kind: str
    mid: str
    formats: tuple[str, ...] = ("111",)
    codecs: tuple[str, ...] = _OPUS
    ssrc: int | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What the edge needs of a client's description."""

    media: tuple[Media, ...]
    fingerprint: Fingerprint
    setup: str


@dataclass(frozen=True, slots=True)
class Sending:
    """A track on one of the edge's own m-lines."""

    ssrc: int
    stream: str
    track: str


def parse(sdp: str) -> Description:
    """Read a client's offer or answer.

    Raises:
        ValueError: it is none, or has no fingerprint.
    """
    lines = sdp.split()
    if not lines or lines[0] != "v=0":
        raise ValueError("not a session description")
    sections: list[list[str]] = []
    for line in sdp.splitlines():
        if line.startswith("m="):
            sections.append([])
        if sections:
            sections[-1].append(line.strip())
    algorithm, _, value = _first(sdp.splitlines(), "a=fingerprint:").partition(" ")
    if not value:
        raise ValueError("no fingerprint")
    return Description(
        tuple(_media(section) for section in sections),
        Fingerprint(algorithm.lower(), value.strip().upper()),
        _first(sdp.splitlines(), "a=setup:"),
    )


def _media(section: Sequence[str]) -> Media:
    kind, _port, _profile, *formats = section[0][2:].split()
    ssrc = _first(section, "a=ssrc:").split(" ")[0]
    return Media(
        kind,
        _first(section, "a=mid:"),
        tuple(formats),
        tuple(line for line in section if line.startswith(_CODEC_LINES)),
        int(ssrc) if ssrc else None,
    )


def _first(lines: Iterable[str], prefix: str) -> str:
    """Return the rest of the first line that begins so, or nothing."""
    return next((line[len(prefix) :].strip() for line in lines if line.startswith(prefix)), "")


def answer(offer: Description, transport: Transport, version: int) -> str:
    """Answer a publisher's offer: the edge receives everything that is offered."""
    body: list[str] = []
    for media in offer.media:
        body += _section(media, transport, "passive", "recvonly")
    return _whole([media.mid for media in offer.media], version, body)


def offer(media: Sequence[tuple[Media, Sending | None]], transport: Transport, version: int) -> str:
    """Offer a subscriber tracks to hear; an m-line without one is inactive."""
    body: list[str] = []
    for line, sending in media:
        body += _section(line, transport, "actpass", "sendonly" if sending else "inactive")
        if sending:
            body += [
                f"a=msid:{sending.stream} {sending.track}",
                f"a=ssrc:{sending.ssrc} cname:{sending.stream}",
                f"a=ssrc:{sending.ssrc} msid:{sending.stream} {sending.track}",
            ]
    return _whole([line.mid for line, _ in media], version, body)


def _section(media: Media, transport: Transport, setup: Setup, direction: str) -> list[str]:
    fingerprint = transport.fingerprint
    return [
        f"m={media.kind} 9 UDP/TLS/RTP/SAVPF {' '.join(media.formats)}",
        "c=IN IP4 127.0.0.1",
        "a=rtcp:9 IN IP4 0.0.0.0",
        f"a=ice-ufrag:{transport.ufrag}",
        f"a=ice-pwd:{transport.password}",
        f"a=fingerprint:{fingerprint.algorithm} {fingerprint.value}",
        f"a=setup:{setup}",
        "a=rtcp-mux",
        f"a=candidate:1 1 udp 2130706431 {transport.host} {transport.port} typ host",
        "a=end-of-candidates",
        f"a=mid:{media.mid}",
        f"a={direction}",
        *media.codecs,
    ]


def _whole(mids: Iterable[str], version: int, body: Iterable[str]) -> str:
    head = [
        "v=0",
        f"o=- 1 {version} IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=ice-lite",
        f"a=group:BUNDLE {' '.join(mids)}",
        "a=msid-semantic:WMS *",
    ]
    return "\r\n".join([*head, *body, ""])
