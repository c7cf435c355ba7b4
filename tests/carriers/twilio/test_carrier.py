"""Twilio as a carrier: what it asks of the account, and what it says without one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from xml.etree import ElementTree as ET

import pytest
import pytest_asyncio

from console.carriers.carrier import AccountStatus
from console.carriers.twilio.carrier import TwilioCarrier
from console.switchboard.call import Reason, State
from console.switchboard.ports import Attempt, TrunkError
from tests.carriers.twilio.signing import sign, signed
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

PUBLIC = "https://console.example"
ATTEMPT = Attempt("c1", TO, FROM, "media-token")


@pytest_asyncio.fixture
async def api() -> AsyncIterator[TwilioApi]:
    api = TwilioApi()
    await api.start()
    yield api
    await api.stop()


@asynccontextmanager
async def carrier_at(
    api: TwilioApi,
    *,
    account_sid: str | None = ACCOUNT,
    auth_token: str | None = TOKEN,
    public_url: str | None = PUBLIC,
) -> AsyncIterator[TwilioCarrier]:
    carrier = TwilioCarrier(
        account_sid=account_sid,
        auth_token=auth_token,
        api_url=api.url,
        public_url=lambda: public_url,
    )
    try:
        yield carrier
    finally:
        await carrier.close()


async def test_a_dial_brings_its_own_twiml_and_reports_to_its_own_address(
    api: TwilioApi,
) -> None:
    async with carrier_at(api) as carrier:
        assert await carrier.dial(ATTEMPT) == SID
    ((_, _, form),) = api.asked
    assert form["StatusCallback"] == [f"{PUBLIC}/twilio/status/c1"]
    stream = ET.fromstring(form["Twiml"][0]).find("Connect/Stream")
    assert stream is not None
    assert stream.attrib["url"] == "wss://console.example/twilio/media/c1/media-token"
    assert "Url" not in form


async def test_without_a_public_address_nothing_is_dialled(api: TwilioApi) -> None:
    async with carrier_at(api, public_url=None) as carrier:
        with pytest.raises(TrunkError) as refused:
            await carrier.dial(ATTEMPT)
    assert refused.value.code == "tunnel-not-ready"
    assert api.asked == []


@pytest.mark.parametrize(
    ("word", "state", "reason"),
    [
        ("queued", State.QUEUED, None),
        ("ringing", State.RINGING, None),
        ("in-progress", State.CONNECTING, None),
        ("completed", State.ENDED, Reason.COMPLETED),
        ("no-answer", State.ENDED, Reason.NO_ANSWER),
    ],
)
async def test_a_look_up_reads_twilios_word(
    api: TwilioApi, word: str, state: State, reason: Reason | None
) -> None:
    api.fetch = says(200, call_json(word))
    async with carrier_at(api) as carrier:
        report = await carrier.look_up(SID)
    assert report is not None
    assert (report.state, report.reason) == (state, reason)


async def test_a_look_up_of_what_twilio_does_not_know_is_nothing(api: TwilioApi) -> None:
    async with carrier_at(api) as carrier:
        for api.fetch in (refuses(404, 20404), says(200, call_json("weather"))):
            assert await carrier.look_up(SID) is None


ACCOUNTS = {
    "a good one": (
        says(200, {"sid": ACCOUNT, "status": "active", "type": "Full"}),
        AccountStatus(True, "The Twilio account is active."),
    ),
    "a trial": (
        says(200, {"sid": ACCOUNT, "status": "active", "type": "Trial"}),
        AccountStatus(
            True,
            "The Twilio account is a trial: it calls verified numbers only, ends calls after "
            "ten minutes, and may not let agents speak on calls at all.",
            "Upgrade it at Twilio before you rely on it.",
        ),
    ),
    "a suspended one": (
        says(200, {"sid": ACCOUNT, "status": "suspended", "type": "Full"}),
        AccountStatus(
            False, "The Twilio account is suspended.", "Look at it in the Twilio console."
        ),
    ),
    "a wrong token": (
        refuses(401, 20003),
        AccountStatus(
            False,
            "Twilio does not accept the account SID and auth token. Check both, and that the "
            "account is active.",
        ),
    ),
    "a page in its place": (
        says(200, "<html>Welcome</html>"),
        AccountStatus(False, "Twilio's answer could not be read."),
    ),
}


@pytest.mark.parametrize(("answer", "status"), ACCOUNTS.values(), ids=ACCOUNTS)
async def test_an_account_is_usable_or_not_in_one_sentence(
    api: TwilioApi, answer: object, status: AccountStatus
) -> None:
    api.account = answer  # type: ignore[assignment]
    async with carrier_at(api) as carrier:
        assert await carrier.check_account() == status


@pytest.mark.parametrize("missing", ["account_sid", "auth_token"])
async def test_without_credentials_everything_says_so_and_nothing_is_asked(
    api: TwilioApi, missing: str
) -> None:
    async with carrier_at(api, **{missing: None}) as carrier:  # type: ignore[arg-type]
        status = await carrier.check_account()
        for command in (carrier.dial(ATTEMPT), carrier.hang_up(SID), carrier.look_up(SID)):
            with pytest.raises(TrunkError) as refused:
                await command
            assert refused.value.code == "no-credentials"
    assert not status.usable
    assert "TWILIO_ACCOUNT_SID" in status.remedy
    assert api.asked == []


async def test_a_handshake_needs_a_token_and_an_address_to_be_checked_with(
    api: TwilioApi,
) -> None:
    path = "/twilio/media/c1/token"
    headers = signed(sign(TOKEN, "wss://console.example" + path))
    for auth_token, public_url, genuine in (
        (TOKEN, PUBLIC, True),
        (None, PUBLIC, False),
        (TOKEN, None, False),
        ("another", PUBLIC, False),
    ):
        async with carrier_at(api, auth_token=auth_token, public_url=public_url) as carrier:
            assert carrier.handshake_is_genuine(headers, path) is genuine
