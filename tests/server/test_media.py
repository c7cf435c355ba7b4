"""The media socket: who gets in, what is read of it, and how it ends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from aiohttp import WSCloseCode
from yarl import URL

from console.server import media as door
from console.switchboard.call import Doing, Flag, Reason, State
from console.switchboard.tally import Count
from tests.carriers.twilio import messages
from tests.carriers.twilio.signing import sign
from tests.carriers.twilio.twilio_api import TOKEN
from tests.conftest import ExpectLog
from tests.fakes.hasty import ask_and_go
from tests.server.house import PUBLIC, WSS, House, open_house

FRAME = bytes(range(160))


# -- who gets in ------------------------------------------------------------------------


async def refused(house: House, path: str, signature: str | None = None) -> int:
    # Not by the WebSocket client: it leaves a connection behind where it is turned away.
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "X-Twilio-Signature": sign(TOKEN, WSS + path) if signature is None else signature,
    }
    url = URL(house.listen + path, encoded=True)
    async with house.http.get(url, headers=upgrade) as response:
        return response.status


@pytest.fixture
def refusal(expected_log: ExpectLog) -> None:
    expected_log("Refused a media socket")


@pytest.mark.usefixtures("refusal")
async def test_a_wrong_or_foreign_or_missing_token_is_403(house: House) -> None:
    call, path = await house.rings()
    other, others_path = await house.rings()
    others_token = others_path.rpartition("/")[2]
    for bad in (
        path[:-1],
        path + "x",
        f"/twilio/media/{call.id}/{others_token}",
        f"/twilio/media/nobody/{others_token}",
        f"/twilio/media/{other.id}/%00",
        f"/twilio/media/{other.id}/%ff",
    ):
        assert await refused(house, bad) == 403
    assert house.count(Count.SOCKET_REFUSED) == 6
    assert house.now(call).state is State.CONNECTING


@pytest.mark.usefixtures("refusal")
async def test_an_unsigned_or_wrongly_signed_handshake_is_403_and_leaves_the_token(
    house: House,
) -> None:
    call, path = await house.rings()
    for signature in ("", "nonsense", sign("another", WSS + path), sign(TOKEN, PUBLIC + path)):
        assert await refused(house, path, signature) == 403
    media = await house.knock(path, sid=str(call.carrier_call_id))
    await media.begin()
    await house.becomes(call, State.LIVE)


@pytest.mark.usefixtures("refusal")
async def test_a_request_that_is_no_websocket_is_403_and_leaves_the_token(house: House) -> None:
    _, path = await house.rings()
    headers = {"X-Twilio-Signature": sign(TOKEN, WSS + path)}
    for more in ({}, {"Upgrade": "websocket"}, {"Connection": "Upgrade", "Upgrade": "h2c"}):
        async with house.http.get(house.listen + path, headers=headers | more) as response:
            assert (response.status, await response.text()) == (403, "")
    assert not (await house.knock(path)).raw.closed


async def test_a_carrier_that_is_gone_before_the_socket_is_there_is_not_missed(
    house: House,
) -> None:
    _, path = await house.rings()
    ask_and_go(house.listen + path, {"X-Twilio-Signature": sign(TOKEN, WSS + path)})
    await house.rings()
    assert house.count(Count.SOCKET_OPENED) == 0


@pytest.mark.usefixtures("refusal")
async def test_a_token_is_used_once(house: House) -> None:
    _, path = await house.rings()
    await house.knock(path)
    assert await refused(house, path) == 403


@pytest.mark.usefixtures("refusal")
async def test_a_token_expires(house: House) -> None:
    _, early = await house.rings()
    _, late = await house.rings()
    house.time.pass_by(59.9)
    assert not (await house.knock(early)).raw.closed
    house.time.pass_by(0.1)
    assert await refused(house, late) == 403


@pytest.mark.usefixtures("refusal")
async def test_an_ended_calls_token_is_403(house: House) -> None:
    call, path = await house.rings()
    await house.switchboard.hang_up(call.id)
    assert await refused(house, path) == 403


@pytest.mark.parametrize("slash", ["", "/"])
async def test_the_signed_address_may_end_in_a_slash(house: House, slash: str) -> None:
    _, path = await house.rings()
    media = await house.knock(path, signature=sign(TOKEN, WSS + path + slash))
    assert not media.raw.closed


async def test_nothing_of_a_refusal_holds_the_token(
    house: House, expected_log: ExpectLog, caplog: pytest.LogCaptureFixture
) -> None:
    expected_log("Refused a media socket")
    caplog.set_level("DEBUG")
    _, path = await house.rings()
    assert await refused(house, path, "nonsense") == 403
    assert path.rpartition("/")[2] not in caplog.text


# -- the start --------------------------------------------------------------------------


async def test_a_call_is_live_once_its_audio_begins(house: House) -> None:
    call, media = await house.talks()
    assert call.answered_at is not None
    await media.say(FRAME)
    assert (await media.hear())["event"] == "media"


async def test_the_start_of_another_call_closes_the_socket(house: House) -> None:
    call, path = await house.rings()
    media = await house.knock(path, sid="CA-another")
    await media.begin()
    assert await media.closed() == WSCloseCode.POLICY_VIOLATION
    await house.until(lambda: house.now(call).error is not None)
    error = house.now(call).error
    assert error is not None
    assert error.code == "wrong-call"
    assert house.now(call).state is State.CONNECTING


async def test_a_socket_on_which_nothing_starts_is_closed_with_the_reason() -> None:
    async with open_house(start_s=0.05) as house:
        call, path = await house.rings()
        media = await house.knock(path)
        await media.raw.send_json(messages.CONNECTED)
        assert await media.closed() == WSCloseCode.POLICY_VIOLATION
        await house.until(lambda: house.now(call).error is not None)
        error = house.now(call).error
        assert error is not None
        assert error.code == "no-start"


async def test_garbage_before_the_start_is_dropped_and_the_start_still_taken(
    house: House,
) -> None:
    call, path = await house.rings()
    media = await house.knock(path, sid=str(call.carrier_call_id))
    await media.raw.send_str("hello")
    await media.raw.send_bytes(json.dumps(messages.start()).encode())
    await media.raw.send_json(messages.start(callSid=None))
    await media.raw.send_json(messages.media(FRAME))
    await media.begin()
    await house.becomes(call, State.LIVE)
    assert house.count(Count.FRAME_BAD) == 4


# -- what is read -----------------------------------------------------------------------

GARBAGE: dict[str, Any] = {
    "a word": "hello",
    "binary": b"\x00\x01",
    "good words in binary": json.dumps(messages.media(FRAME)).encode(),
    "a list": "[]",
    "an unknown event": json.dumps({"event": "weather", "streamSid": messages.STREAM}),
    "bad base64": json.dumps(messages.media(b"", payload="~~~")),
    "the other track": json.dumps(messages.media(FRAME, track="outbound")),
    "another stream": json.dumps(messages.media(FRAME) | {"streamSid": "MZother"}),
    "a second start": json.dumps(messages.start()),
}


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
async def test_garbage_is_dropped_and_counted_and_the_call_goes_on(
    house: House, garbage: Any
) -> None:
    call, media = await house.talks()
    for _ in range(3):
        send = media.raw.send_bytes if isinstance(garbage, bytes) else media.raw.send_str
        await send(garbage)
    await media.say(FRAME)
    assert (await media.hear())["media"] == {"payload": messages.media(FRAME)["media"]["payload"]}
    assert house.now(call).state is State.LIVE
    assert house.count(Count.FRAME_BAD) == 3
    await media.raw.send_json(messages.stop())
    await media.closed()
    assert house.count(Count.FRAME_IN) == 1


async def test_frames_that_never_came_are_counted(house: House) -> None:
    _, media = await house.talks()
    for chunk in (1, 2, 5):
        await media.raw.send_json(messages.media(FRAME, chunk))
    await media.raw.send_json(messages.stop())
    await media.closed()
    assert house.count(Count.FRAME_MISSING) == 2


async def test_the_echo_agent_sends_every_frame_back_in_order(house: House) -> None:
    _, media = await house.talks()
    frames = [bytes([n % 256]) * (1 + n % 300) for n in range(200)]
    for frame in frames:
        await media.say(frame)
    for frame in frames:
        payload = messages.media(frame)["media"]["payload"]
        assert await media.hear() == {
            "event": "media",
            "streamSid": messages.STREAM,
            "media": {"payload": payload},
        }


async def test_a_carrier_that_takes_nothing_costs_frames_and_no_memory(house: House) -> None:
    call, media = await house.talks()
    sent = 300
    for _ in range(sent):
        await media.say(b"\x10" * 40_000)
    await media.raw.send_json(messages.stop())
    await house.becomes(call, State.ENDED)
    await media.closed()
    assert house.count(Count.FRAME_IN) == sent
    assert 0 < house.count(Count.FRAME_UNSENT) < sent


async def test_keys_reach_the_agent_and_the_transcript(hand: House) -> None:
    call, media = await hand.talks()
    for key in "5#":
        await media.raw.send_json(messages.dtmf(key))
    await hand.until(lambda: hand.agents[0].keys == ["5", "#"])
    texts = [line.text for line in hand.switchboard.transcript(call.id)]
    assert texts == ["Caller pressed 5", "Caller pressed #"]


async def test_marks_come_back_into_the_pacing(hand: House) -> None:
    call, media = await hand.talks()
    line = hand.agents[0].line
    assert line is not None
    for _ in range(20):
        await line.speak(b"\x10" * 160)
    heard = [await media.hear() for _ in range(12)]
    assert [word["event"] for word in heard] == ["mark"] + ["media"] * 10 + ["mark"]
    await media.raw.send_json(messages.mark(heard[0]["mark"]["name"]))
    session = hand.sessions.get(call.id)
    assert session is not None
    assert session.bridge is not None
    assert session.bridge.buffered_ms == pytest.approx(400)
    await media.raw.send_json(messages.mark(heard[-1]["mark"]["name"]))
    await media.say(FRAME)
    assert (await media.hear())["event"] == "media"


# -- ends -------------------------------------------------------------------------------


async def test_the_carriers_stop_ends_the_call_and_closes_the_socket(house: House) -> None:
    call, media = await house.talks()
    await media.raw.send_json(messages.stop())
    assert await media.closed() == WSCloseCode.OK
    assert (await house.becomes(call, State.ENDED)).reason is Reason.COMPLETED


async def test_hanging_up_closes_the_socket(house: House) -> None:
    call, media = await house.talks()
    await house.switchboard.hang_up(call.id)
    assert await media.closed() == WSCloseCode.OK
    assert house.now(call).reason is Reason.COMPLETED


async def test_a_message_that_is_too_large_closes_the_socket_with_the_reason(
    house: House,
) -> None:
    call, media = await house.talks()
    await media.raw.send_str("x" * (64 * 1024))
    await media.say(FRAME)
    await media.hear()
    await media.raw.send_str("x" * (64 * 1024 + 1))
    assert await media.closed() == WSCloseCode.MESSAGE_TOO_BIG
    await house.until(lambda: house.now(call).error is not None)
    error = house.now(call).error
    assert error is not None
    assert (error.code, error.message) == (
        "too-big",
        "The carrier sent a message larger than 64 KiB; its audio was closed.",
    )
    assert house.now(call).state is State.LIVE


async def test_the_carriers_stop_ends_the_call_even_where_it_says_no_goodbye(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    # For so long the end would have to wait if it waited for the carrier's goodbye.
    monkeypatch.setattr(door, "_CLOSE_S", 600.0)
    call, media = await house.talks()
    await media.raw.send_json(messages.stop())
    await house.becomes(call, State.ENDED)
    await media.closed()


async def test_a_connection_that_breaks_ends_no_call_by_itself(house: House) -> None:
    call, media = await house.talks()
    await media.say(FRAME)
    await media.hear()
    media.abort()
    await house.until(lambda: house.count(Count.FRAME_IN) == 1)
    assert house.now(call).state is State.LIVE
    form = {"CallSid": str(call.carrier_call_id), "CallStatus": "completed"}
    await house.webhook("/twilio/status/inbound", form)
    assert (house.now(call).reason, house.now(call).error) == (Reason.COMPLETED, None)


async def test_a_call_without_media_says_so_and_is_closed_after_10_s(house: House) -> None:
    call, media = await house.talks()
    session = house.sessions.get(call.id)
    assert session is not None
    await media.say(FRAME)
    await media.hear()
    session.tick()
    assert house.now(call).doing is not Doing.NO_MEDIA
    house.time.pass_by(1.1)
    session.tick()
    assert (house.now(call).doing, house.now(call).flags) == (Doing.NO_MEDIA, frozenset())
    house.time.pass_by(2)
    session.tick()
    assert house.now(call).flags == {Flag.NO_MEDIA}
    house.time.pass_by(6.8)
    session.tick()
    assert not media.raw.closed
    house.time.pass_by(0.2)
    session.tick()
    assert await media.closed() == WSCloseCode.POLICY_VIOLATION
    await house.until(lambda: house.now(call).error is not None)
    error = house.now(call).error
    assert error is not None
    assert (error.code, error.message) == (
        "no-media",
        "The carrier sent no audio for 10 seconds.",
    )
