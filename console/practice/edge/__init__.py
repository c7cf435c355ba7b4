"""Stream's cloud in miniature: a coordinator and an SFU with real WebRTC, on loopback.

It speaks to the unmodified getstream SDK and imports that SDK for its protobufs only, which
takes about a second: import this package where it is wanted, not at the top of a program.
"""

from console.practice.edge.edge import StreamEdge
from console.practice.edge.snapshots import CallSnapshot, CustomEvent, ParticipantSnapshot

__all__ = ["CallSnapshot", "CustomEvent", "ParticipantSnapshot", "StreamEdge"]
