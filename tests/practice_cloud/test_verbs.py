"""`<Gather>`, `<Record>` and `<Conference>`: what the carrier does without a stream."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientError, WSMsgType
from twilio.base.exceptions import TwilioRestException

from tests.practice_cloud.conftest import STREAM, World, soon
from tests.practice_cloud.customer import PUBLIC, Socket
from tests.practice_cloud.parties import Recorder, sounds

LOUD = bytes([0x10, 0x90]) * 80
OTHER = bytes([0x20, 0xA0]) * 80
LISTEN = "<Gather input='speech' action='/heard' timeout='100' actionOnEmptyResult='true'/>"


async def test_what_is_said_is_written_down_and_posted(world: World) -> None:
    world.customer.twiml("/voice", LISTEN)
    world.customer.twiml("/heard", "<Hangup/>")
    await world.ring(Recorder(words_at={5: "Book a table, please"}))
    form = await soon(world.customer.form("/heard"))
    assert (form["SpeechResult"], form["Confidence"]) == ("Book a table, please", "0.92")
    assert "Digits" not in form


@pytest.mark.parametrize("empty", ["true", "false"])
async def test_silence_is_posted_only_where_that_is_asked_for(world: World, empty: str) -> None:
    verb = LISTEN.replace("timeout='100'", "timeout='1'").replace("='true'", f"='{empty}'")
    world.customer.twiml("/voice", f"{verb}<Redirect>/next</Redirect>")
    for page in ("/heard", "/next"):
        world.customer.twiml(page, "<Hangup/>")
    await world.ring(Recorder())
    form = await soon(world.customer.form("/heard" if empty == "true" else "/next"))
    assert "SpeechResult" not in form


@pytest.mark.parametrize(
    ("attributes", "keys", "digits"),
    [("numDigits='2'", "123", "12"), ("", "12#", "12"), ("finishOnKey='*'", "1#*", "1#")],
)
@pytest.mark.parametrize("at_once", [False, True])
async def test_keys_are_gathered_too(
    world: World, attributes: str, keys: str, digits: str, at_once: bool
) -> None:
    world.customer.twiml("/voice", f"<Gather {attributes} action='/keys' timeout='100'/>")
    world.customer.twiml("/keys", "<Hangup/>")
    pressed = {3: keys} if at_once else {at + 3: key for at, key in enumerate(keys)}
    await world.ring(Recorder(digits_at=pressed))
    assert (await soon(world.customer.form("/keys")))["Digits"] == digits


async def test_a_message_is_recorded_after_a_beep(world: World) -> None:
    world.customer.twiml(
        "/voice",
        "<Record action='/after' timeout='40' recordingStatusCallback='/recorded'/>",
    )
    world.customer.twiml("/after", "<Hangup/>")
    sid = await world.ring(caller := Recorder())
    await soon(caller.hears_the_beep())
    caller.say(frames=[LOUD] * 10)
    told, after = (
        await soon(world.customer.form("/recorded")),
        await soon(world.customer.form("/after")),
    )
    assert (told["RecordingStatus"], told["CallSid"]) == ("completed", sid)
    assert told["RecordingUrl"] == after["RecordingUrl"]
    assert told["RecordingUrl"].endswith(told["RecordingSid"])
    assert told["RecordingDuration"] == "1"
    assert "RecordingStatus" not in after


async def test_a_message_that_is_silence_is_none(world: World) -> None:
    world.customer.twiml("/voice", "<Record action='/after' timeout='1'/><Redirect>/no</Redirect>")
    world.customer.twiml("/no", "<Hangup/>")
    await world.ring(Recorder())
    assert "RecordingUrl" not in await soon(world.customer.form("/no"))


async def test_a_caller_who_hangs_up_has_left_a_message_all_the_same(world: World) -> None:
    world.customer.twiml(
        "/voice", "<Record action='/after' timeout='500' recordingStatusCallback='/recorded'/>"
    )
    await world.ring(caller := Recorder())
    await soon(caller.hears_the_beep())
    caller.say(frames=[LOUD] * 10, last=True)
    assert (await soon(world.customer.form("/recorded")))["RecordingStatus"] == "completed"


async def test_everybody_in_a_room_hears_the_others_until_one_leaves(world: World) -> None:
    room = (
        "<Dial><Conference beep='false' endConferenceOnExit='true'>blue</Conference></Dial>"
        "<Hangup/>"
    )
    world.customer.twiml("/voice", room)
    first, second = Recorder([LOUD] * 3000), Recorder([OTHER] * 3000)
    await world.ring(first)
    await world.ring(second)
    await soon(first.until(lambda heard: len(sounds(heard)) >= 10))
    await soon(second.until(lambda heard: len(sounds(heard)) >= 10))
    assert world.cloud.rooms() == ["blue"]
    first.hang_up()
    for _ in range(2):
        assert (await soon(world.customer.form("/status/inbound")))["CallStatus"] == "completed"
    assert (set(sounds(first.heard)), set(sounds(second.heard))) == ({OTHER}, {LOUD})
    assert world.cloud.rooms() == []


async def test_a_dialled_number_may_be_told_of_by_itself(world: World) -> None:
    world.customer.twiml(
        "/voice",
        "<Dial answerOnBridge='true'><Number statusCallback='/child' "
        "statusCallbackEvent='answered'>+14155550155</Number></Dial>",
    )
    sid = await world.ring(Recorder())
    form = await soon(world.customer.form("/child"))
    assert (form["CallStatus"], form["ParentCallSid"]) == ("in-progress", sid)


@pytest.mark.parametrize(
    ("to", "mode", "verdict"),
    [
        ("+14155550199", "Enable", "human"),
        ("+14155550104", "Enable", "machine_start"),
        ("+14155550104", "DetectMessageEnd", "machine_end_beep"),
    ],
)
async def test_who_answered_is_told_beside_the_call(
    world: World, to: str, mode: str, verdict: str
) -> None:
    world.customer.twiml("/answered", "<Pause length='6000'/>")
    sid = await world.dial(
        to,
        machine_detection=mode,
        async_amd="true",
        async_amd_status_callback=f"{PUBLIC}/amd",
        async_amd_status_callback_method="POST",
    )
    form = await soon(world.customer.form("/amd"))
    assert (form["AnsweredBy"], form["CallSid"]) == (verdict, sid)
    assert (await world.twilio.calls(sid).fetch_async()).answered_by == verdict


async def test_a_recorded_call_is_told_of_from_begin_to_end(world: World) -> None:
    world.customer.twiml("/answered", "<Hangup/>")
    await world.dial(
        record=True,
        recording_channels="dual",
        recording_status_callback=f"{PUBLIC}/recorded",
        recording_status_callback_event=["in-progress", "completed"],
    )
    forms = [await soon(world.customer.form("/recorded")) for _ in range(2)]
    assert [form["RecordingStatus"] for form in forms] == ["in-progress", "completed"]
    assert forms[1]["RecordingChannels"] == "2"
    assert "RecordingUrl" not in forms[0]


async def test_callbacks_come_in_disorder_and_twice_on_a_bad_day(world: World) -> None:
    world.cloud.mishaps.shuffled = world.cloud.mishaps.twice = True
    world.customer.twiml("/answered", "<Hangup/>")
    await world.dial()
    forms = [await soon(world.customer.form("/status")) for _ in range(8)]
    numbers = [form["SequenceNumber"] for form in forms]
    assert sorted(numbers) == list("00112233")
    assert numbers != sorted(numbers)


async def test_a_stream_may_break_off_without_a_stop(world: World) -> None:
    ends: list[str] = []
    over = asyncio.Event()

    async def listen(socket: Socket) -> None:
        while True:
            message = await socket.raw.receive()
            if message.type is not WSMsgType.TEXT:
                break
            ends.append(message.json()["event"])
        over.set()

    world.customer.on_socket = listen
    world.cloud.mishaps.no_stop = True
    world.customer.twiml("/voice", STREAM)
    caller = Recorder()
    await world.ring(caller)
    await soon(caller.until(lambda heard: len(heard) > 10 * 160))
    caller.hang_up()
    await soon(over.wait())
    assert "start" in ends
    assert "stop" not in ends


async def test_rest_may_turn_away_what_it_is_asked_or_say_nothing(world: World) -> None:
    mishaps = world.cloud.mishaps
    mishaps.rest.extend([429, 503])
    for status in (429, 503):
        with pytest.raises(TwilioRestException) as refused:
            await world.dial()
        assert refused.value.status == status
    mishaps.rest.append(0)
    with pytest.raises(ClientError):
        await world.dial()
    assert world.called == []
