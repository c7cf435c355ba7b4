"""A console of several lines: each of their numbers is leased, and each on its own."""

from __future__ import annotations

import asyncio

import pytest

from console.setup.going_live import verdict_of_all
from console.switchboard.errors import CommandError
from console.switchboard.events import LampState
from console.switchboard.setup_interface import StepState
from console.tunnel.lease_together import number_health, webhook_health
from console.tunnel.lease_view import Standing
from tests.lease.conftest import HERE, MOVED, NUMBER, SECOND, THERE, Hold, World
from tests.lease.test_lease_crash import SOON_S, console_of, held, killed

BOTH = (NUMBER, SECOND)
OURS = f"{HERE}/twilio/voice"


def answered_at(world: World) -> list[object]:
    return [world.settings(it)["voice_url"] for it in BOTH]


async def test_every_lines_number_is_taken_and_put_back(world: World) -> None:
    before = [world.settings(it) for it in BOTH]
    lease = world.lease(number=BOTH)
    await lease.start()
    assert [view.standing for view in lease.views] == [Standing.ELSEWHERE] * 2
    state, cause, remedy = webhook_health(lease.views)
    assert state is LampState.WARN
    assert ["ivr.example" in cause, "shop.example" in cause] == [True, True]
    assert remedy.count("lease take") == 1
    await lease.take()
    assert answered_at(world) == [OURS, OURS]
    assert {it.number for it in world.store().records()} == set(BOTH)
    assert webhook_health(lease.views) == (
        LampState.OK,
        "Calls of +1 415-555-0100 and +1 415-555-0199 come here. They are put back when this "
        "console closes.",
        "",
    )
    lease.url = MOVED
    await lease.look()
    assert answered_at(world) == [f"{MOVED}/twilio/voice"] * 2
    await lease.close()
    assert [world.settings(it) for it in BOTH] == before
    assert world.store().records() == ()


async def test_one_of_them_is_taken_and_put_back_alone(world: World) -> None:
    before = world.settings(NUMBER)
    lease = world.lease(number=BOTH)
    await lease.start()
    view = await lease.take(SECOND)
    assert view.standing is Standing.HELD
    assert lease.view.standing is Standing.ELSEWHERE
    assert world.settings(NUMBER) == before
    assert answered_at(world)[1] == OURS
    await lease.take()
    restored = await lease.restore(SECOND)
    assert restored.sentences == ("+1 415-555-0199 is as it was, answered by shop.example.",)
    assert answered_at(world) == [OURS, "https://shop.example/"]
    await lease.close()
    # Only what is agreed to still is taken by the next start.
    again = world.lease(number=BOTH)
    await again.start()
    assert answered_at(world) == [OURS, "https://shop.example/"]


async def test_a_number_of_no_line_is_not_taken(world: World) -> None:
    lease = world.lease(number=NUMBER)
    await lease.start()
    with pytest.raises(CommandError, match="No line has the number"):
        await lease.take(SECOND)
    assert world.gate.changes == []


async def test_what_one_number_lacks_keeps_no_other_from_being_taken(world: World) -> None:
    world.number(NUMBER, voice=False)
    lease = world.lease(number=BOTH)
    await lease.start()
    with pytest.raises(CommandError, match="can't take voice calls"):
        await lease.take()
    assert answered_at(world)[1] == OURS
    assert webhook_health(lease.views)[1].startswith("Calls of +1 415-555-0199 come here.")
    state, cause, _ = number_health(lease.views)
    assert state is LampState.ERROR
    assert "+1 415-555-0100 can't take voice calls" in cause


async def test_lines_that_come_and_go_while_it_runs_are_followed(world: World) -> None:
    before = world.settings(NUMBER)
    lease = world.lease(number=NUMBER, automatic=True)
    await lease.start()
    lease.follow(BOTH)
    await lease.look()
    assert answered_at(world) == [OURS, OURS]
    lease.follow((SECOND,))
    await lease.look()
    assert world.settings(NUMBER) == before
    assert [it.number for it in world.store().records()] == [SECOND]
    assert [view.standing for view in lease.views] == [Standing.HELD]


async def test_another_console_may_have_one_of_them(world: World) -> None:
    other = world.lease(THERE, folder="other", number=SECOND, automatic=True)
    await other.start()
    lease = world.lease(number=BOTH)
    await lease.start()
    with pytest.raises(CommandError, match=r"there\.example"):
        await lease.take()
    assert answered_at(world) == [OURS, f"{THERE}/twilio/voice"]
    verdict = verdict_of_all(lease.views)
    assert verdict.sentence == "The calls of 1 of 2 numbers come here."
    assert [action.name for action in verdict.actions] == ["take-over", "restore"]
    assert {change.of for change in verdict.changes} == {"+1 415-555-0199"}
    await lease.take(take_over=True)
    assert answered_at(world) == [OURS, OURS]
    assert verdict_of_all(lease.views).state is StepState.OK


@pytest.mark.parametrize("where", [Hold.BEFORE, Hold.AFTER])
async def test_both_end_as_they_were_when_it_is_killed_while_it_takes_them(
    world: World, where: Hold
) -> None:
    before = [world.settings(it) for it in BOTH]
    world.gate.hold = where
    async with console_of(world, numbers=",".join(BOTH)) as process, asyncio.timeout(SOON_S):
        await world.gate.held.wait()
        await killed(world, process)
    assert world.store().records() != ()
    await world.lease(number=BOTH).start()
    assert [world.settings(it) for it in BOTH] == before


async def test_both_end_as_they_were_when_it_is_killed_while_it_holds_them(world: World) -> None:
    before = [world.settings(it) for it in BOTH]
    async with console_of(world, numbers=",".join(BOTH)) as process:
        await held(process)
        await killed(world, process)
    assert answered_at(world) == [OURS, OURS]
    # One of the lines is gone meanwhile.
    await world.lease(number=SECOND).start()
    assert [world.settings(it) for it in BOTH] == before
