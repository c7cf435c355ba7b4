"""Twilio's retries: the same answer again, whoever comes first and whatever goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from console.carriers.twilio.retries import Retries

Fresh = Callable[[], Awaitable[web.Response]]


def answering(text: str, asked: list[str]) -> Fresh:
    async def fresh() -> web.Response:
        asked.append(text)
        return web.Response(text=text, content_type="text/xml")

    return fresh


async def test_a_repeat_gets_the_first_answer_and_another_request_its_own() -> None:
    retries, asked = Retries(), list[str]()
    first = await retries.answer(("voice", "1"), answering("one", asked))
    again = await retries.answer(("voice", "1"), answering("two", asked))
    other = await retries.answer(("voice", "2"), answering("three", asked))
    assert (first.text, again.body, other.text) == ("one", b"one", "three")
    assert again.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert asked == ["one", "three"]


async def test_a_repeat_waits_for_an_answer_that_is_being_made() -> None:
    retries, made = Retries(), asyncio.Event()

    async def slow() -> web.Response:
        await made.wait()
        return web.Response(status=204)

    first = asyncio.create_task(retries.answer(("amd", "1"), slow))
    again = asyncio.create_task(retries.answer(("amd", "1"), answering("two", [])))
    await asyncio.sleep(0)
    made.set()
    assert [(await it).status for it in (first, again)] == [204, 204]


async def test_a_request_that_failed_is_answered_afresh() -> None:
    retries = Retries()

    async def fails() -> web.Response:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        await retries.answer(("voice", "1"), fails)
    again = await retries.answer(("voice", "1"), answering("two", []))
    assert again.text == "two"


async def test_only_the_last_thousand_are_remembered() -> None:
    retries, asked = Retries(), list[str]()
    for n in range(1001):
        await retries.answer(("voice", str(n)), answering(str(n), []))
    for n in (0, 1000):
        await retries.answer(("voice", str(n)), answering(str(n), asked))
    assert asked == ["0"]
