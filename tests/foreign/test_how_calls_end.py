"""The three signs of a call's end, alone, together, in any order and twice."""

from __future__ import annotations

import asyncio
from itertools import permutations

import pytest

from tests.fakes.foreign_media import Stream
from tests.fakes.foreign_rest import problem
from tests.fakes.node_process import eventually
from tests.foreign.conftest import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

INBOUND = "/twilio/status/inbound"
SIGNS = ("stop", "close", "callback")


async def live_call(world: World) -> tuple[str, Stream]:
    sid, stream = await world.cloud.talk()
    await world.desk.call(sid, "live")
    return sid, stream


async def ended_once(world: World, sid: str, reason: str) -> None:
    call = await world.desk.call(sid, "ended")
    assert call["reason"] == reason
    ends = [c for c in world.desk.history if c["id"] == call["id"] and c["state"] == "ended"]
    assert len(ends) == 1


async def test_stop_alone_ends_a_call(quiet: World) -> None:
    sid, stream = await live_call(quiet)
    await stream.end()
    await ended_once(quiet, sid, "completed")
    assert await stream.closed() == 1000


async def test_the_callback_alone_ends_a_call_and_closes_its_socket(quiet: World) -> None:
    sid, stream = await live_call(quiet)
    await quiet.cloud.report(INBOUND, sid, "completed", CallDuration="7")
    assert await stream.closed() == 1000
    await ended_once(quiet, sid, "completed")


@pytest.mark.parametrize("order", list(permutations(SIGNS)), ids=" ".join)
async def test_all_three_signs_twice_end_a_call_once(quiet: World, order: tuple[str, ...]) -> None:
    sid, stream = await live_call(quiet)
    before = len(quiet.rest.updated)
    for sign in (*order, *order):
        if sign == "callback":
            await quiet.cloud.report(INBOUND, sid, "completed")
        elif stream.is_open:
            await (stream.end() if sign == "stop" else stream.close())
    await ended_once(quiet, sid, "completed")
    assert len(quiet.rest.updated) == before


async def test_a_socket_that_closes_without_stop_is_asked_about_until_twilio_knows(
    quiet: World,
) -> None:
    async def goes_on_for_a_while() -> None:
        sid, stream = await live_call(quiet)
        await stream.close()
        await eventually(lambda: sid in quiet.rest.fetched, "a first question")
        assert (await quiet.desk.call(sid))["state"] == "live"
        quiet.rest.statuses[sid] = "completed"
        await ended_once(quiet, sid, "completed")
        assert quiet.rest.fetched.count(sid) == 2

    async def is_not_known() -> None:
        sid, stream = await live_call(quiet)
        del quiet.rest.statuses[sid]
        await stream.break_off()
        await ended_once(quiet, sid, "lost")

    await asyncio.gather(goes_on_for_a_while(), is_not_known())


async def test_nothing_revives_a_call_that_has_ended(quiet: World) -> None:
    sid, stream = await live_call(quiet)
    await stream.end()
    await stream.closed()
    await quiet.desk.call(sid, "ended")
    for status in ("ringing", "in-progress", "completed", "failed"):
        await quiet.cloud.report(INBOUND, sid, status)
    _, answer = await quiet.cloud.ring(sid)
    assert "<Stream" not in answer.body
    assert await quiet.desk.get("/api/calls") == {"calls": []}
    await ended_once(quiet, sid, "completed")


async def test_a_caller_who_gives_up_before_there_is_audio_ends_the_call(quiet: World) -> None:
    sid, _ = await quiet.cloud.ring()
    await quiet.cloud.report(INBOUND, sid, "no-answer")
    await ended_once(quiet, sid, "no-answer")


async def test_a_hang_up_that_twilio_refuses_closes_the_audio_instead(quiet: World) -> None:
    sid, stream = await live_call(quiet)
    call = await quiet.desk.call(sid)
    quiet.rest.refusing = lambda: problem(503, 20503, "Service unavailable")
    try:
        status, answer = await quiet.desk.post(f"/api/calls/{call['id']}/hang-up")
    finally:
        quiet.rest.refusing = None
    assert (status, answer["state"]) == (200, "live")
    assert answer["error"]["code"] == "20503"
    await stream.closed()
    await quiet.cloud.report(INBOUND, sid, "completed")
    await ended_once(quiet, sid, "completed")
