"""Calls that the customer places over REST."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from email.utils import parsedate_to_datetime

import pytest
from twilio.base.exceptions import TwilioRestException

from tests.practice_cloud.conftest import FAST, LINE, STREAM, World, soon
from tests.practice_cloud.customer import PUBLIC, Form
from tests.practice_cloud.parties import Recorder, numbered, sounds


async def reports(world: World, path: str = "/status") -> list[Form]:
    """Every status callback of a call, in the order of their numbers."""
    got: list[Form] = []
    while not got or got[-1]["CallStatus"] in ("initiated", "ringing", "in-progress"):
        got.append(await soon(world.customer.form(path)))
        got.sort(key=lambda form: int(form["SequenceNumber"]))
    return got


async def test_a_call_rings_is_answered_and_ends_by_rest(world: World) -> None:
    spoken = numbered(5)
    party, dialled = Recorder(), time.monotonic()
    world.answered_by = lambda to: party
    world.customer.twiml("/answered", STREAM)

    sid = await world.dial("+14155550199")
    form = await soon(world.customer.form("/answered"))
    await soon(world.customer.streaming.wait())
    party.say(frames=spoken)
    await soon(party.until(lambda heard: sounds(heard) == spoken))
    ended = await world.twilio.calls(sid).update_async(status="completed")
    lasted = time.monotonic() - dialled
    told = await reports(world)

    assert world.called == ["+14155550199"]
    assert (form["CallStatus"], form["Direction"]) == ("in-progress", "outbound-api")
    assert (form["From"], form["To"]) == (LINE, "+14155550199")
    assert "CallToken" not in form
    assert "StirVerstat" not in form
    assert [form["CallStatus"] for form in told] == [
        "initiated", "ringing", "in-progress", "completed",
    ]  # fmt: skip
    assert [form["SequenceNumber"] for form in told] == ["0", "1", "2", "3"]
    assert {form["CallSid"] for form in told} == {sid}
    assert all(parsedate_to_datetime(form["Timestamp"]).tzinfo for form in told)
    assert "CallDuration" not in told[2]
    # Seconds begun since the answer.
    assert 1 <= int(told[3]["CallDuration"]) <= math.ceil(lasted)
    assert told[3]["Duration"] == told[3]["CallDuration"]
    assert told[3]["SipResponseCode"] == "200"
    assert (ended.status, ended.direction) == ("completed", "outbound-api")
    assert ended.duration == told[3]["CallDuration"]


@pytest.mark.parametrize(
    ("suffix", "status", "sip_code", "rang"),
    [
        ("0101", "busy", "486", False),
        ("0102", "no-answer", "487", True),
        ("0103", "failed", "404", False),
    ],
)
async def test_numbers_that_are_not_answered(
    world: World, suffix: str, status: str, sip_code: str, rang: bool
) -> None:
    sid = await world.dial(f"+1415555{suffix}", timeout=1)
    told = await reports(world)
    assert [form["CallStatus"] for form in told] == (
        ["initiated", "ringing", status] if rang else ["initiated", status]
    )
    assert told[-1]["SipResponseCode"] == sip_code
    assert told[-1]["CallDuration"] == "0"
    call = await world.twilio.calls(sid).fetch_async()
    assert (call.status, call.duration) == (status, "0")
    assert await world.codes(sid) == (["13224"] if suffix == "0103" else [])
    assert world.called == []


async def test_voicemail_answers_with_whatever_the_factory_has(world: World) -> None:
    world.customer.twiml("/answered", "")
    await world.dial("+14155550104")
    assert (await reports(world))[-1]["CallStatus"] == "completed"
    assert world.called == ["+14155550104"]


@pytest.mark.parametrize("timings", [replace(FAST, no_answer=0.02)])
async def test_nobody_waits_out_the_whole_timeout(world: World) -> None:
    await world.dial("+14155550102", timeout=600)
    assert (await reports(world))[-1]["CallStatus"] == "no-answer"


@pytest.mark.parametrize("timings", [replace(FAST, ring=30)])
async def test_a_phone_that_rings_longer_than_the_timeout_is_not_answered(world: World) -> None:
    await world.dial(timeout=1)
    assert (await reports(world))[-1]["CallStatus"] == "no-answer"
    assert world.called == []


@pytest.mark.parametrize("status", ["completed", "canceled"])
async def test_a_call_that_still_rings_is_cancelled(world: World, status: str) -> None:
    sid = await world.dial(
        "+14155550102", timeout=600, status_callback=None, status_callback_event=None
    )
    call = await world.twilio.calls(sid).update_async(status=status)
    assert call.status == "canceled"
    with pytest.raises(TwilioRestException) as refusal:
        await world.twilio.calls(sid).update_async(status="completed")
    assert refusal.value.code == 21220
    assert world.customer.left("/status") == 0


async def test_only_completed_is_told_unless_asked_for_more(world: World) -> None:
    party = Recorder(hang_up_at=3)
    world.answered_by = lambda to: party
    world.customer.twiml("/answered", "<Pause length='60'/>")
    await world.dial(status_callback_event=None)
    told = await soon(world.customer.form("/status"))
    assert (told["CallStatus"], told["SequenceNumber"]) == ("completed", "0")
    assert world.customer.left("/status") == 0


async def test_inline_twiml_and_get_callbacks(world: World) -> None:
    await world.dial(url=None, twiml="<Response><Hangup/></Response>", status_callback_method="GET")
    assert [form["CallStatus"] for form in await reports(world)][-1] == "completed"


async def test_the_time_limit_ends_it(world: World) -> None:
    world.customer.twiml("/answered", "<Pause length='6000'/>")
    await world.dial(time_limit=10)
    assert (await reports(world))[-1]["CallStatus"] == "completed"


async def test_digits_are_heard_before_the_twiml(world: World) -> None:
    party = Recorder()
    world.answered_by = lambda to: party
    await world.dial(send_digits="1")
    await soon(world.customer.form("/answered"))
    assert len(sounds(party.heard)) == 5


async def test_other_twiml_takes_over_a_call_in_progress(world: World) -> None:
    world.customer.twiml("/answered", STREAM)
    world.customer.twiml("/instead", "<Pause length='6000'/>")
    sid = await world.dial()
    await soon(world.customer.form("/answered"))
    await world.twilio.calls(sid).update_async(url=f"{PUBLIC}/instead")
    await soon(world.customer.form("/instead"))
    call = await world.twilio.calls(sid).update_async(twiml="<Response><Hangup/></Response>")
    assert call.status == "in-progress"
    assert (await reports(world))[-1]["CallStatus"] == "completed"


async def test_cancel_leaves_an_answered_call_alone(world: World) -> None:
    world.customer.twiml("/answered", "<Pause length='6000'/>")
    sid = await world.dial()
    await soon(world.customer.form("/answered"))
    call = await world.twilio.calls(sid).update_async(status="canceled")
    assert call.status == "in-progress"
    moved = await world.twilio.calls(sid).update_async(
        time_limit=1, status_callback=f"{PUBLIC}/elsewhere"
    )
    assert moved.status == "in-progress"
    assert (await soon(world.customer.form("/elsewhere")))["CallStatus"] == "completed"
