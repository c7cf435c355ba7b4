"""Stream's SDK 7: a compiled core, where there is a wheel of it.

It speaks to `getstream_rtc`, the core that the SDK's ``ConnectionManager`` wraps, through
its public interface. The wrapper hides three things that a telephone needs: that a write
did not fit (the only sign of whether media flows), captions among the coordinator's
events, and the address of a local edge.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Final

import getstream_rtc as rtc
import numpy as np
from getstream import AsyncStream

from console.agents.stream.config import StreamConfig, local_socket_url
from console.agents.stream.connection import (
    BUFFER_MS,
    LEAVE_S,
    RATE,
    Connection,
    Ending,
    JoinError,
    TrackFull,
    TrackOver,
    Witness,
)
from console.agents.stream.errors import may_not_speak, of_answer, sentence
from console.audio.g711 import FRAME_MS
from console.audio.resample import Samples

_LOG = logging.getLogger(__name__)
_EVENTS: Final = 1024
"""How many events a call keeps for a loop that is blocked."""
_SILENCE: Final[Samples] = np.zeros(RATE * FRAME_MS // 1000, np.int16)
_TAKEN_IN_A_ROW: Final = 3


class Sdk7:
    """Implements `RealTime`."""

    def __init__(self, config: StreamConfig, rest: AsyncStream) -> None:
        self._core = rtc.Client(
            config.api_key,
            config.api_secret,
            base_url=rest.base_url,
            ws_url=local_socket_url(config.base_url),
            call_event_capacity=_EVENTS,
        )

    def connection(
        self, call_type: str, call_id: str, user_id: str, witness: Witness
    ) -> Connection:
        return _Connection(self._core.call(call_type, call_id), user_id, witness)


class _Track:
    """Implements `Track`.

    The core plays its queue in real time once media flows, and keeps it until then; it
    does not say which of the two it does. So the queue is filled with silence first: as
    long as a frame every 20 ms is too many for it, nothing flows.
    """

    def __init__(self) -> None:
        self.core = rtc.LocalAudioTrack(pcm_queue_capacity=BUFFER_MS / 1000)

    async def write(self, samples: Samples) -> None:
        try:
            await self.core.write_pcm(samples, RATE, 1)
        except rtc.PcmQueueOverflowError as exc:
            raise TrackFull from exc
        except rtc.RtcError as exc:
            raise TrackOver from exc

    async def flush(self) -> None:
        self.core.flush()

    async def flows(self) -> None:
        self.core.flush()
        for _ in range(BUFFER_MS // FRAME_MS):
            await self._is_taken()
        in_a_row = 0
        while in_a_row < _TAKEN_IN_A_ROW:
            await asyncio.sleep(FRAME_MS / 1000)
            in_a_row = in_a_row + 1 if await self._is_taken() else 0

    async def _is_taken(self) -> bool:
        try:
            await self.write(_SILENCE)
        except TrackFull:
            return False
        return True


class _Connection(Connection):
    def __init__(self, call: rtc.Call, user_id: str, witness: Witness) -> None:
        super().__init__(user_id, witness)
        self.track: _Track = _Track()
        self._call = call
        self._sources = 2

    async def join(self) -> None:
        call = self._call
        for work in (
            self._follow_call(call.sfu_events()),
            self._follow_coordinator(call.coordinator_events()),
            self._follow_state(call.client_events()),
            self._follow_tracks(call.tracks()),
        ):
            self._own(work)
        try:
            await call.join(self._user_id, True)
            for participant in call.participants():
                self._came(participant.session_id, participant.user_id)
            await call.publish_audio(self.track.core)
        except rtc.RtcError as exc:
            raise JoinError(exc, _sentence(exc)) from exc

    async def _quit(self) -> None:
        try:
            async with asyncio.timeout(LEAVE_S):
                await self._call.leave()
        except (rtc.RtcError, TimeoutError) as exc:
            _LOG.warning("A Stream call was not left properly: %s", type(exc).__name__)

    # -- what the core tells ----------------------------------------------------------

    async def _follow_call(self, events: rtc.EventStream) -> None:
        async for event in events:
            match event:
                case rtc.ParticipantJoined():
                    self._came(event.participant.session_id, event.participant.user_id)
                case rtc.ParticipantLeft():
                    self._went(event.participant.session_id)
                case rtc.TrackPublished():
                    self._seen(event, there=True)
                case rtc.TrackUnpublished():
                    self._seen(event, there=False)
                case rtc.CallEnded():
                    self._ended(event.reason)
                case rtc.EventsLagged():
                    self._look_again()
        self._fell_silent()

    async def _follow_coordinator(self, events: rtc.EventStream) -> None:
        async for event in events:
            if isinstance(event, rtc.CoordinatorEvent):
                await self._told(event.data)
        self._fell_silent()

    async def _follow_state(self, events: rtc.EventStream) -> None:
        async for event in events:
            if not isinstance(event, rtc.CallingStateChanged):
                continue
            up = event.state == rtc.CallingState.JOINED
            if up:
                self._look_again()
            self._linked(up)

    async def _follow_tracks(self, tracks: rtc.TrackStream) -> None:
        while True:
            try:
                track = await anext(tracks)
            except StopAsyncIteration:
                return
            except rtc.RtcError:
                _LOG.warning("More tracks came in a Stream call than could be taken")
                continue
            if track.track_type in (rtc.TrackType.AUDIO, rtc.TrackType.SCREEN_SHARE_AUDIO):
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

    def _seen(self, event: rtc.TrackPublished | rtc.TrackUnpublished, *, there: bool) -> None:
        kind = int(event.track_type)
        self._published(event.session_id, event.user_id, kind, there=there)

    def _look_again(self) -> None:
        self._present({each.session_id: each.user_id for each in self._call.participants()})

    def _fell_silent(self) -> None:
        """Conclude, once both sources of events have ended, that nobody will say why."""
        self._sources -= 1
        if not self._sources:
            self._end(Ending.LOST)


def _sentence(exc: rtc.RtcError) -> str:
    if isinstance(exc, rtc.ApiError):
        return of_answer(exc.status_code, exc.code, exc.message)
    if isinstance(exc, rtc.PermissionDeniedError):
        return may_not_speak(exc.capability)
    return sentence(exc)
