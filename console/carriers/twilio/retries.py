"""Twilio's retries: a request that comes again is answered as it was the first time.

Source: Twilio's "Webhooks: Connection Overrides": each try of one request carries the same
``I-Twilio-Idempotency-Token``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import web

MARKER: Final = "I-Twilio-Idempotency-Token"
_MOST_GIVEN: Final = 1000


@dataclass(frozen=True, slots=True)
class _Given:
    status: int
    body: bytes
    content_type: str | None

    def again(self) -> web.Response:
        headers = {"Content-Type": self.content_type} if self.content_type else None
        return web.Response(status=self.status, body=self.body, headers=headers)


class Retries:
    """The answers to the last thousand requests. Belongs to the engine's loop."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, ...], asyncio.Future[_Given | None]] = {}

    async def answer(
        self, key: tuple[str, ...], fresh: Callable[[], Awaitable[web.Response]]
    ) -> web.Response:
        """Answer with ``fresh`` what is asked first, and the same to whatever repeats it.

        A repeat that comes before the first is answered waits for that answer.
        """
        if (first := self._given.get(key)) and (given := await asyncio.shield(first)):
            return given.again()
        first = self._given[key] = asyncio.get_running_loop().create_future()
        if len(self._given) > _MOST_GIVEN:
            del self._given[next(iter(self._given))]
        given = None
        try:
            response = await fresh()
            body = response.body if isinstance(response.body, bytes) else b""
            given = _Given(response.status, body, response.headers.get("Content-Type"))
        finally:
            # One that failed is answered afresh when it comes again.
            first.set_result(given)
        return response
