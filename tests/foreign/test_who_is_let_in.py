"""Who gets past the public door: signed requests with tokens that work, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from twilio.request_validator import RequestValidator

from tests.fakes.foreign_cloud import PUBLIC, ForeignCloud
from tests.fakes.foreign_media import SIGNATURE, Stream
from tests.fakes.foreign_rest import new_sid
from tests.foreign.conftest import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

STRANGER = RequestValidator("another-account's-token")
VOICE = "/twilio/voice"
WEBHOOKS = [VOICE, "/twilio/status/inbound", "/twilio/status/0123456789abcdef"]
WEBHOOKS.append("/twilio/stream-status")


async def echoes(stream: Stream) -> None:
    await stream.say(b"still here")
    assert await stream.hear() == b"still here"


# -- webhooks -------------------------------------------------------------------------


def wrong_signatures(cloud: ForeignCloud, path: str, form: dict[str, str]) -> dict[str, Any]:
    url = PUBLIC + path
    return {
        "none": None,
        "empty": "",
        "not one": "hello",
        "another account's": STRANGER.compute_signature(url, form),
        "for another path": cloud.sign(PUBLIC + "/twilio/elsewhere", form),
        "for another host": cloud.sign("https://elsewhere.example.org" + path, form),
        "for the local address": cloud.sign(cloud.node.listen + path, form),
        "for plain http": cloud.sign(url.replace("https", "http"), form),
        "for another form": cloud.sign(url, form | {"To": "+14155550199"}),
        "for a shorter form": cloud.sign(url, {k: form[k] for k in list(form)[1:]}),
        "for the bare address": cloud.sign(url),
    }


@pytest.mark.parametrize("path", WEBHOOKS)
async def test_a_webhook_without_the_right_signature_is_403_and_changes_nothing(
    quiet: World, path: str
) -> None:
    form = quiet.cloud.voice_form(new_sid("CA"))
    refused = (await quiet.desk.metrics())["webhooks_refused_total"]
    wrong = wrong_signatures(quiet.cloud, path, form)
    for name, signature in wrong.items():
        answer = await quiet.cloud.ask(path, form, signature)
        assert (name, answer.status, answer.body) == (name, 403, "")
    assert await quiet.desk.get("/api/calls") == {"calls": []}
    assert (await quiet.desk.metrics())["webhooks_refused_total"] == refused + len(wrong)


@pytest.mark.parametrize("change", [{"From": "+14155550123"}, {"Extra": "1"}, {"FromCity": "x"}])
async def test_a_body_that_was_changed_on_its_way_is_403(
    quiet: World, change: dict[str, str]
) -> None:
    form = quiet.cloud.voice_form(new_sid("CA"))
    signature = quiet.cloud.sign(PUBLIC + VOICE, form)
    assert (await quiet.cloud.ask(VOICE, form | change, signature)).status == 403
    assert (await quiet.cloud.ask(VOICE + "?x=1", form, signature)).status == 403
    assert await quiet.desk.get("/api/calls") == {"calls": []}
    assert (await quiet.cloud.ask(VOICE, form, signature)).status == 200


async def test_an_unsigned_report_does_not_end_a_live_call(quiet: World) -> None:
    sid, stream = await quiet.cloud.talk()
    call = await quiet.desk.call(sid, "live")
    form = {"CallSid": sid, "CallStatus": "completed"}
    for path in ("/twilio/status/inbound", f"/twilio/status/{call['id']}"):
        assert (await quiet.cloud.ask(path, form)).status == 403
    await echoes(stream)
    await stream.end()
    await stream.closed()


# -- media sockets --------------------------------------------------------------------


async def test_a_media_socket_without_the_right_signature_is_403_and_keeps_its_token(
    quiet: World,
) -> None:
    sid, answer = await quiet.cloud.ring()
    url, sign = answer.stream_url, quiet.cloud.sign
    wrong = {
        "none": None,
        "not one": "hello",
        "another account's": STRANGER.compute_signature(url, {}),
        "for https": sign(url.replace("wss", "https")),
        "for ws": sign(url.replace("wss", "ws")),
        "for the webhook": sign(PUBLIC + VOICE),
        "for a query": sign(url + "?x=1"),
        "with a form": sign(url, {"CallSid": sid}),
    }
    for name, signature in wrong.items():
        assert (name, await quiet.cloud.knock(url, signature)) == (name, 403)
    stream = await quiet.cloud.stream(sid, url)
    await echoes(stream)
    await stream.end()
    await stream.closed()


async def test_a_signature_with_a_trailing_slash_is_accepted(quiet: World) -> None:
    _, answer = await quiet.cloud.ring()
    signature = quiet.cloud.sign(answer.stream_url + "/")
    socket = await quiet.cloud.knock(answer.stream_url, signature)
    assert not isinstance(socket, int), f"refused with {socket}"
    await socket.close()


async def test_a_token_that_is_wrong_or_another_calls_is_403(quiet: World) -> None:
    sid, mine = await quiet.cloud.ring()
    _, other = await quiet.cloud.ring()
    base = f"wss://console.example.org/twilio/media/{mine.call_id}"
    token = mine.media_token
    strangers = [other.media_token, token[:-1], token + "A", token.swapcase(), "x", "%00", "é"]
    for wrong in strangers:
        url = f"{base}/{wrong}"
        assert (wrong, await quiet.cloud.knock(url, quiet.cloud.sign(url))) == (wrong, 403)
    for unknown in ("0123456789abcdef", "x", sid):
        url = f"wss://console.example.org/twilio/media/{unknown}/{token}"
        assert await quiet.cloud.knock(url, quiet.cloud.sign(url)) == 403
    # None of that used it up.
    stream = await quiet.cloud.stream(sid, mine.stream_url)
    await echoes(stream)
    await stream.end()
    await stream.closed()


async def test_a_token_works_once_while_its_socket_lives_and_after(quiet: World) -> None:
    sid, answer = await quiet.cloud.ring()
    stream = await quiet.cloud.stream(sid, answer.stream_url)
    signature = quiet.cloud.sign(answer.stream_url)
    assert await quiet.cloud.knock(answer.stream_url, signature) == 403
    await echoes(stream)
    await stream.end()
    await stream.closed()
    await quiet.desk.call(sid, "ended")
    assert await quiet.cloud.knock(answer.stream_url, signature) == 403


async def test_the_token_of_a_call_that_ended_unheard_is_403(quiet: World) -> None:
    sid, answer = await quiet.cloud.ring()
    await quiet.cloud.report("/twilio/status/inbound", sid, "completed")
    await quiet.desk.call(sid, "ended")
    signature = quiet.cloud.sign(answer.stream_url)
    assert await quiet.cloud.knock(answer.stream_url, signature) == 403


async def test_a_socket_that_names_another_call_is_closed_and_never_heard(quiet: World) -> None:
    sid, answer = await quiet.cloud.ring()
    stream = await quiet.cloud.stream(new_sid("CA"), answer.stream_url)
    assert await stream.closed() == 1008
    await quiet.cloud.report("/twilio/status/inbound", sid, "completed")
    call = await quiet.desk.call(sid, "ended")
    assert "live" not in quiet.desk.states(call["id"])
    assert call["error"]["message"].endswith(".")


# -- everything else ------------------------------------------------------------------


async def test_a_plain_request_on_the_media_route_is_403_signed_or_not(quiet: World) -> None:
    sid, answer = await quiet.cloud.ring()
    path = answer.stream_url.removeprefix("wss://console.example.org")
    for signature in (None, quiet.cloud.sign(answer.stream_url), quiet.cloud.sign(PUBLIC + path)):
        assert (await quiet.cloud.ask(path, signature=signature, method="GET")).status == 403
    stream = await quiet.cloud.stream(sid, answer.stream_url)
    await echoes(stream)
    await stream.end()
    await stream.closed()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", VOICE),
        ("PUT", VOICE),
        ("HEAD", VOICE),
        ("OPTIONS", VOICE),
        ("POST", VOICE + "/"),
        ("POST", "/twilio/voice/x"),
        ("GET", "/twilio/status/inbound"),
        ("POST", "/twilio/status"),
        ("GET", "/twilio/media"),
        ("GET", "/twilio/media/0123456789abcdef"),
        ("POST", "/twilio/media/0123456789abcdef/token"),
        ("HEAD", "/twilio/media/0123456789abcdef/token"),
        ("POST", "/telnyx/nothing"),
        ("GET", "/"),
        ("POST", "/"),
        ("GET", "/favicon.ico"),
        ("GET", "/metrics"),
        ("GET", "/api/calls"),
        ("GET", "/api/health"),
        ("GET", "/.env"),
        ("GET", "/twilio/../api/calls"),
        ("GET", "/twilio/%2e%2e/api/calls"),
    ],
)
async def test_nothing_else_is_there(quiet: World, method: str, path: str) -> None:
    signature = quiet.cloud.sign(PUBLIC + path)
    answer = await quiet.cloud.ask(path, signature=signature, method=method)
    assert (answer.status, answer.body) == (404, "")
    assert "Allow" not in answer.headers


async def test_answers_to_strangers_do_not_say_what_serves_them(quiet: World) -> None:
    for method, path in (("POST", VOICE), ("GET", "/"), ("GET", "/twilio/media/a/b")):
        answer = await quiet.cloud.ask(path, method=method)
        assert "aiohttp" not in answer.headers.get("Server", "").lower()
        assert SIGNATURE not in answer.headers
