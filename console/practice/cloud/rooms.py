"""`<Dial><Conference>`: rooms in which everybody hears everybody else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager

from console.audio.g711 import SILENCE
from console.audio.mixing import mix


class Seat:
    """One call's place in a room."""

    def __init__(self, room: Room) -> None:
        self.said = SILENCE
        self.over = asyncio.Event()
        """Set when the conference is."""
        self._room = room

    def play(self) -> bytes:
        """Return what the others say now."""
        heard = SILENCE
        for seat in self._room.seats:
            if seat is not self and seat.said != SILENCE:
                heard = seat.said if heard == SILENCE else mix(heard, seat.said)
        return heard

    def hear(self, frame: bytes, _digits: str, _words: str = "") -> None:
        """Keep what was said for the others' next 20 ms."""
        self.said = frame


class Room:
    """One conference, from the first who comes in to its end."""

    def __init__(self) -> None:
        self.seats: list[Seat] = []

    def enter(self) -> Seat:
        self.seats.append(seat := Seat(self))
        return seat

    def leave(self, seat: Seat, *, ends_it: bool) -> None:
        """Give a seat back; whoever ends the conference with it takes everybody out."""
        self.seats.remove(seat)
        if ends_it:
            for other in self.seats:
                other.over.set()


class Rooms:
    """The account's conferences by their names."""

    def __init__(self) -> None:
        self._rooms: dict[str, Room] = {}

    def names(self) -> list[str]:
        """Return the rooms in which somebody is."""
        return list(self._rooms)

    async def confer(
        self, name: str, connected: Callable[[Seat], AbstractContextManager[None]], *, ends_it: bool
    ) -> None:
        """Have a call be in a room until it leaves or the conference is over."""
        room = self._rooms.setdefault(name, Room())
        seat = room.enter()
        try:
            with connected(seat):
                await seat.over.wait()
        finally:
            room.leave(seat, ends_it=ends_it)
            if not room.seats:
                self._rooms.pop(name, None)
