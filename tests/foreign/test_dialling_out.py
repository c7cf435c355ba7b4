"""Calls out: one request at Twilio, reports in any order, and the refusals there are."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest
from aiohttp import web

from tests.fakes.foreign_cloud import LINE, PUBLIC, Answer
from tests.fakes.foreign_rest import Form, new_sid, problem
from tests.fakes.node_process import eventually
from tests.foreign.conftest import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

FRIEND = "+14155552671"
COLLEAGUE = "+14155552672"
ORDER = ["preparing", "queued", "ringing", "connecting", "live", "ended"]
EVENTS = ["initiated", "ringing", "answered", "completed"]


async def ask_to_dial(world: World, number: str = FRIEND) -> str:
    """Dial; return our id of the call."""
    status, call = await world.desk.post("/api/calls", to=number)
    assert (status, call["state"], call["to"]) == (201, "preparing", number), call
    world.cloud.said.append(number)
    return str(call["id"])


async def placed(world: World, call_id: str) -> tuple[str, Form]:
    """Wait for the request at Twilio; return the SID and the form."""

    def look() -> tuple[str, Form] | None:
        for sid, form in zip(world.rest.sids, world.rest.created, strict=True):
            if form["StatusCallback"].endswith(call_id):
                return sid, form
        return None

    sid, form = await eventually(look, "the request that places the call")
    world.cloud.said.append(stream_of(form).media_token)
    return sid, form


async def dial(world: World) -> tuple[str, str, Form]:
    call_id = await ask_to_dial(world)
    return call_id, *await placed(world, call_id)


def stream_of(form: Form) -> Answer:
    """Read the TwiML that a dial brought along."""
    return Answer(200, None, form["Twiml"])  # type: ignore[arg-type]


def requests_for(world: World, call_id: str) -> int:
    return sum(form["StatusCallback"].endswith(call_id) for form in world.rest.created)


def never_went_back(world: World, call_id: str) -> None:
    states = world.desk.states(call_id)
    assert states == sorted(states, key=ORDER.index)
    assert max(Counter(states).values()) == 1


async def ended(world: World, call_id: str) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        call = world.desk.calls.get(call_id)
        return call if call and call["state"] == "ended" else None

    return await eventually(look, f"the end of {call_id}")


async def test_a_dial_is_one_request_with_all_that_twilio_needs(quiet: World) -> None:
    call_id, sid, form = await dial(quiet)

    assert Counter(name for name, _ in form.items()) == {
        "To": 1,
        "From": 1,
        "Twiml": 1,
        "StatusCallback": 1,
        "StatusCallbackMethod": 1,
        "StatusCallbackEvent": 4,
        "Timeout": 1,
        "TimeLimit": 1,
    }
    assert (form["Timeout"], form["TimeLimit"]) == ("45", "3600")
    assert (form["To"], form["From"]) == (FRIEND, LINE)
    assert form["StatusCallback"] == f"{PUBLIC}/twilio/status/{call_id}"
    assert form["StatusCallbackMethod"] == "POST"
    assert form.getall("StatusCallbackEvent") == EVENTS
    assert stream_of(form).call_id == call_id
    assert len(form["Twiml"]) <= 4000

    status = f"/twilio/status/{call_id}"
    await quiet.desk.call(sid, "queued")
    await quiet.cloud.report(status, sid, "ringing", SequenceNumber="1")
    await quiet.desk.call(sid, "ringing")
    await quiet.cloud.report(status, sid, "in-progress", SequenceNumber="2")
    assert (await quiet.desk.call(sid, "connecting"))["answered_at"]
    stream = await quiet.cloud.stream(sid, stream_of(form).stream_url)
    await quiet.desk.call(sid, "live")
    await stream.say(b"hello")
    assert await stream.hear() == b"hello"
    await stream.end()
    await stream.closed()
    assert (await quiet.desk.call(sid, "ended"))["reason"] == "completed"
    assert quiet.desk.states(call_id) == ORDER
    assert requests_for(quiet, call_id) == 1


async def test_reports_before_the_answer_out_of_order_and_twice_never_move_a_call_back(
    quiet: World,
) -> None:
    answering = asyncio.Event()

    async def late(sid: str, _form: Form) -> web.Response:
        await answering.wait()
        quiet.rest.statuses[sid] = "in-progress"
        return web.json_response({"sid": sid, "status": "queued"}, status=201)

    with quiet.rest.creating(late):
        call_id, sid, form = await dial(quiet)
        path = f"/twilio/status/{call_id}"
        await quiet.cloud.report(path, sid, "ringing", SequenceNumber="1")
        await quiet.desk.call(sid, "ringing")
        await quiet.cloud.report(path, sid, "initiated", SequenceNumber="0")
        await quiet.cloud.report(path, sid, "in-progress", SequenceNumber="2")
        await quiet.cloud.report(path, sid, "ringing", SequenceNumber="1")
        await quiet.desk.call(sid, "connecting")
        stream = await quiet.cloud.stream(sid, stream_of(form).stream_url)
        await quiet.desk.call(sid, "live")
        answering.set()
    for status in ("queued", "initiated", "ringing", "in-progress", "in-progress", "nonsense"):
        await quiet.cloud.report(path, sid, status)
    await stream.say(b"hello")
    assert await stream.hear() == b"hello"
    for status in ("completed", "completed", "busy", "in-progress", "failed"):
        await quiet.cloud.report(path, sid, status, SequenceNumber="3")
    assert await stream.closed() == 1000
    call = await quiet.desk.call(sid, "ended")
    assert (call["reason"], call["error"]) == ("completed", None)
    never_went_back(quiet, call_id)


async def test_a_media_socket_may_be_the_first_to_tell_that_the_call_was_answered(
    quiet: World,
) -> None:
    call_id, sid, form = await dial(quiet)
    stream = await quiet.cloud.stream(sid, stream_of(form).stream_url)
    assert (await quiet.desk.call(sid, "live"))["answered_at"]
    await quiet.cloud.report(f"/twilio/status/{call_id}", sid, "in-progress")
    await stream.end()
    await stream.closed()
    never_went_back(quiet, call_id)


async def test_a_report_with_another_calls_sid_changes_nothing(quiet: World) -> None:
    call_id, sid, _ = await dial(quiet)
    await quiet.desk.call(sid, "queued")
    await quiet.cloud.report(f"/twilio/status/{call_id}", "CA" + "0" * 32, "completed")
    await quiet.cloud.report("/twilio/status/0123456789abcdef", sid, "completed")
    await quiet.cloud.report(f"/twilio/status/{call_id}", sid, "ringing")
    await quiet.desk.call(sid, "ringing")


@pytest.mark.parametrize("status", ["busy", "no-answer", "canceled", "failed"])
async def test_a_call_that_is_not_answered_ends_with_twilios_reason(
    quiet: World, status: str
) -> None:
    call_id, sid, form = await dial(quiet)
    fields = {"SipResponseCode": "404"} if status == "failed" else {}
    await quiet.cloud.report(f"/twilio/status/{call_id}", sid, status, **fields)
    call = await quiet.desk.call(sid, "ended")
    assert call["reason"] == status
    assert call["answered_at"] is None
    assert ("404" in call["error"]["message"]) if fields else call["error"] is None
    url = stream_of(form).stream_url
    assert await quiet.cloud.knock(url, quiet.cloud.sign(url)) == 403


REFUSALS = {
    "a fault of its own": lambda: problem(500, 20500, "Internal Server Error"),
    "no JSON": lambda: web.Response(status=502, text="<html>Bad Gateway</html>"),
    "too many requests": lambda: problem(429, 20429, "Too Many Requests"),
    "the country": lambda: problem(400, 21215, "Geo Permission to call +14155552671 is missing"),
    "an error that is not known": lambda: problem(400, 21999, "No way to +14155552671 today"),
    "a success that is none": lambda: web.Response(status=201, text="thank you"),
}


@pytest.mark.parametrize("why", REFUSALS)
async def test_a_dial_that_twilio_refuses_fails_with_one_sentence_and_is_not_tried_again(
    quiet: World, why: str
) -> None:
    async def refuse(_sid: str, _form: Form) -> web.Response:
        return REFUSALS[why]()

    with quiet.rest.creating(refuse):
        call_id = await ask_to_dial(quiet)
        call = await ended(quiet, call_id)
    assert call["reason"] == "failed"
    message = call["error"]["message"]
    assert len(message.strip()) > 20
    assert "\n" not in message
    assert FRIEND not in message
    assert FRIEND[1:] not in message
    assert requests_for(quiet, call_id) == 1


async def test_hanging_up_ends_the_call_at_twilio(quiet: World) -> None:
    _, live, form = await dial(quiet)
    stream = await quiet.cloud.stream(live, stream_of(form).stream_url)
    call = await quiet.desk.call(live, "live")
    status, answer = await quiet.desk.post(f"/api/calls/{call['id']}/hang-up")
    assert (status, answer["state"], answer["reason"]) == (200, "ended", "completed")
    assert await stream.closed() == 1000

    call_id, ringing, _ = await dial(quiet)
    await quiet.cloud.report(f"/twilio/status/{call_id}", ringing, "ringing")
    await quiet.desk.call(ringing, "ringing")
    status, answer = await quiet.desk.post(f"/api/calls/{call_id}/hang-up")
    assert (status, answer["state"], answer["reason"]) == (200, "ended", "canceled")

    # Once more is no error, and nothing that Twilio hears of.
    assert (await quiet.desk.post(f"/api/calls/{call_id}/hang-up"))[0] == 200
    assert (quiet.rest.ended(live), quiet.rest.ended(ringing)) == (1, 1)


async def test_a_call_that_is_hung_up_while_it_is_placed_does_not_ring_on(quiet: World) -> None:
    answering = asyncio.Event()

    async def late(sid: str, _form: Form) -> web.Response:
        await answering.wait()
        quiet.rest.statuses[sid] = "queued"
        return web.json_response({"sid": sid, "status": "queued"}, status=201)

    with quiet.rest.creating(late):
        call_id, sid, _ = await dial(quiet)
        _, answer = await quiet.desk.post(f"/api/calls/{call_id}/hang-up")
        assert (answer["state"], answer["reason"]) == ("ended", "canceled")
        answering.set()
        await eventually(lambda: quiet.rest.ended(sid), "the end of the call at Twilio")


async def test_a_dial_without_an_answer_is_looked_for_among_twilios_calls(quiet: World) -> None:
    never = asyncio.Event()
    asked = len(quiet.rest.listed)

    async def silent(sid: str, form: Form) -> web.Response:
        if form["To"] == FRIEND:
            quiet.rest.statuses[sid] = "ringing"
        await never.wait()
        return problem(500, 20500, "too late")

    with quiet.rest.creating(silent):
        taken, sid, form = await dial(quiet)
        lost = await ask_to_dial(quiet, COLLEAGUE)
        await eventually(lambda: len(quiet.rest.listed) == asked + 2, "both looked for")
        never.set()
    looked = [(query["To"], query["From"]) for query in quiet.rest.listed[asked:]]
    assert sorted(looked) == [(FRIEND, LINE), (COLLEAGUE, LINE)]

    call = await ended(quiet, lost)
    assert (call["reason"], call["error"]["code"]) == ("failed", "timeout")
    await quiet.desk.call(sid, "queued")
    stream = await quiet.cloud.stream(sid, stream_of(form).stream_url)
    await quiet.desk.call(sid, "live")
    await stream.end()
    await stream.closed()
    assert [requests_for(quiet, call_id) for call_id in (taken, lost)] == [1, 1]


async def test_a_redial_that_fails_is_not_taken_for_the_call_before_it(quiet: World) -> None:
    async def faulty(_sid: str, _form: Form) -> web.Response:
        return problem(500, 20500, "Internal Server Error")

    _, sid, form = await dial(quiet)
    stream = await quiet.cloud.stream(sid, stream_of(form).stream_url)
    await quiet.desk.call(sid, "live")
    with quiet.rest.creating(faulty):
        again = await ended(quiet, await ask_to_dial(quiet))
    assert (again["reason"], again["carrier_call_id"]) == ("failed", None)
    await stream.say(b"hello")
    assert await stream.hear() == b"hello"
    assert quiet.rest.ended(sid) == 0
    await stream.end()
    await stream.closed()


async def test_a_dial_that_failed_here_and_was_placed_all_the_same_does_not_ring_on(
    quiet: World,
) -> None:
    async def faulty(_sid: str, _form: Form) -> web.Response:
        return problem(500, 20500, "Internal Server Error")

    with quiet.rest.creating(faulty):
        failed = await ended(quiet, await ask_to_dial(quiet))
    sid = new_sid("CA")
    quiet.rest.statuses[sid] = "ringing"
    await quiet.cloud.report(f"/twilio/status/{failed['id']}", sid, "ringing")
    await eventually(lambda: quiet.rest.ended(sid), "the end of the call at Twilio")
    assert (await quiet.desk.get(f"/api/calls/{failed['id']}"))["reason"] == "failed"
    told = (await quiet.desk.get(f"/api/calls/{failed['id']}/transcript"))["lines"][-1]
    assert told["text"] == "The carrier placed it all the same; it was hung up"
