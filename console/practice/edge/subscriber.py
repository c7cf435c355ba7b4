"""What one participant hears: the connection on which the edge offers it tracks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from console.practice.edge import sdp, wire
from console.practice.edge.participant import Participant, Track
from console.practice.edge.peer import Peer

_REPEAT_S: Final = 1.0
_REPEATS: Final = 5
"""getstream 6.1.1 loses an offer that comes right behind the JoinResponse."""

Heard = tuple[Participant, Track]


class _Line:
    """An m-line: it stays for ever, and is inactive when its track has gone."""

    def __init__(self, mid: str, heard: Heard) -> None:
        self._mid = mid
        self._owner, self._track = heard
        self.active = True

    @property
    def track(self) -> Track:
        return self._track

    def described(self) -> tuple[sdp.Media, sdp.Sending | None]:
        if not self.active:
            return sdp.Media("audio", self._mid), None
        media, stream = self._track.media, f"{self._owner.prefix}:{self._track.type}"
        return (
            sdp.Media(media.kind, self._mid, media.formats, media.codecs),
            sdp.Sending(self._track.ssrc, stream, f"{self._owner.prefix}-{self._track.ssrc}"),
        )


class Subscriber:
    """Keeps one participant's subscriber PeerConnection at what there is to hear.

    One offer is under way at a time; what changes meanwhile goes into the next.
    """

    def __init__(self, participant: Participant, new_peer: Callable[[], Peer]) -> None:
        self._participant = participant
        self._new_peer = new_peer
        self._peer: Peer | None = None
        self._lines: list[_Line] = []
        self._wanted: Sequence[Heard] = ()
        self._version = 0
        self._offered = ""
        self._timer: asyncio.TimerHandle | None = None

    def want(self, tracks: Sequence[Heard]) -> None:
        """Offer these tracks and no others."""
        self._wanted = tracks
        if not self._offered:
            self._negotiate()

    def answered(self, description: sdp.Description) -> None:
        """Take the answer to the offer that is under way."""
        self._settle()
        if self._peer is not None:
            self._peer.connect(description)
        self._negotiate()

    def repeat(self) -> None:
        """Send an unanswered offer again, to somebody who may have missed it."""
        if self._offered:
            self._tell(_REPEATS)

    def send(self, packet: bytes) -> None:
        """Let it hear an RTP packet."""
        if self._peer is not None:
            self._peer.send(packet)

    def cut(self) -> None:
        """Break the connection and leave the client to find out."""
        if self._peer is not None:
            self._peer.close()

    def close(self) -> None:
        """Give everything back."""
        self._settle()
        self.cut()

    def _negotiate(self) -> None:
        wanted = {track for _, track in self._wanted}
        active = {line.track for line in self._lines if line.active}
        if wanted == active:
            return
        for line in self._lines:
            line.active = line.active and line.track in wanted
        for heard in self._wanted:
            if heard[1] not in active:
                self._lines.append(_Line(str(len(self._lines)), heard))
        if self._peer is None:
            self._peer = self._new_peer()
        self._version += 1
        described = [line.described() for line in self._lines]
        self._offered = sdp.offer(described, self._peer.transport, self._version)
        self._tell(_REPEATS)

    def _tell(self, repeats: int) -> None:
        self._stop_timer()
        self._participant.tell(wire.subscriber_offer(self._offered))
        if repeats:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(_REPEAT_S, self._tell, repeats - 1)

    def _settle(self) -> None:
        self._offered = ""
        self._stop_timer()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
