"""Stream's SDK 6.1.1: Python alone, on aiortc, for systems without a wheel of 7's core.

Its ``ConnectionManager`` joins and publishes. What it does when a connection breaks is left
out: it publishes a second track beside the first, and gives up after one attempt. Here the
whole connection is made anew, with a session of its own, as Stream's other clients rejoin.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import Any, Final

from aiortc.rtcrtpparameters import RTCRtpReceiveParameters
from getstream import AsyncStream
from getstream.video.rtc import ConnectionManager, PcmData
from getstream.video.rtc.connection_utils import SfuConnectionError
from getstream.video.rtc.pb.stream.video.sfu.event import events_pb2 as events
from getstream.video.rtc.pb.stream.video.sfu.models import models_pb2 as models
from getstream.video.rtc.tracks import SubscriptionConfig, TrackSubscriptionConfig

from console.agents.stream.config import StreamConfig, local_socket_url
from console.agents.stream.connection import LEAVE_S, Connection, Ending, JoinError, Witness
from console.agents.stream.errors import sentence
from console.agents.stream.sdk6_coordinator import COORDINATOR_FAILURES, Coordinator
from console.agents.stream.sdk6_jitter import hold_back_little
from console.agents.stream.sdk6_local import stay_local
from console.agents.stream.sdk6_signalling import Signalling, use_signalling
from console.agents.stream.sdk6_track import Sdk6Track

_LOG = logging.getLogger(__name__)
_JOIN_S: Final = 10.0
_GIVE_UP_S: Final = 30.0
_PAUSE_S: Final = 0.25
_LOOK_EVERY_S: Final = 0.5
_SETTLE_S: Final = 0.5
_FRAMES: Final = 100
"""Frames of 20 ms that wait for a loop that is busy, of all participants together."""
_DEAD: Final = {"failed", "closed"}
_FAILURES: Final = (SfuConnectionError, *COORDINATOR_FAILURES)
_REJOIN: Final = (
    models.WEBSOCKET_RECONNECT_STRATEGY_FAST,
    models.WEBSOCKET_RECONNECT_STRATEGY_REJOIN,
    models.WEBSOCKET_RECONNECT_STRATEGY_MIGRATE,
)
_HEARS: Final = SubscriptionConfig(
    default=TrackSubscriptionConfig(
        track_types=[models.TRACK_TYPE_AUDIO, models.TRACK_TYPE_SCREEN_SHARE_AUDIO]
    )
)


class Sdk6:
    """Implements `RealTime`."""

    def __init__(self, config: StreamConfig, rest: AsyncStream) -> None:
        self._rest = rest
        self._local_url = local_socket_url(config.base_url)
        # It logs each end of a socket as an error; what is one is told here.
        logging.getLogger("websocket").setLevel(logging.CRITICAL)
        use_signalling()
        hold_back_little()

    def connection(
        self, call_type: str, call_id: str, user_id: str, witness: Witness
    ) -> Connection:
        call = self._rest.video.call(call_type, call_id)
        return _Connection(call, user_id, witness, self._local_url)


class _Connection(Connection):
    def __init__(self, call: Any, user_id: str, witness: Witness, local_url: str | None) -> None:
        super().__init__(user_id, witness)
        self.track: Sdk6Track = Sdk6Track()
        self._call = call
        self._local_url = local_url
        self._coordinator = Coordinator(call, user_id, local_url)
        self._manager: ConnectionManager | None = None
        self._trouble = asyncio.Event()
        self._work: list[asyncio.Task[None]] = []
        self._publishing: asyncio.Task[None] | None = None
        self._frames: asyncio.Queue[PcmData] = asyncio.Queue(_FRAMES)

    async def join(self) -> None:
        try:
            await self._coordinator.open()
            await self._connect()
        except _FAILURES as exc:
            # It wraps what a request failed with into text, and keeps it as the context.
            why = exc.__context__ if isinstance(exc, SfuConnectionError) else exc
            raise JoinError(exc, sentence(why or exc)) from exc
        for work in (self._coordinator.follow(self._told), self._hear(), self._keep()):
            self._work.append(self._own(work))
        self._linked(True)

    async def _quit(self) -> None:
        await _cancel(*self._work, self._publishing)
        await self.track.end()
        manager, self._manager = self._manager, None
        await asyncio.gather(self._drop(manager), self._coordinator.close())

    # -- one manager after the other --------------------------------------------------

    async def _connect(self) -> None:
        """Join with a new manager; whatever it fails with, `_drop` is due."""
        manager = ConnectionManager(
            self._call, self._user_id, create=True, subscription_config=_HEARS
        )
        if self._local_url:
            stay_local(manager)
        self._manager = manager
        self._trouble.clear()
        self._listen(manager)
        async with asyncio.timeout(_JOIN_S):
            await manager.connect()
        there = manager.participants_state.get_participants()
        self._present({each.session_id: each.user_id for each in there})
        await manager.republish_tracks()
        self._publishing = self._own(self._publish(manager))

    async def _publish(self, manager: ConnectionManager) -> None:
        try:
            await self.track.publish(manager)
        except Exception as exc:  # it raises whatever went wrong below it, aiortc's own too
            _LOG.info("The phone could not publish in a Stream call: %s", type(exc).__name__)
            self._trouble_with(manager)

    async def _keep(self) -> None:
        """Join again whenever the connection is in trouble, until that has failed for long."""
        while not self._leaving and self.ending is None:
            if not await self._in_trouble():
                continue
            self._linked(False)
            since, pause = time.monotonic(), _PAUSE_S
            while not await self._again():
                if time.monotonic() - since > _GIVE_UP_S:
                    self._end(Ending.LOST)
                    return
                await asyncio.sleep(pause)
                pause *= 2
            self._linked(True)

    async def _in_trouble(self) -> bool:
        """Wait for some; what only shows by itself is looked at twice a second."""
        try:
            async with asyncio.timeout(_LOOK_EVERY_S):
                await self._trouble.wait()
        except TimeoutError:
            return bool(_states(self._manager) & _DEAD)
        return True

    async def _again(self) -> bool:
        await _cancel(self._publishing)
        await self.track.pause()
        manager, self._manager = self._manager, None
        await self._drop(manager)
        try:
            await self._connect()
        except (*_FAILURES, TimeoutError):
            return False
        return True

    async def _drop(self, manager: ConnectionManager | None) -> None:
        if manager is None:
            return
        manager.running = False
        manager.remove_all_listeners()
        socket: Signalling | None = manager.ws_client
        try:
            async with asyncio.timeout(LEAVE_S):
                if socket is not None:
                    await socket.say_goodbye(manager.session_id)
                await _settled(manager)
                if manager.stats_reporter is not None:
                    # Leaving sends a last report in a task that nobody waits for.
                    await manager.stats_reporter.stop()
                    manager.stats_reporter = None
                await _begin_to_receive(manager)
                async with manager.subscriber_negotiation_lock:
                    await manager.leave()
                if socket is not None:
                    await socket.gone()
        except TimeoutError as exc:
            _LOG.warning("A Stream call was not left properly: %s", type(exc).__name__)

    # -- what a manager tells ---------------------------------------------------------

    def _listen(self, manager: ConnectionManager) -> None:
        manager.on("audio", self._on_audio)
        manager.on(
            "participant_joined",
            lambda event: self._came(event.participant.session_id, event.participant.user_id),
        )
        manager.on("participant_left", lambda event: self._went(event.participant.session_id))
        manager.on("track_published", lambda e: self._seen(e, there=True))
        manager.on("track_unpublished", lambda e: self._seen(e, there=False))
        manager.on("call_ended", lambda event: self._ended(event.reason))
        manager.on("connection_lost", lambda _reason: self._trouble_with(manager))
        manager.on("go_away", lambda _event: self._trouble_with(manager))
        manager.on("error", lambda event: self._on_error(manager, event))

    def _seen(self, event: Any, *, there: bool) -> None:
        self._published(event.session_id, event.user_id, event.type, there=there)

    def _on_error(self, manager: ConnectionManager, event: object) -> None:
        """Take an error of the SFU's; those of listeners come by the same name."""
        if isinstance(event, events.Error):
            if event.reconnect_strategy in _REJOIN:
                self._trouble_with(manager)
            elif event.reconnect_strategy == models.WEBSOCKET_RECONNECT_STRATEGY_DISCONNECT:
                self._end(Ending.LOST)

    def _trouble_with(self, manager: ConnectionManager) -> None:
        manager.running = False  # that keeps its own reconnection from beginning
        if manager is self._manager:
            self._trouble.set()

    def _on_audio(self, pcm: PcmData) -> None:
        if self._frames.full():
            self._frames.get_nowait()
        self._frames.put_nowait(pcm)

    async def _hear(self) -> None:
        while True:
            pcm = await self._frames.get()
            # A track whose owner it could not tell is most likely that of the one who is there.
            owner = pcm.participant
            session = owner.session_id if owner is not None else next(iter(self.others), "")
            await self._witness.heard(session, pcm.samples.reshape(-1))


def _states(manager: ConnectionManager | None) -> set[str]:
    ends = (manager.publisher_pc, manager.subscriber_pc) if manager else ()
    return {end.connectionState for end in ends if end is not None}


async def _settled(manager: ConnectionManager) -> None:
    """Wait while media connects, but not for long: closed meanwhile, aioice goes on for ever."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_SETTLE_S):
            while "connecting" in _states(manager):  # noqa: ASYNC110 - both have events of theirs
                await asyncio.sleep(_SETTLE_S / 20)


async def _begin_to_receive(manager: ConnectionManager) -> None:
    """Let tracks whose media never came end: a receiver ends them only once it has begun."""
    if manager.subscriber_pc is not None:
        for transceiver in manager.subscriber_pc.getTransceivers():
            await transceiver.receiver.receive(RTCRtpReceiveParameters())


async def _cancel(*tasks: asyncio.Task[None] | None) -> None:
    """End tasks and wait for their ends, but for the one that this runs in."""
    ending = [task for task in tasks if task is not None and task is not asyncio.current_task()]
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, return_exceptions=True)
