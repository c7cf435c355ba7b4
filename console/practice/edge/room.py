"""The SFU's side of a call: who is in it, who hears whom, and who is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from console.practice.edge import sdp, wire
from console.practice.edge.conditions import Conditions
from console.practice.edge.forwarding import forwarder
from console.practice.edge.participant import Participant, Track
from console.practice.edge.peer import Peer
from console.practice.edge.subscriber import Subscriber

NewPeer = Callable[[Callable[[bytes], None] | None], Peer]
"""Makes a connection; its argument takes the RTP packets that come on it."""


class Room:
    """Changed on the edge's loop only, and never with a wait in the middle of a change."""

    def __init__(self, cid: str, new_peer: NewPeer, conditions: Conditions) -> None:
        self._cid = cid
        self._new_peer = new_peer
        self._conditions = conditions
        self._participants: dict[str, Participant] = {}
        self._subscribers: dict[str, Subscriber] = {}

    @property
    def participants(self) -> list[Participant]:
        """Everybody in it, in the order of their joining."""
        return list(self._participants.values())

    def find(self, session_id: str) -> Participant | None:
        """Return one session, if it is in the call."""
        return self._participants.get(session_id)

    def join(self, participant: Participant) -> None:
        """Take somebody in, tell the others, and let them hear the others."""
        self._participants[participant.session_id] = participant
        self._subscribers[participant.session_id] = self._subscriber(participant)
        self._tell(wire.joined(self._cid, participant), but=participant)
        self._offer(participant)

    def resume(self, participant: Participant) -> None:
        """Go on with somebody who may have missed an offer."""
        self._subscribers[participant.session_id].repeat()

    def start_over(self, participant: Participant) -> None:
        """Drop a participant's connections, and offer new ones: it has moved here."""
        self._unpublish(participant)
        self._subscribers[participant.session_id].close()
        self._subscribers[participant.session_id] = self._subscriber(participant)
        self._offer(participant)

    def leave(self, participant: Participant) -> None:
        """Let somebody go, and tell the others. Going twice is going once."""
        if self._participants.pop(participant.session_id, None) is None:
            return
        self._subscribers.pop(participant.session_id).close()
        self._unpublish(participant)
        participant.tell(None)
        self._tell(wire.left(self._cid, participant))

    def remove(self, participant: Participant, reason: int) -> None:
        """Throw somebody out; ``reason`` is a ``CallEndedReason``."""
        participant.tell(wire.call_ended(reason))
        self.leave(participant)

    def publish(
        self,
        participant: Participant,
        offer: sdp.Description,
        announced: Mapping[str, tuple[int, bool]],
    ) -> sdp.Transport:
        """Take a publisher's offer; ``announced`` are track type and muted, by mid."""
        if participant.publisher is None:
            participant.publisher = self._new_peer(
                forwarder(participant, self._subscribers, self._conditions)
            )
        offered = {media.ssrc: media for media in offer.media if media.ssrc is not None}
        for ssrc in set(participant.tracks) - set(offered):
            self._tell(wire.unpublished(participant, participant.tracks.pop(ssrc)))
        for ssrc, media in offered.items():
            if ssrc not in participant.tracks and media.mid in announced:
                track_type, muted = announced[media.mid]
                track = Track(track_type, media, ssrc, muted)
                participant.tracks[ssrc] = track
                self._say_change(participant, track, True)
        participant.publisher.connect(offer)
        self._offer_others(participant)
        return participant.publisher.transport

    def answered(self, participant: Participant, answer: sdp.Description) -> None:
        """Take a subscriber's answer."""
        self._subscribers[participant.session_id].answered(answer)

    def mute(self, participant: Participant, track_type: int, *, muted: bool) -> None:
        """Do as its owner says; unmuting undoes a moderator's muting too."""
        for track in participant.of_type(track_type):
            was, track.muted = track.silent, muted
            track.moderated = track.moderated and muted
            self._say_change(participant, track, was, wire.BY_OWNER)

    def moderate(self, participant: Participant, track_type: int) -> None:
        """Mute a track for the others: its owner goes on sending, and nobody hears it."""
        for track in participant.of_type(track_type):
            was, track.moderated = track.silent, True
            self._say_change(participant, track, was, wire.BY_MODERATOR)

    def cut_media(self, participant: Participant) -> None:
        """Let a participant's connections go dead, while its sockets live on."""
        self._subscribers[participant.session_id].cut()
        if participant.publisher is not None:
            participant.publisher.close()

    def _subscriber(self, participant: Participant) -> Subscriber:
        return Subscriber(participant, lambda: self._new_peer(None))

    def _offer(self, participant: Participant) -> None:
        # Audio comes unasked, as from Stream's SFU; video is not forwarded.
        self._subscribers[participant.session_id].want(
            [
                (other, track)
                for other in self._participants.values()
                if other is not participant
                for track in other.tracks.values()
                if track.media.kind == "audio"
            ]
        )

    def _offer_others(self, participant: Participant) -> None:
        for other in self._participants.values():
            if other is not participant:
                self._offer(other)

    def _unpublish(self, participant: Participant) -> None:
        tracks, participant.tracks = list(participant.tracks.values()), {}
        for track in tracks:
            self._tell(wire.unpublished(participant, track), but=participant)
        if participant.publisher is not None:
            participant.publisher.close()
            participant.publisher = None
        self._offer_others(participant)

    def _say_change(self, owner: Participant, track: Track, was: bool, cause: int = 0) -> None:
        if track.silent and not was:
            self._tell(wire.unpublished(owner, track, cause))
        elif was and not track.silent:
            self._tell(wire.published(owner, track))

    def _tell(self, event: bytes, but: Participant | None = None) -> None:
        for participant in self._participants.values():
            if participant is not but:
                participant.tell(event)
