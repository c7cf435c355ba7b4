"""The cap in money: minutes begun until prices are told, over the last hour."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from console.carriers.carrier import AccountSide
from console.switchboard.call import Bill, Call, CallId, Direction, Reason, State
from console.switchboard.errors import Refused
from console.switchboard.events import CallChanged, EventBus
from console.switchboard.lines import GuardRails, Line
from console.upkeep.bills import Bills
from tests.switchboard.board import DOWN, NUMBER, PARTY, Board, open_board, settle
from tests.virtual_time import in_virtual_time

A_MINUTE = 0.1


def capped(most: float) -> tuple[Line, ...]:
    rails = GuardRails(cost_an_hour=most, cost_a_minute=A_MINUTE)
    return (Line(NUMBER, "Main line", "practice", guard_rails=rails),)


def spent(board: Board) -> float:
    return round(board.switchboard.spending.last_hour(A_MINUTE), 6)


@in_virtual_time
async def test_a_call_costs_each_minute_begun_until_an_hour_after_its_end() -> None:
    async with open_board() as board:
        assert spent(board) == 0
        call = await board.dialled_and_live()
        assert spent(board) == 0.1
        await asyncio.sleep(61)
        assert spent(board) == 0.2
        await asyncio.sleep(60)
        await board.switchboard.hang_up(call.id)
        await asyncio.sleep(3590)
        assert spent(board) == 0.3
        await asyncio.sleep(11)
        assert spent(board) == 0


@in_virtual_time
async def test_a_call_that_is_not_answered_is_reckoned_only_while_it_may_be() -> None:
    async with open_board() as board:
        call = await board.switchboard.dial(PARTY)
        await settle()
        assert spent(board) == 0.1
        await asyncio.sleep(30)
        assert spent(board) == 0.1
        await board.switchboard.hang_up(call.id)
        assert spent(board) == 0
        board.call_goes_live()
        assert spent(board) == 0, "calls that come in cost nothing here"


@in_virtual_time
async def test_nothing_is_dialled_beyond_the_cap() -> None:
    async with open_board(capped(0.3)) as board:
        live = [await board.dialled_and_live() for _ in range(3)]
        with pytest.raises(Refused) as refused:
            await board.switchboard.dial(PARTY)
        assert refused.value.code == "too-expensive"
        board.switchboard.spending.priced(live[0].id, 0.0)
        await board.dialled_and_live()
        board.switchboard.use_lines(capped(10))
        await board.switchboard.dial(PARTY)


class HandAccount:
    """The part of an account that tells prices, as the test says."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.says: Bill | None = None
        self.fails = False

    async def bill(self, carrier_call_id: str) -> Bill | None:
        self.asked.append(carrier_call_id)
        if self.fails:
            raise DOWN
        return self.says


@in_virtual_time
async def test_the_carriers_price_counts_once_it_knows_one() -> None:
    async with open_board() as board:
        account = HandAccount()
        side: AccountSide = account  # type: ignore[assignment]  # the part that is asked
        bills = Bills(board.bus, side, board.switchboard.billed)
        asking = asyncio.create_task(bills.run())
        call = await board.dialled_and_live()
        await asyncio.sleep(200)
        assert account.asked == []
        await board.switchboard.hang_up(call.id)
        await asyncio.sleep(61)
        account.fails = True
        await asyncio.sleep(61)
        assert spent(board) == 0.4
        account.fails, account.says = False, Bill(200, "-0.052", "USD")
        await asyncio.sleep(61)
        assert spent(board) == 0.052
        assert account.asked == [call.carrier_call_id] * 3
        assert board.switchboard.call(call.id).bill == account.says
        await asyncio.sleep(600)
        assert len(account.asked) == 3
        asking.cancel()
        await asyncio.wait({asking})


@in_virtual_time
async def test_a_price_that_never_comes_is_not_asked_for_for_ever() -> None:
    async with open_board() as board:
        account = HandAccount()
        side: AccountSide = account  # type: ignore[assignment]  # the part that is asked
        bills = Bills(board.bus, side, board.switchboard.billed)
        asking = asyncio.create_task(bills.run())
        call = await board.dialled_and_live()
        await board.switchboard.hang_up(call.id)
        await asyncio.sleep(3000)
        assert len(account.asked) == 15
        assert spent(board) == 0.1
        asking.cancel()
        await asyncio.wait({asking})


@in_virtual_time
async def test_a_rush_of_calls_does_not_end_the_asking() -> None:
    bus, told = EventBus(), list[CallId]()
    at = datetime(2026, 11, 21, tzinfo=UTC)
    numbers = iter(range(2000))

    def one_ends() -> None:
        n = next(numbers)
        call = Call(
            f"{n:016}", "twilio", Direction.INBOUND, PARTY, NUMBER, "Main line", at,
            State.ENDED, f"CA{n}", reason=Reason.COMPLETED, answered_at=at, ended_at=at,
        )  # fmt: skip
        bus.publish(CallChanged(None, call, "hung up"))

    class Rush(HandAccount):
        async def bill(self, carrier_call_id: str) -> Bill | None:
            if carrier_call_id == "CA0":
                one_ends()
                one_ends()
            return Bill(60, "-0.02", "USD")

    side: AccountSide = Rush()  # type: ignore[assignment]  # the part that is asked
    bills = Bills(bus, side, lambda call_id, _: told.append(call_id))
    asking = asyncio.create_task(bills.run())
    for _ in range(1000):
        one_ends()
    await asyncio.sleep(130)
    assert (len(told), bills.dropped) == (1001, 2)
    asking.cancel()
    await asyncio.wait({asking})
