"""What a telephone needs of a Stream call's real-time side, whichever version of the SDK it is.

`sdk` says which one there is; `sdk7` and `sdk6` are the two that there can be.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Coroutine, Mapping
from enum import Enum
from typing import Any, Final, Protocol

from console.audio.resample import Samples

RATE: Final = 48_000
"""Samples a second, one channel: what Opus speaks."""
BUFFER_MS: Final = 200
"""What a track keeps of the phone's audio; more would only be late."""
LEAVE_S: Final = 3.0
_KICKED: Final = 3
"""``CALL_ENDED_REASON_KICKED`` of Stream's protocol."""
_AUDIO: Final = (1, 4)
"""``TRACK_TYPE_AUDIO`` and ``TRACK_TYPE_SCREEN_SHARE_AUDIO`` of Stream's protocol."""


class Ending(Enum):
    """Why a connection is over although we did not leave."""

    ENDED = "ended"
    KICKED = "kicked"
    LOST = "lost"


class JoinError(Exception):
    """A call could not be joined: what the SDK said, and a ``sentence`` that says what to do."""

    def __init__(self, why: BaseException, sentence: str) -> None:
        super().__init__(f"{type(why).__name__}: {why}")
        self.sentence = sentence


class TrackFull(Exception):
    """A track had no room: what it holds is not being played."""


class TrackOver(Exception):
    """A track will never be played again: its call is over."""


class Witness(Protocol):
    """Hears what happens in a Stream call, on the loop that joined it."""

    async def heard(self, session: str, samples: Samples) -> None:
        """Take what one participant said: 48 kHz, one channel, mostly 20 ms."""

    def link_up(self, up: bool) -> None:
        """The connection itself works again, or does not for now."""

    async def event(self, data: Mapping[str, Any]) -> None:
        """Take one of the coordinator's events as Stream sent it."""


class Track(Protocol):
    """What the phone says. It is played in real time from when media flows."""

    async def write(self, samples: Samples) -> None:
        """Queue `RATE`, one channel. Raises `TrackFull` or `TrackOver`."""

    async def flush(self) -> None:
        """Forget what is queued."""

    async def flows(self) -> None:
        """Return when what is written is played at once. Raises `TrackOver`."""


class Connection(ABC):
    """The phone's user in a Stream call. Belongs to the loop that calls `join`.

    This class keeps what is seen of the call; how it is seen is each SDK's own affair.
    """

    track: Track

    def __init__(self, user_id: str, witness: Witness) -> None:
        self.up = False
        """Whether the call is joined and not being joined again."""
        self.ending: Ending | None = None
        self.others: dict[str, str] = {}
        """The other participants: user by session; a user may have several."""
        self.arrival = asyncio.Event()
        """Set whenever another participant comes; whoever waits for one clears it."""
        self.muted: set[str] = set()
        """Sessions of others whose audio is not published now."""
        self.phone_muted = False
        """Whether somebody muted the phone: it goes on sending, and nobody hears it."""
        self._user_id = user_id
        self._witness = witness
        self._leaving = False
        self._muting = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    @abstractmethod
    async def join(self) -> None:
        """Join and publish. Raises `JoinError`; `leave` is due even then."""

    async def leave(self) -> None:
        """Leave and end all that belongs to it, in some seconds at most. Never raises."""
        self._leaving = True
        self.up = False
        await self._quit()
        tasks = self._tasks - {asyncio.current_task()}
        if tasks:  # their streams end with the call
            await asyncio.wait(tasks, timeout=LEAVE_S / 3)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @abstractmethod
    async def _quit(self) -> None:
        """Leave the call in `LEAVE_S` at most. Never raises; may come more than once."""

    async def silenced(self, user_id: str) -> None:
        """Return once no audio of another participant's is published any more."""
        while {session for session, user in self.others.items() if user == user_id} - self.muted:
            self._muting.clear()
            await self._muting.wait()

    # -- what is seen -----------------------------------------------------------------

    def _came(self, session: str, user_id: str) -> None:
        if user_id != self._user_id:
            self.others[session] = user_id
            self.arrival.set()

    def _went(self, session: str) -> None:
        self.others.pop(session, None)
        self.muted.discard(session)

    def _present(self, participants: Mapping[str, str]) -> None:
        """Take who is there now, user by session, for all that was seen so far."""
        self.others.clear()
        for session, user_id in participants.items():
            self._came(session, user_id)
        self.muted &= self.others.keys()
        self.phone_muted = False

    def _published(self, session: str, user_id: str, track_type: int, *, there: bool) -> None:
        if track_type not in _AUDIO:
            return
        if user_id == self._user_id:
            self.phone_muted = not there
        elif there:
            self.muted.discard(session)
        else:
            self.muted.add(session)
            self._muting.set()

    def _linked(self, up: bool) -> None:
        if up is not self.up:
            self.up = up
            self._witness.link_up(up)

    async def _told(self, event: Mapping[str, Any]) -> None:
        """Take one of the coordinator's events."""
        if event.get("type") == "call.ended":
            self._end(Ending.ENDED)
        await self._witness.event(event)

    def _ended(self, reason: int) -> None:
        self._end(Ending.KICKED if reason == _KICKED else Ending.ENDED)

    def _end(self, ending: Ending) -> None:
        if self.ending is None and not self._leaving:
            self.ending = ending
            self._own(self._quit())

    def _own(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


class RealTime(Protocol):
    """One account's way into calls, made once."""

    def connection(
        self, call_type: str, call_id: str, user_id: str, witness: Witness
    ) -> Connection:
        """Return a participant that has not joined yet."""
