"""Lines as settings.toml has them, at a node of its own and under another program's cloud."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from xml.etree import ElementTree

import pytest
import pytest_asyncio

from tests.fakes.foreign_cloud import LINE, PUBLIC, Answer
from tests.fakes.foreign_rest import new_sid
from tests.fakes.node_process import eventually
from tests.foreign.conftest import World, open_world

pytestmark = pytest.mark.asyncio(loop_scope="module")

ASKED, DECLINED, BUSY, TOLD, FORWARDED, MESSAGES, SPOKEN = (f"+1415555020{n}" for n in range(7))
HUMAN = "+14155550142"
SETTINGS = f"""
[[line]]
number = "{LINE}"
agent_loss = {{ sentence = "We are out.", forward_to = "{HUMAN}" }}

[[line]]
number = "{ASKED}"
answer = "ask"
answer_after_s = 600

[[line]]
number = "{DECLINED}"
answer = "decline"

[[line]]
number = "{BUSY}"
answer = "busy"

[[line]]
number = "{TOLD}"
answer = "say"
sentence = "We are closed."

[[line]]
number = "{FORWARDED}"
answer = "forward"
forward_to = "{HUMAN}"

[[line]]
number = "{MESSAGES}"
answer = "message"
sentence = "Speak after the beep."

[[line]]
number = "{SPOKEN}"
answer = "dialogue"
dialogue = "{{program}}"
"""
PROGRAM = """
import json, sys, time
for line in sys.stdin:
    event = json.loads(line)
    if event["event"] != "end":
        time.sleep(0.2 if event.get("text") == "slow" else 0)
        say = "You said " + event.get("text", "nothing")
        print(json.dumps({"say": say, "goodbye": "bye" in say}), flush=True)
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    data_dir = tmp_path_factory.mktemp("lines") / "data"
    data_dir.mkdir()
    program = data_dir.parent / "program.py"
    program.write_text(PROGRAM)
    text = SETTINGS.replace("{program}", f"{sys.executable} {program}")
    (data_dir / "settings.toml").write_text(text)
    async with open_world(data_dir) as it:
        yield it


def verbs(answer: Answer) -> list[str]:
    return [verb.tag for verb in ElementTree.fromstring(answer.body)]


def said(answer: Answer) -> list[str | None]:
    return [say.text for say in ElementTree.fromstring(answer.body).iter("Say")]


async def about(world: World, what: str, sid: str, **fields: str) -> Answer:
    """Send one of a call's own webhooks."""
    call = await world.desk.call(sid)
    form = {"CallSid": sid, "AccountSid": world.cloud.account_sid} | fields
    return await world.cloud.tell(f"/twilio/{what}/{call['id']}", form)


async def test_after_the_stream_come_the_lines_own_words_and_a_person(quiet: World) -> None:
    _, answer = await quiet.cloud.ring()
    assert verbs(answer) == ["Connect", "Say", "Dial"]
    assert said(answer) == ["We are out."]
    assert ElementTree.fromstring(answer.body).find("Dial").text == HUMAN  # type: ignore[union-attr]


async def test_a_line_that_asks_rings_until_the_operator_says(quiet: World) -> None:
    sid, answer = await quiet.cloud.ring(To=ASKED)
    assert verbs(answer) == ["Pause", "Redirect"]
    call = await quiet.desk.call(sid, "ringing")
    _, answer = await quiet.cloud.ring(sid, To=ASKED)
    assert verbs(answer) == ["Pause", "Redirect"]
    assert (await quiet.desk.post(f"/api/calls/{call['id']}/answer"))[0] == 200
    _, answer = await quiet.cloud.ring(sid, To=ASKED)
    stream = await quiet.cloud.stream(sid, answer.stream_url)
    await quiet.desk.call(sid, "live")
    await stream.end()


async def test_a_call_that_was_declined_is_rejected_when_it_asks_again(quiet: World) -> None:
    sid, _ = await quiet.cloud.ring(To=ASKED)
    call = await quiet.desk.call(sid, "ringing")
    status, answer = await quiet.desk.post(f"/api/calls/{call['id']}/decline")
    assert (status, answer["reason"]) == (200, "rejected")
    assert quiet.rest.ended(sid) == 1
    assert verbs((await quiet.cloud.ring(sid, To=ASKED))[1]) == ["Reject"]


@pytest.mark.parametrize(
    ("number", "expected", "reason"),
    [(DECLINED, '<Reject reason="rejected"', "rejected"), (BUSY, '<Reject reason="busy"', "busy")],
)
async def test_a_line_may_turn_calls_away(
    quiet: World, number: str, expected: str, reason: str
) -> None:
    sid, answer = await quiet.cloud.ring(To=number)
    assert expected in answer.body
    assert (await quiet.desk.call(sid, "ended"))["reason"] == reason


async def test_a_line_may_say_a_sentence(quiet: World) -> None:
    sid, answer = await quiet.cloud.ring(To=TOLD)
    assert (verbs(answer), said(answer)) == (["Say", "Hangup"], ["We are closed."])
    await quiet.desk.call(sid, "live")
    await quiet.cloud.report("/twilio/status/inbound", sid, "completed")
    assert (await quiet.desk.call(sid, "ended"))["reason"] == "completed"


@pytest.mark.parametrize(
    ("outcome", "reason", "tags"),
    [
        ("completed", "transferred", ["Hangup"]),
        ("no-answer", "no-answer", ["Say", "Hangup"]),
        ("busy", "busy", ["Say", "Hangup"]),
    ],
)
async def test_a_line_may_forward(quiet: World, outcome: str, reason: str, tags: list[str]) -> None:
    sid, answer = await quiet.cloud.ring(To=FORWARDED)
    dial = ElementTree.fromstring(answer.body).find("Dial")
    assert dial is not None
    assert dial.attrib["answerOnBridge"] == "true"
    assert dial.attrib["action"].startswith(f"{PUBLIC}/twilio/dial/")
    await quiet.desk.call(sid, "connecting")
    answer = await about(quiet, "dial", sid, DialCallStatus=outcome)
    assert verbs(answer) == tags
    assert (await quiet.desk.call(sid, "ended"))["reason"] == reason


async def test_a_message_is_noted_even_when_it_is_ready_after_the_call(quiet: World) -> None:
    sid, answer = await quiet.cloud.ring(To=MESSAGES)
    assert verbs(answer) == ["Say", "Record", "Say", "Hangup"]
    await quiet.desk.call(sid, "live")
    url = "https://api.twilio.com/2010-04-01/Accounts/AC0/Recordings/RE0"
    await quiet.cloud.report("/twilio/status/inbound", sid, "completed")
    await quiet.desk.call(sid, "ended")
    answer = await about(
        quiet,
        "recording",
        sid,
        RecordingStatus="completed",
        RecordingUrl=url,
        RecordingDuration="9",
    )
    assert (answer.status, answer.body) == (204, "")

    async def known() -> bool:
        return (await quiet.desk.call(sid, "ended"))["recording_url"] == url

    await eventually(known, "the recording's address")


async def test_a_program_answers_what_twilio_wrote_down(quiet: World) -> None:
    sid, answer = await quiet.cloud.ring(To=SPOKEN)
    assert (verbs(answer), said(answer)) == (["Gather"], ["You said nothing"])
    answer = await about(quiet, "gather", sid, SpeechResult="Ö & <b>", Confidence="0.9")
    assert (verbs(answer), said(answer)) == (["Gather"], ["You said Ö & <b>"])
    answer = await about(quiet, "gather", sid)
    assert said(answer) == ["Are you still there?"]
    answer = await about(quiet, "gather", sid, SpeechResult="bye")
    assert (verbs(answer), said(answer)) == (["Say", "Hangup"], ["You said bye"])
    await quiet.cloud.report("/twilio/status/inbound", sid, "completed")
    await quiet.desk.call(sid, "ended")


async def test_a_retry_of_twilios_gets_the_same_answer(quiet: World) -> None:
    sid = new_sid("CA")
    form = quiet.cloud.voice_form(sid)
    token = {"I-Twilio-Idempotency-Token": "one and the same"}
    first = await quiet.cloud.tell("/twilio/voice", form, token)
    stream = await quiet.cloud.stream(sid, first.stream_url)
    await quiet.desk.call(sid, "live")
    again = await quiet.cloud.tell("/twilio/voice", form, token)
    assert again.body == first.body
    assert len([call for call in quiet.desk.calls.values() if call["carrier_call_id"] == sid]) == 1
    await stream.end()
    other = await quiet.cloud.tell(
        "/twilio/voice", form, {**token, "I-Twilio-Idempotency-Token": "2"}
    )
    assert other.body != first.body


async def test_a_program_is_asked_once_however_often_twilio_tries(quiet: World) -> None:
    sid, _ = await quiet.cloud.ring(To=SPOKEN)
    call = await quiet.desk.call(sid, "live")
    form = {"CallSid": sid, "SpeechResult": "slow"}
    token = {"I-Twilio-Idempotency-Token": "one try after the other"}
    path = f"/twilio/gather/{call['id']}"
    tries = [quiet.cloud.tell(path, form, headers) for headers in (token, token, {})]
    first, again, another = await asyncio.gather(*tries)
    assert first.body == again.body
    assert first.headers["Content-Type"] == again.headers["Content-Type"]
    assert said(another) == ["You said slow"]
    lines = (await quiet.desk.get(f"/api/calls/{call['id']}/transcript"))["lines"]
    assert [line["text"] for line in lines if line["speaker"] == "caller"] == ["slow", "slow"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("+266696687", "anonymous"),
        ("", "anonymous"),
        ("sip:ada@example.com", "sip:ada@example.com"),
    ],
)
async def test_callers_may_be_anonymous_or_no_number_at_all(
    quiet: World, given: str, shown: str
) -> None:
    fields = {"From": given, "StirVerstat": "TN-Validation-Failed", "ForwardedFrom": "+14155550177"}
    sid, stream = await quiet.cloud.talk(**fields)
    call = await quiet.desk.call(sid, "live")
    assert (call["from"], call["caller_verdict"]) == (shown, "failed")
    assert (call["forwarded_from"], call["caller_place"]) == ("+14155550177", "US")
    lines = (await quiet.desk.get(f"/api/calls/{call['id']}/transcript"))["lines"]
    told = ["Forwarded from +14155550177", "The caller's number may be forged"]
    assert [line["text"] for line in lines] == told
    await stream.end()


@pytest.mark.parametrize("what", ["amd", "recording", "dial", "gather"])
async def test_a_webhook_about_another_call_or_none_changes_nothing(
    quiet: World, what: str
) -> None:
    sid, stream = await quiet.cloud.talk()
    call = await quiet.desk.call(sid, "live")
    form = {"CallSid": new_sid("CA"), "DialCallStatus": "completed", "SpeechResult": "x"}
    for call_id in (call["id"], "0123456789abcdef"):
        answer = await quiet.cloud.tell(f"/twilio/{what}/{call_id}", form)
        assert verbs(answer) == ["Hangup"]
    unsigned = await quiet.cloud.ask(f"/twilio/{what}/{call['id']}", form)
    assert unsigned.status == 403
    assert await quiet.desk.call(sid) == call
    await stream.end()
