"""One user's session in a call: what it publishes, and how it is reached."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from console.practice.edge.outbox import Outbox
from console.practice.edge.peer import Peer
from console.practice.edge.sdp import Media
from console.practice.edge.snapshots import ParticipantSnapshot
from console.practice.edge.times import nanoseconds


@dataclass(slots=True, eq=False)
class Track:
    """What one SSRC carries; ``type`` is Stream's ``TrackType``.

    ``muted`` is its owner's doing, ``moderated`` that of `mute_users`.
    """

    type: int
    media: Media
    ssrc: int
    muted: bool
    moderated: bool = False
    packets: int = 0

    @property
    def silent(self) -> bool:
        """Whether nobody is to hear it."""
        return self.muted or self.moderated


class Participant:
    """One session. A user who joins twice is two of them.

    ``prefix`` is the ``track_lookup_prefix`` by which others find its tracks. ``outbox`` is
    None while the session's socket is lost.
    """

    def __init__(self, user_id: str, name: str, session_id: str, outbox: Outbox) -> None:
        self.user_id = user_id
        self.name = name
        self.session_id = session_id
        self.prefix = secrets.token_hex(8)
        self.joined_ns = nanoseconds()
        self.outbox: Outbox | None = outbox
        self.publisher: Peer | None = None
        self.tracks: dict[int, Track] = {}
        self.answers = 0

    def tell(self, event: bytes | None) -> None:
        """Send an SFU event, or the farewell; one whose socket is lost misses it."""
        if self.outbox is not None:
            self.outbox.put(event)

    def of_type(self, track_type: int) -> list[Track]:
        """Its tracks of one type."""
        return [track for track in self.tracks.values() if track.type == track_type]

    def audible_types(self) -> list[int]:
        """The types of the tracks that are not muted."""
        return sorted({track.type for track in self.tracks.values() if not track.silent})

    def snapshot(self) -> ParticipantSnapshot:
        """Return what can be seen of it now."""
        tracks = self.tracks.values()
        return ParticipantSnapshot(
            self.user_id,
            self.session_id,
            tuple(sorted(track.media.kind for track in tracks)),
            any(track.silent for track in tracks),
            sum(track.packets for track in tracks),
        )
