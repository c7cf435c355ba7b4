"""RTP on its way: from one speaker to everybody else, packet by packet, not transcoded."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from console.practice.edge.conditions import Conditions
from console.practice.edge.participant import Participant
from console.practice.edge.subscriber import Subscriber


def forwarder(
    speaker: Participant, listeners: Mapping[str, Subscriber], conditions: Conditions
) -> Callable[[bytes], None]:
    """Return what takes a speaker's packets; ``listeners`` are by session id, and change."""

    def forward(packet: bytes) -> None:
        track = speaker.tracks.get(int.from_bytes(packet[8:12], "big"))  # by SSRC
        if track is None:
            return
        track.packets += 1
        if track.silent or speaker.user_id in conditions.dead_media:
            return
        for session_id, listener in listeners.items():
            lost = conditions.loss and random.random() < conditions.loss
            if session_id != speaker.session_id and not lost:
                listener.send(packet)

    return forward
