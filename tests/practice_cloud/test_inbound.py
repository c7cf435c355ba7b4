"""Whole calls to the practice line."""

from __future__ import annotations

import asyncio
import base64
import math
import time

from console.audio.g711 import SILENCE
from tests.practice_cloud.conftest import ACCOUNT, CALLER, LINE, STREAM, World, soon
from tests.practice_cloud.customer import HOST, Socket
from tests.practice_cloud.parties import Recorder, numbered, sounds


async def test_a_call_is_announced_answered_streamed_and_ended(world: World) -> None:
    spoken = numbered(20)
    world.customer.twiml("/voice", STREAM)
    party, rang = Recorder(), time.monotonic()

    sid = await world.ring(party, caller_name="ADA L")
    form = await soon(world.customer.form("/voice"))
    await soon(world.customer.streaming.wait())
    party.say(frames=spoken)
    await soon(party.until(lambda heard: sounds(heard) == spoken))
    live = await world.twilio.calls(sid).fetch_async()
    party.hang_up()
    ended = await soon(world.customer.form("/status/inbound"))
    lasted = time.monotonic() - rang

    assert form | {"CallToken": "", "StirVerstat": ""} == {
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "CallSid": sid,
        "CallStatus": "ringing",
        "CallToken": "",
        "CallerName": "ADA L",
        "Direction": "inbound",
        "StirVerstat": "",
        "From": CALLER,
        "Caller": CALLER,
        "To": LINE,
        "Called": LINE,
        **{
            f"{who}{what}": ""
            for who in ("From", "To", "Caller", "Called")
            for what in ("City", "State", "Zip", "Country")
        },
    }
    assert form["CallToken"]
    assert form["StirVerstat"] == "TN-Validation-Passed-A"
    headers = world.customer.headers["/voice"][0]
    assert headers["User-Agent"] == "TwilioProxy/1.1"
    assert headers["I-Twilio-Idempotency-Token"]
    assert (live.status, live.direction) == ("in-progress", "inbound")
    assert ended["CallStatus"] == "completed"
    assert ended["SequenceNumber"] == "0"
    assert ended["CallbackSource"] == "call-progress-events"
    # Seconds begun since the answer: at least those of what was said.
    assert 1 <= int(ended["CallDuration"]) <= math.ceil(lasted)
    assert ended["Duration"] == ended["CallDuration"]
    assert ended["SipResponseCode"] == "200"
    assert await world.codes(sid) == []


async def test_the_stream_speaks_the_protocol(world: World) -> None:
    got: list[dict[str, object]] = []
    begun, closed = asyncio.Event(), asyncio.Event()

    async def collect(socket: Socket) -> None:
        try:
            while True:
                got.append(await socket.next())
                if socket.stream_sid:
                    begun.set()
        except ConnectionError:
            assert socket.raw.close_code == 1000
            closed.set()

    world.customer.on_socket = collect
    world.customer.twiml(
        "/voice",
        f'<Connect><Stream url="wss://{HOST}/media/t?gone=1">'
        '<Parameter name="callId" value="42"/></Stream></Connect>',
    )
    sid = await world.ring(party := Recorder())
    await soon(begun.wait())
    party.say(frames=numbered(3), digits="1#", last=True)
    await soon(closed.wait())

    stream_sid = str(got[1]["streamSid"])
    assert stream_sid.startswith("MZ")
    assert len(stream_sid) == 34
    assert got[0] == {"event": "connected", "protocol": "Call", "version": "1.0.0"}
    assert got[1] == {
        "event": "start",
        "sequenceNumber": "1",
        "start": {
            "accountSid": ACCOUNT,
            "streamSid": stream_sid,
            "callSid": sid,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": {"callId": "42"},
        },
        "streamSid": stream_sid,
    }
    assert [message["sequenceNumber"] for message in got[1:]] == [
        str(number) for number in range(1, len(got))
    ]
    media = [message for message in got if message["event"] == "media"]
    said = [SILENCE] * (len(media) - 3) + numbered(3)
    for index, message in enumerate(media):
        assert message == {
            "event": "media",
            "sequenceNumber": message["sequenceNumber"],
            "media": {
                "track": "inbound",
                "chunk": str(index + 1),
                "timestamp": str(20 * index),
                "payload": base64.b64encode(said[index]).decode(),
            },
            "streamSid": stream_sid,
        }
    assert [message["dtmf"] for message in got if message["event"] == "dtmf"] == [
        {"track": "inbound_track", "digit": "1"},
        {"track": "inbound_track", "digit": "#"},
    ]
    assert got[-1]["event"] == "stop"
    assert got[-1]["stop"] == {"accountSid": ACCOUNT, "callSid": sid}
