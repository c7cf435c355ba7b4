"""What an operator does to a call over REST: mute, kick, block, record, transcribe, caption."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from console.practice.edge import wire
from console.practice.edge.call import Call
from console.practice.edge.call_json import ok
from console.practice.edge.problems import BAD_INPUT, NOT_ALLOWED, Problem
from console.practice.edge.region import Region
from console.practice.edge.rest import body_of
from console.practice.edge.rest_calls import CALL

_KINDS: Final = {
    "audio": wire.AUDIO,
    "video": wire.VIDEO,
    "screenshare": wire.SCREEN_SHARE,
    "screenshare_audio": wire.SCREEN_SHARE_AUDIO,
}


class ModerationResources:
    """One call's routes for its operator. Nothing is really recorded or transcribed."""

    def __init__(self, region: Region) -> None:
        self._region = region

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Serve them."""
        router.add_post(f"{CALL}/mute_users", self.mute)
        router.add_post(f"{CALL}/kick", self.kick)
        router.add_post(f"{CALL}/block", self.block)
        router.add_post(f"{CALL}/unblock", self.unblock)
        router.add_post(f"{CALL}/recordings/{{kind}}/{{verb:start|stop}}", self.record)
        router.add_post(f"{CALL}/{{verb:start|stop}}_transcription", self.transcribe)
        router.add_post(f"{CALL}/{{verb:start|stop}}_closed_captions", self.caption)
        router.add_get(f"{CALL}/recordings", self.recordings)
        router.add_get(f"{CALL}/transcriptions", self.transcriptions)

    async def mute(self, request: web.Request) -> web.Response:
        """Mute users' tracks for the others."""
        call, body = self._find(request), await body_of(request)
        chosen = set(body.get("user_ids") or [])
        for participant in call.room.participants:
            if body.get("mute_all_users") or participant.user_id in chosen:
                for kind in (kind for kind in _KINDS if body.get(kind)):
                    call.room.moderate(participant, _KINDS[kind])
        return ok()

    async def kick(self, request: web.Request) -> web.Response:
        """Throw a user out; with ``block``, for good."""
        call, body = self._find(request), await body_of(request)
        user_id = _user(body)
        if body.get("block"):
            call.blocked.add(user_id)
        self._tell(call, "call.kicked_user", user=self._region.users.in_event(user_id))
        call.kick(user_id)
        return ok()

    async def block(self, request: web.Request) -> web.Response:
        """Throw a user out and let them in no more."""
        call, user_id = self._find(request), _user(await body_of(request))
        call.blocked.add(user_id)
        self._tell(call, "call.blocked_user", user=self._region.users.in_event(user_id))
        call.kick(user_id)
        return ok()

    async def unblock(self, request: web.Request) -> web.Response:
        """Let a user in again."""
        self._find(request).blocked.discard(_user(await body_of(request)))
        return ok()

    async def record(self, request: web.Request) -> web.Response:
        """Start or stop a recording."""
        call = self._find(request)
        call.recording = self._begun(request, call, "recording")
        return ok()

    async def transcribe(self, request: web.Request) -> web.Response:
        """Start or stop the transcription."""
        call = self._find(request)
        call.transcribing = self._begun(request, call, "transcription")
        return ok()

    async def caption(self, request: web.Request) -> web.Response:
        """Start or stop closed captions."""
        call = self._find(request)
        call.captioning = self._begun(request, call, "closed_captions")
        return ok()

    async def recordings(self, request: web.Request) -> web.Response:
        """Return the recordings: there are none."""
        self._find(request)
        return ok(recordings=[])

    async def transcriptions(self, request: web.Request) -> web.Response:
        """Return the transcriptions: there are none."""
        self._find(request)
        return ok(transcriptions=[])

    def _begun(self, request: web.Request, call: Call, what: str) -> bool:
        begun = request.match_info["verb"] == "start"
        if begun and what != "recording" and self._region.conditions.refuse_captions:
            raise Problem(NOT_ALLOWED, f"{what} is not enabled for this call type")
        self._tell(call, f"call.{what}_{'started' if begun else 'stopped'}")
        return begun

    def _find(self, request: web.Request) -> Call:
        return self._region.calls.find("{type}:{id}".format_map(request.match_info))

    def _tell(self, call: Call, event: str, **fields: object) -> None:
        self._region.watchers.tell(call.cid, {"type": event, **fields})


def _user(body: dict[str, object]) -> str:
    user_id = body.get("user_id")
    if not isinstance(user_id, str) or not user_id:
        raise Problem(BAD_INPUT, "user_id is a required field")
    return user_id
