"""Garbage in the middle of a call: dropped and counted, and the call goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamdouble.protocol import StreamIdentity, build_start

from tests.fakes.foreign_media import Stream
from tests.foreign.conftest import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

GOOD = bytes(range(160))
Garbage = Callable[[Stream], Any]
"""Makes a message: text, bytes, or what becomes JSON."""


def media(**changed: Any) -> Garbage:
    """A media message in which something is wrong; None takes a field away."""

    def make(stream: Stream) -> Any:
        message = stream.media(GOOD)
        fields = message["media"] | changed
        return message | {"media": {k: v for k, v in fields.items() if v is not None}}

    return make


def word(**fields: Any) -> Garbage:
    """A message of this stream with some fields."""
    return lambda stream: {"streamSid": stream.sid} | fields


def another_start(stream: Stream) -> Any:
    return build_start(stream.identity, 99)


def start_of_another(_stream: Stream) -> Any:
    return build_start(StreamIdentity(), 1)


BAD: dict[str, Garbage] = {
    "no text": lambda _: "",
    "no JSON": lambda _: "hello",
    "half a message": lambda stream: json.dumps(stream.media(GOOD))[:-3],
    "two messages": lambda stream: json.dumps(stream.media(GOOD)) * 2,
    "a list": lambda _: [1, 2],
    "a number": lambda _: 7,
    "null": lambda _: None,
    "a text": lambda _: '"media"',
    "an abyss": lambda _: "[" * 5000,
    "no such number": lambda _: '{"event": NaN}',
    "half a character": lambda _: '{"event": "\\ud800"}',
    "binary": lambda _: GOOD,
    "binary JSON": lambda stream: json.dumps(stream.media(GOOD)).encode(),
    "empty binary": lambda _: b"",
    "no event": word(media={"payload": "AAAA"}),
    "an event that is a list": word(event=["media"]),
    "an event that is null": word(event=None),
    "media without media": word(event="media"),
    "media that is null": word(event="media", media=None),
    "media that is a text": word(event="media", media="AAAA"),
    "no track": media(track=None),
    "the wrong track": media(track="outbound"),
    "a track of two": media(track=["inbound"]),
    "no payload": media(payload=None),
    "an empty payload": media(payload=""),
    "a payload that is a number": media(payload=12),
    "bad base64": media(payload="!!!!"),
    "base64 cut short": media(payload="AAA"),
    "base64 with a line end": media(payload="AAAA\nAAAA"),
    "base64 for addresses": media(payload="__--"),
    "base64 that goes on": media(payload="AA==AAAA"),
    "a payload that is no ASCII": media(payload="ÄÖÜß"),
    "no chunk": media(chunk=None),
    "a chunk that is no number": media(chunk="one"),
    "a chunk too long": media(chunk="9" * 5000),
    "another stream's audio": lambda s: s.media(GOOD) | {"streamSid": "MZ" + "0" * 32},
    "nobody's audio": lambda s: {k: v for k, v in s.media(GOOD).items() if k != "streamSid"},
    "a second start": another_start,
    "another call's start": start_of_another,
    "a start without anything": word(event="start"),
    "another stream's stop": lambda _: {"event": "stop", "streamSid": "MZ" + "0" * 32},
    "nobody's stop": lambda _: {"event": "stop"},
    "an event of next year": word(event="sentiment", sentiment={"mood": "good"}),
    "a key without a digit": word(event="dtmf", dtmf={}),
    "a key that no phone has": word(event="dtmf", dtmf={"digit": "Z"}),
    "two keys at once": word(event="dtmf", dtmf={"digit": "12"}),
    "a key that is a list": word(event="dtmf", dtmf={"digit": ["1"]}),
    "a mark without a name": word(event="mark", mark={}),
    "a mark without a mark": word(event="mark"),
}


async def send(stream: Stream, make: Garbage) -> None:
    message = make(stream)
    raw = isinstance(message, str | bytes)
    await stream.send_raw(message if raw else json.dumps(message))


async def echoes(stream: Stream, frame: bytes = GOOD) -> None:
    await stream.say(frame)
    assert await stream.hear() == frame


async def finish(world: World, sid: str, stream: Stream) -> dict[str, float]:
    """End the call and return the metrics, which count good frames when it is over."""
    await stream.end()
    await stream.closed()
    call = await world.desk.call(sid, "ended")
    assert (call["reason"], call["error"]) == ("completed", None)
    return await world.desk.metrics()


@pytest.mark.parametrize("name", BAD)
async def test_garbage_is_dropped_and_counted_and_the_next_frame_is_echoed(
    quiet: World, name: str
) -> None:
    before = await quiet.desk.metrics()
    sid, stream = await quiet.cloud.talk()
    await echoes(stream)
    await send(stream, BAD[name])
    await echoes(stream, GOOD[::-1])
    await quiet.desk.call(sid, "live")
    after = await finish(quiet, sid, stream)
    assert after["frames_bad_total"] - before["frames_bad_total"] == 1
    assert after["frames_in_total"] - before["frames_in_total"] == 2


async def test_fields_that_are_not_known_yet_are_passed_over(quiet: World) -> None:
    sid, stream = await quiet.cloud.talk()
    message = stream.media(GOOD) | {"mood": "good", "extra": {"a": [1]}}
    message["media"] |= {"codec": "next year's"}
    await stream.send(message)
    assert await stream.hear() == GOOD
    await finish(quiet, sid, stream)


async def test_all_garbage_at_once_and_a_thousand_times_does_not_end_the_call(
    quiet: World,
) -> None:
    before = await quiet.desk.metrics()
    sid, stream = await quiet.cloud.talk()
    for _ in range(20):
        for make in BAD.values():
            await send(stream, make)
    await echoes(stream)
    after = await finish(quiet, sid, stream)
    assert after["frames_bad_total"] - before["frames_bad_total"] == 20 * len(BAD)


async def test_frames_that_are_missing_are_counted_and_the_rest_is_echoed(quiet: World) -> None:
    before = await quiet.desk.metrics()
    sid, stream = await quiet.cloud.talk()
    await echoes(stream)
    await stream.send(stream.media(GOOD[::-1], lost=7))
    assert await stream.hear() == GOOD[::-1]
    await echoes(stream)
    after = await finish(quiet, sid, stream)
    assert after["frames_missing_total"] - before["frames_missing_total"] == 7


async def test_garbage_before_the_start_does_not_keep_the_call_from_beginning(
    quiet: World,
) -> None:
    sid, answer = await quiet.cloud.ring()
    socket = await quiet.cloud.knock(answer.stream_url, quiet.cloud.sign(answer.stream_url))
    stream = Stream(socket, StreamIdentity(call_sid=sid))
    for message in ("", "hello", b"\x00", "[]", json.dumps(stream.media(GOOD)), '{"event":"?"}'):
        await socket.send(message)
    await stream.begin()
    await echoes(stream)
    await finish(quiet, sid, stream)


@pytest.mark.parametrize("fragments", [1, 5])
async def test_a_message_over_64_kib_closes_its_call_with_a_reason_and_no_other(
    quiet: World, fragments: int
) -> None:
    sid, stream = await quiet.cloud.talk()
    other_sid, other = await quiet.cloud.talk()
    largest = json.dumps(stream.media(GOOD))
    await stream.send_raw(largest.ljust(64 * 1024))
    assert await stream.hear() == GOOD

    message = json.dumps(stream.media(bytes(60_000)))
    size = len(message) // fragments + 1
    parts = [message[start : start + size] for start in range(0, len(message), size)]
    await stream.send_raw(parts if fragments > 1 else message)
    # The rest of the message, which nobody reads, may reset the connection first.
    assert await stream.closed() in (1009, 1006)
    await quiet.cloud.report("/twilio/status/inbound", sid, "completed")
    ended = await quiet.desk.call(sid, "ended")
    assert "64 KiB" in ended["error"]["message"]

    await echoes(other)
    await quiet.desk.call(other_sid, "live")
    await finish(quiet, other_sid, other)


async def test_a_connection_that_breaks_websockets_rules_is_closed_with_a_reason(
    quiet: World,
) -> None:
    sid, stream = await quiet.cloud.talk()
    await echoes(stream)
    await stream.send_raw(b"\xff\xfe", text=True)  # not UTF-8
    assert await stream.closed() == 1007
    await quiet.cloud.report("/twilio/status/inbound", sid, "completed")
    ended = await quiet.desk.call(sid, "ended")
    assert ended["error"]["message"].endswith(".")
