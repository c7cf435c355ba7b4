"""Every request that the account side and the lease make, against Twilio's own document."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError

from console.carriers.twilio.account import TwilioAccount
from console.carriers.twilio.api import TwilioApi
from console.carriers.twilio.calls import TwilioCalls
from console.carriers.twilio.numbers import TwilioNumbers
from console.switchboard.ports import TrunkError
from console.tunnel.lease_file import LeaseStore
from tests.lease.conftest import ACCOUNT, HERE, NUMBER, TOKEN, Leased, World
from tests.practice_cloud.test_openapi import DOCUMENT, Witness

pytestmark = pytest.mark.skipif(
    not DOCUMENT.is_file(), reason=f"Twilio's OpenAPI document is not at {DOCUMENT}"
)
CLEARED = b"VoiceApplicationSid=&"
"""Twilio's pages say that an empty text clears a field; its document's patterns do not."""


async def test_every_request_is_twilios(world: World) -> None:
    document = OpenAPI.from_dict(json.loads(DOCUMENT.read_text()))
    witness = Witness(world.gate.url)
    api = TwilioApi(ACCOUNT, TOKEN, await witness.start())
    account, calls = TwilioAccount(api), TwilioCalls(api)
    await account.account()
    await account.caller_ids()
    await account.open_calls()
    await account.permission("US")
    await account.recent_troubles()
    with suppress(TrunkError):
        await calls.create_call(
            to="+14155550123", from_=NUMBER, twiml="<Response/>", status_url="https://a.example/s"
        )
    (call,) = await account.open_calls()
    await account.troubles(call.carrier_call_id)
    await account.bill(call.carrier_call_id)
    await calls.end_call(call.carrier_call_id)

    world.number(voice_application_sid="AP" + "1" * 32, voice_receive_mode="fax")
    lease = Leased(TwilioNumbers(api), LeaseStore(world.folder), HERE, (NUMBER,), {})
    await lease.start()
    await lease.take()
    await lease.close()
    await api.close()
    await witness.stop()

    seen = [it for it in witness.seen if it.path.startswith("/2010-04-01/")]
    assert len(seen) > 15
    beyond = []
    for exchange in seen:
        document.validate_response(exchange, exchange.answer)
        try:
            document.validate_request(exchange)
        except OpenAPIError:
            beyond.append(exchange.body)
    assert len(beyond) <= 1
    assert all(CLEARED in body + b"&" for body in beyond)
