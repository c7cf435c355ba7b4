"""What can go wrong on purpose."""

from __future__ import annotations

from console.practice.edge import wire
from console.practice.edge.call import Book, Call
from console.practice.edge.participant import Participant
from console.practice.edge.watchers import Watchers


class Faults:
    """What happens to a user at once. LookupError when that user is not there to suffer."""

    def __init__(self, calls: Book, watchers: Watchers) -> None:
        self._calls = calls
        self._watchers = watchers

    def close_sfu_socket(self, user_id: str) -> None:
        """Close the socket to the SFU properly. getstream 7.0.0 reconnects fast: same session,
        and media goes on."""
        for _, participant in self._sessions(user_id):
            participant.tell(None)

    def drop_sfu_socket(self, user_id: str) -> None:
        """Break the socket to the SFU off. getstream 7.0.0 rejoins: a new session, new media."""
        for _, participant in self._sessions(user_id):
            if participant.outbox is not None:
                participant.outbox.cut()

    def drop_coordinator_socket(self, user_id: str) -> None:
        """Break the socket to the coordinator. The SDK rejoins, media and all."""
        found = self._watchers.of_user(user_id)
        if not found:
            raise LookupError(f"{user_id} has no coordinator socket")
        for watcher in found:
            watcher.cut()

    def migrate(self, user_id: str) -> None:
        """Ask a user to move to another SFU, which is this one again."""
        for _, participant in self._sessions(user_id):
            participant.tell(wire.go_away())

    def rejoin(self, user_id: str) -> None:
        """Tell a user that their session is lost."""
        for _, participant in self._sessions(user_id):
            participant.tell(wire.rejoin())

    def cut_media(self, user_id: str) -> None:
        """Let both PeerConnections go dead. The SDK notices after half a minute."""
        for call, participant in self._sessions(user_id):
            call.room.cut_media(participant)

    def _sessions(self, user_id: str) -> list[tuple[Call, Participant]]:
        found = self._calls.sessions_of(user_id)
        if not found:
            raise LookupError(f"{user_id} is in no call")
        return found
