"""The SFU's WebSocket: joining, staying and leaving, in protobufs.

As getstream 7.0.0 speaks it: a ``JoinRequest`` first; nothing may come before the
``JoinResponse``, since the SDK drops it. 6.1.1 sends its protobufs in text frames.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from aiohttp import WSCloseCode, WSMsgType, web
from getstream.video.rtc.pb.stream.video.sfu.event import events_pb2 as events
from getstream.video.rtc.pb.stream.video.sfu.models import models_pb2 as models
from google.protobuf.message import DecodeError

from console.practice.edge import wire
from console.practice.edge.call import Call
from console.practice.edge.outbox import Outbox, outbox_of
from console.practice.edge.participant import Participant
from console.practice.edge.problems import Problem
from console.practice.edge.region import Region

_FAREWELL_S: Final = 1.0
_SILENCE_S: Final = 30.0
"""The SDK sends a health check every 5 s."""
_RECONNECT_S: Final = 10
"""How long a session outlives a socket that was lost."""
_LEAVING_S: Final = 1
"""How long it outlives one that the client closed: that is how 6.1.1 leaves."""


class SfuSocket:
    """Serves the participants' sockets of one region."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._expiring: dict[Participant, asyncio.TimerHandle] = {}

    def close(self) -> None:
        """Wait for no lost socket any more."""
        for timer in self._expiring.values():
            timer.cancel()
        self._expiring.clear()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one socket to its end."""
        socket = web.WebSocketResponse(
            timeout=_FAREWELL_S, receive_timeout=_SILENCE_S, decode_text=False
        )
        await socket.prepare(request)
        async with outbox_of(request, socket) as outbox:
            try:
                await self._serve(socket, outbox)
            except (TimeoutError, DecodeError, Problem):
                outbox.cut()
        return socket

    async def _serve(self, socket: web.WebSocketResponse, outbox: Outbox) -> None:
        joined: tuple[Call, Participant] | None = None
        try:
            async for message in socket:
                if message.type not in (WSMsgType.BINARY, WSMsgType.TEXT):
                    continue
                request = events.SfuRequest.FromString(message.data)
                match request.WhichOneof("request_payload"):
                    case "join_request" if joined is None:
                        joined = await self._admit(request.join_request, outbox)
                    case "health_check_request" if joined is not None:
                        outbox.put(wire.health(len(joined[0].room.participants)))
                    case "leave_call_request" if joined is not None:
                        joined[0].room.leave(joined[1])
        finally:
            if joined is not None:
                self._lost(*joined, outbox, closed=socket.close_code == WSCloseCode.OK)

    async def _admit(self, request: Any, outbox: Outbox) -> tuple[Call, Participant] | None:
        region = self._region
        claims = region.gate.sfu_claims(request.token)
        if region.conditions.silent_join:
            return None
        await asyncio.sleep(region.conditions.join_delay)
        call = region.calls.find(claims.cid)
        self._replace(call, request.reconnect_details.previous_session_id, request.session_id)
        participant = call.room.find(request.session_id)
        if participant is None:
            name = region.users.name(claims.user_id)
            participant = Participant(claims.user_id, name, request.session_id, outbox)
            everybody = [*call.room.participants, participant]
            outbox.put(self._welcome(call, everybody, reconnected=False))
            call.join(participant)
        else:
            self._take_back(call, participant, outbox)
            if request.reconnect_details.strategy == models.WEBSOCKET_RECONNECT_STRATEGY_MIGRATE:
                self._move_in(call, participant)
            else:
                call.room.resume(participant)
        return call, participant

    def _welcome(self, call: Call, everybody: list[Participant], *, reconnected: bool) -> bytes:
        return wire.join_response(
            everybody, call.created_ns, reconnected=reconnected, deadline_s=_RECONNECT_S
        )

    def _replace(self, call: Call, previous_id: str, session_id: str) -> None:
        """On a rejoin, let the session go that the new one stands for."""
        previous = call.room.find(previous_id) if previous_id != session_id else None
        if previous is not None:
            self._stop_waiting(previous)
            call.room.leave(previous)

    def _take_back(self, call: Call, participant: Participant, outbox: Outbox) -> None:
        self._stop_waiting(participant)
        outbox.put(self._welcome(call, call.room.participants, reconnected=True))
        participant.outbox = outbox

    def _move_in(self, call: Call, participant: Participant) -> None:
        """End a migration: the client takes this for another SFU, and connects anew."""
        if not self._region.conditions.withhold_migration:
            participant.tell(wire.migration_complete())
        call.room.start_over(participant)

    def _lost(self, call: Call, participant: Participant, outbox: Outbox, *, closed: bool) -> None:
        """Keep a session whose socket is gone until it comes back, or does not."""
        if participant.outbox is outbox and call.room.find(participant.session_id) is participant:
            participant.outbox = None
            loop = asyncio.get_running_loop()
            grace = _LEAVING_S if closed else _RECONNECT_S
            self._expiring[participant] = loop.call_later(grace, self._expire, call, participant)

    def _expire(self, call: Call, participant: Participant) -> None:
        del self._expiring[participant]
        call.room.leave(participant)

    def _stop_waiting(self, participant: Participant) -> None:
        timer = self._expiring.pop(participant, None)
        if timer is not None:
            timer.cancel()
