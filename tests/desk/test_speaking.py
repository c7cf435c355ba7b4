"""An operator who speaks, as the phone hears it: the real desk, a microphone, another cloud."""

from __future__ import annotations

import time
from pathlib import Path

from tests.desk.phone import CALLER_HZ, OPERATOR_HZ, desk_with_a_call
from tests.fakes.desk_process import Desk
from tests.fakes.node_process import eventually
from tests.fakes.sound_card import sound_card


async def _takes_s(desk: Desk, call_id: str, mode: str) -> float:
    began = time.monotonic()
    await desk.engage(call_id, mode)
    return time.monotonic() - began


async def test_only_who_takes_over_is_heard_by_the_caller(tmp_path: Path) -> None:
    """The agent is an echo, so the phone hears the caller's tone for as long as it does."""
    with sound_card(tmp_path / "sound") as card, card.speaking(OPERATOR_HZ):
        async with desk_with_a_call(tmp_path / "data", card) as (desk, phone, call_id):
            await desk.engage(call_id, "listen")
            await phone.has(CALLER_HZ)
            assert await card.microphones_in_use() == []
            await phone.next()
            assert phone.never_had(OPERATOR_HZ)
            await desk.engage(call_id, "take-over")
            await phone.has(OPERATOR_HZ, without=CALLER_HZ)
            assert await card.microphones_in_use() != []
            await desk.post(f"/api/calls/{call_id}/hold")
            await eventually(card.no_microphone_in_use, "the microphone is shut")
            await desk.post(f"/api/calls/{call_id}/resume")
            await phone.has(OPERATOR_HZ)
            await desk.engage(call_id, "off")
            await phone.has(CALLER_HZ, without=OPERATOR_HZ)
            await eventually(card.no_microphone_in_use, "the microphone is shut")
            # A machine that is busy now and then takes its time for either, but not each time.
            longer_s = [
                await _takes_s(desk, call_id, "take-over") - await _takes_s(desk, call_id, "off")
                for _ in range(5)
            ]
            assert min(longer_s) < 0.2, "taking over waits for a device"
