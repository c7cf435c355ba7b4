"""Twilio's REST API over a real socket: every wait bounded, no call ever placed twice."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio

from console.carriers.twilio.account import TwilioAccount
from console.carriers.twilio.api import TwilioApi as Api
from console.carriers.twilio.calls import TwilioCalls
from console.switchboard.ports import TrunkError
from tests.carriers.twilio.twilio_api import (
    ACCOUNT,
    FROM,
    SID,
    TO,
    TOKEN,
    TwilioApi,
    call_json,
    refuses,
    says,
)

TWIML = "<Response/>"
STATUS_URL = "https://console.example/twilio/status/c1"
SHORT_S = 0.4
PATIENCE_S = 60.0

Command = Callable[["Rest"], Awaitable[object]]


@pytest_asyncio.fixture
async def api() -> AsyncIterator[TwilioApi]:
    api = TwilioApi()
    await api.start()
    yield api
    await api.stop()


class Hurried(Api):
    """An API that is patient, but for so many of its next requests."""

    hurried = 0

    async def ask(self, request: Awaitable[Any]) -> Any:
        self._timeout_s = SHORT_S if self.hurried else PATIENCE_S
        self.hurried = max(0, self.hurried - 1)
        return await super().ask(request)


class Rest(TwilioCalls):
    """Calls and the account, over one connection."""

    def __init__(self, api: Hurried) -> None:
        super().__init__(api)
        self.account = TwilioAccount(api)
        self.api = api


@asynccontextmanager
async def at(url: str, token: str = TOKEN, hurried: int = 0) -> AsyncIterator[Rest]:
    api = Hurried(ACCOUNT, token, url, pause_s=0.005)
    api.hurried = hurried
    try:
        yield Rest(api)
    finally:
        await api.close()


@pytest_asyncio.fixture
async def rest(api: TwilioApi) -> AsyncIterator[Rest]:
    async with at(api.url) as rest:
        yield rest


async def place(rest: Rest) -> str:
    return await rest.create_call(to=TO, from_=FROM, twiml=TWIML, status_url=STATUS_URL)


async def end(rest: Rest) -> None:
    await rest.end_call(SID)


async def fetch(rest: Rest) -> str | None:
    return await rest.fetch_status(SID)


async def account(rest: Rest) -> tuple[str, str]:
    return await rest.account.state()


COMMANDS = {"create": place, "update": end, "fetch": fetch, "account": account}
"""Every request that is made, by the name of what answers it."""


def is_one_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and "<" not in text


async def test_a_call_is_placed_with_all_that_it_needs(api: TwilioApi, rest: Rest) -> None:
    assert await place(rest) == SID
    assert api.asked == [
        (
            "POST",
            "/Calls.json",
            {
                "To": [TO],
                "From": [FROM],
                "Twiml": [TWIML],
                "StatusCallback": [STATUS_URL],
                "StatusCallbackMethod": ["POST"],
                "StatusCallbackEvent": ["initiated", "ringing", "answered", "completed"],
            },
        )
    ]


async def test_a_call_is_ended_in_whatever_state(api: TwilioApi, rest: Rest) -> None:
    await rest.end_call(SID)
    assert api.asked == [("POST", f"/Calls/{SID}.json", {"Status": ["completed"]})]


@pytest.mark.parametrize(("status", "code"), [(404, 20404), (400, 21220)])
async def test_a_call_that_is_gone_counts_as_ended(
    api: TwilioApi, rest: Rest, status: int, code: int
) -> None:
    api.update = api.fetch = refuses(status, code)
    await rest.end_call(SID)
    assert await rest.fetch_status(SID) is None
    assert len(api.asked) == 2


async def test_a_calls_status_is_twilios_word(api: TwilioApi, rest: Rest) -> None:
    api.fetch = says(200, call_json("ringing"))
    assert await rest.fetch_status(SID) == "ringing"


async def test_the_account_gives_its_status_and_type_and_nothing_is_kept_of_its_token(
    api: TwilioApi, rest: Rest
) -> None:
    secret = {"auth_token": "never-keep-this"}
    api.account = says(200, {"sid": ACCOUNT, "status": "active", "type": "Trial", **secret})
    assert await rest.account.state() == ("active", "Trial")


# -- a dial whose fate is not known -----------------------------------------------------


async def test_a_dial_that_times_out_is_looked_up_and_found(api: TwilioApi) -> None:
    api.create = api.nothing
    api.list = says(200, {"calls": [call_json("ringing")], "next_page_uri": None})
    async with at(api.url, hurried=1) as rest:
        assert await place(rest) == SID
    assert api.count("POST", "/Calls.json") == 1
    ((_, _, query),) = [it for it in api.asked if it[0] == "GET"]
    assert (query["To"], query["From"]) == ([TO], [FROM])


OTHERS = {
    "none": [],
    "one that has ended": [call_json("completed")],
    "one from before": [call_json("in-progress", age_s=60)],
}


@pytest.mark.parametrize("calls", OTHERS.values(), ids=OTHERS)
async def test_a_dial_that_times_out_and_is_not_found_is_not_placed_again(
    api: TwilioApi, calls: list[dict[str, object]]
) -> None:
    api.create = api.nothing
    api.list = says(200, {"calls": calls, "next_page_uri": None})
    async with at(api.url, hurried=1) as rest:
        with pytest.raises(TrunkError) as failed:
            await place(rest)
    assert failed.value.code == "timeout"
    assert failed.value.message == (
        "Twilio did not answer in time. Check the network. The call was not placed."
    )
    assert api.count("POST", "/Calls.json") == 1


async def test_a_dial_that_times_out_and_cannot_be_looked_up_says_no_more_than_is_known(
    api: TwilioApi,
) -> None:
    api.create = api.list = api.nothing
    async with at(api.url, hurried=2) as rest:
        with pytest.raises(TrunkError) as failed:
            await place(rest)
    assert failed.value.message == "Twilio did not answer in time. Check the network."
    assert api.count("POST", "/Calls.json") == 1


async def test_a_redial_whose_fate_is_not_known_is_not_taken_for_the_call_before_it(
    api: TwilioApi,
) -> None:
    first, second = "CA" + "a" * 32, "CA" + "b" * 32
    calls = [call_json("ringing", first), call_json("ringing", second)]
    api.list = says(200, {"calls": calls, "next_page_uri": None})
    async with at(api.url) as rest:
        api.create = says(201, call_json("queued", first))
        assert await place(rest) == first
        api.create = api.nothing
        rest.api.hurried = 1
        assert await place(rest) == second
        rest.api.hurried = 1
        with pytest.raises(TrunkError):
            await place(rest)


UNSURE = {
    "the connection breaks off": lambda api: api.breaks_off,
    "a fault of Twilio's": lambda api: refuses(500, 20500),
    "a page in its place": lambda api: says(502, "<html>Bad gateway</html>"),
    "a page that says yes": lambda api: says(201, "<html>Welcome</html>"),
    "JSON that is no call": lambda api: says(201, []),
}


@pytest.mark.parametrize("answer", UNSURE.values(), ids=UNSURE)
async def test_a_dial_that_may_have_been_placed_is_looked_up_and_found(
    api: TwilioApi, rest: Rest, answer: Callable[[TwilioApi], object]
) -> None:
    api.create = answer(api)  # type: ignore[assignment]
    api.list = says(200, {"calls": [call_json("queued")], "next_page_uri": None})
    assert await place(rest) == SID
    assert api.count("POST", "/Calls.json") == 1


async def test_a_dial_that_is_refused_is_not_looked_up(api: TwilioApi, rest: Rest) -> None:
    for status, code in ((400, 21215), (429, 20429), (401, 20003)):
        api.asked.clear()
        api.create = refuses(status, code)
        with pytest.raises(TrunkError) as failed:
            await place(rest)
        assert failed.value.code == str(code)
        assert [method for method, _, _ in api.asked] == ["POST"]


# -- faults -----------------------------------------------------------------------------

FAULTS: dict[str, tuple[object, str]] = {
    "wrong token": (refuses(401, 20003, "Authenticate"), "20003"),
    "a page that asks to log in": (says(401, "<html>Log in</html>"), "20003"),
    "too many requests": (refuses(429, 20429), "20429"),
    "a page about too many": (says(429, "<html>Slow down</html>"), "20429"),
    "a fault": (refuses(500, 20500), "20500"),
    "overload": (refuses(503, 20503), "20503"),
    "a gateway's page": (says(502, "<html>\nBad gateway\n</html>"), "20500"),
    "a page that forbids": (says(403, "<html>No</html>"), "403"),
    "a page that says yes": (says(200, "<html>Welcome</html>"), "twilio"),
    "a list": (says(200, []), "twilio"),
    "a word": (says(200, '"ok"'), "twilio"),
    "an unknown code": (refuses(400, 99999, "Something\nnew."), "99999"),
    "a code that is none": (says(400, {"code": None, "message": "No."}), "400"),
    "a code that is a word": (says(400, {"code": "bad", "message": "No."}), "400"),
    "the new kind of error": (
        says(
            429,
            {"type": "t", "title": "Too many", "status": 429, "code": 20429, "detail": "Slow."},
        ),
        "20429",
    ),
}


@pytest.mark.parametrize("what", COMMANDS)
@pytest.mark.parametrize(("answer", "code"), FAULTS.values(), ids=FAULTS)
async def test_every_fault_is_one_sentence(
    api: TwilioApi, rest: Rest, what: str, answer: object, code: str
) -> None:
    setattr(api, what, answer)
    with pytest.raises(TrunkError) as failed:
        await COMMANDS[what](rest)
    assert failed.value.code == code
    assert is_one_sentence(failed.value.message)


@pytest.mark.parametrize("what", COMMANDS)
async def test_a_twilio_that_is_not_there_is_one_sentence(what: str) -> None:
    async with at("http://127.0.0.1:1") as rest:
        with pytest.raises(TrunkError) as failed:
            await COMMANDS[what](rest)
    assert failed.value.code == "unreachable"
    assert failed.value.message == "Twilio can't be reached. Check the network."


@pytest.mark.parametrize("what", ["update", "fetch", "account"])
async def test_a_twilio_that_does_not_answer_is_not_waited_for(api: TwilioApi, what: str) -> None:
    setattr(api, what, api.nothing)
    async with at(api.url, hurried=1) as rest:
        with pytest.raises(TrunkError) as failed:
            await COMMANDS[what](rest)
    assert failed.value.code == "timeout"
    assert len(api.asked) == 1


async def test_nothing_logged_and_no_sentence_holds_a_number_or_the_token(
    api: TwilioApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    message = f"The phone number you are attempting to call, {TO}, is not nice."
    api.create = refuses(400, 99999, message)
    async with at(api.url) as rest:
        with pytest.raises(TrunkError) as failed:
            await place(rest)
        api.create = says(502, "<html>Bad gateway</html>")
        with pytest.raises(TrunkError):
            await place(rest)
        assert api.count("GET", "/Calls.json") == 1
        api.create = says(201, call_json())
        await place(rest)
        await rest.end_call(SID)
        await rest.account.state()
    assert failed.value.message == (
        "Twilio says: The phone number you are attempting to call, this number, is not nice "
        "(error 99999: https://www.twilio.com/docs/errors/99999)."
    )
    for secret in (TO, FROM, TO[1:], FROM[1:], TOKEN):
        assert secret not in caplog.text
