"""``POST /api/calls/{id}/…``: the commands that one call gets, each under its own name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from aiohttp import web

from console.server.as_json import call_json
from console.server.requests import call_id_of, flag_of, json_answer, read_body, text_of
from console.switchboard.call import Call, CallId, Engagement
from console.switchboard.errors import Refused
from console.switchboard.switchboard import Switchboard

Body = dict[str, Any]
Command = Callable[[Switchboard, CallId, Body], Awaitable[Call]]


async def _engage(board: Switchboard, call_id: CallId, body: Body) -> Call:
    mode = text_of(body, "mode")
    if mode not in list(Engagement):
        names = ", ".join(Engagement)
        raise Refused("no-such-mode", f"“mode” is one of: {names}.")
    return await board.engage(
        call_id,
        Engagement(mode),
        text_of(body, "hand_back") or "",
        elsewhere=flag_of(body, "elsewhere", False),
    )


def _with_text(command: str, name: str = "text") -> Command:
    async def run(board: Switchboard, call_id: CallId, body: Body) -> Call:
        call: Call = await getattr(board, command)(call_id, text_of(body, name) or "")
        return call

    return run


def _plain(command: str) -> Command:
    async def run(board: Switchboard, call_id: CallId, _body: Body) -> Call:
        call: Call = await getattr(board, command)(call_id)
        return call

    return run


async def _silence(board: Switchboard, call_id: CallId, body: Body) -> Call:
    return await board.silence(call_id, flag_of(body, "on", True))


async def _digits(board: Switchboard, call_id: CallId, body: Body) -> Call:
    digits, out_of_band = text_of(body, "digits") or "", flag_of(body, "out_of_band", False)
    return await board.send_digits(call_id, digits, out_of_band=out_of_band)


async def _consult(board: Switchboard, call_id: CallId, body: Body) -> Call:
    return await board.consult(call_id, text_of(body, "to") or "", text_of(body, "agent") or "none")


COMMANDS: Final[Mapping[str, Command]] = {
    "hang-up": _plain("hang_up"),
    "answer": _plain("answer"),
    "decline": _plain("decline"),
    "hold": _plain("hold"),
    "resume": _plain("resume"),
    "interrupt": _plain("interrupt"),
    "mark-moment": _plain("mark_moment"),
    "engage": _engage,
    "silence": _silence,
    "digits": _digits,
    "say-to-caller": _with_text("say_to_caller"),
    "consult": _consult,
    "connect": _plain("connect"),
    "transfer": _with_text("transfer", "to"),
    "instruct": _with_text("instruct"),
    "say": _with_text("say"),
    "note": _with_text("note"),
}
"""Each command by its name in the path."""


class OnCallRoutes:
    """Serves the commands. Belongs to the engine's loop."""

    def __init__(self, switchboard: Switchboard) -> None:
        self._board = switchboard

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"/api/calls/{{id}}/{name}", self._handler(command))
            for name, command in COMMANDS.items()
        ]

    def _handler(self, command: Command) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            call = await command(self._board, call_id_of(request), await read_body(request))
            return json_answer(call_json(call, self._board.levels().get(call.id)))

        return handle
