"""What a test, or an operator of the edge, sees of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CustomEvent:
    """One that was sent into a call with ``send_call_event``."""

    user_id: str
    custom: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ParticipantSnapshot:
    """One user's session. ``tracks`` are kinds (``audio``); ``muted`` by whomever.

    ``packets`` is how many RTP packets the edge got from it.
    """

    user_id: str
    session_id: str
    tracks: tuple[str, ...]
    muted: bool
    packets: int


@dataclass(frozen=True, slots=True)
class CallSnapshot:
    """One call. ``events`` are the last hundred custom events, oldest first."""

    cid: str
    custom: Mapping[str, object]
    participants: tuple[ParticipantSnapshot, ...]
    events: tuple[CustomEvent, ...]
    ended: bool
    recording: bool
    transcribing: bool
    captioning: bool
