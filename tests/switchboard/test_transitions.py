"""A call's states: forwards only, and `ended` is final."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.switchboard.call import Call, CallId, Reason, State
from console.switchboard.events import CallChanged
from console.switchboard.ports import Report
from console.switchboard.transitions import ALLOWED, may_follow
from tests.switchboard.board import Board, open_board
from tests.virtual_time import in_virtual_time

RANK = {
    State.PREPARING: 0,
    State.QUEUED: 1,
    State.RINGING: 2,
    State.CONNECTING: 3,
    State.LIVE: 4,
    State.HELD: 4,
    State.ENDED: 5,
}

REPORTS = [
    *(Report(state) for state in (State.QUEUED, State.RINGING, State.CONNECTING)),
    *(Report(State.ENDED, reason) for reason in Reason),
]
"""Whatever a carrier may say of a call."""


def test_every_state_has_its_row_in_the_table() -> None:
    assert set(ALLOWED) == set(State)


@pytest.mark.parametrize("old", State)
def test_no_step_leads_back_and_every_state_can_end(old: State) -> None:
    for new in ALLOWED[old]:
        assert RANK[new] >= RANK[old]
    assert may_follow(State.ENDED, old) is (old is not State.ENDED)


def test_only_live_and_held_lead_to_each_other() -> None:
    both_ways = {(a, b) for a in State for b in State if may_follow(a, b) and may_follow(b, a)}
    assert both_ways == {(State.LIVE, State.HELD), (State.HELD, State.LIVE)}


def _happen(board: Board, call_id: CallId, what: Report | str) -> None:
    """Let one thing happen to a call, as a webhook, a media socket or a person brings it."""
    life = board.life
    if isinstance(what, Report):
        life.report(call_id, what)
    elif what == "invited":
        life.invited(call_id)
    elif what == "audio began":
        life.media_began(call_id, "CA77")
    elif what == "audio stopped":
        life.media_ended(call_id, stopped=True)
    elif what == "audio broke":
        life.media_ended(call_id, stopped=False)
    elif what == "webhook again":
        board.call_comes_in()


@given(
    st.lists(
        st.sampled_from(REPORTS)
        | st.sampled_from(
            ["invited", "audio began", "audio stopped", "audio broke", "webhook again"]
        ),
        max_size=12,
    )
)
@in_virtual_time
async def test_whatever_comes_in_whatever_order_never_moves_a_call_back(
    story: list[Report | str],
) -> None:
    async with open_board() as board:
        call = board.call_comes_in()
        for what in story:
            _happen(board, call.id, what)
    changes = board.changes(call.id)
    assert {change.new.id for change in board.events if isinstance(change, CallChanged)} == {
        call.id
    }
    for change in changes:
        if change.old is not None:
            _only_forwards(change.old, change.new)
    assert changes[-1].new.ended
    assert [change.new.ended for change in changes].count(True) == 1


def _only_forwards(old: Call, new: Call) -> None:
    assert RANK[new.state] >= RANK[old.state]
    assert (new.state is State.ENDED) == (new.reason is not None) == (new.ended_at is not None)
    for once in ("carrier_call_id", "answered_at"):
        if getattr(old, once) is not None:
            assert getattr(new, once) == getattr(old, once)
    assert (new.id, new.created_at, new.from_, new.to) == (
        old.id,
        old.created_at,
        old.from_,
        old.to,
    )
