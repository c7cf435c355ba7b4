"""The way to a media socket that is stuck: audio is lost, control words are not."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import aiohttp
from aiohttp import web

from console.carriers.twilio.codec import TwilioCodec
from console.server.phone import SocketPhone
from tests.carriers.twilio import messages
from tests.fakes.node_process import eventually
from tests.fakes.served import Served

FRAME = bytes([0x10, 0x90]) * 80


async def test_what_waits_for_a_stuck_socket_goes_first_once_it_flows_again() -> None:
    stuck, flows, over = asyncio.Event(), asyncio.Event(), asyncio.Event()
    codec = TwilioCodec()
    codec.decode(messages.written(messages.start(callSid="CA1")))

    async def serve(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        phone = SocketPhone(socket, request.transport, codec)
        while await phone.play(FRAME):
            pass
        for name in ("lost", "lost too"):
            await phone.mark(name)
        await phone.clear()  # which has every mark echoed: no need for those before it
        await phone.mark("after")
        assert phone.owes
        assert not await phone.play(FRAME)
        stuck.set()
        await flows.wait()
        await eventually(lambda: phone.play(FRAME), "a frame that goes out")
        assert not phone.owes
        over.set()
        await socket.close()
        return socket

    app = web.Application()
    app.router.add_get("/", serve)
    served = Served(app)
    async with contextlib.AsyncExitStack() as closing:
        closing.push_async_callback(served.stop)
        url = await served.start()
        http = await closing.enter_async_context(aiohttp.ClientSession())
        socket = await http.ws_connect(url)
        transport: Any = socket._response.connection.transport
        transport.pause_reading()
        async with asyncio.timeout(20):
            await stuck.wait()
            transport.resume_reading()
            flows.set()
            events = [message.json()["event"] async for message in socket]
            await over.wait()
    assert set(events[:-3]) == {"media"}
    assert events[-3:] == ["clear", "mark", "media"]
