"""A sound server that goes in the middle of a call, and comes back."""

from __future__ import annotations

from pathlib import Path

from tests.desk.phone import desk_with_a_call
from tests.fakes.node_process import eventually
from tests.fakes.sound_card import sound_card


async def test_the_operator_is_heard_again_once_the_sound_server_is_back(tmp_path: Path) -> None:
    with sound_card(tmp_path / "sound") as card:
        async with desk_with_a_call(tmp_path / "data", card) as (desk, _, call_id):
            await desk.engage(call_id, "take-over")
            await eventually(card.microphones_in_use, "the microphone")
            card.stop()
            await desk.lamp_is("sound", "error")
            assert (await desk.call(call_id))["engagement"] == "take-over"
            card.start()
            await desk.lamp_is("sound", "ok")
            await eventually(card.microphones_in_use, "the microphone again")


async def test_no_sound_at_all_is_a_warning_until_somebody_needs_it(tmp_path: Path) -> None:
    with sound_card(tmp_path / "sound") as card:
        card.stop()
        async with desk_with_a_call(tmp_path / "data", card) as (desk, _, call_id):
            await desk.lamp_is("sound", "warn")
            await desk.engage(call_id, "listen")
            await desk.lamp_is("sound", "error")
            await desk.engage(call_id, "off")
            await desk.lamp_is("sound", "warn")
