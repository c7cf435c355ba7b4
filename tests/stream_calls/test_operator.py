"""The operator's way into the Stream call: control API and command line."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from console.audio.g711 import encode
from console.switchboard.call import State
from tests.agents_stream.far import tone, until
from tests.cli.conftest import command
from tests.stream_calls.console import TOKEN, Console, Open, Phone

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")


async def ask(console: Console, method: str, path: str, **body: Any) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with (
        aiohttp.ClientSession(console.control, headers=headers) as http,
        http.request(method, path, json=body or None) as answer,
    ):
        return answer.status, await answer.json()


async def cli(*args: str) -> tuple[int, str]:
    result = await asyncio.to_thread(command, *args)
    return result.exit_code, result.output


async def test_the_stream_call_is_seen_and_changed(open_console: Open, tmp_path: Any) -> None:
    console = await open_console()
    call, agent = await console.talks(Phone(encode(tone(440, 8_000, 0))))
    path = f"/api/calls/{call.id}/stream"

    status, seen = await ask(console, "GET", path)
    assert status == 200
    assert seen["call"] == f"default:{call.id}"
    assert {each["user"]: each["phone"] for each in seen["participants"]} == {
        f"phone-{call.id}": True,
        "agent": False,
    }
    assert seen["agent"] is None
    await agent.send(type="console.latency", ms=640)

    async with asyncio.timeout(60):
        while (seen := (await ask(console, "GET", path))[1])["agent"] is None:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert seen["agent"] == {"server": None, "latency_ms": 640, "metrics": {}}
    status, seen = await ask(console, "POST", f"{path}/recording", on=True)
    assert (status, seen["recording"]) == (200, True)
    await until(lambda: "Stream records this call." in console.notes(call))

    code, shown = await cli("--data-dir", str(tmp_path), "stream", call.id[:8])
    assert code == 0
    assert f"Stream call default:{call.id}, recorded" in shown
    assert "  agent  agent, since " in shown
    assert "    last answer 640 ms" in shown
    code, shown = await cli("--data-dir", str(tmp_path), "stream", call.id, "recording", "off")
    assert (code, "recorded" in shown) == (0, False)
    code, shown = await cli("--data-dir", str(tmp_path), "stream", call.id, "mute")
    assert (code, "Say whom to mute" in shown) == (2, True)
    code, shown = await cli("--data-dir", str(tmp_path), "stream", call.id, "mute", "agent")
    assert (code, "(muted)" in shown) == (0, True)

    status, seen = await ask(console, "POST", f"{path}/kick")
    assert (status, seen["error"]["code"]) == (409, "agent")
    status, _ = await ask(console, "POST", f"{path}/end")
    assert status == 200
    await until(lambda: console.now(call).ended)
    status, seen = await ask(console, "GET", path)
    assert (status, seen["error"]["message"]) == (409, "The call has ended.")


async def test_an_operator_who_took_over_keeps_the_phone_when_the_agent_says_it_is_over(
    open_console: Open,
) -> None:
    console = await open_console()
    call, agent = await console.talks(Phone(b"\xff" * 160))
    await ask(console, "POST", f"/api/calls/{call.id}/engage", mode="take-over")
    await agent.send(type="console.hang_up")
    await until(lambda: (agent := console.now(call).agent) is not None and agent.state == "left")
    now = console.now(call)
    assert (now.state, now.engagement) == (State.LIVE, "take-over")
    assert now.error
    assert now.error.message == "The agent left the call."
    status, now = await ask(console, "POST", f"/api/calls/{call.id}/hang-up")
    assert (status, now["reason"]) == (200, "completed")


async def test_a_stream_call_ended_for_everybody_takes_the_phone_along(open_console: Open) -> None:
    console = await open_console()
    call, _ = await console.talks(Phone(b"\xff" * 160))
    await ask(console, "POST", f"/api/calls/{call.id}/engage", mode="take-over")
    assert (await ask(console, "POST", f"/api/calls/{call.id}/stream/end"))[0] == 200
    assert console.now(call).ended


async def test_other_agents_are_met_nowhere(open_console: Open) -> None:
    console = await open_console(agent="echo")
    call = await console.rings(Phone(b"\xff" * 160))
    await until(lambda: console.now(call).state is State.LIVE)
    status, seen = await ask(console, "GET", f"/api/calls/{call.id}/stream")
    assert (status, seen["error"]["code"]) == (409, "no-meeting")


async def test_a_call_too_many_is_turned_away_and_said(open_console: Open, tmp_path: Any) -> None:
    console = await open_console(agent="echo", calls_at_once=1)
    folder = ("--data-dir", str(tmp_path))
    assert (await cli(*folder, "ring"))[1].endswith(" rings.\n")
    code, said = await cli(*folder, "ring")
    assert code == 0
    assert "was turned away: 1 call is under way, as many as this console carries." in said
    [call] = console.engine.switchboard.calls()
    assert call.error is None
