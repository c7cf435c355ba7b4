"""A call that failed is explained by the carrier's debugger, a little later."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from console.carriers.carrier import AccountSide, Trouble
from console.switchboard.call import CallError, Reason
from console.upkeep.aftermath import Aftermath
from tests.switchboard.board import DOWN, Board, open_board
from tests.virtual_time import in_virtual_time

REFUSED = Trouble("31920", "The call's audio was turned down here.", None)
WARNING = Trouble("12200", "Something is odd.", None, error=False)


class HandAccount:
    """The part of an account that tells troubles, as the test says."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.says: tuple[Trouble, ...] = ()
        self.fails = False

    async def troubles(self, carrier_call_id: str) -> tuple[Trouble, ...]:
        self.asked.append(carrier_call_id)
        if self.fails:
            raise DOWN
        return self.says


@asynccontextmanager
async def explained(board: Board) -> AsyncIterator[HandAccount]:
    account = HandAccount()
    side: AccountSide = account  # type: ignore[assignment]  # the part that is asked
    task = asyncio.create_task(Aftermath(board.bus, side, board.life.registry).run())
    await asyncio.sleep(0)
    yield account
    task.cancel()
    await asyncio.wait({task})


@in_virtual_time
async def test_a_call_that_failed_gets_the_carriers_word_as_soon_as_there_is_one() -> None:
    async with open_board() as board, explained(board) as account:
        call = board.call_goes_live()
        board.life.end(call.id, Reason.FAILED, "the carrier says so", CallError("sip-404", "No."))
        account.fails = True
        await asyncio.sleep(4)
        account.fails, account.says = False, (WARNING,)
        await asyncio.sleep(7)
        assert board.now(call.id).error == CallError("sip-404", "No.")
        account.says = (WARNING, REFUSED)
        await asyncio.sleep(30)
        assert board.now(call.id).error == CallError("31920", REFUSED.sentence)
        assert board.now(call.id).reason is Reason.FAILED
        assert account.asked == ["CA77"] * 3
        last = board.changes(call.id)[-1]
        assert (last.cause, last.new.ended, last.old and last.old.ended) == (
            "the carrier says why", True, True,
        )  # fmt: skip


@in_virtual_time
async def test_who_knows_the_cause_or_has_none_to_know_does_not_ask() -> None:
    async with open_board() as board, explained(board) as account:
        for sid, reason, error in (
            ("CA1", Reason.COMPLETED, None),
            ("CA2", Reason.BUSY, None),
            ("CA3", Reason.FAILED, CallError("21215", "Not allowed.")),
        ):
            board.life.end(board.call_goes_live(sid).id, reason, "it is over", error)
        await asyncio.sleep(60)
        assert account.asked == []


@in_virtual_time
async def test_it_is_not_asked_for_ever_and_not_after_the_end() -> None:
    async with open_board() as board:
        async with explained(board) as account:
            board.life.end(board.call_goes_live("CA1").id, Reason.LOST, "it is gone")
            await asyncio.sleep(600)
            assert account.asked == ["CA1"] * 3
            board.life.end(board.call_goes_live("CA2").id, Reason.LOST, "it is gone")
        await asyncio.sleep(60)
        assert account.asked == ["CA1"] * 3
