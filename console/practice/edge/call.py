"""The coordinator's side of a call, and the book of all calls."""

from __future__ import annotations

import uuid
from collections import deque
from typing import Any, Final

from console.practice.edge import wire
from console.practice.edge.conditions import Conditions
from console.practice.edge.participant import Participant
from console.practice.edge.problems import DOES_NOT_EXIST, Problem
from console.practice.edge.room import NewPeer, Room
from console.practice.edge.snapshots import CallSnapshot, CustomEvent
from console.practice.edge.times import nanoseconds

_EVENTS_KEPT: Final = 100
_MOST: Final = 1000


class Call:
    """One call: facts and flags, and the room in which it takes place."""

    def __init__(self, type_: str, id_: str, room: Room) -> None:
        self.type, self.id = type_, id_
        self.cid = f"{type_}:{id_}"
        self.room = room
        self.created_by = ""
        self.custom: dict[str, Any] = {}
        self.created_ns = nanoseconds()
        self.ended_ns: int | None = None
        self.session = str(uuid.uuid4())
        self.blocked: set[str] = set()
        self.recording = self.transcribing = self.captioning = False
        self.events: deque[CustomEvent] = deque(maxlen=_EVENTS_KEPT)
        self.sessions_seen = self.most_at_once = 0
        self.users_seen: set[str] = set()

    def join(self, participant: Participant) -> None:
        """Take somebody in, and count them for the report."""
        self.room.join(participant)
        self.sessions_seen += 1
        self.users_seen.add(participant.user_id)
        self.most_at_once = max(self.most_at_once, len(self.room.participants))

    def kick(self, user_id: str) -> None:
        """Throw a user out of all their sessions."""
        for participant in self.room.participants:
            if participant.user_id == user_id:
                self.room.remove(participant, wire.KICKED)

    def end(self) -> None:
        """End it for all."""
        self.ended_ns = self.ended_ns or nanoseconds()
        for participant in self.room.participants:
            self.room.remove(participant, wire.ENDED)

    def abandon(self) -> None:
        """Drop everybody, and say nothing to anybody."""
        for participant in self.room.participants:
            if participant.outbox is not None:
                participant.outbox.cut()
                participant.outbox = None
            self.room.leave(participant)

    def snapshot(self) -> CallSnapshot:
        """Return what can be seen of it now."""
        return CallSnapshot(
            self.cid,
            dict(self.custom),
            tuple(participant.snapshot() for participant in self.room.participants),
            tuple(self.events),
            self.ended_ns is not None,
            self.recording,
            self.transcribing,
            self.captioning,
        )


class Book:
    """All calls by cid, oldest first. Beyond a thousand, those with nobody in them go."""

    def __init__(self, new_peer: NewPeer, conditions: Conditions) -> None:
        self._new_peer = new_peer
        self._conditions = conditions
        self._calls: dict[str, Call] = {}

    def find(self, cid: str) -> Call:
        """Return a call.

        Raises:
            Problem: 16, there is none.
        """
        if cid not in self._calls:
            raise Problem(DOES_NOT_EXIST, f'Can\'t find call with id "{cid}"')
        return self._calls[cid]

    def get_or_create(self, type_: str, id_: str) -> Call:
        """Return a call, new or not."""
        cid = f"{type_}:{id_}"
        if cid not in self._calls:
            self._calls[cid] = Call(type_, id_, Room(cid, self._new_peer, self._conditions))
            self._forget()
        return self._calls[cid]

    def delete(self, call: Call) -> None:
        """End a call and forget it."""
        call.end()
        self._calls.pop(call.cid, None)

    def all(self) -> list[Call]:
        """Every call in the book."""
        return list(self._calls.values())

    def session(self, session_id: str) -> tuple[Call, Participant] | None:
        """Find a session, wherever it is."""
        for call in self._calls.values():
            if (participant := call.room.find(session_id)) is not None:
                return call, participant
        return None

    def sessions_of(self, user_id: str) -> list[tuple[Call, Participant]]:
        """All sessions of a user."""
        return [
            (call, participant)
            for call in self._calls.values()
            for participant in call.room.participants
            if participant.user_id == user_id
        ]

    def _forget(self) -> None:
        if len(self._calls) > _MOST:
            newest = next(reversed(self._calls))
            for call in self.all():
                if not call.room.participants and call.cid != newest:
                    del self._calls[call.cid]
                    return
