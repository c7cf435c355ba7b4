"""The floor: a bare aiohttp echo. Parses nothing, checks nothing, knows no calls.

Run by `media_path`: ``python -m tests.benchmarks.floor asyncio|uvloop``; prints its port.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from secrets import token_hex

import uvloop
from aiohttp import WSMsgType, web

from tests.benchmarks.wire import PUBLIC_HOST


async def _echo(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse(compress=False)
    await socket.prepare(request)
    async for message in socket:
        if message.type is WSMsgType.TEXT:
            await socket.send_str(message.data)
    return socket


async def _voice(request: web.Request) -> web.Response:
    await request.post()
    url = f"wss://{PUBLIC_HOST}/twilio/media/{token_hex(8)}/{token_hex(16)}"
    text = f'<Response><Connect><Stream url="{url}"/></Connect></Response>'
    return web.Response(text=text, content_type="text/xml")


async def _status(request: web.Request) -> web.Response:
    await request.post()
    return web.Response(status=204)


async def _serve() -> None:
    app = web.Application()
    app.router.add_get("/twilio/media/{call_id}/{token}", _echo)
    app.router.add_post("/twilio/voice", _voice)
    app.router.add_post("/twilio/status/inbound", _status)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    gc.collect()
    # As the console does.
    gc.freeze()
    run = uvloop.run if sys.argv[1] == "uvloop" else asyncio.run
    run(_serve())
