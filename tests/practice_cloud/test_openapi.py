"""REST, both ways, held against Twilio's own OpenAPI document as it is on the wire."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from twilio.base.exceptions import TwilioRestException
from werkzeug.datastructures import Headers, ImmutableMultiDict

from tests.fakes.served import Served
from tests.practice_cloud.conftest import ACCOUNT, LINE, STREAM, World, soon
from tests.practice_cloud.customer import PUBLIC
from tests.practice_cloud.parties import Recorder

DOCUMENT = Path(__file__).parents[3] / "shared" / "data" / "twilio_api_v2010.prism.json"

pytestmark = pytest.mark.skipif(
    not DOCUMENT.is_file(), reason=f"Twilio's OpenAPI document is not at {DOCUMENT}"
)


class Exchange:
    """One request and its response, in the shape that openapi-core wants both in."""

    host_url = "https://api.twilio.com"

    def __init__(
        self, request: web.Request, body: bytes, answer: aiohttp.ClientResponse, data: bytes
    ) -> None:
        self.method = request.method.lower()
        self.path = request.path
        self.content_type = request.content_type
        self.body = body
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(list(request.query.items())),
            header=Headers(dict(request.headers)),
        )
        self.answer = Answer(answer, data)


class Answer:
    def __init__(self, answer: aiohttp.ClientResponse, data: bytes) -> None:
        self.status_code = answer.status
        self.content_type = answer.content_type
        self.headers = dict(answer.headers)
        self.data = data


class Witness:
    """A proxy between twilio-python and the cloud that keeps every exchange."""

    def __init__(self, target: str) -> None:
        self.seen: list[Exchange] = []
        self._target = target
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        self._served = Served(app)

    async def start(self) -> str:
        self._session = aiohttp.ClientSession()
        return await self._served.start()

    async def stop(self) -> None:
        await self._served.stop()
        await self._session.close()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        url = self._target + request.raw_path
        async with self._session.request(
            request.method, url, data=body, headers=request.headers
        ) as answer:
            data = await answer.read()
            self.seen.append(Exchange(request, body, answer, data))
            return web.Response(status=answer.status, body=data, content_type=answer.content_type)


@pytest_asyncio.fixture
async def witness(world: World) -> AsyncIterator[Witness]:
    witness = Witness(world.url)
    url = await witness.start()
    for product in (world.twilio.api, world.twilio.voice, world.twilio.monitor):
        product.base_url = url
    yield witness
    await witness.stop()


@pytest.fixture(scope="module")
def document() -> OpenAPI:
    return OpenAPI.from_dict(json.loads(DOCUMENT.read_text()))


async def use_everything(world: World) -> None:
    """Send every kind of request that the cloud knows, with every parameter it acts on."""
    twilio = world.twilio
    await twilio.api.accounts(ACCOUNT).fetch_async()
    await twilio.api.accounts(ACCOUNT).balance.fetch_async()
    await twilio.outgoing_caller_ids.list_async()

    (number,) = await twilio.incoming_phone_numbers.list_async(
        phone_number=LINE, friendly_name="Practice line"
    )
    await number.fetch_async()
    await number.update_async(voice_url="", status_callback="", voice_fallback_url="")
    await number.fetch_async()
    await number.update_async(
        friendly_name="Line", voice_url=f"{PUBLIC}/voice", voice_method="GET",
        voice_fallback_url=f"{PUBLIC}/b", voice_fallback_method="POST",
        status_callback=f"{PUBLIC}/status/inbound", status_callback_method="POST",
        voice_receive_mode="voice", voice_caller_id_lookup=True,
    )  # fmt: skip
    await number.update_async(voice_application_sid="AP" + "0" * 32)
    await number.update_async(trunk_sid="TK" + "0" * 32)
    world.cloud.change_number(LINE, trunk_sid="")

    world.customer.twiml("/voice", f"<Unknown/>{STREAM}")
    world.customer.twiml("/answered", "<Pause length='6000'/>")
    inbound = await world.ring(party := Recorder(), caller_name="ADA L")
    await soon(party.until(lambda heard: len(heard) > 0))
    outbound = await world.dial(
        method="POST", fallback_url=f"{PUBLIC}/b", fallback_method="GET", send_digits="1",
        timeout=30, time_limit=3600, status_callback_method="POST", machine_detection="Enable",
        async_amd="true", async_amd_status_callback=f"{PUBLIC}/amd",
        async_amd_status_callback_method="POST", record=True, recording_channels="dual",
        recording_status_callback=f"{PUBLIC}/recorded", recording_status_callback_method="POST",
        recording_status_callback_event=["in-progress", "completed", "absent"],
    )  # fmt: skip
    await world.dial("+14155550101", url=None, twiml="<Response><Say>Hello</Say></Response>")
    await soon(world.customer.form("/answered"))
    await twilio.calls(outbound).update_async(url=f"{PUBLIC}/answered", method="POST")
    await twilio.calls(outbound).update_async(twiml="<Response><Pause length='900'/></Response>")
    await twilio.calls(outbound).update_async(time_limit=6000, status_callback=f"{PUBLIC}/status")
    await twilio.calls(outbound).update_async(status="completed")
    party.hang_up()
    await soon(world.customer.form("/status/inbound"))

    await twilio.calls(inbound).fetch_async()
    await twilio.calls(inbound).notifications.list_async(log=1, page_size=5)
    await twilio.calls.list_async(page_size=1)
    await twilio.calls.list_async(
        to=LINE, status="completed", start_time_after=datetime(2020, 1, 1, tzinfo=UTC),
        end_time_before=datetime(2100, 1, 1, tzinfo=UTC), parent_call_sid="CA" + "0" * 32,
    )  # fmt: skip
    with pytest.raises(TwilioRestException):
        await twilio.calls(inbound).update_async(status="completed")


async def test_every_request_and_response_is_twilios(
    world: World, witness: Witness, document: OpenAPI
) -> None:
    await use_everything(world)
    kinds = set()
    for exchange in witness.seen:
        document.validate_request(exchange)
        kinds.add(
            (exchange.method, exchange.path.rpartition("/")[2][:2], exchange.answer.status_code)
        )
        if exchange.answer.status_code < 400:
            document.validate_response(exchange, exchange.answer)
        else:
            assert set(json.loads(exchange.answer.data)) == {
                "code", "message", "more_info", "status",
            }  # fmt: skip
    assert kinds == {
        ("get", "AC", 200), ("get", "Ba", 200), ("get", "In", 200), ("get", "PN", 200),
        ("get", "Ou", 200), ("post", "PN", 200), ("post", "Ca", 201), ("post", "CA", 200),
        ("get", "CA", 200),
        ("get", "No", 200), ("get", "Ca", 200), ("post", "CA", 400),
    }  # fmt: skip


async def test_the_document_would_object(world: World, witness: Witness, document: OpenAPI) -> None:
    await world.twilio.api.accounts(ACCOUNT).balance.fetch_async()
    (exchange,) = witness.seen
    exchange.answer.data = json.dumps({"account_sid": ACCOUNT, "balance": 100}).encode()
    with pytest.raises(OpenAPIError):
        document.validate_response(exchange, exchange.answer)
    exchange.path += "x"
    with pytest.raises(OpenAPIError):
        document.validate_request(exchange)


async def test_no_field_is_missing_or_made_up(
    world: World, witness: Witness, document: OpenAPI
) -> None:
    await use_everything(world)
    schemas = json.loads(DOCUMENT.read_text())["components"]["schemas"]
    base = "api.v2010.account"

    def matches(resource: dict[str, object], schema: str) -> None:
        assert set(resource) == set(schemas[schema]["properties"])

    for exchange in witness.seen:
        body = json.loads(exchange.answer.data)
        name = exchange.path.rpartition("/")[2]
        if exchange.answer.status_code >= 400:
            continue
        if name.startswith("AC"):
            matches(body, base)
        elif name == "Balance.json":
            matches(body, f"{base}.balance")
        for number in body.get("incoming_phone_numbers", [body] if name.startswith("PN") else []):
            matches(number, f"{base}.incoming_phone_number")
        placed = name.startswith("CA") or exchange.answer.status_code == 201
        for number in body.get("outgoing_caller_ids", []):
            matches(number, f"{base}.outgoing_caller_id")
        for call in body.get("calls", [body] if placed else []):
            matches(call, f"{base}.call")
        for notice in body.get("notifications", []):
            matches(notice, f"{base}.call.call_notification")
