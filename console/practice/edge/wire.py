"""The SFU's protobufs: Stream's own, as getstream 7.0.0 ships them.

Every function returns one ``SfuEvent`` as it goes into the socket.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from getstream.video.rtc.pb.stream.video.sfu.event import events_pb2 as events
from getstream.video.rtc.pb.stream.video.sfu.models import models_pb2 as models

from console.practice.edge.participant import Participant, Track

AUDIO: Final[int] = models.TRACK_TYPE_AUDIO
VIDEO: Final[int] = models.TRACK_TYPE_VIDEO
SCREEN_SHARE: Final[int] = models.TRACK_TYPE_SCREEN_SHARE
SCREEN_SHARE_AUDIO: Final[int] = models.TRACK_TYPE_SCREEN_SHARE_AUDIO

ENDED: Final[int] = models.CALL_ENDED_REASON_ENDED
KICKED: Final[int] = models.CALL_ENDED_REASON_KICKED

BY_OWNER: Final[int] = models.TRACK_UNPUBLISH_REASON_USER_MUTED
BY_MODERATOR: Final[int] = models.TRACK_UNPUBLISH_REASON_MODERATION

_OPUS: Final = models.PublishOption(
    id=1,
    track_type=models.TRACK_TYPE_AUDIO,
    bitrate=64000,
    codec=models.Codec(
        payload_type=111,
        name="opus",
        clock_rate=48000,
        encoding_parameters="2",
        fmtp="minptime=10;useinbandfec=1",
    ),
)


def _event(**field: Any) -> bytes:
    return bytes(events.SfuEvent(**field).SerializeToString())


def _participant(participant: Participant) -> Any:
    return models.Participant(
        user_id=participant.user_id,
        session_id=participant.session_id,
        track_lookup_prefix=participant.prefix,
        name=participant.name,
        published_tracks=participant.audible_types(),
        roles=["user"],
        connection_quality=models.CONNECTION_QUALITY_EXCELLENT,
    )


def join_response(
    participants: Iterable[Participant], started_ns: int, *, reconnected: bool, deadline_s: int
) -> bytes:
    """Let somebody in. ``deadline_s`` is how long a lost socket may be gone."""
    everybody = [_participant(participant) for participant in participants]
    state = models.CallState(
        participants=everybody, participant_count=models.ParticipantCount(total=len(everybody))
    )
    state.started_at.FromNanoseconds(started_ns)
    return _event(
        join_response=events.JoinResponse(
            call_state=state,
            reconnected=reconnected,
            publish_options=[_OPUS],
            fast_reconnect_deadline_seconds=deadline_s,
        )
    )


def health(participants: int) -> bytes:
    """Answer a health check."""
    count = models.ParticipantCount(total=participants)
    return _event(health_check_response=events.HealthCheckResponse(participant_count=count))


def joined(cid: str, participant: Participant) -> bytes:
    """Say that somebody came."""
    who = _participant(participant)
    return _event(participant_joined=events.ParticipantJoined(call_cid=cid, participant=who))


def left(cid: str, participant: Participant) -> bytes:
    """Say that somebody went."""
    who = _participant(participant)
    return _event(participant_left=events.ParticipantLeft(call_cid=cid, participant=who))


def published(owner: Participant, track: Track) -> bytes:
    """Say that there is a track to hear."""
    return _event(
        track_published=events.TrackPublished(
            user_id=owner.user_id,
            session_id=owner.session_id,
            type=track.type,
            participant=_participant(owner),
        )
    )


def unpublished(owner: Participant, track: Track, cause: int = 0) -> bytes:
    """Say that a track is no longer to be heard; ``cause`` is a ``TrackUnpublishReason``."""
    return _event(
        track_unpublished=events.TrackUnpublished(
            user_id=owner.user_id,
            session_id=owner.session_id,
            type=track.type,
            cause=cause,
            participant=_participant(owner),
        )
    )


def subscriber_offer(sdp: str) -> bytes:
    """Offer tracks to hear."""
    return _event(subscriber_offer=events.SubscriberOffer(sdp=sdp))


def call_ended(reason: int) -> bytes:
    """Say that it is over for the one who reads it; a ``CallEndedReason``."""
    return _event(call_ended=events.CallEnded(reason=reason))


def go_away() -> bytes:
    """Ask for a migration to another SFU."""
    return _event(go_away=events.GoAway(reason=models.GO_AWAY_REASON_REBALANCE))


def migration_complete() -> bytes:
    """Say that a migration is done."""
    return _event(participant_migration_complete=events.ParticipantMigrationComplete())


def rejoin() -> bytes:
    """Say that the session is lost, and that the client is to join anew."""
    error = models.Error(
        code=models.ERROR_CODE_PARTICIPANT_SIGNAL_LOST, message="the session is lost"
    )
    strategy = models.WEBSOCKET_RECONNECT_STRATEGY_REJOIN
    return _event(error=events.Error(error=error, reconnect_strategy=strategy))
