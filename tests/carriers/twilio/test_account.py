"""What Twilio says of an account, asked of the practice cloud and of a Twilio that is busy."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from decimal import Decimal

import pytest
import pytest_asyncio
from aiohttp import web

from console.carriers.carrier import Account, CountryPermission
from console.carriers.twilio.account import TwilioAccount
from console.carriers.twilio.api import TwilioApi
from console.carriers.twilio.calls import TwilioCalls
from console.practice.cloud import PracticeCloud, PracticeNumber, Terms, Timings
from console.switchboard.call import Bill
from console.switchboard.numbers import VoiceSettings
from console.switchboard.ports import TrunkError
from tests.carriers.twilio import twilio_api
from tests.carriers.twilio.twilio_api import refuses
from tests.practice_cloud.parties import Recorder

ACCOUNT, TOKEN = "AC" + "0123456789abcdef" * 2, "practice-token"
NUMBER, MUTE, VERIFIED = "+14155550100", "+14155550133", "+14155550122"
TWIML = "<Response><Pause length='60000'/></Response>"
GONE = "https://gone.example/status"
TERMS = Terms(
    trial=True,
    balance=Decimal("1.50"),
    price_a_minute=Decimal("0.0130"),
    verified=(VERIFIED,),
    closed=frozenset({"FR"}),
)
TIMINGS = Timings(set_up=0, ring=0, no_answer=30, word=0.001, second=0.01, price=0)


@pytest_asyncio.fixture
async def cloud() -> AsyncIterator[PracticeCloud]:
    cloud = PracticeCloud(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        numbers=[
            PracticeNumber(phone_number=NUMBER, voice_url="https://ivr.example/"),
            PracticeNumber(phone_number=MUTE, voice=False, voice_caller_id_lookup=True),
        ],
        answer=lambda _number: Recorder(),
        timings=TIMINGS,
        terms=TERMS,
    )
    yield cloud
    await cloud.stop()


@pytest_asyncio.fixture
async def api(cloud: PracticeCloud) -> AsyncIterator[TwilioApi]:
    api = TwilioApi(ACCOUNT, TOKEN, await cloud.start(), pause_s=0.005)
    yield api
    await api.close()


@pytest.fixture
def account(api: TwilioApi) -> TwilioAccount:
    return TwilioAccount(api)


async def place(api: TwilioApi, to: str = VERIFIED) -> str:
    return await TwilioCalls(api).create_call(to=to, from_=NUMBER, twiml=TWIML, status_url=GONE)


async def test_state_balance_and_verified_numbers(account: TwilioAccount) -> None:
    assert await account.account() == Account(ACCOUNT, "active", True, "1.50", "USD")
    assert await account.caller_ids() == (VERIFIED,)


async def test_numbers_come_with_all_that_decides_about_their_calls(account: TwilioAccount) -> None:
    ours, mute = await account.numbers.numbers()
    assert (ours.number, ours.name, ours.voice) == (NUMBER, "(415) 555-0100", True)
    assert ours.settings == VoiceSettings(voice_url="https://ivr.example/")
    assert (mute.voice, mute.settings.voice_caller_id_lookup) == (False, True)
    assert await account.numbers.find(MUTE) == mute
    assert await account.numbers.find("+1415555") is None
    assert await account.numbers.fetch("PN" + "0" * 32) is None


async def test_only_what_differs_is_written(account: TwilioAccount) -> None:
    (ours, _) = await account.numbers.numbers()
    new = VoiceSettings(voice_url="", trunk_sid="TK" + "1" * 32)
    written = await account.numbers.write(ours.id, ours.settings, new)
    assert written.settings == new
    assert await account.numbers.fetch(ours.id) == written


async def test_countries_are_open_closed_or_unknown(account: TwilioAccount) -> None:
    assert await account.permission("US") == CountryPermission("US", True)
    assert await account.permission("FR") == CountryPermission("FR", False)
    assert await account.permission("XX") is None


async def test_a_call_is_open_until_it_ends_and_then_has_a_price(
    api: TwilioApi, account: TwilioAccount
) -> None:
    began = time.monotonic()
    sid = await place(api)
    (call,) = await account.open_calls()
    assert (call.carrier_call_id, call.direction) == (sid, "outbound")
    assert (call.from_, call.to) == (NUMBER, VERIFIED)
    assert await account.bill(sid) is None
    calls = TwilioCalls(api)
    async with asyncio.timeout(60):
        while await calls.fetch_status(sid) != "in-progress":
            pass
        await calls.end_call(sid)
        while await account.open_calls():
            pass
    bill = await account.bill(sid)
    assert bill is not None
    assert 1 <= bill.seconds <= math.ceil(time.monotonic() - began)
    # The price of one minute begun.
    assert bill == Bill(bill.seconds, "-0.0130", "USD")


async def test_a_call_that_was_placed_for_one_of_ours_is_no_stranger(
    api: TwilioApi, account: TwilioAccount
) -> None:
    twiml = f'<Response><Dial callerId="{NUMBER}"><Number>{VERIFIED}</Number></Dial></Response>'
    ours = await TwilioCalls(api).create_call(
        to=VERIFIED, from_=NUMBER, twiml=twiml, status_url=GONE
    )
    async with asyncio.timeout(60):
        while len(found := await account.open_calls()) < 2:
            pass
    assert [it for it in found if it.strange_to(frozenset())] == list(found)
    assert [it for it in found if it.strange_to({ours})] == []
    await TwilioCalls(api).end_call(ours)


async def test_what_went_wrong_is_a_sentence_with_the_newest_first(
    cloud: PracticeCloud, account: TwilioAccount
) -> None:
    sid = await cloud.ring("+14155550123", NUMBER, Recorder())
    async with asyncio.timeout(60):
        while not (troubles := await account.troubles(sid)):
            pass
    assert (troubles[0].code, troubles[0].error) == ("11210", True)
    assert troubles[0].sentence.startswith("Twilio can't find our host name.")
    assert troubles[0].link == "https://www.twilio.com/docs/errors/11210"
    assert (await account.recent_troubles())[0] == troubles[0]
    assert await account.troubles("CA" + "0" * 32) == ()


# -- back-off -----------------------------------------------------------------------------

READS: dict[str, Callable[[TwilioAccount], Awaitable[object]]] = {
    "account": lambda it: it.state(),
    "fetch": lambda it: it.bill(twilio_api.SID),
    "list": lambda it: it.open_calls(),
}


@pytest_asyncio.fixture
async def busy() -> AsyncIterator[twilio_api.TwilioApi]:
    busy = twilio_api.TwilioApi()
    await busy.start()
    yield busy
    await busy.stop()


@pytest.mark.parametrize("what", READS)
@pytest.mark.parametrize(("status", "code"), [(429, 20429), (500, 20500), (503, 20503)])
async def test_readings_are_tried_three_times(
    busy: twilio_api.TwilioApi, what: str, status: int, code: int
) -> None:
    api = TwilioApi(twilio_api.ACCOUNT, twilio_api.TOKEN, busy.url, pause_s=0.005)
    setattr(busy, what, refuses(status, code))
    with pytest.raises(TrunkError) as failed:
        await READS[what](TwilioAccount(api))
    assert failed.value.code == str(code)
    assert len(busy.asked) == 3
    await api.close()


@pytest.mark.parametrize(
    ("wish", "asked", "least_s"), [("0.1", 3, 0.2), ("60", 1, 0.0), ("soon", 3, 0.0)]
)
async def test_a_twilio_that_says_how_long_to_wait_is_heeded(
    busy: twilio_api.TwilioApi, wish: str, asked: int, least_s: float
) -> None:
    async def later(_request: web.Request) -> web.Response:
        body = {"code": 20429, "message": "Too Many Requests", "status": 429}
        return web.json_response(body, status=429, headers={"Retry-After": wish})

    api = TwilioApi(twilio_api.ACCOUNT, twilio_api.TOKEN, busy.url, pause_s=0.005)
    busy.list = later
    began = time.monotonic()
    with pytest.raises(TrunkError, match="too often"):
        await TwilioAccount(api).open_calls()
    assert len(busy.asked) == asked
    assert time.monotonic() - began >= least_s
    await api.close()


async def test_readings_that_are_refused_are_not_tried_again(busy: twilio_api.TwilioApi) -> None:
    api = TwilioApi(twilio_api.ACCOUNT, twilio_api.TOKEN, busy.url, pause_s=0.005)
    busy.list = refuses(401, 20003)
    with pytest.raises(TrunkError, match="does not accept"):
        await TwilioAccount(api).open_calls()
    assert len(busy.asked) == 1
    await api.close()


async def test_what_changes_something_is_asked_once(busy: twilio_api.TwilioApi) -> None:
    api = TwilioApi(twilio_api.ACCOUNT, twilio_api.TOKEN, busy.url, pause_s=0.005)
    busy.update = refuses(503, 20503)
    busy.create = refuses(429, 20429)
    calls = TwilioCalls(api)
    with pytest.raises(TrunkError):
        await calls.end_call(twilio_api.SID)
    with pytest.raises(TrunkError):
        await calls.create_call(to=VERIFIED, from_=NUMBER, twiml=TWIML, status_url=GONE)
    assert len(busy.asked) == 2
    await api.close()
