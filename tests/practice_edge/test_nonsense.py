"""Nonsense is refused or dropped, and the call goes on. That nothing is logged is checked too."""

from __future__ import annotations

import asyncio
import random

import pytest

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

from aiohttp import ClientSession, WSMsgType
from getstream.video.rtc.pb.stream.video.sfu.event import events_pb2 as events
from getstream.video.rtc.pb.stream.video.sfu.signal_rpc import signal_pb2 as signal

from console.practice.edge.gate import Gate
from tests.fakes.hasty import ask_and_go
from tests.practice_edge.client import KEY, SECRET
from tests.practice_edge.conftest import World

TWIRP = "/sfu/twirp/stream.video.sfu.signal.SignalServer"


def bearer() -> dict[str, str]:
    token = Gate(KEY, SECRET).sfu_token("phone", "default:talk")
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/protobuf"}


async def test_datagrams_that_mean_nothing_are_dropped(world: World) -> None:
    chance = random.Random(1)
    loop = asyncio.get_running_loop()
    async with world.client("phone") as phone, world.client("agent") as agent:
        await agent.speak(880)
        await phone.hears(10)
        transport, _ = await loop.create_datagram_endpoint(
            asyncio.DatagramProtocol, remote_addr=world.edge.media_address
        )
        for size in range(200):
            transport.sendto(bytes([size % 4]) + chance.randbytes(size))
            transport.sendto(chance.randbytes(size))
        await phone.hears(25)
        transport.close()
        await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("method", "body", "status", "code"),
    [
        ("SetPublisher", b"\xff\xff", 400, "malformed"),
        ("SetPublisher", b"", 404, "not_found"),
        ("SendAnswer", b"", 404, "not_found"),
        ("Nothing", b"", 404, "not_found"),
    ],
)
async def test_signalling_is_refused_in_twirps_words(
    world: World, method: str, body: bytes, status: int, code: str
) -> None:
    url = f"{world.url}{TWIRP}/{method}"
    async with ClientSession() as http, http.post(url, data=body, headers=bearer()) as answer:
        assert (answer.status, (await answer.json())["code"]) == (status, code)


async def test_signalling_without_the_sfus_token_is_refused(world: World) -> None:
    token = world.server.create_token("phone")
    headers = {"Authorization": f"Bearer {token}"}
    url = f"{world.url}{TWIRP}/SendStats"
    async with ClientSession() as http, http.post(url, headers=headers) as answer:
        assert answer.status == 401


async def test_a_description_that_is_none_is_refused(world: World) -> None:
    async with world.client("phone"):
        session = world.seen().participants[0].session_id
        request = signal.SetPublisherRequest(sdp="hello", session_id=session)
        body, url = request.SerializeToString(), f"{world.url}{TWIRP}/SetPublisher"
        async with ClientSession() as http, http.post(url, data=body, headers=bearer()) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, "malformed")


@pytest.mark.parametrize(
    "first",
    [
        b"\xff\xff",
        events.SfuRequest(join_request=events.JoinRequest(token="x")).SerializeToString(),
    ],
)
async def test_a_join_that_is_none_is_cut_off(world: World, first: bytes) -> None:
    async with ClientSession() as http, http.ws_connect(f"{world.url}/sfu/ws") as socket:
        await socket.send_bytes(first)
        async with asyncio.timeout(30):
            message = await socket.receive()
        assert message.type in (WSMsgType.CLOSED, WSMsgType.CLOSE, WSMsgType.ERROR)
    assert world.users() == []


@pytest.mark.parametrize("first", ["hello", "{}", '{"token": "x", "user_details": {"id": "y"}}'])
async def test_a_greeting_that_is_none_is_answered_with_an_error(world: World, first: str) -> None:
    url = f"{world.url}/api/v2/connect"
    async with ClientSession() as http, http.ws_connect(url) as socket:
        await socket.send_str(first)
        async with asyncio.timeout(30):
            assert (await socket.receive_json())["type"] == "connection.error"
            assert (await socket.receive()).type is WSMsgType.CLOSE


@pytest.mark.parametrize("path", ["/sfu/ws", "/api/v2/connect"])
async def test_who_is_gone_before_the_socket_is_there_is_not_missed(
    world: World, path: str
) -> None:
    ask_and_go(world.url + path)
    async with ClientSession() as http, http.ws_connect(world.url + path) as next_one:
        assert not next_one.closed
