"""A node whose Twilio account can't be used, or whose Twilio does not answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.fakes.foreign_cloud import PUBLIC
from tests.fakes.foreign_rest import ForeignRest, new_sid, problem
from tests.fakes.node_process import Desk, eventually
from tests.foreign.conftest import open_world

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def carrier_lamp(desk: Desk, *states: str) -> dict[str, Any]:
    """Wait until the carrier's lamp is in one of some states: it may be lit after the start."""

    async def look() -> dict[str, Any] | None:
        lamp = await desk.lamp("carrier")
        return lamp if lamp["state"] in states else None

    lamp = await eventually(look, f"the carrier's lamp {states}")
    assert lamp
    assert lamp["cause"].endswith("."), lamp
    return lamp


async def test_without_an_auth_token_webhooks_are_503_and_the_lamp_says_so(
    tmp_path: Path,
) -> None:
    async with open_world(tmp_path / "data", TWILIO_AUTH_TOKEN="") as it:
        for path in ("/twilio/voice", "/twilio/status/inbound", "/twilio/stream-status"):
            form = it.cloud.voice_form(new_sid("CA"))
            assert (await it.cloud.ask(path, form)).status == 503
            signature = it.cloud.sign(PUBLIC + path, form)
            assert (await it.cloud.ask(path, form, signature)).status == 503
        url = "wss://console.example.org/twilio/media/0123456789abcdef/token"
        assert await it.cloud.knock(url, it.cloud.sign(url)) == 403
        lamp = await carrier_lamp(it.desk, "error")
        assert "TWILIO_AUTH_TOKEN" in lamp["remedy"]
        for name in ("number", "webhook"):
            unseen = await it.desk.lamp(name)
            assert unseen["state"] == "off"
            assert unseen["cause"] == "There are no credentials to look with."
        status, refusal = await it.desk.post("/api/calls", to="+14155552671")
        assert (status, refusal["error"]["code"]) == (422, "carrier-not-ready")
        assert await it.desk.get("/api/calls") == {"calls": []}
        assert it.rest.created == []


async def test_credentials_that_twilio_refuses_light_the_lamp_and_the_node_is_ready(
    tmp_path: Path,
) -> None:
    async with open_world(tmp_path / "data", TWILIO_AUTH_TOKEN="not-the-right-one") as it:
        assert it.node.ready["ready"] is True
        lamp = await carrier_lamp(it.desk, "error")
        assert "auth token" in lamp["cause"]
        answer = await it.cloud.tell("/twilio/voice", it.cloud.voice_form(new_sid("CA")))
        assert answer.status == 403
        status, _ = await it.desk.post("/api/calls", to="+14155552671")
        assert (status, it.rest.created) == (422, [])


async def test_a_silent_twilio_does_not_hold_up_the_ready_line_or_calls(tmp_path: Path) -> None:
    async with open_world(tmp_path / "data", ForeignRest.fall_silent) as it:
        # Twilio says nothing to the very end, so that the node is ready is what there is to see.
        assert it.node.ready_after_s >= 5
        # After ten seconds it is an error, and a busy machine may see no sooner than that.
        await carrier_lamp(it.desk, "warn", "error")
        sid, stream = await it.cloud.talk()
        await it.desk.call(sid, "live")
        await stream.say(b"hello")
        assert await stream.hear() == b"hello"
        await stream.end()
        await it.desk.call(sid, "ended")


async def test_a_twilio_that_can_not_be_reached_is_a_lamp(tmp_path: Path) -> None:
    nobody = {"CONSOLE_TWILIO_API_URL": "http://127.0.0.1:1"}
    async with open_world(tmp_path / "data", **nobody) as it:
        await carrier_lamp(it.desk, "error")


async def test_a_twilio_with_a_fault_is_a_lamp(tmp_path: Path) -> None:
    def faulty(rest: ForeignRest) -> None:
        rest.refusing = lambda: problem(503, 20503, "Service unavailable")

    async with open_world(tmp_path / "data", faulty) as it:
        await carrier_lamp(it.desk, "error")


async def test_a_suspended_account_is_a_lamp(tmp_path: Path) -> None:
    def suspend(rest: ForeignRest) -> None:
        rest.account_status = "suspended"

    async with open_world(tmp_path / "data", suspend) as it:
        lamp = await carrier_lamp(it.desk, "error")
        assert "suspended" in lamp["cause"]
