"""`<Dial>`: the second leg by the practice-number rule."""

from __future__ import annotations

import math
import time

import pytest

from tests.practice_cloud.conftest import CALLER, LINE, World, soon
from tests.practice_cloud.parties import Recorder, numbered, sounds


async def test_two_parties_talk_until_one_hangs_up(world: World) -> None:
    caller, called = Recorder(), Recorder()
    world.answered_by = lambda to: called
    world.customer.twiml("/voice", "<Dial action='/over'>+14155550155</Dial>")
    world.customer.twiml("/over", "<Hangup/>")

    rang = time.monotonic()
    sid = await world.ring(caller)
    await soon(called.until(bool))
    caller.say(frames=numbered(10))
    called.say(frames=numbered(30)[20:])
    await soon(called.until(lambda heard: len(sounds(heard)) == 10))
    await soon(caller.until(lambda heard: len(sounds(heard)) == 10))
    called.hang_up()
    form = await soon(world.customer.form("/over"))
    lasted = time.monotonic() - rang
    (child,) = await world.twilio.calls.list_async(parent_call_sid=sid)

    assert sounds(called.heard) == numbered(10)
    assert sounds(caller.heard) == numbered(30)[20:]
    assert (form["DialCallStatus"], form["DialBridged"]) == ("completed", "true")
    assert form["DialCallSid"] == child.sid
    assert 1 <= int(form["DialCallDuration"]) <= math.ceil(lasted)
    assert (child.direction, child._from, child.to) == ("outbound-dial", CALLER, "+14155550155")


@pytest.mark.parametrize(
    ("to", "status"),
    [
        ("<Number>+14155550101</Number>", "busy"),
        ("+14155550102", "no-answer"),
        ("+14155550103", "failed"),
    ],
)
async def test_numbers_that_are_not_answered(world: World, to: str, status: str) -> None:
    world.customer.twiml("/voice", f"<Dial action='/over' method='GET'>{to}</Dial>")
    world.customer.twiml("/over", "<Hangup/>")
    await world.ring(Recorder())
    form = await soon(world.customer.form("/over"))
    assert (form["DialCallStatus"], form["DialBridged"]) == (status, "false")
    assert "DialCallDuration" not in form


@pytest.mark.parametrize(
    ("verb", "code"),
    [
        ("<Dial>nobody</Dial>", "13223"),
        ("<Dial><Client>room</Client></Dial>", "13223"),
        ("<Dial callerId='+14155559999'>+14155550155</Dial>", "13214"),
    ],
)
async def test_dials_that_cannot_be(world: World, verb: str, code: str) -> None:
    world.customer.twiml("/voice", f"{verb}<Redirect>/next</Redirect>")
    world.customer.twiml("/next", "<Hangup/>")
    sid = await world.ring(Recorder())
    await soon(world.customer.form("/next"))
    await soon(world.customer.form("/status/inbound"))
    assert await world.codes(sid) == [code]
    assert world.called == []


async def test_the_second_leg_is_ended_by_rest_limit_and_first_leg(world: World) -> None:
    dial = f"<Dial callerId='{LINE}'>+14155550155</Dial>"
    brief = dial.replace("callerId", "timeLimit='1' callerId")
    world.customer.twiml("/voice", dial + brief + dial)
    caller = Recorder()
    parties: list[Recorder] = []

    def answered_by(to: str) -> Recorder:
        parties.append(Recorder())
        return parties[-1]

    world.answered_by = answered_by
    sid = await world.ring(caller)
    await soon(caller.until(lambda heard: bool(parties) and parties[0].ticks > 2))
    (child,) = await world.twilio.calls.list_async(parent_call_sid=sid, status="in-progress")
    await child.update_async(status="completed")
    await soon(caller.until(lambda heard: len(parties) == 3 and parties[2].ticks > 2))
    caller.hang_up()
    await soon(world.customer.form("/status/inbound"))
    children = await world.twilio.calls.list_async(parent_call_sid=sid)
    assert [child.status for child in children] == ["completed"] * 3
