"""One participant of one Stream call: it joins, publishes one track and tells what it sees.

It speaks to `getstream_rtc`, the core that the SDK's ``ConnectionManager`` wraps, through
its public interface. The wrapper hides three things that a telephone needs: that a write
did not fit (the only sign of whether media flows), captions among the coordinator's
events, and the address of a local edge.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from enum import Enum
from typing import Any, Final, Protocol

import getstream_rtc as rtc

from console.audio.resample import Samples

_LOG = logging.getLogger(__name__)
RATE: Final = 48_000
"""Samples a second, one channel: what Opus speaks."""
BUFFER_MS: Final = 200
"""What the core keeps of the phone's audio; more would only be late."""
_LEAVE_S: Final = 3.0
_KICKED: Final = 3
"""``CALL_ENDED_REASON_KICKED`` of Stream's protocol."""
_AUDIO: Final = (rtc.TrackType.AUDIO, rtc.TrackType.SCREEN_SHARE_AUDIO)


class Ending(Enum):
    """Why a connection is over although we did not leave."""

    ENDED = "ended"
    KICKED = "kicked"
    LOST = "lost"


class Witness(Protocol):
    """Hears what happens in a Stream call, on the loop that joined it."""

    async def heard(self, session: str, samples: Samples) -> None:
        """Take what one participant said: 48 kHz, one channel, mostly 20 ms."""

    def link_up(self, up: bool) -> None:
        """The connection itself works again, or does not for now."""

    async def event(self, data: Mapping[str, Any]) -> None:
        """Take one of the coordinator's events as Stream sent it."""


class Connection:
    """The phone's user in a Stream call. Belongs to the loop that called `join`."""

    def __init__(self, call: rtc.Call, user_id: str, witness: Witness) -> None:
        self.track = rtc.LocalAudioTrack(pcm_queue_capacity=BUFFER_MS / 1000)
        """What the phone says: write `RATE`, one channel."""
        self.up = False
        """Whether the call is joined and not being joined again."""
        self.ending: Ending | None = None
        self.others: dict[str, str] = {}
        """The other participants: user by session; a user may have several."""
        self.arrival = asyncio.Event()
        """Set whenever another participant comes; whoever waits for one clears it."""
        self.muted: set[str] = set()
        """Sessions of others whose audio is not published now."""
        self._call = call
        self._user_id = user_id
        self._witness = witness
        self._leaving = False
        self._sources = 2
        self._tasks: set[asyncio.Task[None]] = set()

    async def join(self) -> None:
        """Join and publish. Raises ``rtc.RtcError``; `leave` is due even then."""
        call = self._call
        for work in (
            self._follow_call(call.sfu_events()),
            self._follow_coordinator(call.coordinator_events()),
            self._follow_state(call.client_events()),
            self._follow_tracks(call.tracks()),
        ):
            self._own(work)
        await call.join(self._user_id, True)
        for participant in call.participants():
            self._came(participant)
        await call.publish_audio(self.track)

    async def leave(self) -> None:
        """Leave and end all that belongs to it, in three seconds at most. Never raises."""
        self._leaving = True
        self.up = False
        await self._quit()
        tasks = self._tasks - {asyncio.current_task()}
        if tasks:  # their streams end with the call
            await asyncio.wait(tasks, timeout=_LEAVE_S / 3)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _quit(self) -> None:
        try:
            async with asyncio.timeout(_LEAVE_S):
                await self._call.leave()
        except (rtc.RtcError, TimeoutError) as exc:
            _LOG.warning("A Stream call was not left properly: %s", type(exc).__name__)

    # -- what the core tells ----------------------------------------------------------

    async def _follow_call(self, events: rtc.EventStream) -> None:
        async for event in events:
            match event:
                case rtc.ParticipantJoined():
                    self._came(event.participant)
                case rtc.ParticipantLeft():
                    self.others.pop(event.participant.session_id, None)
                    self.muted.discard(event.participant.session_id)
                case rtc.TrackPublished() if event.track_type in _AUDIO:
                    self.muted.discard(event.session_id)
                case rtc.TrackUnpublished() if event.track_type in _AUDIO:
                    self.muted.add(event.session_id)
                case rtc.CallEnded():
                    kicked = event.reason == _KICKED
                    self._end(Ending.KICKED if kicked else Ending.ENDED)
                case rtc.EventsLagged():
                    self._look_again()
        self._fell_silent()

    async def _follow_coordinator(self, events: rtc.EventStream) -> None:
        async for event in events:
            if isinstance(event, rtc.CoordinatorEvent):
                if event.name == "call.ended":
                    self._end(Ending.ENDED)
                await self._witness.event(event.data)
        self._fell_silent()

    async def _follow_state(self, events: rtc.EventStream) -> None:
        async for event in events:
            if not isinstance(event, rtc.CallingStateChanged):
                continue
            up = event.state == rtc.CallingState.JOINED
            if up:
                self._look_again()
            if up is not self.up:
                self.up = up
                self._witness.link_up(up)

    async def _follow_tracks(self, tracks: rtc.TrackStream) -> None:
        while True:
            try:
                track = await anext(tracks)
            except StopAsyncIteration:
                return
            except rtc.RtcError:
                _LOG.warning("More tracks came in a Stream call than could be taken")
                continue
            if track.track_type in _AUDIO:
                self._own(self._hear(track))
            del track  # the core unsubscribes when the last reference goes

    async def _hear(self, track: rtc.RemoteTrack) -> None:
        session = track.participant.session_id
        while (frame := await track.next_pcm()) is not None:
            samples = frame.samples
            if frame.channels > 1:
                samples = samples[:: frame.channels]
            await self._witness.heard(session, samples)

    # -- inside -----------------------------------------------------------------------

    def _came(self, participant: rtc.RemoteParticipant) -> None:
        if participant.user_id != self._user_id:
            self.others[participant.session_id] = participant.user_id
            self.arrival.set()

    def _look_again(self) -> None:
        self.others.clear()
        for participant in self._call.participants():
            self._came(participant)
        self.muted &= self.others.keys()

    def _fell_silent(self) -> None:
        """Conclude, once both sources of events have ended, that nobody will say why."""
        self._sources -= 1
        if not self._sources:
            self._end(Ending.LOST)

    def _end(self, ending: Ending) -> None:
        if self.ending is None and not self._leaving:
            self.ending = ending
            self._own(self._quit())

    def _own(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
