"""Calls over REST: made, joined, looked at, ended, and what is said in them."""

from __future__ import annotations

import uuid

from aiohttp import web

from console.practice.edge.call import Call
from console.practice.edge.call_json import call_json, ok, participants_json
from console.practice.edge.problems import NOT_ALLOWED, Problem
from console.practice.edge.region import Region
from console.practice.edge.rest import USER, body_of
from console.practice.edge.snapshots import CustomEvent
from console.practice.edge.times import rfc3339

CALL = "/video/call/{type}/{id}"

_CAPABILITIES = ["join-call", "send-audio", "end-call", "mute-users"]


class CallResources:
    """One call's own routes."""

    def __init__(self, region: Region) -> None:
        self._region = region

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Serve them."""
        router.add_post(CALL, self.get_or_create)
        router.add_get(CALL, self.get)
        router.add_patch(CALL, self.update)
        router.add_post(f"{CALL}/join", self.join)
        router.add_post(f"{CALL}/mark_ended", self.end)
        router.add_post(f"{CALL}/delete", self.delete)
        router.add_post(f"{CALL}/participants", self.participants)
        router.add_post(f"{CALL}/event", self.event)
        router.add_post(f"{CALL}/closed_captions", self.caption)
        router.add_get(f"{CALL}/report", self.report)

    async def get_or_create(self, request: web.Request) -> web.Response:
        """Return a call, new or not; its custom data is added to."""
        data = (await body_of(request)).get("data") or {}
        call = self._region.calls.get_or_create(
            request.match_info["type"], request.match_info["id"]
        )
        creator = data.get("created_by_id") or (data.get("created_by") or {}).get("id")
        call.created_by = call.created_by or creator or request[USER]
        call.custom.update(data.get("custom") or {})
        self._watch(request, call)
        return self._answer(call, created=True)

    async def get(self, request: web.Request) -> web.Response:
        """Return a call."""
        call = self._find(request)
        self._watch(request, call)
        return self._answer(call)

    async def update(self, request: web.Request) -> web.Response:
        """Add to a call's custom data."""
        call = self._find(request)
        call.custom.update((await body_of(request)).get("custom") or {})
        return self._answer(call)

    async def join(self, request: web.Request) -> web.Response:
        """Tell a user where the SFU is, and let their connection watch the call."""
        region, user_id = self._region, request[USER]
        if region.conditions.refuse_join:
            raise Problem(NOT_ALLOWED, "the practice edge refuses every join")
        if (await body_of(request)).get("create"):
            region.calls.get_or_create(request.match_info["type"], request.match_info["id"])
        call = self._find(request)
        if user_id in call.blocked:
            raise Problem(NOT_ALLOWED, f"User '{user_id}' is blocked from the call")
        if call.ended_ns is not None:
            raise Problem(NOT_ALLOWED, f"User '{user_id}' is not allowed to join an ended call")
        self._watch(request, call)
        host, port = region.port.address
        return self._answer(
            call,
            membership=None,
            created=False,
            credentials={
                "server": {
                    "edge_name": "practice-edge",
                    "url": f"{region.base_url}/sfu/twirp",
                    "ws_endpoint": f"{region.base_url.replace('http', 'ws', 1)}/sfu/ws",
                },
                "token": region.gate.sfu_token(user_id, call.cid),
                "ice_servers": [{"urls": [f"stun:{host}:{port}"], "username": "", "password": ""}],
            },
            stats_options={"reporting_interval_ms": 10_000, "enable_rtc_stats": False},
        )

    async def end(self, request: web.Request) -> web.Response:
        """End a call for everybody."""
        call = self._find(request)
        call.end()
        self._region.watchers.tell(call.cid, {"type": "call.ended"})
        return ok()

    async def delete(self, request: web.Request) -> web.Response:
        """End a call and forget it."""
        call = self._find(request)
        self._region.calls.delete(call)
        self._region.watchers.tell(call.cid, {"type": "call.deleted"})
        return ok(call=call_json(call, self._region.users), task_id=str(uuid.uuid4()))

    async def participants(self, request: web.Request) -> web.Response:
        """Return everybody in the call, whatever was asked for."""
        call = self._find(request)
        found = participants_json(call, self._region.users)
        return self._answer(call, participants=found, total_participants=len(found))

    async def event(self, request: web.Request) -> web.Response:
        """Send a custom event to those who watch the call."""
        call, body = self._find(request), await body_of(request)
        sender = str(body.get("user_id") or request[USER])
        custom = body.get("custom") or {}
        call.events.append(CustomEvent(sender, custom))
        self._tell(call, "custom", custom=custom, user=self._region.users.in_event(sender))
        return ok()

    async def caption(self, request: web.Request) -> web.Response:
        """Send a closed caption to those who watch the call."""
        call, body = self._find(request), await body_of(request)
        speaker = str(body.get("speaker_id", ""))
        caption = {
            "id": str(uuid.uuid4()),
            "text": body.get("text", ""),
            "speaker_id": speaker,
            "user": self._region.users.in_event(speaker),
            "start_time": body.get("start_time") or rfc3339(),
            "end_time": body.get("end_time") or rfc3339(),
            "language": body.get("language") or "en",
            "translated": bool(body.get("translated")),
        }
        self._tell(call, "call.closed_caption", closed_caption=caption)
        return ok()

    async def report(self, request: web.Request) -> web.Response:
        """Return who was in it; this edge judges no quality."""
        call = self._find(request)
        participants = {
            "sum": call.sessions_seen,
            "unique": len(call.users_seen),
            "max_concurrent": call.most_at_once,
        }
        facts = {"score": 100.0, "started_at": call.created_ns, "ended_at": call.ended_ns}
        ratings = {"average": 0.0, "count": 0}
        report = {"call": facts, "participants": participants, "user_ratings": ratings}
        return ok(session_id=call.session, report=report)

    def _find(self, request: web.Request) -> Call:
        return self._region.calls.find("{type}:{id}".format_map(request.match_info))

    def _watch(self, request: web.Request, call: Call) -> None:
        """Let the connection that a request names hear of the call from now on."""
        self._region.watchers.watch(request.query.get("connection_id", ""), call.cid)

    def _answer(self, call: Call, **fields: object) -> web.Response:
        found = call_json(call, self._region.users)
        return ok(call=found, members=[], own_capabilities=_CAPABILITIES, **fields)

    def _tell(self, call: Call, event: str, **fields: object) -> None:
        self._region.watchers.tell(call.cid, {"type": event, **fields})
