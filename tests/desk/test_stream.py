"""The real desk on the practice line, with its agent met in a real Stream call."""

from __future__ import annotations

from pathlib import Path

from tests.fakes.desk_process import Desk, Json, desk_process
from tests.fakes.node_process import eventually


async def _conversation(desk: Desk) -> Json:
    """Ring until the agent answers the caller, and is shown to speak; return the call.

    On a machine that is too busy an agent is not there in its 12 s and is given up, or is not
    heard: then somebody rings again.
    """
    doing: set[str] = set()
    for _ in range(3):
        call_id = (await desk.post("/api/practice/ring"))["id"]

        async def settled(call_id: str = call_id) -> Json | None:
            call = await desk.call(call_id)
            doing.add(call["doing"])
            said = [line["speaker"] for line in await desk.transcript(call_id)]
            answered = "caller" in said and "agent" in said[said.index("caller") :]
            shown = answered and "agent speaking" in doing
            return call if shown or call["state"] == "ended" else None

        call = await eventually(settled, "the agent answers the caller", 180)
        if call and call["state"] == "live":
            return call
    raise AssertionError("no agent answers")


async def test_caller_and_agent_talk_over_webrtc_and_the_desk_shows_it(tmp_path: Path) -> None:
    async with desk_process(tmp_path / "data", {"CONSOLE_AGENT": "stream"}) as desk:
        call = await _conversation(desk)
        # The agent may begin to speak before it was heard what it can do.
        can = ["instruct", "interrupt", "say"]
        await desk.until(call["id"], agent={"kind": "stream", "state": "ready", "can": can})
        assert (await desk.lamp("agent"))["cause"].startswith("The practice agent answers, in a")

        async def waited() -> bool:
            return ((await desk.call(call["id"]))["latency_ms"] or 0) > 0

        await eventually(waited, "how long the caller waited")
        ended = await desk.post(f"/api/calls/{call['id']}/hang-up")
        assert (ended["state"], ended["reason"]) == ("ended", "completed")


async def test_without_an_account_the_lamp_and_the_call_say_so(tmp_path: Path) -> None:
    async with desk_process(tmp_path / "data", {}) as desk:
        call = await desk.post("/api/calls", {"to": "+14155550123", "agent": "stream"})
        failed = await desk.until(
            call["id"], agent={"kind": "stream", "state": "failed", "can": []}
        )
        assert "STREAM_API_KEY" in failed["error"]["message"]


async def test_a_desk_that_is_ended_as_it_starts_goes_in_good_order(tmp_path: Path) -> None:
    async with desk_process(tmp_path / "data", {}):
        """Ended as soon as it can be reached, maybe before its window is there."""
