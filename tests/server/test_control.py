"""The control API: every command and reading for whoever has the token."""

from __future__ import annotations

import asyncio
import io
import json
import wave
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType

from console.audio.g711 import FRAME_BYTES, decode
from console.switchboard.call import Engagement, State
from console.switchboard.events import LampState
from console.switchboard.interface import PracticeScenario
from tests.audio.sounds import frames, noise
from tests.carriers.twilio import messages
from tests.carriers.twilio.twilio_api import call_json, refuses, says
from tests.fakes.hasty import ask_and_go
from tests.server.house import CALLER, CONTROL_TOKEN, LINE, House, new_sid

PARTY = "+14155550177"

ROUTES = [
    ("GET", "/api/calls"),
    ("POST", "/api/calls"),
    ("GET", "/api/calls/{id}"),
    ("GET", "/api/calls/{id}/transcript"),
    ("GET", "/api/calls/{id}/audio"),
    ("GET", "/api/calls/{id}/audio/last"),
    ("POST", "/api/calls/{id}/hang-up"),
    ("POST", "/api/calls/{id}/engage"),
    ("POST", "/api/hang-up-all"),
    ("GET", "/api/events"),
    ("GET", "/api/practice/scenarios"),
    ("POST", "/api/practice/ring"),
    ("GET", "/api/health"),
    ("GET", "/metrics"),
]


async def sent(socket: ClientWebSocketResponse) -> Any:
    async with asyncio.timeout(60):
        message = await socket.receive()
    assert message.type in (WSMsgType.TEXT, WSMsgType.BINARY), message
    return message.data


async def event(socket: ClientWebSocketResponse) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(await sent(socket))
    return body


# -- the token --------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "path"), [*ROUTES, ("GET", "/nowhere"), ("PUT", "/api/calls")])
async def test_nothing_is_told_or_done_without_the_token(
    house: House, method: str, path: str
) -> None:
    call, _ = await house.rings()
    for token in (None, "", "wrong", CONTROL_TOKEN + "x", "é"):
        status, body = await house.ask(method, path.format(id=call.id), token=token)
        assert status == 401
        assert body["error"]["code"] == "not-allowed"
    assert house.now(call).state is State.CONNECTING


async def test_another_scheme_than_bearer_is_401(house: House) -> None:
    for header in (f"Basic {CONTROL_TOKEN}", CONTROL_TOKEN, f"bearer {CONTROL_TOKEN}x"):
        async with house.http.get(
            house.control + "/api/calls", headers={"Authorization": header}
        ) as response:
            assert response.status == 401


async def test_the_scheme_may_be_written_in_any_case(house: House) -> None:
    headers = {"Authorization": f"bearer {CONTROL_TOKEN}"}
    async with house.http.get(house.control + "/api/calls", headers=headers) as response:
        assert response.status == 200


async def test_what_there_is_not_is_404_with_a_sentence(house: House) -> None:
    for method, path in (("GET", "/nowhere"), ("GET", "/api/calls/nobody")):
        status, body = await house.ask(method, path)
        assert status == 404
        assert body["error"]["message"].endswith(".")
    status, body = await house.ask("PUT", "/api/calls")
    assert (status, list(body)) == (405, ["error"])


# -- calls ------------------------------------------------------------------------------


async def test_a_call_is_told_with_all_its_keys(house: House) -> None:
    call, _ = await house.talks(CallerName="ADA L")
    status, body = await house.ask("GET", f"/api/calls/{call.id}")
    assert status == 200
    times = {key: body.pop(key) for key in ("created_at", "answered_at", "ended_at")}
    assert body == {
        "id": call.id,
        "carrier": "twilio",
        "carrier_call_id": call.carrier_call_id,
        "direction": "inbound",
        "from": CALLER,
        "to": LINE.number,
        "caller_name": "ADA L",
        "caller_place": "",
        "caller_verdict": "",
        "forwarded_from": "",
        "recording_url": "",
        "consultation": None,
        "answered_by": None,
        "state": "live",
        "doing": None,
        "reason": None,
        "line": LINE.name,
        "engagement": "off",
        "recording": False,
        "flags": [],
        "levels": {"caller": -96.0, "agent": -96.0},
        "quality": {"buffered_ms": 0, "jitter_ms": 0.0, "gaps": 0, "dropped": 0},
        "agent": {"kind": "echo", "state": "ready", "can": []},
        "silenced": False,
        "latency_ms": None,
        "error": None,
        "bill": None,
    }
    assert times["ended_at"] is None
    for key in ("created_at", "answered_at"):
        assert times[key].endswith("Z")
        at = datetime.fromisoformat(times[key])
        assert abs((datetime.now(UTC) - at).total_seconds()) < 60


async def test_calls_are_listed_oldest_first_and_ended_ones_when_asked_for(house: House) -> None:
    first, _ = await house.rings()
    second, _ = await house.rings()
    third, _ = await house.rings()
    await house.switchboard.hang_up(second.id)
    await house.switchboard.hang_up(first.id)
    _, live = await house.ask("GET", "/api/calls")
    assert [call["id"] for call in live["calls"]] == [third.id]
    _, every = await house.ask("GET", "/api/calls?ended=1")
    assert [call["id"] for call in every["calls"]] == [first.id, second.id, third.id]
    assert [call["reason"] for call in every["calls"]] == ["canceled", "canceled", None]
    _, again = await house.ask("GET", "/api/calls?ended=0")
    assert again == live


async def test_levels_are_told_in_dbfs(house: House) -> None:
    call, media = await house.talks()
    for frame in frames(noise(100, -20.0)):
        await media.say(frame)
        await media.hear()
    _, body = await house.ask("GET", f"/api/calls/{call.id}")
    assert body["levels"]["caller"] == pytest.approx(-20, abs=1)
    assert body["levels"]["agent"] == body["levels"]["caller"]


async def test_a_transcript_is_told_line_by_line(house: House) -> None:
    call, media = await house.talks()
    await media.raw.send_json(messages.dtmf("7"))
    await house.until(lambda: bool(house.switchboard.transcript(call.id)))
    _, body = await house.ask("GET", f"/api/calls/{call.id}/transcript")
    assert body["lines"] == [
        {
            "call": call.id,
            "speaker": "note",
            "text": "Caller pressed 7",
            "at_ms": 0,
            "latency_ms": None,
        }
    ]


# -- commands ---------------------------------------------------------------------------


async def test_a_dial_is_201_and_the_call_at_once(house: House) -> None:
    house.api.create = house.api.nothing
    status, body = await house.ask("POST", "/api/calls", {"to": "(415) 555-0177"})
    assert status == 201
    assert (body["state"], body["direction"], body["to"]) == ("preparing", "outbound", PARTY)
    assert (body["from"], body["agent"]["kind"]) == (LINE.number, "echo")
    status, body = await house.ask("POST", f"/api/calls/{body['id']}/hang-up")
    assert (status, body["reason"]) == (200, "canceled")
    house.api.speak()


async def test_a_dial_takes_the_number_and_agent_to_use(house: House) -> None:
    wish = {"to": PARTY, "from": LINE.number, "agent": "hand"}
    _, body = await house.ask("POST", "/api/calls", wish)
    assert (body["from"], body["agent"]["kind"]) == (LINE.number, "hand")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"to": "911"}, "emergency-number"),
        ({"to": "hello"}, "not-a-number"),
        ({"to": ""}, "no-number"),
        ({}, "no-number"),
        (None, "no-number"),
        ({"to": PARTY, "from": "+14155550199"}, "no-such-line"),
        ({"to": PARTY, "agent": "nobody"}, "no-such-agent"),
        ({"to": 5}, "bad-json"),
        ([], "bad-json"),
        ("text", "bad-json"),
    ],
)
async def test_a_dial_that_is_refused_is_422_with_a_sentence(
    house: House, wish: Any, code: str
) -> None:
    status, body = await house.ask("POST", "/api/calls", wish)
    assert (status, body["error"]["code"]) == (422, code)
    assert body["error"]["message"].endswith((".", ": operator-console numbers"))
    assert house.switchboard.calls() == ()


async def test_a_body_that_is_no_json_is_422(house: House) -> None:
    headers = {"Authorization": f"Bearer {CONTROL_TOKEN}"}
    for raw in (b"{", b"\xff\xfe", b"null"):
        async with house.http.post(
            house.control + "/api/calls", data=raw, headers=headers
        ) as response:
            assert (response.status, (await response.json())["error"]["code"]) == (422, "bad-json")


async def test_a_body_that_cannot_be_unpacked_is_422(
    house: House, expected_log: Any, caplog: pytest.LogCaptureFixture
) -> None:
    expected_log("Can not decode content-encoding")
    headers = {"Authorization": f"Bearer {CONTROL_TOKEN}", "Content-Encoding": "gzip"}
    async with house.http.post(
        house.control + "/api/calls", data=b"{}", headers=headers
    ) as response:
        assert (response.status, (await response.json())["error"]["code"]) == (422, "bad-json")
    await house.until(lambda: bool(caplog.records))  # aiohttp tells it after the answer


async def test_hanging_up_is_200_and_the_call_and_again_changes_nothing(house: House) -> None:
    call, media = await house.talks()
    first = await house.ask("POST", f"/api/calls/{call.id}/hang-up")
    assert (first[0], first[1]["state"], first[1]["reason"]) == (200, "ended", "completed")
    assert await house.ask("POST", f"/api/calls/{call.id}/hang-up") == first
    await media.closed()


async def test_a_call_that_the_carrier_does_not_end_is_409_with_its_sentence(
    house: House,
) -> None:
    house.api.update = refuses(503, 20503)
    call, _ = await house.rings()
    status, body = await house.ask("POST", f"/api/calls/{call.id}/hang-up")
    assert (status, body["error"]["code"]) == (409, "20503")
    house.api.update = says(200, call_json("completed"))


async def test_everything_can_be_hung_up_at_once(house: House) -> None:
    calls = [(await house.rings())[0] for _ in range(3)]
    status, body = await house.ask("POST", "/api/hang-up-all")
    assert status == 200
    assert [call["id"] for call in body["calls"]] == [call.id for call in calls]
    assert {call["state"] for call in body["calls"]} == {"ended"}


async def test_engaging_is_200_for_a_rung_that_there_is_on_a_call_with_audio(
    house: House,
) -> None:
    call, _ = await house.talks()
    for mode in ("listen", "off"):
        status, body = await house.ask("POST", f"/api/calls/{call.id}/engage", {"mode": mode})
        assert (status, body["engagement"]) == (200, mode)
    for mode in ("Listen", "", None, "shout"):
        status, body = await house.ask("POST", f"/api/calls/{call.id}/engage", {"mode": mode})
        assert (status, body["error"]["code"]) == (422, "no-such-mode")
    ringing, _ = await house.rings()
    status, body = await house.ask("POST", f"/api/calls/{ringing.id}/engage", {"mode": "listen"})
    assert (status, body["error"]["code"]) == (409, "not-live")


@pytest.mark.parametrize("command", ["hang-up", "engage", "transcript", "audio"])
async def test_a_command_on_a_call_that_there_is_not_is_404(house: House, command: str) -> None:
    method = "GET" if command in ("transcript", "audio") else "POST"
    status, body = await house.ask(method, f"/api/calls/nobody/{command}", {"mode": "listen"})
    assert (status, body["error"]["code"]) == (404, "no-such-call")


# -- the practice line ------------------------------------------------------------------


class _Ringer:
    """Implements `PracticeRinger` with a call that comes in at once."""

    def __init__(self, house: House) -> None:
        self._house = house

    def scenarios(self) -> Sequence[PracticeScenario]:
        return (PracticeScenario("order", "An order", "Somebody asks for an order."),)

    async def ring(self, scenario: str | None) -> str:
        sid = new_sid()
        await self._house.rings(sid)
        return sid


async def test_a_practice_line_rings_when_asked_to(house: House) -> None:
    status, body = await house.ask("POST", "/api/practice/ring")
    assert (status, body["error"]["code"]) == (422, "not-practice")
    assert (await house.ask("GET", "/api/practice/scenarios"))[1] == {"scenarios": []}
    house.switchboard.practice = _Ringer(house)
    _, known = await house.ask("GET", "/api/practice/scenarios")
    assert known["scenarios"] == [
        {"name": "order", "title": "An order", "summary": "Somebody asks for an order."}
    ]
    status, body = await house.ask("POST", "/api/practice/ring", {"scenario": "order"})
    assert (status, body["direction"], body["state"]) == (201, "inbound", "connecting")
    status, body = await house.ask("POST", "/api/practice/ring", {"scenario": "none"})
    assert (status, body["error"]["code"]) == (422, "no-such-scenario")


# -- health -----------------------------------------------------------------------------


async def test_health_is_always_200_with_every_lamp(house: House) -> None:
    house.lamps.set("tunnel", LampState.ERROR, "The tunnel is down.", "Look at ngrok.")
    status, body = await house.ask("GET", "/api/health")
    assert status == 200
    carrier, tunnel = body["lamps"][:2]
    assert carrier["state"] == "ok"
    assert 0 <= carrier["age_s"] < 60
    assert carrier["last_seen"].endswith("Z")
    assert tunnel == {
        "name": "tunnel",
        "state": "error",
        "cause": "The tunnel is down.",
        "remedy": "Look at ngrok.",
        "last_seen": None,
        "age_s": None,
    }


async def test_metrics_count_and_tell_nobodys_number(house: House) -> None:
    call, media = await house.talks()
    await media.raw.send_str("garbage")
    await media.raw.send_json(messages.stop())
    await media.closed()
    await house.rings()
    headers = {"Authorization": f"Bearer {CONTROL_TOKEN}"}
    async with house.http.get(house.control + "/metrics", headers=headers) as response:
        assert response.status == 200
        assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        text = await response.text()
    lines = text.splitlines()
    for line in (
        'operator_console_calls{state="connecting"} 1.0',
        'operator_console_calls{state="live"} 0.0',
        'operator_console_lamp_ok{lamp="carrier"} 1.0',
        "operator_console_webhooks_answered_total 2.0",
        "operator_console_frames_bad_total 1.0",
    ):
        assert line in lines
    for told in (CALLER, CALLER[1:], LINE.number, call.id, str(call.carrier_call_id)):
        assert told not in text


# -- events -----------------------------------------------------------------------------


async def test_events_begin_with_a_snapshot_and_are_numbered(house: House) -> None:
    call, _ = await house.rings()
    watching = await house.watch("/api/events")
    first = await event(watching)
    assert (first["seq"], first["type"]) == (1, "snapshot")
    assert [it["id"] for it in first["calls"]] == [call.id]
    assert [lamp["name"] for lamp in first["lamps"]] == ["carrier", "tunnel", "agent", "sound"]
    await house.switchboard.hang_up(call.id)
    house.lamps.set("tunnel", LampState.OK, "It is open.")
    ended, lamp = await event(watching), await event(watching)
    assert (ended["seq"], ended["type"], ended["old_state"]) == (2, "call", "connecting")
    assert (ended["call"]["state"], ended["cause"]) == ("ended", "hung up here")
    assert (lamp["seq"], lamp["type"], lamp["lamp"]["cause"]) == (3, "lamp", "It is open.")


async def test_a_new_call_and_what_is_said_on_it_are_events(house: House) -> None:
    watching = await house.watch("/api/events")
    assert (await event(watching))["calls"] == []
    call, media = await house.talks()
    await media.raw.send_json(messages.dtmf("7"))
    told = [await event(watching)]
    while told[-1]["type"] != "transcript":
        told.append(await event(watching))
    assert (told[0]["type"], told[0]["old_state"]) == ("call", None)
    assert {it["call"]["id"] for it in told[:-1]} == {call.id}
    assert told[-1]["line"]["text"] == "Caller pressed 7"
    assert [it["seq"] for it in told] == list(range(2, 2 + len(told)))


def break_off(socket: ClientWebSocketResponse) -> None:
    """Break a connection off without a word."""
    connection = socket._response.connection
    assert connection is not None
    assert connection.transport is not None
    connection.transport.abort()


async def test_a_reader_that_breaks_off_is_forgotten_without_a_word(house: House) -> None:
    watching = await house.watch("/api/events")
    await sent(watching)
    break_off(watching)
    for n in range(500):
        house.lamps.set("sound", LampState.OK, f"Sound {n}.")
        await asyncio.sleep(0)
    assert (await event(await house.watch("/api/events")))["type"] == "snapshot"


async def test_a_listener_that_breaks_off_is_forgotten_without_a_word(house: House) -> None:
    call, media = await house.talks()
    session = house.sessions.get(call.id)
    assert session is not None
    listening = await house.watch(f"/api/calls/{call.id}/audio")
    await house.until(lambda: bool(session._sinks))
    break_off(listening)
    for frame in frames(noise(1000, -20.0)):
        await media.say(frame)
        await media.hear()
    await house.until(lambda: not session._sinks)
    assert house.now(call).state is State.LIVE


async def test_watchers_are_let_go_when_the_console_closes(house: House) -> None:
    call, _ = await house.talks()
    watching = await house.watch("/api/events")
    listening = await house.watch(f"/api/calls/{call.id}/audio")
    await house.switchboard.close()
    async with asyncio.timeout(60):
        async for _ in listening:
            pass
    assert listening.close_code == 1000
    assert (await event(watching))["type"] == "snapshot"


# -- audio ------------------------------------------------------------------------------


def halves(pcm: bytes) -> tuple[list[int], list[int]]:
    both = np.frombuffer(pcm, dtype="<i2").reshape(-1, 2)
    return both[:, 0].tolist(), both[:, 1].tolist()


async def test_a_calls_audio_is_stereo_pcm_silence_included(hand: House) -> None:
    call, media = await hand.talks()
    await hand.until(lambda: bool(hand.agents) and hand.agents[0].line is not None)
    line = hand.agents[0].line
    assert line is not None
    listening = await hand.watch(f"/api/calls/{call.id}/audio")
    await hand.until(lambda: bool(hand.sessions.get(call.id)._sinks))  # type: ignore[union-attr]
    hers = noise(20, -10.0)
    his = noise(40, -30.0)[FRAME_BYTES:]
    await line.speak(his)
    await media.say(hers)
    first = await sent(listening)
    await media.say(hers)
    second = await sent(listening)
    assert len(first) == len(second) == FRAME_BYTES * 2 * 2
    assert halves(first) == (decode(hers).tolist(), decode(his).tolist())
    assert halves(second) == (decode(hers).tolist(), [0] * FRAME_BYTES)


@pytest.mark.parametrize("query", ["", "?operator=1"])
async def test_a_call_whose_operator_is_gone_goes_back_to_its_agent(
    hand: House, monkeypatch: pytest.MonkeyPatch, expected_log: Callable[[str], None], query: str
) -> None:
    monkeypatch.setattr("console.server.control_audio._MISSED_S", 0.05)
    expected_log("its operator is gone")
    call, _ = await hand.talks()
    await hand.switchboard.engage(call.id, Engagement.TAKE_OVER)
    session = hand.sessions.get(call.id)
    assert session
    await hand.watch(f"/api/calls/{call.id}/audio")
    speaking = await hand.watch(f"/api/calls/{call.id}/audio{query}")
    if not query:
        await speaking.send_bytes(bytes(FRAME_BYTES * 2))
        await hand.until(lambda: session.operator_frames == 1)
    assert hand.now(call).engagement is Engagement.TAKE_OVER
    await speaking.close()
    await hand.until(lambda: hand.now(call).engagement is Engagement.OFF)


async def test_what_was_heard_lately_is_a_wav_file(hand: House) -> None:
    call, media = await hand.talks()
    line = hand.agents[0].line
    assert line is not None
    loud = noise(20, -10.0)
    for _ in range(50):
        await media.say(loud)
    await hand.until(lambda: hand.sessions.levels()[call.id].caller > -20)
    hand.time.pass_by(1.0)
    _, told = await hand.ask("GET", f"/api/calls/{call.id}")
    assert told["quality"].keys() == {"buffered_ms", "jitter_ms", "gaps", "dropped"}
    path, token = f"/api/calls/{call.id}/audio/last", {"Authorization": f"Bearer {CONTROL_TOKEN}"}
    async with hand.http.get(hand.control + path, headers=token) as response:
        body = await response.read()
        assert response.content_type == "audio/wav"
    with wave.open(io.BytesIO(body)) as wav:
        assert (wav.getnchannels(), wav.getframerate(), wav.getsampwidth()) == (2, 8000, 2)
        heard = np.frombuffer(wav.readframes(20 * 8000), "<i2").reshape(-1, 2)
    assert 0 < len(heard) <= 15 * 8000
    assert np.abs(heard[:, 0].astype(int)).max() > 1000
    assert np.abs(heard[:, 1].astype(int)).max() <= 10
    await hand.switchboard.hang_up(call.id)
    status, refusal = await hand.ask("GET", path)
    assert (status, refusal["error"]["code"]) == (409, "no-audio")


async def test_audio_can_be_asked_for_before_there_is_any_and_ends_with_the_call(
    house: House,
) -> None:
    call, path = await house.rings()
    listening = await house.watch(f"/api/calls/{call.id}/audio")
    media = await house.knock(path, sid=str(call.carrier_call_id))
    await media.begin()
    await house.becomes(call, State.LIVE)
    await media.say(noise(20, -10.0))
    assert len(await sent(listening)) == FRAME_BYTES * 2 * 2
    await house.switchboard.hang_up(call.id)
    async with asyncio.timeout(60):
        async for _ in listening:
            pass
    assert listening.close_code == 1000
    status, body = await house.ask("GET", f"/api/calls/{call.id}/audio")
    assert (status, body["error"]["code"]) == (409, "no-audio")


async def test_a_listener_changes_nothing_on_the_call(house: House) -> None:
    call, media = await house.talks()
    listening = await house.watch(f"/api/calls/{call.id}/audio")
    await listening.send_bytes(b"\x00\x7f" * 160)
    for frame in frames(noise(200, -20.0)):
        await media.say(frame)
        assert (await media.hear())["media"] == {
            "payload": messages.media(frame)["media"]["payload"]
        }
    assert house.now(call).engagement == "off"


async def test_who_is_gone_before_the_events_come_is_not_missed(house: House) -> None:
    ask_and_go(f"{house.control}/api/events", {"Authorization": f"Bearer {CONTROL_TOKEN}"})
    assert (await house.ask("GET", "/api/calls"))[0] == 200
