"""Stream Chat over REST: a channel for each call, in which an agent writes what is said.

Paths and bodies: the getstream library's generated client. What only those would see who are
connected to the chat, the text of a message that still grows, is taken and forgotten.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web

from console.practice.edge.call_json import ok
from console.practice.edge.chat import Channels, Message
from console.practice.edge.problems import INTERNAL, Problem
from console.practice.edge.region import Region
from console.practice.edge.rest import USER, body_of
from console.practice.edge.times import nanoseconds

_CHANNEL = "/chat/channels/{type}/{id}"
_MESSAGE = "/chat/messages/{id}"


class ChatResources:
    """The channels' routes."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._channels = Channels()

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Serve them."""
        router.add_get(_CHANNEL, self.show)
        router.add_post(f"{_CHANNEL}/query", self.open)
        router.add_post(f"{_CHANNEL}/message", self.send)
        router.add_put(_MESSAGE, self.change)
        router.add_delete(_MESSAGE, self.delete)
        router.add_patch(f"{_MESSAGE}/ephemeral", self.show_growing)

    async def show(self, request: web.Request) -> web.Response:
        """Return a channel and its last messages."""
        if self._region.conditions.chat_down:
            raise Problem(INTERNAL, "the practice edge's chat is down")
        messages = self._channels.find(_cid(request))
        return self._state(request, messages, int(request.query.get("messages_limit", 25)))

    async def open(self, request: web.Request) -> web.Response:
        """Return a channel, new or not."""
        return self._state(request, self._channels.open(_cid(request)), 25)

    async def send(self, request: web.Request) -> web.Response:
        """Add a message."""
        given: dict[str, Any] = (await body_of(request)).get("message") or {}
        user_id = str(given.get("user_id") or request[USER])
        custom = given.get("custom") or {}
        message = Message(_cid(request), user_id, str(given.get("text", "")), dict(custom))
        self._channels.add(message)
        return ok(message=message.as_json(self._region.users))

    async def change(self, request: web.Request) -> web.Response:
        """Set fields of a message, for good."""
        message = self._channels.message(request.match_info["id"])
        message.change((await body_of(request)).get("set") or {})
        return ok(message=message.as_json(self._region.users))

    async def show_growing(self, request: web.Request) -> web.Response:
        """Take the fields of a message that still grows; they are not kept."""
        message = self._channels.message(request.match_info["id"])
        return ok(message=message.as_json(self._region.users))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a message."""
        message = self._channels.message(request.match_info["id"])
        self._channels.delete(message)
        return ok(message=message.as_json(self._region.users))

    def _state(self, request: web.Request, messages: list[Message], most: int) -> web.Response:
        now = nanoseconds()
        channel = {
            **request.match_info,
            "cid": _cid(request),
            "created_at": now,
            "updated_at": now,
            "disabled": False,
            "frozen": False,
            "custom": {},
        }
        shown = [message.as_json(self._region.users) for message in messages[-most:]]
        return ok(channel=channel, messages=shown, members=[], pinned_messages=[], threads=[])


def _cid(request: web.Request) -> str:
    return "{type}:{id}".format_map(request.match_info)
