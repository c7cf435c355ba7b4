"""Two participants hear each other through the edge."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

from tests.practice_edge.client import LEVEL, Client, pitch_hz, sinad_db, until
from tests.practice_edge.conftest import World


async def test_each_hears_the_others_tone(world: World) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await asyncio.gather(phone.speak(440), agent.speak(880))
        async with asyncio.TaskGroup() as listening:
            listening.create_task(_hears_well(agent, 440))
            listening.create_task(_hears_well(phone, 880))
        assert (agent.from_, phone.from_) == ({"phone"}, {"agent"})
        both = {participant.user_id: participant for participant in world.seen().participants}
        assert [both[user].tracks for user in ("phone", "agent")] == [("audio",), ("audio",)]
        await until(lambda: min(each.packets for each in world.seen().participants) >= 50, "both")
    await world.is_left()


async def _hears_well(client: Client, hz: float) -> None:
    # The codec and the jitter buffer settle first; a busy machine loses some of it now and then.
    heard = "nothing"
    try:
        async with asyncio.timeout(60):
            while True:
                sound = await client.hears(25)
                db = 20 * np.log10(np.sqrt(np.mean(sound.astype(float) ** 2)) * np.sqrt(2) / LEVEL)
                pitch, sinad = pitch_hz(sound), sinad_db(sound, hz)
                if abs(pitch - hz) <= 2 and abs(db) <= 1 and sinad >= 30:
                    return
                heard = f"{pitch} Hz, {db:+.1f} dB, SINAD {sinad:.1f} dB"
    except TimeoutError:
        pytest.fail(f"{client.user_id} heard {heard}")


async def test_a_listener_who_comes_late_hears_who_speaks(world: World) -> None:
    async with world.client("phone") as phone:
        await phone.speak(440)
        async with world.client("late") as late:
            await late.hears(25)
            assert late.from_ == {"phone"}
            late_ones = [seen for seen in world.seen().participants if seen.user_id == "late"]
            assert late_ones[0].tracks == ()


async def test_two_speakers_arrive_as_two_streams(world: World) -> None:
    one, two, ear = (world.client(name) for name in ("one", "two", "ear"))
    async with one, two, ear:
        await asyncio.gather(one.speak(440), two.speak(880))
        await _from(ear, {"one", "two"})


async def _from(client: Client, users: set[str]) -> None:
    async with asyncio.timeout(60):
        while client.from_ != users:
            await client.hears(1)
