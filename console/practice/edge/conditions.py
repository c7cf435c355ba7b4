"""What is wrong with the edge at the moment."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Conditions:
    """Faults that last until they are taken back. The parts of the edge look them up here."""

    refuse_join: bool = False
    """The coordinator answers a join with 403."""
    silent_coordinator: bool = False
    """The coordinator's socket opens and never says anything."""
    silent_join: bool = False
    """The SFU's socket takes the join request and never answers it."""
    join_delay: float = 0.0
    """Seconds the SFU waits before it answers a join request."""
    withhold_migration: bool = False
    """The SFU never says that a migration is complete."""
    chat_down: bool = False
    """Channels of the chat can't be read."""
    refuse_captions: bool = False
    """Neither captions nor a transcription can be started."""
    dead_media: set[str] = field(default_factory=set)
    """Users whose RTP goes nowhere, while everything else goes on as if it did."""
    loss: float = 0.0
    """The share of RTP packets that the SFU loses on their way to each listener, 0 to 1."""
