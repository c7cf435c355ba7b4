"""The self-test: what it proves, what it says where the way in is broken, and its door."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import WSServerHandshakeError, web
from yarl import URL

from console.carriers.twilio.carrier import TwilioCarrier
from console.server.echo_door import EchoDoor
from console.server.self_test import SelfTest, directly
from console.switchboard.self_test import Outcome, SelfTestResult
from console.switchboard.tally import Count
from tests.carriers.twilio.twilio_api import ACCOUNT, TOKEN
from tests.conftest import ExpectLog
from tests.fakes.certificate import make_certificate
from tests.fakes.served import Served
from tests.server.house import PUBLIC, House, open_house

Serve = Callable[..., Awaitable[str]]
STRANGE = "https://stranger.example"


def outcomes(result: SelfTestResult) -> dict[str, str]:
    return {step.name: step.outcome for step in result.steps}


# -- what it proves ---------------------------------------------------------------------


async def test_it_proves_the_way_in_and_calls_nobody(house: House, expected_log: ExpectLog) -> None:
    expected_log("Refused a webhook on /twilio/status")
    began = time.monotonic()
    status, body = await house.ask("POST", "/api/self-test")
    lasted_ms = (time.monotonic() - began) * 1000
    assert (status, body["passed"], body["public_url"]) == (200, True, PUBLIC)
    assert [(step["name"], step["outcome"], step["remedy"]) for step in body["steps"]] == [
        ("wrong-signature", "passed", ""),
        ("webhook", "passed", ""),
        ("media", "passed", ""),
    ]
    assert 0 < body["round_trip_ms"] <= lasted_ms
    assert " ms." in body["steps"][2]["sentence"]
    assert (house.switchboard.calls(), house.switchboard.ended_calls()) == ((), ())
    assert house.api.asked == []
    assert house.count(Count.WEBHOOK_ANSWERED) == house.count(Count.WEBHOOK_FORGED) == 1
    (told,) = house.tested
    assert told.passed


async def test_without_a_key_it_says_so(expected_log: ExpectLog) -> None:
    async with open_house(auth_token=None) as house:
        result = await house.switchboard.self_test()
    assert not result.passed
    assert outcomes(result) == {"webhook": "failed", "media": "passed"}
    assert "no key" in result.steps[0].sentence


async def test_without_an_address_it_says_so() -> None:
    async with open_house(public_url=None) as house:
        result = await house.switchboard.self_test()
    assert outcomes(result) == {"webhook": "failed"}
    assert (result.public_url, result.round_trip_ms) == (None, None)
    assert "no public address" in result.steps[0].sentence


# -- a way in that is broken ------------------------------------------------------------


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Give a function that serves a handler in the console's place, and returns its URL."""
    every: list[Served] = []

    async def start(
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
        context: ssl.SSLContext | None = None,
    ) -> str:
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", handler)
        every.append(Served(app))
        return await every[-1].start(context)

    yield start
    for served in every:
        await served.stop()


async def try_out(url: str, listen: str | None = None) -> SelfTestResult:
    """Test an address that leads elsewhere: to ``listen``, or to where the URL says."""
    carrier = TwilioCarrier(
        account_sid=ACCOUNT, auth_token=TOKEN, api_url=None, public_url=lambda: url
    )
    aim = directly if listen is None else lambda asked: (URL(listen).with_path(URL(asked).path), {})
    results: list[SelfTestResult] = []
    test = SelfTest(
        public_url=lambda: url,
        probe=carrier.probe,
        door=EchoDoor(),
        aim=aim,
        told=results.append,
    )
    result = await test.run()
    assert results == [result]
    assert await test.reaches(url) is False
    await carrier.close()
    return result


def why(result: SelfTestResult) -> str:
    """Return the only failure's sentence and remedy."""
    (failed,) = (step for step in result.steps if step.outcome is Outcome.FAILED)
    assert failed.remedy
    assert not result.passed
    return f"{failed.sentence} {failed.remedy}"


async def test_a_name_that_nobody_knows() -> None:
    assert "The name nobody.invalid can't be found." in why(await try_out("https://nobody.invalid"))


async def test_a_port_that_nobody_listens_on() -> None:
    with socket.socket() as held:  # which nobody else can take meanwhile
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        told = why(await try_out(f"https://127.0.0.1:{port}"))
    assert f"Nothing answers at 127.0.0.1:{port}." in told


async def test_an_address_without_tls(serve: Serve) -> None:
    url = await serve(_answers(200))
    assert "does not speak TLS" in why(await try_out(url.replace("http:", "https:")))


async def test_a_certificate_that_nobody_trusts(serve: Serve, tmp_path: Path) -> None:
    file = make_certificate(tmp_path, "localhost")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    url = await serve(_answers(200), context)
    told = why(await try_out(url.replace("127.0.0.1", "localhost")))
    assert "The certificate of localhost" in told


@pytest.mark.parametrize("status", [200, 404, 500, 302])
async def test_a_service_that_is_not_us(serve: Serve, status: int) -> None:
    told = why(await try_out(STRANGE, await serve(_answers(status))))
    assert (
        f"Something else than this console answers at stranger.example (HTTP status {status})"
        in told
    )


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (200, "6024", "ngrok's warning page"),
        (404, "3200", "No ngrok agent serves this address"),
        (502, "8012", "the port that it leads to does not answer"),
        (403, "727", "used up what its plan allows"),
    ],
)
async def test_a_page_of_ngroks(serve: Serve, status: int, code: str, words: str) -> None:
    answers = _answers(status, {"Ngrok-Error-Code": f"ERR_NGROK_{code}"})
    assert words in why(await try_out(STRANGE, await serve(answers)))


async def test_a_proxy_that_passes_no_sockets_on(house: House, expected_log: ExpectLog) -> None:
    expected_log("Refused a webhook")
    house.echo.issue = lambda: "/nowhere"  # type: ignore[method-assign]
    result = await house.switchboard.self_test()
    assert outcomes(result)["webhook"] == "passed"
    assert "Sockets for a call's audio do not come through (HTTP status 404)." in why(result)


async def test_a_console_of_another_account(serve: Serve, expected_log: ExpectLog) -> None:
    expected_log("Refused a")
    async with open_house(auth_token="another-token") as other:
        result = await try_out(STRANGE, other.listen)
    assert outcomes(result) == {"wrong-signature": "passed", "webhook": "failed", "media": "failed"}
    assert "is refused at the public address" in result.steps[1].sentence


def _answers(
    status: int, headers: dict[str, str] | None = None
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text="<html>", headers=headers)

    return answer


# -- its door ---------------------------------------------------------------------------


async def test_a_token_opens_once(house: House, expected_log: ExpectLog) -> None:
    expected_log("Refused a self-test")
    path = house.echo.issue()
    async with house.http.ws_connect(house.listen + path) as socket:
        await socket.send_str("hello")
        assert await socket.receive_str() == "hello"
    await refused(house, path)


async def test_a_token_dies_after_half_a_minute(house: House, expected_log: ExpectLog) -> None:
    expected_log("Refused a self-test")
    path = house.echo.issue()
    house.time.pass_by(31)
    await refused(house, path)


async def test_a_handshake_that_fails_leaves_the_token(
    house: House, expected_log: ExpectLog
) -> None:
    expected_log("Refused a self-test")
    path = house.echo.issue()
    async with house.http.get(house.listen + path) as response:
        assert (response.status, await response.text()) == (403, "")
    async with house.http.ws_connect(house.listen + path) as socket:
        assert not socket.closed


@pytest.mark.parametrize("token", ["x", "%00", "é", "a" * 43])
async def test_a_token_that_was_never_issued(
    house: House, token: str, expected_log: ExpectLog
) -> None:
    expected_log("Refused a self-test")
    house.echo.issue()
    await refused(house, f"/self-test/{token}")


async def refused(house: House, path: str) -> None:
    with pytest.raises(WSServerHandshakeError) as refusal:
        await house.http.ws_connect(house.listen + path)
    assert refusal.value.status == 403
