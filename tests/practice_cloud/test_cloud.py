"""The cloud as a whole: starting, stopping, and leaving nothing behind."""

from __future__ import annotations

import asyncio
import socket

import pytest

from console.practice.cloud import PracticeCloud, PracticeNumber
from tests.practice_cloud.conftest import ACCOUNT, CALLER, FAST, LINE, STREAM, TOKEN, World, soon
from tests.practice_cloud.customer import CustomerServer, Socket
from tests.practice_cloud.parties import Recorder


def a_cloud(*numbers: str) -> PracticeCloud:
    return PracticeCloud(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        numbers=[PracticeNumber(number) for number in numbers],
        answer=lambda to: Recorder(),
        timings=FAST,
    )


async def test_stopping_with_calls_in_every_state_leaves_nothing(world: World) -> None:
    stops: list[str] = []
    open_sockets = asyncio.Semaphore(0)

    async def listen(socket: Socket) -> None:
        await socket.next("start")
        open_sockets.release()
        message = await socket.next("stop")
        stops.append(str(message["event"]))

    world.customer.on_socket = listen
    world.customer.twiml("/voice", STREAM)
    world.customer.twiml("/answered", "<Pause length='6000'/>")
    for _ in range(5):
        await world.ring(Recorder())
        await world.dial()
        await world.dial("+14155550102", timeout=600)
    for _ in range(5):
        await soon(open_sockets.acquire())

    await soon(world.cloud.stop())

    assert stops == ["stop"] * 5
    own = {task for task in asyncio.all_tasks() if "practice/cloud" in repr(task)}
    assert own == set()
    with pytest.raises(RuntimeError):
        await world.ring(Recorder())


async def test_a_server_that_is_stuck_does_not_hold_up_the_end(world: World) -> None:
    stuck, let_go = asyncio.Event(), asyncio.Event()

    async def hang(socket: Socket) -> None:
        socket.request.transport.pause_reading()  # type: ignore[union-attr]
        stuck.set()
        await let_go.wait()

    world.customer.on_socket = hang
    world.customer.twiml("/voice", STREAM)
    await world.ring(Recorder())
    await soon(stuck.wait())
    await soon(world.cloud.stop())
    let_go.set()


async def test_a_number_that_is_not_ours_cannot_be_rung(world: World) -> None:
    with pytest.raises(LookupError):
        await world.cloud.ring(CALLER, "+14155550123", Recorder())


def test_numbers_must_be_whole() -> None:
    with pytest.raises(ValueError, match=r"E\.164"):
        a_cloud("555 0100")


async def test_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            await a_cloud(LINE).start(taken.getsockname()[1])


async def test_old_calls_are_forgotten(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.practice.cloud.book._ENDED_KEPT", 3)
    world.customer.twiml("/voice", "<Reject/>")
    for _ in range(6):
        await world.ring(Recorder())
        await soon(world.customer.form("/status/inbound"))
    assert 3 <= len(await world.twilio.calls.list_async()) <= 4


async def test_a_route_may_be_changed_between_calls(world: World) -> None:
    other = CustomerServer(TOKEN)
    world.cloud.route("Practice.Invalid", await other.start())
    other.twiml("/voice", "<Reject/>")
    await world.ring(Recorder())
    await soon(other.form("/status/inbound"))
    await other.stop()
    assert world.customer.left("/voice") == 0
