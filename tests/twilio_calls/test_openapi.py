"""Every request that the console makes about calls, held against Twilio's OpenAPI document."""

from __future__ import annotations

import json

import pytest
from openapi_core import OpenAPI

from tests.practice_cloud.parties import Recorder
from tests.practice_cloud.test_openapi import DOCUMENT, Witness
from tests.twilio_calls.world import HUMAN, LOUD, VOICEMAIL, open_world

pytestmark = pytest.mark.skipif(
    not DOCUMENT.is_file(), reason=f"Twilio's OpenAPI document is not at {DOCUMENT}"
)


async def test_every_request_about_a_call_is_one_that_twilio_knows() -> None:
    witnesses: list[Witness] = []

    async def between(api_url: str) -> str:
        witnesses.append(Witness(api_url))
        return await witnesses[-1].start()

    async with open_world(between=between) as world:
        world.answered_by = lambda to: Recorder([LOUD] * 3000)
        for wishes in (
            {"max_minutes": 5, "ring_s": 20, "digits": "1w2#", "record": True},
            {"on_machine": "leave-message"},
            {"on_machine": "hang-up"},
        ):
            call = await world.becomes(await world.dial(**wishes), "live")
            await world.do(call["id"], "hang-up")
        await world.becomes(await world.dial(VOICEMAIL, on_machine="hang-up"), "ended")
        call, _ = await world.talk(Recorder([LOUD] * 3000))
        await world.do(call["id"], "digits", digits="5", out_of_band=True)
        asked = await world.do(call["id"], "consult", to=HUMAN)
        await world.becomes(asked, "live")
        await world.do(call["id"], "connect")
        call, _ = await world.talk(Recorder([LOUD] * 3000))
        await world.do(call["id"], "transfer", to=HUMAN)
    (witness,) = witnesses
    document = OpenAPI.from_dict(json.loads(DOCUMENT.read_text()))
    sent: set[str] = set()
    for exchange in witness.seen:
        document.validate_request(exchange)
        document.validate_response(exchange, exchange.answer)
        sent |= {pair.partition("=")[0] for pair in exchange.body.decode().split("&")}
    await witness.stop()
    assert {
        *("To", "From", "Twiml", "Timeout", "TimeLimit", "StatusCallback", "StatusCallbackEvent"),
        *("SendDigits", "Record", "RecordingChannels", "RecordingStatusCallback"),
        *("MachineDetection", "AsyncAmd", "AsyncAmdStatusCallback", "Status"),
    } <= sent
