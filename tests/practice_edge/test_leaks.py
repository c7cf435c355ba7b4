"""Nothing is left of those who have gone, nor of the edge."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import threading
from pathlib import Path

import pytest

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

from console.practice.edge import StreamEdge
from tests.practice_edge.client import KEY, SECRET, until
from tests.practice_edge.conftest import World

_PROC = Path("/proc/self")


def open_sockets() -> int:
    """This process's sockets, the SDK's included."""
    count = 0
    for entry in os.listdir(_PROC / "fd"):
        try:
            count += os.readlink(_PROC / "fd" / entry).startswith("socket:")
        except FileNotFoundError:
            continue
    return count


def system_threads() -> int:
    """This process's threads, the SDK's included."""
    return len(os.listdir(_PROC / "task"))


@pytest.mark.skipif(not _PROC.exists(), reason="sockets and threads are counted in /proc")
async def test_joining_and_leaving_twenty_times_leaves_nothing(world: World) -> None:
    async def come_and_go() -> None:
        async with world.client("phone") as phone, world.client("agent") as agent:
            await agent.speak(880)
            await phone.hears(3)

    def counts() -> tuple[int, int]:
        # A manager is a cycle, and the SDK's HTTP connections live as long as it does.
        gc.collect()
        return len(asyncio.all_tasks()), open_sockets()

    tasks, sockets = counts()
    for _ in range(3):
        await come_and_go()
    threads = system_threads()
    for _ in range(20):
        await come_and_go()
    await world.is_left()
    # Every join has at least six sockets. The SDK's runtime keeps three and a keep-alive or two.
    await until(lambda: counts()[0] <= tasks + 2, "tasks are gone")
    await until(lambda: counts()[1] <= sockets + 6, "sockets are closed")
    # The SDK starts a blocking thread now and then, and ends it when it has been idle.
    await until(lambda: system_threads() <= threads + 6, "threads are over")


async def test_a_stopped_edge_leaves_no_task_socket_or_thread() -> None:
    tasks, threads = asyncio.all_tasks(), threading.enumerate()
    edge = StreamEdge(api_key=KEY, api_secret=SECRET)
    url = await edge.start()
    port = int(url.rsplit(":", 1)[1])
    await edge.stop()
    await edge.stop()
    assert asyncio.all_tasks() == tasks
    assert threading.enumerate() == threads
    again = StreamEdge(api_key=KEY, api_secret=SECRET)
    assert await again.start(port) == url
    await again.stop()


async def test_a_port_that_is_taken_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        edge = StreamEdge(api_key=KEY, api_secret=SECRET)
        with pytest.raises(OSError, match="in use"):
            await edge.start(taken.getsockname()[1])
