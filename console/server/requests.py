"""Reading the control API's requests and writing its answers."""

from __future__ import annotations

from typing import Any

import orjson
from aiohttp import web

from console.switchboard.call import CallId
from console.switchboard.dial_options import AS_USUAL, DialOptions, OnMachine
from console.switchboard.errors import Refused


async def read_body(request: web.Request) -> dict[str, Any]:
    """Return a request's JSON object; empty where there is no body. Raises `Refused`."""
    raw = await request.read()
    if not raw:
        return {}
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        raise Refused("bad-json", "The body must be a JSON object.")
    return body


def text_of(body: dict[str, Any], name: str) -> str | None:
    """Return a text of a body, None where it is not there. Raises `Refused`."""
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise Refused("bad-json", f"“{name}” must be a text.")
    return value


def flag_of(body: dict[str, Any], name: str, default: bool) -> bool:
    """Return a yes or no of a body. Raises `Refused`."""
    value = body.get(name, default)
    if not isinstance(value, bool):
        raise Refused("bad-json", f"“{name}” must be true or false.")
    return value


def number_of(body: dict[str, Any], name: str, default: int | None) -> int | None:
    """Return a whole number of a body. Raises `Refused`."""
    value = body.get(name, default)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise Refused("bad-json", f"“{name}” must be a whole number.")
    return value


def dial_options(body: dict[str, Any]) -> DialOptions:
    """Return a dial's wishes: as usual where it names none. Raises `Refused`."""
    on_machine = text_of(body, "on_machine") or AS_USUAL.on_machine
    if on_machine not in list(OnMachine):
        raise Refused("bad-json", f"“on_machine” is one of: {', '.join(OnMachine)}.")
    ring_s = number_of(body, "ring_s", None)
    return DialOptions(
        ring_s=AS_USUAL.ring_s if ring_s is None else ring_s,
        max_minutes=number_of(body, "max_minutes", None),
        on_machine=OnMachine(on_machine),
        digits=text_of(body, "digits") or "",
        record=flag_of(body, "record", False),
    )


def call_id_of(request: web.Request) -> CallId:
    """Return the call that a request's path names."""
    return request.match_info["id"]


def json_answer(body: dict[str, Any], status: int = 200) -> web.Response:
    """Write an answer."""
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
