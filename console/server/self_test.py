"""The self-test: whether a carrier's webhooks and sockets come through to this console.

It goes out to the public address and comes back in by it, signs as the account's carrier
does, and calls nobody.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

import aiohttp
from yarl import URL

from console.carriers.carrier import Probe, PublicUrl
from console.server.echo_door import EchoDoor
from console.server.reaching import NGROK_CODE, STEP_S, NotReached, not_us, sentences
from console.switchboard.self_test import Outcome, SelfTestResult, Step

_ROUNDS: Final = 10
_SLOW_MS: Final = 500.0
_HEADERS: Final = {"User-Agent": "operator-console self-test"}
WRONG_SIGNATURE: Final = "wrong-signature"
WEBHOOK: Final = "webhook"
MEDIA: Final = "media"

Aim = Callable[[str], tuple[URL, dict[str, str]]]
"""Says where a public URL is really dialled, and with which headers besides."""


def directly(url: str) -> tuple[URL, dict[str, str]]:
    """Dial a URL as it stands."""
    return URL(url, encoded=True), {}


class RoundTrip:
    """The way out to a public address and back in through the door of the self-test."""

    def __init__(self, door: EchoDoor, aim: Aim = directly) -> None:
        self._door = door
        self._aim = aim

    async def median_ms(self, url: str, rounds: int = _ROUNDS) -> float:
        """Return how long an echo takes, in ms. Some seconds at most. Raises `NotReached`."""
        target, more = self._aim(f"wss{url.removeprefix('https')}{self._door.issue()}")
        try:
            with sentences(url):
                async with (
                    asyncio.timeout(STEP_S),
                    _session() as http,
                    http.ws_connect(target, headers=more) as socket,
                ):
                    took = [await _echo_ms(socket, str(number)) for number in range(rounds)]
        except NotReached as exc:
            if isinstance(exc.__cause__, aiohttp.WSServerHandshakeError):
                raise _no_socket(url, exc.__cause__) from exc
            raise
        return round(statistics.median(took), 2)


class SelfTest:
    """Implements `SelfTester`. Engine's loop."""

    def __init__(
        self,
        *,
        public_url: PublicUrl,
        probe: Callable[[str], Probe | None],
        door: EchoDoor,
        aim: Aim,
        told: Callable[[SelfTestResult], None],
    ) -> None:
        self._public_url = public_url
        self._probe = probe
        self._trip = RoundTrip(door, aim)
        self._aim = aim
        self._told = told
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> SelfTestResult:
        async with self._one_at_a_time:
            result = await self._run(self._public_url())
        self._told(result)
        return result

    async def reaches(self, url: str) -> bool:
        """Say whether a public base URL leads to this very console."""
        try:
            await self._trip.median_ms(url, 1)
        except NotReached:
            return False
        return True

    # -- steps ------------------------------------------------------------------------

    async def _run(self, url: str | None) -> SelfTestResult:
        at = datetime.now(UTC)
        if url is None:
            why = Step(
                WEBHOOK,
                Outcome.FAILED,
                "There is no public address to test.",
                "Look at the tunnel's lamp.",
            )
            return SelfTestResult(at, url, (why,))
        steps, round_trip_ms = [], None
        async with _session() as http:
            try:
                steps += await self._try_webhooks(http, url, self._probe(url))
                round_trip_ms = await self._trip.median_ms(url)
                steps.append(_echoed(round_trip_ms))
            except NotReached as exc:
                name = MEDIA if steps else WEBHOOK
                steps.append(Step(name, Outcome.FAILED, exc.sentence, exc.remedy))
        return SelfTestResult(at, url, tuple(steps), round_trip_ms)

    async def _try_webhooks(
        self, http: aiohttp.ClientSession, url: str, probe: Probe | None
    ) -> list[Step]:
        """Try a forged webhook, then a signed one. Raises `NotReached`."""
        if probe is None:
            return [
                Step(
                    WEBHOOK,
                    Outcome.FAILED,
                    "There is no key to check webhooks with, so all of them are refused.",
                    "Set the carrier's credentials.",
                )
            ]
        status, headers, took_ms = await self._post(http, url, probe, probe.forged)
        if status != 403:
            raise not_us(url, status, headers)
        sentence = "A webhook with a wrong signature is refused."
        steps = [Step(WRONG_SIGNATURE, Outcome.PASSED, sentence, took_ms=took_ms)]
        if probe.signed is None:
            sentence = "Only the carrier can sign its webhooks: a call in will show that they come."
            return [*steps, Step(WEBHOOK, Outcome.SKIPPED, sentence)]
        status, headers, took_ms = await self._post(http, url, probe, probe.signed)
        if status == 403:
            sentence = "A webhook signed with this account's key is refused at the public address."
            remedy = (
                "Another console may answer there, or something before it that filters requests."
            )
            return [*steps, Step(WEBHOOK, Outcome.FAILED, sentence, remedy)]
        if not 200 <= status < 300:
            raise not_us(url, status, headers)
        sentence = "A webhook signed with the account's key comes in."
        return [*steps, Step(WEBHOOK, Outcome.PASSED, sentence, took_ms=took_ms)]

    async def _post(
        self, http: aiohttp.ClientSession, url: str, probe: Probe, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], float]:
        """Return status, headers and how long they took, in ms. Raises `NotReached`."""
        began = time.perf_counter()
        target, more = self._aim(url + probe.path)
        with sentences(url):
            async with (
                asyncio.timeout(STEP_S),
                http.post(
                    target, data=probe.body, headers={**headers, **more}, allow_redirects=False
                ) as answer,
            ):
                if NGROK_CODE in answer.headers:
                    raise not_us(url, answer.status, answer.headers)
                took_ms = 1000 * (time.perf_counter() - began)
                return answer.status, answer.headers, took_ms


def _session() -> aiohttp.ClientSession:
    # A fresh connection each time: an old one would not find out what a carrier meets.
    connector = aiohttp.TCPConnector(force_close=True)
    return aiohttp.ClientSession(connector=connector, headers=_HEADERS)


def _echoed(round_trip_ms: float) -> Step:
    took = f"{round_trip_ms:.0f} ms" if round_trip_ms >= 1 else "less than 1 ms"
    sentence = f"The media socket answers; there and back takes {took}."
    if round_trip_ms <= _SLOW_MS:
        return Step(MEDIA, Outcome.PASSED, sentence, took_ms=round_trip_ms)
    return Step(
        MEDIA,
        Outcome.PASSED,
        f"{sentence} Callers will notice that.",
        "Use a tunnel or a server nearer to here.",
        round_trip_ms,
    )


def _no_socket(url: str, exc: aiohttp.WSServerHandshakeError) -> NotReached:
    if exc.headers and NGROK_CODE in exc.headers:
        return not_us(url, exc.status, exc.headers)
    return NotReached(
        f"Sockets for a call's audio do not come through (HTTP status {exc.status}).",
        "A proxy of your own before this console must pass WebSockets on.",
    )


async def _echo_ms(socket: aiohttp.ClientWebSocketResponse, text: str) -> float:
    """Return how long an echo takes. Raises `aiohttp.ClientConnectionError` where none comes."""
    began = time.perf_counter()
    await socket.send_str(text)
    if (await socket.receive()).data != text:
        raise aiohttp.ClientConnectionError("no echo")
    return 1000 * (time.perf_counter() - began)
