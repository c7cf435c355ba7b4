"""More calls than the machine carries: refused with a sentence, none made worse for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.config import Settings
from console.crew import Crew
from console.switchboard.call import CallError, Reason
from console.switchboard.errors import Refused
from console.switchboard.lines import Answer
from tests.switchboard.board import LINE, PARTY, Board, open_board
from tests.virtual_time import in_virtual_time

FULL = (
    "2 calls are under way, as many as this console carries."
    " Wait for one to end, or run another console."
)


async def two_calls(board: Board) -> None:
    board.life.capacity = 2
    board.call_comes_in("CA1")
    await board.switchboard.dial(PARTY)


@in_virtual_time
async def test_no_more_is_dialled_than_is_carried() -> None:
    async with open_board() as board:
        await two_calls(board)
        assert board.switchboard.readiness(PARTY).sentence == FULL
        with pytest.raises(Refused, match="as many as this console carries"):
            await board.switchboard.dial(PARTY)
        await board.switchboard.hang_up(board.switchboard.calls()[0].id)
        assert board.switchboard.readiness(PARTY).ready


@in_virtual_time
async def test_a_call_too_many_is_turned_away_and_its_row_says_why() -> None:
    async with open_board() as board:
        await two_calls(board)
        asked = {"from_": PARTY, "to": LINE.number, "line": LINE}
        assert board.life.incoming(carrier_call_id="CA9", **asked) is None
        [turned_away] = board.switchboard.ended_calls()
        assert turned_away.reason is Reason.REJECTED
        assert turned_away.error == CallError("too-many-calls", FULL)
        assert turned_away.id not in board.audio.prepared
        # The same webhook again finds the same call, and takes up no room either.
        again = board.life.incoming(carrier_call_id="CA9", **asked)
        assert again is not None
        assert again.ended
        assert len(board.switchboard.calls()) == 2


@in_virtual_time
async def test_calls_that_need_no_agent_take_up_no_room() -> None:
    async with open_board() as board:
        await two_calls(board)
        message = replace(LINE, answer=Answer.MESSAGE)
        call = board.life.incoming(carrier_call_id="CA9", from_=PARTY, to=LINE.number, line=message)
        assert call is not None
        assert not call.ended


def test_how_many_there_may_be_is_set_or_follows_the_machine() -> None:
    def crew(**settings: object) -> Crew:
        return Crew(Settings.model_validate(settings), practice=True)

    assert crew(calls_at_once=7, agent="stream").capacity == 7
    bridged = crew(agent="stream").capacity
    assert bridged is not None
    assert bridged >= 15
    assert crew(agent="echo").capacity is None
