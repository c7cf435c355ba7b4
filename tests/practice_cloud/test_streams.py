"""Media streams: marks, clear, what is wrong on the wire, and servers that misbehave."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest
from aiohttp import WSCloseCode

from tests.practice_cloud.conftest import STREAM, World, soon
from tests.practice_cloud.customer import HOST, Form, Socket
from tests.practice_cloud.parties import Recorder, numbered, sounds

WITH_CALLBACK = (
    f'<Connect><Stream url="wss://{HOST}/media/token" name="main" statusCallback="/stream"/>'
    "</Connect>"
)


def audio(frames: list[bytes]) -> str:
    return base64.b64encode(b"".join(frames)).decode()


async def run(
    world: World,
    script: Callable[[Socket], Awaitable[None]],
    party: Recorder | None = None,
    twiml: str = STREAM,
) -> str:
    """Run one stream whose server does ``script`` and closes; return the call's SID."""
    failed: list[BaseException] = []

    async def on_socket(socket: Socket) -> None:
        try:
            await socket.next("start")
            await script(socket)
        except BaseException as error:
            failed.append(error)
            raise

    world.customer.on_socket = on_socket
    world.customer.twiml("/voice", twiml)
    sid = await world.ring(party or Recorder())
    await soon(world.customer.form("/status/inbound"))
    if failed:
        raise failed[0]
    return sid


async def test_marks_come_back_when_the_audio_before_them_was_heard(world: World) -> None:
    party = Recorder()
    heard_at_echo: list[int] = []
    echoes: list[object] = []

    async def script(socket: Socket) -> None:
        async def comes_back() -> None:
            echo = await socket.next("mark")
            assert echo["streamSid"] == socket.stream_sid
            echoes.append(echo["mark"])
            heard_at_echo.append(len(sounds(party.heard)))

        await socket.mark("empty")
        await comes_back()
        await socket.say(audio(numbered(5)))
        await socket.mark("first")
        await socket.say(base64.b64encode(b"\x10" * 100).decode())
        await socket.mark("second")
        await comes_back()
        await comes_back()

    await run(world, script, party)
    assert echoes == [{"name": "empty"}, {"name": "first"}, {"name": "second"}]
    assert heard_at_echo[0] == 0
    assert heard_at_echo[1] in (5, 6)
    assert heard_at_echo[2] == 6
    assert sounds(party.heard) == [*numbered(5), b"\x10" * 100 + b"\xff" * 60]


async def test_clear_empties_and_echoes_what_waited(world: World) -> None:
    party = Recorder()
    echoes: list[object] = []

    async def script(socket: Socket) -> None:
        await socket.say(audio(numbered(200)))
        await socket.mark("a")
        await socket.say(audio(numbered(200)))
        await socket.mark("b")
        await party.until(lambda heard: len(sounds(heard)) >= 3)
        await socket.send("clear")
        echoes.extend([(await socket.next("mark"))["mark"] for _ in "ab"])

    await run(world, script, party)
    assert echoes == [{"name": "a"}, {"name": "b"}]
    assert len(sounds(party.heard)) < 100


async def test_wrong_messages_are_noted_once_and_the_stream_goes_on(world: World) -> None:
    async def script(socket: Socket) -> None:
        for _ in range(3):
            await socket.raw.send_str("nonsense")
            await socket.raw.send_bytes(b"\x00")
            await socket.raw.send_json({"event": "clear", "streamSid": "MZ" + "0" * 32})
        await socket.mark("still here")
        await socket.next("mark")

    sid = await run(world, script)
    assert await world.codes(sid) == ["31951", "31950", "31921"]


async def test_more_than_ten_minutes_are_dropped_and_noted_once(world: World) -> None:
    async def script(socket: Socket) -> None:
        minutes = base64.b64encode(b"\x01" * (5 * 60 * 8000)).decode()
        for _ in range(4):
            await socket.say(minutes)
        await socket.mark("end")
        await socket.send("clear")
        await socket.next("mark")

    assert await world.codes(await run(world, script)) == ["31931", "31921"]


async def told(world: World) -> Form:
    return await soon(world.customer.form("/stream"))


async def test_stream_callbacks(world: World) -> None:
    async def script(socket: Socket) -> None:
        await socket.next("media")

    sid = await run(world, script, twiml=WITH_CALLBACK)
    got = sorted([await told(world), await told(world)], key=lambda form: form["Timestamp"])
    assert [form["StreamEvent"] for form in got] == ["stream-started", "stream-stopped"]
    assert {form["StreamName"] for form in got} == {"main"}
    assert {form["CallSid"] for form in got} == {sid}
    assert all(form["StreamSid"].startswith("MZ") for form in got)
    assert all(datetime.fromisoformat(form["Timestamp"]).tzinfo for form in got)
    assert all("StreamError" not in form for form in got)


@pytest.mark.parametrize(
    ("url", "extra", "code"),
    [
        (f"wss://{HOST}/media/t", "", "31920"),
        (f"https://{HOST}/media/t", "", "31922"),
        (f"ws://{HOST}/media/t", "", "31922"),
        ("", "", "31922"),
        ("wss://", "", "31923"),
        ("wss://nobody.invalid/", "", "31904"),
        ("wss://dead.invalid/", "", "31902"),
        (f"wss://{HOST}/media/t", "track='both_tracks'", "31941"),
    ],
)
async def test_streams_that_never_open(
    world: World, closed_port: int, url: str, extra: str, code: str
) -> None:
    world.cloud.route("dead.invalid", f"http://127.0.0.1:{closed_port}")
    world.customer.refuse_media = True
    stream = f"<Connect><Stream url='{url}' {extra} statusCallback='/stream'/></Connect>"
    world.customer.twiml("/voice", f"{stream}<Redirect>/after</Redirect>")
    world.customer.twiml("/after", "<Hangup/>")
    sid = await world.ring(Recorder())
    form = await told(world)
    assert form["StreamEvent"] == "stream-error"
    assert form["StreamError"]
    await soon(world.customer.form("/after"))
    await soon(world.customer.form("/status/inbound"))
    assert await world.codes(sid) == [code]


async def test_a_connection_that_breaks(world: World) -> None:
    async def script(socket: Socket) -> None:
        assert socket.request.transport is not None
        socket.request.transport.abort()

    assert await world.codes(await run(world, script)) == ["31903"]


async def test_a_close_with_a_code_is_a_close(world: World) -> None:
    async def script(socket: Socket) -> None:
        await socket.raw.close(code=WSCloseCode.POLICY_VIOLATION)

    assert await world.codes(await run(world, script)) == ["31921"]


async def test_a_frame_that_is_not_websocket(world: World) -> None:
    async def script(socket: Socket) -> None:
        assert socket.request.transport is not None
        socket.request.transport.write(b"\xff\xff\xff\xff")
        with pytest.raises(ConnectionError):
            await socket.next("never")

    assert await world.codes(await run(world, script)) == ["31924"]


async def test_parameters_that_cannot_be(world: World) -> None:
    starts: list[dict[str, object]] = []

    async def script(socket: Socket) -> None:
        starts.append(socket.start)

    long = "x" * 500
    parameters = (
        f"<Parameter name='a' value='1'/><Parameter name='b' value='{long}'/><Parameter value='c'/>"
    )
    stream = f"<Connect><Stream url='wss://{HOST}/media/t'>{parameters}</Stream></Connect>"
    sid = await run(world, script, twiml=stream)
    assert starts[0]["start"]["customParameters"] == {"a": "1"}  # type: ignore[index]
    assert await world.codes(sid) == ["12200", "12200", "31921"]
