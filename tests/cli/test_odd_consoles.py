"""What the command line makes of consoles that are odd, ambiguous, hostile or going."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import WSCloseCode, web
from click.testing import Result

from console import control_file
from console.server.as_json import call_json, snapshot_json
from console.switchboard.call import Call, CallError, Direction, Reason, State
from tests.cli.conftest import command
from tests.conftest import ExpectLog
from tests.fakes.served import Served

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Start = Callable[[dict[str, Handler]], Awaitable[None]]
Ask = Callable[..., Awaitable[Result]]

A_CALL = Call(
    id="aa11000000000000",
    carrier="twilio",
    direction=Direction.INBOUND,
    from_="+14155550111",
    to="+14155550100",
    line="Main line",
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    state=State.LIVE,
)
ENDED = replace(
    A_CALL, state=State.ENDED, reason=Reason.COMPLETED, ended_at=datetime(2026, 1, 2, tzinfo=UTC)
)


@pytest.fixture
async def serve(tmp_path: Path) -> AsyncIterator[Start]:
    """Give a function that serves something in the console's place."""
    every: list[Served] = []

    async def start(routes: dict[str, Handler]) -> None:
        app = web.Application()
        app.add_routes([web.route("*", path, handler) for path, handler in routes.items()])
        every.append(Served(app))
        control_file.write(tmp_path, await every[-1].start(), "token")

    yield start
    for served in every:
        await served.stop()


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    def ask(*args: str) -> Awaitable[Result]:
        return asyncio.to_thread(command, "--data-dir", str(tmp_path), *args)

    return ask


def answering(*calls: Call) -> dict[str, Handler]:
    async def list_calls(_request: web.Request) -> web.Response:
        return web.json_response({"calls": [call_json(call) for call in calls]})

    async def transcript(_request: web.Request) -> web.Response:
        return web.json_response({"lines": []})

    async def hang_up(request: web.Request) -> web.Response:
        call = next(call for call in calls if call.id == request.match_info["id"])
        return web.json_response(call_json(call))

    return {
        "/api/calls": list_calls,
        "/api/calls/{id}/transcript": transcript,
        "/api/calls/{id}/hang-up": hang_up,
    }


async def test_an_id_that_fits_several_calls_is_a_sentence(serve: Start, ask: Ask) -> None:
    await serve(answering(A_CALL, replace(A_CALL, id="aa22000000000000")))
    result = await ask("hang-up", "aa")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "“aa” fits 2 calls: aa11000000000000, aa22000000000000. Give more of the id.\n"
    )


async def test_a_live_call_comes_before_ended_ones_of_the_same_beginning(
    serve: Start, ask: Ask
) -> None:
    await serve(answering(replace(ENDED, id="aa22000000000000"), A_CALL))
    result = await ask("hang-up", "aa")
    assert result.stdout == "Call aa110000 with +1 415-555-0111 goes on.\n"
    assert result.exit_code == 1, "it did not end"


async def test_what_a_caller_calls_himself_cannot_command_the_terminal(
    serve: Start, ask: Ask
) -> None:
    hostile = replace(A_CALL, caller_name="\x1b[2J\x1b]0;owned\x07[red]Bob[/red]")
    await serve(answering(hostile))
    result = await ask("calls")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "[red]Bob[/red]" in result.stdout


async def test_a_failed_call_shows_the_carriers_code(serve: Start, ask: Ask) -> None:
    failed = replace(ENDED, reason=Reason.FAILED, error=CallError("30001", "Queue overflow."))
    await serve(answering(failed))
    table = (await ask("calls", "--ended")).stdout
    assert "Failed" in table
    assert "error 30001" in table


async def test_something_else_on_that_port_is_a_sentence(serve: Start, ask: Ask) -> None:
    async def page(_request: web.Request) -> web.Response:
        return web.Response(text="<h1>It works!</h1>")

    await serve({"/{anything:.*}": page})
    result = await ask("doctor")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(" is not a console. Start it again.\n")
    assert (await ask("calls", "--follow")).stderr == (
        "The console did not open the stream (200).\n"
    )


async def test_a_console_that_fails_points_to_its_log(
    serve: Start, ask: Ask, expected_log: ExpectLog
) -> None:
    expected_log("Error handling request")

    async def fail(_request: web.Request) -> web.Response:
        raise RuntimeError("on purpose")

    await serve({"/api/health": fail})
    assert (await ask("doctor")).stderr == (
        "The console failed at this. See: operator-console logs\n"
    )


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (WSCloseCode.GOING_AWAY, "The console was closed.\n"),
        (WSCloseCode.INTERNAL_ERROR, "The connection to the console was lost.\n"),
    ],
)
async def test_following_a_console_that_goes_ends_with_a_sentence(
    serve: Start, ask: Ask, code: WSCloseCode, sentence: str
) -> None:
    async def events(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"seq": 1, **snapshot_json([A_CALL], [])})
        await socket.close(code=code)
        return socket

    await serve({"/api/events": events})
    result = await ask("calls", "--follow")
    assert (result.exit_code, result.stderr) == (1, sentence)
    assert result.stdout.endswith("  aa110000  Live, inbound from +1 415-555-0111\n")


async def test_a_part_that_does_not_work_is_told_by_the_exit_code(serve: Start, ask: Ask) -> None:
    lamp = {"name": "carrier", "state": "error", "cause": "Wrong token.", "remedy": "Set it."}

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"lamps": [lamp | {"last_seen": None, "age_s": 90.0}]})

    await serve({"/api/health": health})
    result = await ask("doctor")
    assert result.exit_code == 1
    assert (
        result.stdout == "Carrier    Not working  Wrong token. Set it. (last seen well 1 min ago)\n"
    )


async def test_what_the_carrier_noted_stands_beside_the_lamps(serve: Start, ask: Ask) -> None:
    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"lamps": []})

    async def account(_request: web.Request) -> web.Response:
        noted = {"code": "11200", "sentence": "No answer\x1b came.", "at": "2026-01-01T00:00:00Z"}
        return web.json_response({"troubles": [noted]})

    await serve({"/api/health": health, "/api/account": account})
    result = await ask("doctor")
    assert result.exit_code == 0
    assert result.stdout == "Carrier’s  11200        No answer  came. (2026-01-01T00:00:00Z)\n"


async def test_a_self_test_that_failed_is_told_by_the_exit_code(serve: Start, ask: Ask) -> None:
    step = {
        "name": "webhook",
        "outcome": "failed",
        "sentence": "Nobody is there.",
        "remedy": "Look.",
    }

    async def health(_request: web.Request) -> web.Response:
        return web.json_response({"lamps": []})

    async def tested(_request: web.Request) -> web.Response:
        return web.json_response({"passed": False, "steps": [step]})

    await serve({"/api/health": health, "/api/self-test": tested})
    result = await ask("doctor", "--self-test")
    assert result.exit_code == 1
    assert result.stdout == "Self-test  Failed       Nobody is there. Look.\n"
