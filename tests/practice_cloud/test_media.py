"""A stream whose customer reads too little: bounded, noted once, and cut off at the end."""

from __future__ import annotations

import asyncio
import json
import socket as sockets

from console.audio.g711 import SILENCE
from console.practice.cloud.media import MediaStream
from console.practice.cloud.messages import Writer
from console.practice.cloud.notices import Notices
from tests.practice_cloud.conftest import STREAM, World, soon
from tests.practice_cloud.customer import Socket
from tests.practice_cloud.parties import Recorder


async def test_what_nobody_reads_is_dropped_and_noted_once() -> None:
    notices = Notices()
    stream = MediaStream(Writer("AC", "CA", "MZ"), {}, notices, farewell=1)
    for _ in range(1000):
        stream.hear(SILENCE, "")
    assert [notice.code for notice in notices] == [31930]


async def test_dropped_messages_leave_a_gap_in_the_numbers() -> None:
    write = Writer("AC", "CA", "MZ")
    stream = MediaStream(write, {}, Notices(), farewell=1)
    for _ in range(1000):
        stream.hear(SILENCE, "")
    following = json.loads(write.media(SILENCE))
    assert (following["sequenceNumber"], following["media"]["chunk"]) == ("1002", "1001")


async def test_a_deaf_server_loses_audio_and_its_socket_but_not_the_call(world: World) -> None:
    let_go = asyncio.Event()

    async def deaf(socket: Socket) -> None:
        transport = socket.request.transport
        assert transport is not None
        transport.get_extra_info("socket").setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 1)
        transport.pause_reading()
        await let_go.wait()

    world.customer.on_socket = deaf
    world.customer.twiml("/voice", STREAM)
    # A caller who leans on the keypad fills what the system buffers sooner than speech does.
    party = Recorder(digits_at=dict.fromkeys(range(1000), "1" * 250))
    sid = await world.ring(party)
    await soon(party.until(lambda heard: noted(world, sid) == [31930]))

    party.hang_up()
    assert (await soon(world.customer.form("/status/inbound")))["CallStatus"] == "completed"
    assert noted(world, sid) == [31930]
    let_go.set()


def noted(world: World, sid: str) -> list[int]:
    call = world.cloud._book.get(sid)
    return [notice.code for notice in call.notices] if call else []


async def test_a_second_cut_while_saying_goodbye_leaves_nothing_open(world: World) -> None:
    connected, let_go = asyncio.Event(), asyncio.Event()

    async def slow_to_close(socket: Socket) -> None:
        await socket.next("media")
        socket.request.transport.pause_reading()  # type: ignore[union-attr]
        connected.set()
        await let_go.wait()

    world.customer.on_socket = slow_to_close
    world.customer.twiml("/voice", STREAM)
    sid = await world.ring(Recorder())
    await soon(connected.wait())
    await world.twilio.calls(sid).update_async(status="completed")
    await soon(world.cloud.stop())
    assert not [task for task in asyncio.all_tasks() if "practice/cloud" in repr(task)]
    let_go.set()
