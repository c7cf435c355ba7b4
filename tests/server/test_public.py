"""The public app: Twilio's webhooks for Twilio, and nothing for anybody else."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from console.switchboard.call import Reason, State
from console.switchboard.tally import Count
from tests.carriers.twilio.signing import sign
from tests.carriers.twilio.twilio_api import TOKEN
from tests.conftest import ExpectLog
from tests.server.house import CALLER, LINE, PUBLIC, House, new_sid, open_house

VOICE = "/twilio/voice"
WEBHOOKS = [VOICE, "/twilio/status/inbound", "/twilio/status/c1", "/twilio/stream-status"]
FORM = {"CallSid": "CA1", "From": CALLER, "To": LINE.number, "CallStatus": "ringing"}


def tags(xml: str) -> list[str]:
    return [verb.tag for verb in ET.fromstring(xml)]


# -- who is let in ----------------------------------------------------------------------


@pytest.mark.parametrize("path", WEBHOOKS)
async def test_an_unsigned_or_wrongly_signed_webhook_is_403(
    house: House, path: str, expected_log: ExpectLog
) -> None:
    expected_log("Refused a webhook on /twilio/")
    others = ["", "nonsense", sign("another-token", PUBLIC + path, FORM.items())]
    for signature in others:
        response = await house.webhook(path, FORM, signature=signature)
        assert (response.status, await response.text()) == (403, "")
    assert house.count(Count.WEBHOOK_REFUSED) == 3
    assert house.switchboard.calls() == ()


@pytest.mark.parametrize("path", WEBHOOKS)
async def test_without_an_auth_token_every_webhook_is_503(
    path: str, expected_log: ExpectLog
) -> None:
    expected_log("Refused a webhook on /twilio/")
    async with open_house(auth_token=None) as house:
        assert (await house.webhook(path, FORM)).status == 503
        assert house.switchboard.calls() == ()


async def test_without_a_public_address_no_signature_can_be_checked(
    expected_log: ExpectLog,
) -> None:
    expected_log("Refused a webhook on /twilio/voice")
    async with open_house(public_url=None) as house:
        assert (await house.webhook(VOICE, FORM)).status == 503


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", VOICE),
        ("HEAD", VOICE),
        ("PUT", VOICE),
        ("DELETE", "/twilio/status/inbound"),
        ("OPTIONS", VOICE),
        ("POST", VOICE + "/"),
        ("POST", "/twilio/status/"),
        ("POST", "/twilio/media/c1/token"),
        ("HEAD", "/twilio/media/c1/token"),
        ("GET", "/api/calls"),
        ("GET", "/metrics"),
        ("GET", "/%2e%2e/etc/passwd"),
        ("POST", "/twilio/%ff"),
    ],
)
async def test_anything_else_is_404_and_says_nothing(house: House, method: str, path: str) -> None:
    async with house.http.request(method, house.listen + path) as response:
        assert (response.status, await response.text()) == (404, "")
        assert response.headers["Server"] == "console"
        assert "Allow" not in response.headers


BROKEN_BODIES = {
    "not a multipart": ({"Content-Type": "multipart/form-data"}, b"hello"),
    "a multipart without an end": (
        {"Content-Type": "multipart/form-data; boundary=x"},
        b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\nhello",
    ),
    "a multipart of rubbish": ({"Content-Type": "multipart/form-data; boundary=x"}, b"hello"),
    "no character set that there is": (
        {"Content-Type": "application/x-www-form-urlencoded; charset=klingon"},
        b"a=b",
    ),
    "not in its character set": (
        {"Content-Type": "application/x-www-form-urlencoded; charset=ascii"},
        b"a=\xff",
    ),
    "JSON": ({"Content-Type": "application/json"}, b"{"),
    "no type at all": ({"Content-Type": ""}, b"\x00\xff"),
}


@pytest.mark.parametrize(("headers", "body"), BROKEN_BODIES.values(), ids=BROKEN_BODIES)
async def test_a_body_that_cannot_be_read_is_403_like_any_other_strangers(
    house: House, headers: dict[str, str], body: bytes, expected_log: ExpectLog
) -> None:
    expected_log("Refused a webhook on /twilio/voice")
    async with house.http.post(house.listen + VOICE, data=body, headers=headers) as response:
        assert (response.status, await response.text()) == (403, "")


async def test_a_form_that_is_too_large_is_not_read(house: House, expected_log: ExpectLog) -> None:
    expected_log("Refused a webhook on /twilio/voice")
    response = await house.webhook(VOICE, FORM | {"Body": "x" * 70_000})
    assert (response.status, await response.text()) == (413, "")
    assert house.count(Count.WEBHOOK_REFUSED) == 1
    assert house.switchboard.calls() == ()


# -- calls that come in -----------------------------------------------------------------


async def test_a_call_that_comes_in_is_connected(house: House) -> None:
    response = await house.webhook(VOICE, FORM | {"CallerName": "ADA L"})
    assert response.status == 200
    assert response.content_type == "text/xml"
    assert tags(await response.text()) == ["Connect", "Say", "Hangup"]
    (call,) = house.switchboard.calls()
    assert (call.from_, call.to, call.carrier_call_id) == (CALLER, LINE.number, "CA1")
    assert (call.state, call.caller_name) == (State.CONNECTING, "ADA L")


async def test_the_same_webhook_gets_the_same_answer_while_the_token_is_unused(
    house: House,
) -> None:
    sid = new_sid()
    first, path = await house.rings(sid)
    second, again = await house.rings(sid)
    assert (second.id, again) == (first.id, path)
    await house.knock(path, sid=sid)
    form = {"CallSid": sid, "From": CALLER, "To": LINE.number, "Direction": "inbound"}
    assert tags(await (await house.webhook(VOICE, form)).text()) == ["Say", "Hangup"]


async def test_a_webhook_of_an_ended_call_is_told_that_nobody_is_there(house: House) -> None:
    call, _ = await house.rings("CA-over")
    form = {"CallSid": "CA-over", "CallStatus": "completed"}
    await house.webhook("/twilio/status/inbound", form)
    response = await house.webhook(VOICE, form)
    assert tags(await response.text()) == ["Say", "Hangup"]
    assert house.now(call).reason is Reason.COMPLETED


async def test_a_console_that_closes_turns_calls_away(house: House) -> None:
    house.life.open = False
    response = await house.webhook(VOICE, FORM)
    assert tags(await response.text()) == ["Reject"]
    assert house.switchboard.calls() == ()


async def test_a_webhook_of_a_call_out_that_is_not_ours_is_told_that_nobody_is_there(
    house: House,
) -> None:
    response = await house.webhook(VOICE, FORM | {"Direction": "outbound-api"})
    assert tags(await response.text()) == ["Say", "Hangup"]
    assert house.switchboard.calls() == ()


async def test_a_webhook_without_a_call_is_400(house: House) -> None:
    assert (await house.webhook(VOICE, {"From": CALLER})).status == 400


async def test_callers_without_a_number_and_fields_without_a_value_are_taken(
    house: House,
) -> None:
    call, _ = await house.rings(From="anonymous", FromCity="", FromState="é ü 漢")
    assert call.from_ == "anonymous"


# -- reports ----------------------------------------------------------------------------


async def test_reports_take_a_dial_through_its_states(house: House) -> None:
    call = await house.switchboard.dial("+14155550177")
    path = f"/twilio/status/{call.id}"
    for word, state in (
        ("queued", State.QUEUED),
        ("initiated", State.QUEUED),
        ("ringing", State.RINGING),
        ("in-progress", State.CONNECTING),
        ("ringing", State.CONNECTING),
        ("weather", State.CONNECTING),
    ):
        response = await house.webhook(path, {"CallSid": "CA9", "CallStatus": word})
        assert (response.status, await response.text()) == (204, "")
        assert house.now(call).state is state
    assert house.now(call).carrier_call_id == "CA9"
    assert house.now(call).answered_at is not None


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("completed", Reason.COMPLETED),
        ("busy", Reason.BUSY),
        ("no-answer", Reason.NO_ANSWER),
        ("canceled", Reason.CANCELED),
        ("failed", Reason.FAILED),
    ],
)
async def test_every_end_has_its_reason(house: House, word: str, reason: Reason) -> None:
    call, _ = await house.rings("CA-end")
    form = {"CallSid": "CA-end", "CallStatus": word, "SipResponseCode": "404"}
    for _ in range(2):
        assert (await house.webhook("/twilio/status/inbound", form)).status == 204
    ended = house.now(call)
    assert ended.reason is reason
    told = ended.error.message if ended.error else ""
    assert told == ("The number could not be reached (SIP 404)." if word == "failed" else "")


async def test_a_report_for_another_dial_is_not_taken_for_this_one(house: House) -> None:
    first = await house.switchboard.dial("+14155550177")
    second = await house.switchboard.dial("+14155550178")
    for call, sid in ((first, "CA-first"), (second, "CA-first")):
        form = {"CallSid": sid, "CallStatus": "ringing"}
        await house.webhook(f"/twilio/status/{call.id}", form)
    assert house.now(first).state is State.RINGING
    assert house.now(second).carrier_call_id != "CA-first"


async def test_a_report_of_an_unknown_call_is_taken_and_nobodys(house: House) -> None:
    for path in ("/twilio/status/inbound", "/twilio/status/nobody"):
        form = {"CallSid": "CA-nobody", "CallStatus": "completed"}
        assert (await house.webhook(path, form)).status == 204
    assert house.switchboard.ended_calls() == ()


async def test_a_stream_that_twilio_could_not_open_is_told_on_the_call(house: House) -> None:
    call, _ = await house.rings("CA-stream")
    for event, told in (("stream-started", False), ("stream-error", True)):
        form = {"CallSid": "CA-stream", "StreamEvent": event, "StreamError": "31920"}
        assert (await house.webhook("/twilio/stream-status", form)).status == 204
        assert (house.now(call).error is not None) is told
    assert house.now(call).state is State.CONNECTING


async def test_what_is_refused_and_answered_is_counted(
    house: House, expected_log: ExpectLog
) -> None:
    expected_log("Refused a webhook")
    await house.rings()
    await house.webhook(VOICE, FORM, signature="nonsense")
    assert house.count(Count.WEBHOOK_ANSWERED) == 1
    assert house.count(Count.WEBHOOK_REFUSED) == 1


async def test_no_signature_is_computed_with_anything_but_the_public_address(
    house: House, expected_log: ExpectLog
) -> None:
    expected_log("Refused a webhook")
    signature = sign(TOKEN, house.listen + VOICE, FORM.items())
    assert (await house.webhook(VOICE, FORM, signature=signature)).status == 403
    headers = {
        "X-Twilio-Signature": sign(TOKEN, "https://evil.example" + VOICE, FORM.items()),
        "Host": "evil.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
    }
    async with house.http.post(house.listen + VOICE, data=FORM, headers=headers) as response:
        assert response.status == 403
