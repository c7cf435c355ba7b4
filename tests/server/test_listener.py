"""What is no request, on the ports that requests come to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from console.listener import Listener
from console.server.public import public_app

_TOO_LITTLE = b"Content-Length: 4\r\nContent-Encoding: gzip\r\n\r\nword"


@pytest.fixture
async def port() -> AsyncIterator[int]:
    async def form(request: web.Request) -> web.Response:
        await request.post()
        return web.Response()

    async def ignore(_request: web.Request) -> web.Response:
        return web.Response()

    listener = Listener(
        public_app([web.post("/form", form), web.post("/ignore", ignore)]), "CONSOLE_PORT"
    )
    await listener.start(0)
    yield listener.port
    await listener.stop()


async def says(port: int, sent: bytes, log: pytest.LogCaptureFixture) -> bytes:
    """Return the first line of the answer, once something was logged."""
    async with asyncio.timeout(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        line = await reader.readline()
        while not log.records:  # noqa: ASYNC110  # aiohttp tells it after the answer
            await asyncio.sleep(0.01)
        writer.close()
        await writer.wait_closed()
    return line


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer s3cret\x01\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"s3cret" * 5_000 + b"\r\n\r\n",
        b"POST /ignore HTTP/1.1\r\nHost: x\r\nX-Key: s3cret\r\n" + _TOO_LITTLE,
    ],
)
async def test_what_is_no_request_is_one_line_without_its_bytes(
    port: int, sent: bytes, expected_log: Any, caplog: pytest.LogCaptureFixture
) -> None:
    expected_log("Refused what is no HTTP: ")
    assert (await says(port, sent, caplog)).startswith(b"HTTP/1.")
    assert "s3cret" not in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_form_that_is_not_packed_as_it_says_is_refused(
    port: int, expected_log: Any, caplog: pytest.LogCaptureFixture
) -> None:
    expected_log("Refused what is no HTTP: ")
    kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
    sent = b"POST /form HTTP/1.1\r\nHost: x\r\n" + kind + _TOO_LITTLE
    assert b" 400 " in await says(port, sent, caplog)
