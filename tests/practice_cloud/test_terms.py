"""The account's terms, its numbers' settings, and Twilio's other products."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from twilio.base.exceptions import TwilioRestException

from console.practice.cloud import Terms
from tests.practice_cloud.conftest import FAST, LINE, VERIFIED, World, soon
from tests.practice_cloud.customer import PUBLIC
from tests.practice_cloud.parties import Recorder

TRIAL = Terms(status="suspended", trial=True, balance=Decimal("0.40"), verified=(VERIFIED,))
COSTLY = Terms(price_a_minute=Decimal("0.0130"))
AT_HOME = Terms(closed=frozenset({"FR"}))


@pytest.mark.parametrize("terms", [TRIAL])
async def test_a_trial_calls_verified_numbers_only(world: World) -> None:
    account = await world.twilio.api.accounts(world.twilio.account_sid).fetch_async()
    assert (account.status, account.type) == ("suspended", "Trial")
    assert (await world.twilio.balance.fetch_async()).balance == "0.40"
    (verified,) = await world.twilio.outgoing_caller_ids.list_async()
    assert (verified.phone_number, verified.sid[:2]) == (VERIFIED, "PN")
    with pytest.raises(TwilioRestException) as refusal:
        await world.dial("+14155550199")
    assert refusal.value.code == 21219
    await world.dial(VERIFIED)


async def test_a_verified_number_may_be_called_from(world: World) -> None:
    sid = await world.dial("+14155550101", from_=VERIFIED)
    call = await world.twilio.calls(sid).fetch_async()
    assert (call._from, call.phone_number_sid) == (VERIFIED, None)


@pytest.mark.parametrize("terms", [AT_HOME])
async def test_a_country_can_be_closed(world: World) -> None:
    countries = world.twilio.voice.v1.dialing_permissions.countries
    home, away = await countries("US").fetch_async(), await countries("FR").fetch_async()
    assert (home.low_risk_numbers_enabled, home.country_codes) == (True, ["+1"])
    assert (away.low_risk_numbers_enabled, away.iso_code) == (False, "FR")
    with pytest.raises(TwilioRestException) as refusal:
        await world.dial("+33142345678")
    assert refusal.value.code == 21215
    with pytest.raises(TwilioRestException) as refusal:
        await countries("XX").fetch_async()
    assert refusal.value.code == 20404


@pytest.mark.parametrize("terms", [COSTLY])
@pytest.mark.parametrize(
    ("timings", "price"),
    [(replace(FAST, price=3600), None), (replace(FAST, price=0), "-0.0130")],
)
async def test_a_call_has_a_price_a_while_after_its_end(world: World, price: str | None) -> None:
    world.customer.twiml("/answered", "<Pause length='6000'/>")
    sid = await world.dial()
    await soon(world.customer.form("/answered"))
    await world.twilio.calls(sid).update_async(status="completed")
    while await soon(world.customer.form("/status")):
        call = await world.twilio.calls(sid).fetch_async()
        if call.status == "completed":
            break
    assert (call.price, call.price_unit) == (price, "USD")
    assert int(call.duration) >= 1


async def test_alerts_are_every_calls_the_newest_first(world: World) -> None:
    world.customer.twiml("/voice", "<Unknown/><Redirect>https://nobody.invalid/</Redirect>")
    sids = []
    for _ in range(3):
        sids.append(await world.ring(Recorder()))
        await soon(world.customer.form("/status/inbound"))
    alerts = await world.twilio.monitor.v1.alerts.list_async(page_size=2)
    assert [alert.resource_sid for alert in alerts] == [sid for sid in sids[::-1] for _ in "12"]
    (error, *_) = await world.twilio.monitor.v1.alerts.list_async(log_level="error")
    assert (error.error_code, error.log_level) == ("11210", "error")
    assert error.more_info == "https://www.twilio.com/docs/errors/11210"
    assert "Msg=" in error.alert_text
    assert error.date_generated is not None


async def test_application_and_trunk_are_rivals_and_can_be_taken_off(world: World) -> None:
    (number,) = await world.twilio.incoming_phone_numbers.list_async()
    application, trunk = "AP" + "1" * 32, "TK" + "2" * 32
    changed = await number.update_async(voice_application_sid=application)
    assert (changed.voice_application_sid, changed.trunk_sid) == (application, None)
    changed = await number.update_async(trunk_sid=trunk)
    assert (changed.voice_application_sid, changed.trunk_sid) == (None, trunk)
    changed = await number.update_async(voice_application_sid="", trunk_sid="")
    assert (changed.voice_application_sid, changed.trunk_sid) == (None, None)


async def test_somebody_changes_a_number_in_the_web_pages(world: World) -> None:
    world.cloud.change_number(LINE, voice_url="https://elsewhere.invalid/", voice=False)
    (number,) = await world.twilio.incoming_phone_numbers.list_async()
    assert (number.voice_url, number.capabilities["voice"]) == ("https://elsewhere.invalid/", False)
    assert world.cloud.number(LINE).status_callback == f"{PUBLIC}/status/inbound"
    with pytest.raises(LookupError):
        world.cloud.number("+14155559999")
