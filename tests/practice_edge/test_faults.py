"""Each fault has its effect on the SDK's client."""

from __future__ import annotations

import asyncio
import time

import pytest

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

from getstream_rtc import CallingState, RtcError

from tests.practice_edge.client import until
from tests.practice_edge.conftest import World

FAULTS = (
    "close_sfu_socket",
    "drop_sfu_socket",
    "drop_coordinator_socket",
    "migrate",
    "rejoin",
    "cut_media",
)


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ("close_sfu_socket", CallingState.RECONNECTING),
        ("drop_sfu_socket", CallingState.RECONNECTING),
        ("rejoin", CallingState.RECONNECTING),
        ("drop_coordinator_socket", CallingState.RECONNECTING),
        ("migrate", CallingState.MIGRATING),
    ],
)
async def test_the_client_comes_back_and_is_heard(
    world: World, fault: str, state: CallingState
) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await asyncio.gather(phone.speak(440), agent.speak(880))
        await asyncio.gather(phone.hears(10), agent.hears(10))
        phone.forget()
        getattr(world.edge.faults, fault)("phone")
        await phone.is_back(through=state)
        await asyncio.gather(phone.hears(50), agent.hears(50))
        await until(lambda: sorted(world.users()) == ["agent", "phone"], "both are in")
    await world.is_left()


async def test_a_session_whose_socket_was_closed_keeps_its_place(world: World) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await phone.speak(440)
        await agent.hears(10)
        before = world.seen().participants[0].session_id
        phone.forget()
        agent.forget()
        world.edge.faults.close_sfu_socket("phone")
        await agent.hears(50)
        await phone.is_back(through=CallingState.RECONNECTING)
        assert world.seen().participants[0].session_id == before
        assert "participant_left" not in agent.names()


@pytest.mark.parametrize("fault", ["rejoin", "drop_sfu_socket"])
async def test_a_rejoin_is_a_leave_and_a_join_to_others(world: World, fault: str) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        phone.forget()
        agent.forget()
        getattr(world.edge.faults, fault)("phone")
        await phone.is_back(through=CallingState.RECONNECTING)
        assert (await agent.is_told("participant_left")).participant.user_id == "phone"
        assert (await agent.is_told("participant_joined")).participant.user_id == "phone"


async def test_a_migration_that_is_never_complete_ends_all_the_same(world: World) -> None:
    async with world.client("phone") as phone:
        world.edge.conditions.withhold_migration = True
        world.edge.faults.migrate("phone")
        await phone.is_back(through=CallingState.MIGRATING)


async def test_dead_media_is_silence_and_nothing_else(world: World) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await asyncio.gather(phone.speak(440), agent.speak(880))
        await asyncio.gather(phone.hears(10), agent.hears(10))
        phone.forget()
        world.edge.conditions.dead_media.add("agent")
        await phone.hears_nothing(1.5)
        await agent.hears(10)
        assert phone.told == []
        assert phone.states == []
        world.edge.conditions.dead_media.clear()
        await phone.hears(10)


async def test_cut_media_is_silence_both_ways(world: World) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await asyncio.gather(phone.speak(440), agent.speak(880))
        await asyncio.gather(phone.hears(10), agent.hears(10))
        world.edge.faults.cut_media("phone")
        await asyncio.gather(phone.hears_nothing(1), agent.hears_nothing(1))
        assert sorted(world.users()) == ["agent", "phone"]


async def test_loss_leaves_some_of_it(world: World) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await agent.speak(880)
        await phone.hears(10)
        world.edge.conditions.loss = 0.5
        await phone.hears(25)
        world.edge.conditions.loss = 1.0
        await phone.hears_nothing(0.5)


async def test_a_refused_join_is_refused_at_once(world: World) -> None:
    world.edge.conditions.refuse_join = True
    with pytest.raises(RtcError, match="refuses"):
        await world.client("phone").__aenter__()
    assert world.users() == []


async def test_a_late_answer_is_waited_for(world: World) -> None:
    world.edge.conditions.join_delay = 1.0
    begun = time.monotonic()
    async with world.client("phone"):
        assert time.monotonic() - begun >= 1.0
        assert world.users() == ["phone"]


@pytest.mark.parametrize("silent", ["silent_join", "silent_coordinator"])
async def test_silence_where_an_answer_is_due_is_never_joined(world: World, silent: str) -> None:
    setattr(world.edge.conditions, silent, True)
    phone = world.client("phone")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(2):
            await phone.manager.connect()
    assert world.users() == []
    assert phone.heard == []


async def test_an_edge_that_dies_takes_the_call_with_it(world: World) -> None:
    async with world.client("phone") as phone, world.client("agent") as agent:
        await agent.speak(880)
        await phone.hears(10)
        phone.forget()
        await world.edge.stop()
        await phone.hears_nothing(0.5)
        reconnecting = CallingState.RECONNECTING
        await until(
            lambda: reconnecting in [change["new"] for change in phone.states], "reconnecting"
        )


def test_a_fault_needs_somebody_to_suffer_it(world: World) -> None:
    for fault in FAULTS:
        with pytest.raises(LookupError):
            getattr(world.edge.faults, fault)("nobody")
