"""The coordinator's REST API as a whole, and what in it is not about one call.

Paths and bodies: getstream 7.0.0's generated client and its models. Only what the console uses
is here; anything else is Stream's own 404.
"""

from __future__ import annotations

import json
import logging
import uuid
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from console.practice.edge.call_json import call_json, ok
from console.practice.edge.problems import BAD_INPUT, DOES_NOT_EXIST, INTERNAL, Problem
from console.practice.edge.region import Region
from console.practice.edge.times import nanoseconds

_log = logging.getLogger(__name__)

USER: web.RequestKey[str] = web.RequestKey("user", str)
"""Whose token a request carried; empty for a server's own."""


def in_streams_words(region: Region) -> Middleware:
    """Check key and token of all REST requests, and put failures into Stream's error body."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            region.gate.check_key(request.query.get("api_key", ""))
            claims = region.gate.claims(request.headers.get("Authorization", ""))
            request[USER] = claims.user_id
            return await handler(request)
        except Problem as problem:
            return _answer(problem)
        except (web.HTTPNotFound, web.HTTPMethodNotAllowed):
            what = f"{request.method} {request.path}"
            return _answer(Problem(DOES_NOT_EXIST, f"the practice edge has no {what}"))
        except ConnectionResetError:  # nobody is there any more to hear the answer
            return _answer(Problem(INTERNAL, "the request was cut off"))
        except Exception:  # whatever it is, the SDK gets an answer of Stream's shape
            _log.exception("the practice edge's API failed")
            return _answer(Problem(INTERNAL, "internal error"))

    return middleware


def _answer(problem: Problem) -> web.Response:
    return web.json_response(problem.as_json(), status=problem.status)


async def body_of(request: web.Request) -> dict[str, Any]:
    """Read a JSON object; none is an empty one.

    Raises:
        Problem: 4, it is not JSON, or not an object.
    """
    if not request.can_read_body:
        return {}
    try:
        body = await request.json()
    except json.JSONDecodeError as error:
        raise Problem(BAD_INPUT, "the body is not JSON") from error
    if not isinstance(body, dict):
        raise Problem(BAD_INPUT, "the body is not an object")
    return body


class AccountResources:
    """The account's users, and the list of its calls."""

    def __init__(self, region: Region) -> None:
        self._region = region

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Serve them."""
        router.add_get("/users", self.users)
        router.add_post("/users", self.update_users)
        router.add_post("/users/delete", self.delete_users)
        router.add_get("/tasks/{id}", self.task)
        router.add_post("/video/calls", self.calls)

    async def users(self, _request: web.Request) -> web.Response:
        """Return every user, whatever was asked for."""
        users = self._region.users
        return ok(users=[users.as_json(user_id) for user_id in users.ids()])

    async def update_users(self, request: web.Request) -> web.Response:
        """Create or replace users."""
        given = (await body_of(request)).get("users") or {}
        for user_id, user in given.items():
            self._region.users.update(user_id, user)
        users = {user_id: self._region.users.as_json(user_id) for user_id in given}
        return ok(users=users, membership_deletion_task_id="")

    async def delete_users(self, request: web.Request) -> web.Response:
        """Delete users; the task that Stream makes of it is over at once."""
        for user_id in (await body_of(request)).get("user_ids") or []:
            self._region.users.delete(user_id)
        return ok(task_id=str(uuid.uuid4()))

    async def task(self, request: web.Request) -> web.Response:
        """Return a task: all are completed."""
        now = nanoseconds()
        return ok(
            task_id=request.match_info["id"], status="completed", created_at=now, updated_at=now
        )

    async def calls(self, _request: web.Request) -> web.Response:
        """Return every call, whatever was asked for."""
        calls = [call_json(call, self._region.users) for call in self._region.calls.all()]
        found = [{"call": call, "members": [], "own_capabilities": []} for call in calls]
        return ok(calls=found)
