"""Answering programs on a bad day: each fault is one sentence, and nothing of them stays."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web

from console.agents.dialogue import dialogues as room
from console.agents.dialogue import program as program_room
from console.agents.dialogue.dialogues import Dialogues
from console.switchboard.call import Call, Direction, Reason, State
from console.switchboard.events import CallChanged, EventBus
from console.switchboard.lines import AgentLoss, Answer, Line
from tests.fakes.node_process import eventually
from tests.fakes.served import Served
from tests.twilio_calls.world import CALLER, OURS

CALL = Call(
    "0123456789abcdef",
    "twilio",
    Direction.INBOUND,
    CALLER,
    OURS,
    "Main line",
    datetime(2026, 11, 21, tzinfo=UTC),
)
ENDED = replace(CALL, state=State.ENDED, reason=Reason.COMPLETED)
SORRY = "Sorry."
PROGRAM = """
import pathlib, sys
print('{"say": "Hello."}', flush=True)
sys.stdin.read()
pathlib.Path(sys.argv[1]).touch()
"""
OVER = web.AppKey("over", asyncio.Event)


def line_with(dialogue: str) -> Line:
    return Line(
        OURS, "Main line", "none", answer=Answer.DIALOGUE, dialogue=dialogue,
        agent_loss=AgentLoss(SORRY),
    )  # fmt: skip


@asynccontextmanager
async def page(
    answer: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> AsyncIterator[str]:
    app = web.Application()
    app[OVER] = asyncio.Event()
    app.router.add_post("/talk", answer)
    served = Served(app)
    yield f"{await served.start()}/talk"
    app[OVER].set()
    await served.stop()


async def slow(request: web.Request) -> web.StreamResponse:
    await request.app[OVER].wait()
    return web.json_response({"say": "too late"})


async def fails(_request: web.Request) -> web.StreamResponse:
    return web.Response(status=500, text='{"say": "not to be said"}')


async def leads_on(request: web.Request) -> web.StreamResponse:
    return web.Response(status=307, headers={"Location": str(request.url)})


async def giant(_request: web.Request) -> web.StreamResponse:
    return web.Response(body=b'{"say": "%s"}' % (b"x" * 66_000))


async def odd_letters(_request: web.Request) -> web.StreamResponse:
    return web.Response(body=b'{"say": "\xff\xfe"}', content_type="application/json")


async def breaks_off(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    await response.write(b'{"say": "half')
    assert request.transport
    request.transport.abort()
    return response


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (slow, "has not answered within"),
        (fails, "HTTP 500"),
        (leads_on, "HTTP 307"),
        (giant, "more than 64 KiB"),
        (odd_letters, "no answer that can be read"),
        (breaks_off, "can't be reached"),
    ],
)
async def test_a_page_that_fails_is_one_sentence_and_the_caller_hears_the_lines_own(
    answer: Callable[[web.Request], Awaitable[web.StreamResponse]],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if answer is slow:
        monkeypatch.setattr(room, "_ANSWER_S", 0.1)
    dialogues = Dialogues(EventBus())
    async with page(answer) as address:
        reply = await dialogues.begin(CALL, line_with(address))
    await dialogues.close()
    assert (reply.say, reply.goodbye) == (SORRY, True)
    assert told in reply.error


async def test_a_call_that_ends_while_its_program_starts_leaves_none_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An interpreter that starts slowly is not to be killed before it could say that it ends.
    monkeypatch.setattr(program_room, "_GRACE_S", 60.0)
    monkeypatch.setattr(room, "_END_S", 60.0)
    gone = tmp_path / "gone"
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    bus = EventBus()
    dialogues = Dialogues(bus)
    line = line_with(f"{sys.executable} {program} {gone}")
    begun = asyncio.create_task(dialogues.begin(CALL, line))
    await asyncio.sleep(0)  # it is being started
    bus.publish(CallChanged(CALL, ENDED, "hung up"))
    reply = await begun
    assert reply.goodbye
    await eventually(gone.exists, "the end of the program's input")
    await dialogues.close()
