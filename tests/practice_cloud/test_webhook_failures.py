"""What a caller gets when the customer's server is wrong, slow, or gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiohttp import web

from tests.practice_cloud.conftest import FAST, World, soon
from tests.practice_cloud.customer import HOST, PUBLIC
from tests.practice_cloud.parties import Recorder

XML = {"Content-Type": "text/xml"}


async def ring_to_the_end(world: World) -> str:
    sid = await world.ring(Recorder())
    assert (await soon(world.customer.form("/status/inbound")))["CallStatus"] == "completed"
    return sid


FAULTS = [
    (web.Response(status=404), "11200"),
    (web.Response(status=500, text="<Response/>", headers=XML), "11200"),
    (web.Response(status=302, headers={"Location": "/elsewhere"}), "11200"),
    (web.Response(text="<Response/>", headers={"Content-Type": "text/plain"}), "12300"),
    (web.Response(text="<Response>", headers=XML), "12100"),
    (web.Response(text="", headers=XML), "12100"),
    (web.Response(text="<Answer/>", headers=XML), "12100"),
    (web.Response(text="<?xml version='1.0' encoding='none'?><Response/>", headers=XML), "12100"),
    (web.Response(text=f"<Response>{' ' * 70000}</Response>", headers=XML), "11750"),
]


@pytest.mark.parametrize(("page", "code"), FAULTS)
async def test_a_bad_page_ends_in_an_apology(world: World, page: web.Response, code: str) -> None:
    world.customer.pages["/voice"] = page
    assert await world.codes(await ring_to_the_end(world)) == [code]


async def test_the_fallback_is_asked_once_and_told_why(world: World) -> None:
    (number,) = await world.twilio.incoming_phone_numbers.list_async()
    await number.update_async(voice_fallback_url=f"{PUBLIC}/plan-b", voice_fallback_method="GET")
    world.customer.pages["/voice"] = web.Response(status=503)
    world.customer.twiml("/plan-b", "<Hangup/>")
    sid = await ring_to_the_end(world)
    form = await soon(world.customer.form("/plan-b"))
    assert (form["ErrorCode"], form["ErrorUrl"]) == ("11200", f"{PUBLIC}/voice")
    assert await world.codes(sid) == ["11200"]

    world.customer.pages["/plan-b"] = web.Response(status=500)
    assert await world.codes(await ring_to_the_end(world)) == ["11200", "11200"]


@pytest.mark.parametrize("timings", [replace(FAST, webhook=0.05)])
async def test_a_server_that_does_not_answer_in_time(world: World) -> None:
    async def never(request: web.Request) -> web.Response:
        await world.customer.closing.wait()
        return web.Response()

    world.customer.pages["/voice"] = never
    # On a busy machine the report of the end may be late too, which is noted after this.
    assert (await world.codes(await ring_to_the_end(world)))[0] == "11200"


async def test_a_connection_that_breaks(world: World) -> None:
    async def break_off(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.abort()
        await world.customer.closing.wait()
        return web.Response()

    world.customer.pages["/voice"] = break_off
    assert await world.codes(await ring_to_the_end(world)) == ["11200"]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://nobody.invalid/voice", "11210"),
        ("https://dead.invalid/voice", "11205"),
        ("https://practice.invalid/é", "11100"),
        ("https://practice.invalid:port/", "11100"),
        ("ftp://practice.invalid/voice", "11100"),
    ],
)
async def test_addresses_that_lead_nowhere(
    world: World, closed_port: int, url: str, code: str
) -> None:
    world.cloud.route("dead.invalid", f"http://127.0.0.1:{closed_port}")
    world.customer.twiml("/voice", f"<Redirect>{url}</Redirect>")
    assert await world.codes(await ring_to_the_end(world)) == [code]


async def test_broken_inline_twiml(world: World) -> None:
    sid = await world.dial(url=None, twiml="<Response>", status_callback_event=None)
    assert (await soon(world.customer.form("/status")))["CallStatus"] == "completed"
    assert await world.codes(sid) == ["12100"]


async def test_a_refused_status_callback_is_noted_and_changes_nothing(world: World) -> None:
    world.customer.pages["/status"] = web.Response(status=403)
    world.customer.twiml("/answered", "<Redirect>/more</Redirect>")
    world.customer.twiml("/more", "<Pause length='6000'/>")
    sid = await world.dial(status_callback_event=["initiated", "ringing", "answered"])
    for _ in range(3):
        await soon(world.customer.form("/status"))
    await soon(world.customer.form("/more"))
    assert await world.codes(sid) == ["15003"] * 3
    assert (await world.twilio.calls(sid).fetch_async()).status == "in-progress"


async def test_the_public_host_is_what_the_server_sees(world: World) -> None:
    world.customer.twiml("/voice", "<Hangup/>")
    await ring_to_the_end(world)
    headers = world.customer.headers["/voice"][0]
    assert headers["Host"] == headers["X-Forwarded-Host"] == HOST
    assert headers["X-Forwarded-Proto"] == "https"


async def test_a_factory_without_an_answer_fails_the_call(
    world: World, expected_log: pytest.FixtureRequest
) -> None:
    expected_log("a practice call failed")  # type: ignore[operator]

    def nobody(to: str) -> Recorder:
        raise LookupError

    world.answered_by = nobody
    await world.dial(status_callback_event=None)
    told = await soon(world.customer.form("/status"))
    assert (told["CallStatus"], told["SipResponseCode"]) == ("failed", "500")
