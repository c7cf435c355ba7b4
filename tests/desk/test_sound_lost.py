"""A sound server that goes in the middle of a call, and comes back."""

from __future__ import annotations

from pathlib import Path

from tests.desk.test_speaking import engage
from tests.fakes.desk_process import Desk, desk_process
from tests.fakes.node_process import eventually
from tests.fakes.sound_card import sound_card


async def _sound_is(desk: Desk, state: str) -> None:
    async def look() -> bool:
        return (await desk.lamp("sound"))["state"] == state

    await eventually(look, f"sound that is {state}")


async def test_the_operator_is_heard_again_once_the_sound_server_is_back(tmp_path: Path) -> None:
    with sound_card(tmp_path / "sound") as card:
        async with desk_process(tmp_path / "data", card.environment) as desk:
            call = await desk.post("/api/practice/ring")
            await desk.until(call["id"], 30, state="live")
            await engage(desk, call["id"], "take-over")
            await eventually(card.microphones_in_use, "the microphone")
            card.stop()
            await _sound_is(desk, "error")
            assert (await desk.call(call["id"]))["engagement"] == "take-over"
            card.start()
            await _sound_is(desk, "ok")
            await eventually(card.microphones_in_use, "the microphone again")
            await desk.post("/api/hang-up-all")


async def test_no_sound_at_all_is_a_warning_until_somebody_needs_it(tmp_path: Path) -> None:
    with sound_card(tmp_path / "sound") as card:
        card.stop()
        async with desk_process(tmp_path / "data", card.environment) as desk:
            await _sound_is(desk, "warn")
            call = await desk.post("/api/practice/ring")
            await desk.until(call["id"], 30, state="live")
            await engage(desk, call["id"], "listen")
            await _sound_is(desk, "error")
            await engage(desk, call["id"], "off")
            await _sound_is(desk, "warn")
            await desk.post("/api/hang-up-all")
