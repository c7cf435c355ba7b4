"""One call in Twilio's own order: webhook, socket, frames, stop."""

from __future__ import annotations

import random
from xml.etree import ElementTree

import pytest

from tests.fakes.foreign_cloud import CALLER, HOST, LINE
from tests.foreign.conftest import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

EVERY_BYTE = bytes(range(256))


def frames_of_all_kinds() -> list[bytes]:
    """Every μ-law code, 0x7F by itself too, in frames as short as one byte and up to 5 s."""
    sizes = [1, 2, 159, 160, 161, 320, 80, 4000, 40_000, 160]
    noise = random.Random(11)
    return [EVERY_BYTE, EVERY_BYTE[::-1], b"\x7f", b"\x7f" * 160, b"\x00\xff\x80"] + [
        noise.randbytes(size) for size in sizes
    ]


async def test_a_ringing_number_is_answered_with_a_stream_and_words_for_when_it_ends(
    quiet: World,
) -> None:
    sid, answer = await quiet.cloud.ring()

    assert answer.headers["Content-Type"].split(";")[0] == "text/xml"
    verbs = list(ElementTree.fromstring(answer.body))
    assert [verb.tag for verb in verbs] == ["Connect", "Say", "Hangup"]
    assert answer.stream_url.startswith(f"wss://{HOST}/twilio/media/")
    assert "?" not in answer.stream_url
    assert len(answer.media_token) >= 43  # 256 bits
    call = await quiet.desk.call(sid, "connecting")
    assert call["id"] == answer.call_id
    assert (call["direction"], call["from"], call["to"]) == ("inbound", CALLER, LINE)


async def test_every_frame_comes_back_byte_for_byte_and_the_call_ends_with_stop(
    quiet: World,
) -> None:
    frames = frames_of_all_kinds()
    sid, stream = await quiet.cloud.talk()
    live = await quiet.desk.call(sid, "live")
    listed = (await quiet.desk.get("/api/calls"))["calls"]
    assert [(call["id"], call["state"]) for call in listed] == [(live["id"], "live")]
    assert live["answered_at"]

    for frame in frames:
        await stream.say(frame)
    assert [await stream.hear() for _ in frames] == frames

    await stream.end()
    assert await stream.closed() == 1000
    ended = await quiet.desk.call(sid, "ended")
    assert (ended["reason"], ended["error"]) == ("completed", None)
    assert quiet.desk.states(live["id"])[-3:] == ["connecting", "live", "ended"]


async def test_keys_and_echoes_of_marks_pass_without_disturbing_the_audio(quiet: World) -> None:
    sid, stream = await quiet.cloud.talk()
    for digit in "0123456789*#ABCD":
        await stream.press(digit)
    await stream.echo_mark("never-sent")
    await stream.say(EVERY_BYTE)
    assert await stream.hear() == EVERY_BYTE
    call = await quiet.desk.call(sid, "live")
    lines = (await quiet.desk.get(f"/api/calls/{call['id']}/transcript"))["lines"]
    assert [line["text"][-1] for line in lines] == list("0123456789*#ABCD")
    await stream.end()
    await stream.closed()


async def test_the_same_webhook_again_gets_the_same_twiml_while_its_token_is_unused(
    quiet: World,
) -> None:
    sid, first = await quiet.cloud.ring()
    _, again = await quiet.cloud.ring(sid)
    assert again.body == first.body
    calls = (await quiet.desk.get("/api/calls"))["calls"]
    assert [call["carrier_call_id"] for call in calls] == [sid]

    stream = await quiet.cloud.stream(sid, again.stream_url)
    await quiet.desk.call(sid, "live")
    _, late = await quiet.cloud.ring(sid)
    assert "<Stream" not in late.body
    await stream.say(EVERY_BYTE)
    assert await stream.hear() == EVERY_BYTE
    await stream.end()
    await stream.closed()


async def test_a_caller_without_a_number_is_a_call_like_any_other(quiet: World) -> None:
    sid, stream = await quiet.cloud.talk(From="anonymous", Caller="anonymous")
    call = await quiet.desk.call(sid, "live")
    assert call["from"] == "anonymous"
    await stream.end()
    await stream.closed()
