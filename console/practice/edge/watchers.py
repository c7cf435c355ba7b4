"""Who is told what happens in a call: clients on the coordinator's socket."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping

from console.practice.edge.outbox import Outbox
from console.practice.edge.times import rfc3339


class Watcher:
    """One coordinator connection, and the calls that it watches (by cid).

    ``user_id`` is empty until it has said whose it is.
    """

    def __init__(self, outbox: Outbox) -> None:
        self.id = str(uuid.uuid4())
        self.user_id = ""
        self.watching: set[str] = set()
        self._outbox = outbox

    def tell(self, event: Mapping[str, object]) -> None:
        """Send one event; its time is added."""
        self._outbox.put(json.dumps({"created_at": rfc3339(), **event}))

    def dismiss(self) -> None:
        """Close, when all that was told has been sent."""
        self._outbox.put(None)

    def cut(self) -> None:
        """Break the connection."""
        self._outbox.cut()


class Watchers:
    """The open connections.

    A REST request for a call names the connection that is to watch it: getstream 7.0.0's join
    does, and 6.1.1's get-or-create.
    """

    def __init__(self) -> None:
        self._open: dict[str, Watcher] = {}

    def add(self, watcher: Watcher) -> None:
        """Take in a connection."""
        self._open[watcher.id] = watcher

    def remove(self, watcher: Watcher) -> None:
        """Forget a connection."""
        self._open.pop(watcher.id, None)

    def watch(self, connection_id: str, cid: str) -> None:
        """Let a connection hear of a call; one that has gone hears nothing."""
        if connection_id in self._open:
            self._open[connection_id].watching.add(cid)

    def tell(self, cid: str, event: Mapping[str, object]) -> None:
        """Send an event of a call's to all that watch it."""
        for watcher in self._open.values():
            if cid in watcher.watching:
                watcher.tell({"call_cid": cid, **event})

    def of_user(self, user_id: str) -> list[Watcher]:
        """A user's open connections."""
        return [watcher for watcher in self._open.values() if watcher.user_id == user_id]

    def cut_all(self) -> None:
        """Break every connection."""
        for watcher in self._open.values():
            watcher.cut()
