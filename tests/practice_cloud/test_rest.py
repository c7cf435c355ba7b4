"""REST through twilio-python's own client: errors, filters, pages, numbers."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.rest import Client

from tests.practice_cloud.conftest import ACCOUNT, LINE, TOKEN, World, soon
from tests.practice_cloud.customer import PUBLIC
from tests.practice_cloud.parties import Recorder

TO = "+14155550199"


@pytest.mark.parametrize(("sid", "token"), [(ACCOUNT, "wrong"), ("AC" + "9" * 32, TOKEN)])
async def test_a_wrong_name_or_token(world: World, sid: str, token: str) -> None:
    async with AsyncTwilioHttpClient() as http:
        stranger = Client(sid, token, http_client=http)
        stranger.api.base_url = world.url
        with pytest.raises(TwilioRestException) as refusal:
            await stranger.api.accounts(ACCOUNT).fetch_async()
    assert (refusal.value.status, refusal.value.code) == (401, 20003)


async def test_the_error_body_is_twilios(world: World) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{world.url}/2010-04-01/Accounts/{ACCOUNT}.json") as response:
            assert response.status == 401
            assert response.headers["WWW-Authenticate"] == 'Basic realm="Twilio API"'
            assert await response.json() == {
                "code": 20003,
                "message": "Authenticate",
                "more_info": "https://www.twilio.com/docs/errors/20003",
                "status": 401,
            }
        headers = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, TOKEN)}
        calls = f"{world.url}/2010-04-01/Accounts/{ACCOUNT}/Calls.json"
        async with session.delete(calls, headers=headers) as response:
            assert (response.status, (await response.json())["code"]) == (405, 20004)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        endless = io.BytesIO(b"To=" + b"1" * 2_000_000)
        async with session.post(calls, headers=headers | form, data=endless) as response:
            assert (response.status, (await response.json())["code"]) == (400, 20422)
        async with session.get(f"{world.url}/elsewhere", headers=headers) as response:
            assert (response.status, (await response.json())["code"]) == (404, 20404)


async def test_account_and_balance(world: World) -> None:
    account = await world.twilio.api.accounts(ACCOUNT).fetch_async()
    assert (account.sid, account.status, account.type) == (ACCOUNT, "active", "Full")
    assert account.auth_token == TOKEN
    balance = await world.twilio.api.accounts(ACCOUNT).balance.fetch_async()
    assert (balance.balance, balance.currency) == ("100.00", "USD")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"to": ""}, 21201),
        ({"from_": ""}, 21213),
        ({"to": "not a number"}, 21211),
        ({"to": "4155550199"}, 21211),
        ({"from_": "x"}, 21212),
        ({"from_": "+14155559999"}, 21210),
        ({"url": None}, 21205),
        ({"url": "practice.invalid/voice"}, 21205),
        ({"url": "https://["}, 21205),
        ({"method": "PUT"}, 21209),
        ({"fallback_url": "nowhere"}, 21205),
        ({"url": None, "twiml": f"<Response>{'x' * 4000}</Response>"}, 32018),
        ({"application_sid": "AP" + "0" * 32}, 21218),
        ({"status_callback": "nowhere"}, 21609),
        ({"status_callback_event": ["answered", "lunch"]}, 21626),
        ({"timeout": 601}, 21208),
        ({"timeout": 0}, 21208),
        ({"time_limit": 0}, 20422),
        ({"send_digits": "1-2"}, 21206),
    ],
)
async def test_calls_that_are_refused(world: World, options: dict[str, object], code: int) -> None:
    wanted = {"to": TO, "from_": LINE, "url": f"{PUBLIC}/voice", "status_callback": f"{PUBLIC}/s"}
    with pytest.raises(TwilioRestException) as refusal:
        await world.twilio.calls.create_async(**wanted | options)
    assert (refusal.value.status, refusal.value.code) == (400, code)
    assert await world.twilio.calls.list_async() == []


async def test_what_there_is_not(world: World) -> None:
    for resource in (
        world.twilio.calls("CA" + "0" * 32),
        world.twilio.incoming_phone_numbers("PN" + "0" * 32),
        world.twilio.api.accounts("AC" + "1" * 32),
    ):
        with pytest.raises(TwilioRestException) as refusal:
            await resource.fetch_async()
        assert (refusal.value.status, refusal.value.code) == (404, 20404)


async def test_a_call_that_is_not_answered_cannot_be_redirected(world: World) -> None:
    sid = await world.dial("+14155550102", timeout=600)
    for change in ({"twiml": "<Response/>"}, {"url": f"{PUBLIC}/x"}, {"status": "paused"}):
        with pytest.raises(TwilioRestException) as refusal:
            await world.twilio.calls(sid).update_async(**change)
        assert refusal.value.code == (20422 if "status" in change else 21220)


async def busy_calls(world: World, count: int) -> list[str]:
    """Place calls that end at once; return their SIDs, newest first."""
    sids = []
    for _ in range(count):
        sids.append(await world.dial("+14155550101", status_callback_event=None))
        await soon(world.customer.form("/status"))
    return sids[::-1]


async def test_lists_come_in_pages_newest_first(world: World) -> None:
    sids = await busy_calls(world, 5)
    page = await world.twilio.calls.page_async(page_size=2)
    assert [call.sid for call in page] == sids[:2]
    # What begins meanwhile pushes nothing onto the next page.
    await busy_calls(world, 1)
    page = await page.next_page_async()
    assert [call.sid for call in page] == sids[2:4]
    assert "Page=0" in page.previous_page_url
    page = await page.next_page_async()
    assert [call.sid for call in page] == sids[4:]
    assert page.next_page_url is None
    everything = await world.twilio.calls.list_async(page_size=2)
    assert [call.sid for call in everything[1:]] == sids
    assert len(await world.twilio.calls.list_async(limit=3)) == 3


async def test_pages_that_are_none(world: World) -> None:
    for wrong in ({"page_size": 0}, {"page_number": "x"}, {"page_size": "many"}):
        with pytest.raises(TwilioException, match="20422"):
            await world.twilio.calls.page_async(**wrong)
    page = await world.twilio.calls.page_async(page_token="PACA" + "0" * 32, page_number=1)
    assert list(page) == []


async def test_filters(world: World) -> None:
    (busy,) = await busy_calls(world, 1)
    world.customer.twiml("/voice", "<Pause length='6000'/>")
    world.customer.twiml("/voice", "<Say>Hello</Say><Pause length='6000'/>")
    inbound = await world.ring(party := Recorder())
    await soon(party.until(lambda heard: len(heard) > 0))
    minute, now = timedelta(minutes=1), datetime.now(UTC)
    calls = await world.twilio.calls.list_async()
    today = [call.sid for call in calls if call.start_time.date() == now.date()]

    async def found(**filters: object) -> list[str]:
        return [call.sid for call in await world.twilio.calls.list_async(**filters)]

    assert await found() == [inbound, busy]
    assert await found(status="in-progress") == [inbound]
    assert await found(status="busy") == [busy]
    assert await found(to=LINE) == [inbound]
    assert await found(from_=LINE) == [busy]
    assert await found(to="+14155550101", from_=LINE, start_time_after=now - minute) == [busy]
    assert await found(start_time_after=now + minute) == []
    assert await found(start_time_before=now + minute) == [inbound, busy]
    assert await found(end_time_after=now - minute) == [busy]
    assert await found(start_time=now) == today
    assert await found(parent_call_sid="CA" + "0" * 32) == []
    with pytest.raises(TwilioException, match="20422"):
        await found(start_time_after="yesterday")


async def test_a_number_is_found_changed_and_cleared(world: World) -> None:
    (number,) = await world.twilio.incoming_phone_numbers.list_async(phone_number=LINE)
    assert (number.phone_number, number.friendly_name) == (LINE, "Practice line")
    assert number.voice_url == f"{PUBLIC}/voice"
    assert number.capabilities["voice"] is True
    assert await world.twilio.incoming_phone_numbers.list_async(phone_number="+4420") == []
    assert await world.twilio.incoming_phone_numbers.list_async(friendly_name="Practice") == []

    changed = await number.update_async(
        voice_url=f"{PUBLIC}/new", voice_method="GET", voice_fallback_url=f"{PUBLIC}/b"
    )
    assert (changed.voice_url, changed.voice_method) == (f"{PUBLIC}/new", "GET")
    assert changed.status_callback == f"{PUBLIC}/status/inbound"
    cleared = await number.update_async(voice_url="", status_callback="")
    assert (cleared.voice_url, cleared.status_callback) == ("", "")
    assert cleared.voice_fallback_url == f"{PUBLIC}/b"
    assert (await number.fetch_async()).voice_url == ""

    for wrong, code in (({"voice_url": "nowhere"}, 21402), ({"voice_method": "PUT"}, 21403)):
        with pytest.raises(TwilioRestException) as refusal:
            await number.update_async(**wrong)
        assert refusal.value.code == code


async def test_notifications_by_level(world: World) -> None:
    world.customer.twiml("/voice", "<Unknown/><Redirect>https://nobody.invalid/</Redirect>")
    sid = await world.ring(Recorder())
    await soon(world.customer.form("/status/inbound"))
    assert await world.codes(sid) == ["12200", "11210"]
    errors = await world.twilio.calls(sid).notifications.list_async(log=0)
    (error,) = errors
    assert (error.error_code, error.log) == ("11210", "0")
    assert error.request_url == "https://nobody.invalid/"
    assert error.more_info == "https://www.twilio.com/docs/errors/11210"
    (warning,) = await world.twilio.calls(sid).notifications.list_async(log=1)
    assert "Unknown" in warning.message_text
