"""TwiML, verb by verb, on inbound calls."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from tests.practice_cloud.conftest import STREAM, World, soon
from tests.practice_cloud.customer import PUBLIC, Socket
from tests.practice_cloud.parties import Recorder, sounds


async def ended(world: World) -> dict[str, str]:
    return await soon(world.customer.form("/status/inbound"))


@pytest.mark.parametrize(
    ("reject", "status", "sip_code"),
    [
        ("<Reject reason='busy'/>", "busy", "486"),
        ("<Reject/>", "no-answer", "603"),
        ("<Reject reason='rejected'/>", "no-answer", "603"),
        ("<Pause/><Reject reason='busy'/><Say>never</Say>", "busy", "486"),
    ],
)
async def test_reject_refuses_unanswered(
    world: World, reject: str, status: str, sip_code: str
) -> None:
    world.customer.twiml("/voice", reject)
    party = Recorder()
    await world.ring(party)
    told = await ended(world)
    assert (told["CallStatus"], told["SipResponseCode"]) == (status, sip_code)
    assert told["CallDuration"] == "0"
    assert party.ticks == 0


@pytest.mark.parametrize(
    "body",
    ["", "<Hangup/><Say>never</Say>", "<Say>Two words</Say>", "<Say/><Reject/>", "<Pause/>"],
)
async def test_a_call_without_verbs_left_ends_answered(world: World, body: str) -> None:
    world.customer.twiml("/voice", body)
    await world.ring(Recorder())
    told = await ended(world)
    assert (told["CallStatus"], told["CallDuration"]) == ("completed", "1")


async def test_redirect_goes_on_with_a_relative_page(world: World) -> None:
    world.customer.twiml("/voice", "<Redirect method='GET'>next?a=1&amp;b=2</Redirect><Hangup/>")
    world.customer.twiml("/next", "<Reject reason='busy'/>")
    await world.ring(Recorder())
    form = await soon(world.customer.form("/next"))
    assert (form["a"], form["b"], form["CallStatus"]) == ("1", "2", "ringing")
    assert (await ended(world))["CallStatus"] == "busy"


async def test_play_sounds_digits(world: World) -> None:
    world.customer.twiml("/voice", "<Play digits='1w2'/>")
    party = Recorder()
    await world.ring(party)
    await ended(world)
    assert len(sounds(party.heard)) == 10


async def test_what_is_not_known_is_noted_and_skipped(world: World) -> None:
    world.customer.twiml(
        "/voice", "<Enqueue/><say>x</say><Play>https://x/y.mp3</Play><Connect><Room/></Connect>"
    )
    sid = await world.ring(Recorder())
    assert (await ended(world))["CallStatus"] == "completed"
    assert await world.codes(sid) == ["12200"] * 4


async def test_the_next_verb_runs_when_the_server_closes(world: World) -> None:
    async def close_at_once(socket: Socket) -> None:
        await socket.next("start")

    world.customer.on_socket = close_at_once
    world.customer.twiml("/voice", f"{STREAM}<Redirect>/after</Redirect>")
    world.customer.twiml("/after", "<Hangup/>")
    sid = await world.ring(Recorder())
    assert (await soon(world.customer.form("/after")))["CallStatus"] == "in-progress"
    await ended(world)
    assert await world.codes(sid) == ["31921"]


async def test_connects_action_is_asked_when_the_stream_is_over(world: World) -> None:
    async def close_at_once(socket: Socket) -> None:
        await socket.next("start")

    world.customer.on_socket = close_at_once
    stream = STREAM.replace("<Connect>", "<Connect action='/over'>")
    world.customer.twiml("/voice", f"{stream}<Redirect>/never</Redirect>")
    world.customer.twiml("/over", "<Hangup/>")
    await world.ring(Recorder())
    await soon(world.customer.form("/over"))
    await ended(world)
    assert world.customer.left("/never") == 0


async def test_the_far_party_hangs_up_at_any_time(world: World) -> None:
    world.customer.twiml("/voice", "<Pause length='6000'/><Say>never</Say>")
    world.customer.twiml("/voice", "<Say>now</Say><Pause length='6000'/>")
    await world.ring(Recorder(hang_up_at=2))
    assert (await ended(world))["CallStatus"] == "completed"


async def test_rest_ends_an_inbound_call_before_and_after_its_answer(world: World) -> None:
    asked = asyncio.Event()

    async def never(request: web.Request) -> web.Response:
        asked.set()
        await world.customer.closing.wait()
        return web.Response()

    world.customer.pages["/voice"] = never
    sid = await world.ring(Recorder())
    await soon(asked.wait())
    assert (await world.twilio.calls(sid).update_async(status="completed")).status == "canceled"
    assert (await ended(world))["CallStatus"] == "canceled"

    world.customer.twiml("/voice", STREAM)
    sid = await world.ring(party := Recorder())
    await soon(party.until(lambda heard: len(heard) > 0))
    assert (await world.twilio.calls(sid).update_async(status="completed")).status == "completed"
    assert (await ended(world))["CallStatus"] == "completed"


async def test_a_number_that_is_sent_elsewhere_ignores_its_page(world: World) -> None:
    (number,) = await world.twilio.incoming_phone_numbers.list_async()
    await number.update_async(voice_application_sid="AP" + "0" * 32)
    sid = await world.ring(Recorder())
    assert (await ended(world))["CallStatus"] == "completed"
    assert await world.codes(sid) == ["11100"]
    assert world.customer.left("/voice") == 0
    assert PUBLIC in number.voice_url


@pytest.mark.parametrize("length", ["9" * 30, "-1", "1e3", "", "²"])
async def test_lengths_that_are_no_numbers_are_one_second(world: World, length: str) -> None:
    world.customer.twiml("/voice", f"<Pause length='{length}'/>")
    await world.ring(Recorder())
    assert (await ended(world))["CallStatus"] == "completed"
