"""A call's life as carriers and media sockets tell it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import permutations

import pytest

from console.switchboard.call import AgentState, CallError, Direction, Reason, State
from console.switchboard.events import EventBus
from console.switchboard.lifecycle import Lifecycle
from console.switchboard.ports import Report
from console.switchboard.tokens import TOKEN_LIFE_S
from tests.conftest import ExpectLog
from tests.switchboard.board import (
    DOWN,
    LINE,
    NUMBER,
    PARTY,
    Board,
    HandAudio,
    HandTrunk,
    open_board,
    settle,
)
from tests.virtual_time import clock, in_virtual_time

ANSWERED = Report(State.CONNECTING)
COMPLETED = Report(State.ENDED, Reason.COMPLETED)


# -- coming in --------------------------------------------------------------------------


@in_virtual_time
async def test_a_call_that_comes_in_rings_and_has_its_line_and_agent() -> None:
    async with open_board() as board:
        call = board.call_comes_in(caller_name="ADA L")
        assert (call.direction, call.from_, call.to) == (Direction.INBOUND, PARTY, NUMBER)
        assert (call.line, call.caller_name, call.carrier_call_id) == (LINE.name, "ADA L", "CA77")
        assert call.agent is not None
        assert (call.agent.kind, call.agent.state) == (LINE.agent, AgentState.PREPARING)
        states = [change.new.state for change in board.changes(call.id)]
        assert sorted(set(states), key=states.index) == [
            State.PREPARING,
            State.RINGING,
            State.CONNECTING,
        ]


@in_virtual_time
async def test_a_call_that_rings_on_is_not_connecting_until_its_socket_opens() -> None:
    async with open_board() as board:
        call = board.life.incoming(carrier_call_id="CA77", from_=PARTY, to=NUMBER, line=LINE)
        assert call is not None
        token = board.life.media_token(call.id)
        assert token is not None
        board.life.invited(call.id, rings_on=True)
        assert board.now(call.id).state is State.RINGING
        assert board.life.admit(call.id, token)
        assert board.now(call.id).state is State.CONNECTING


@in_virtual_time
async def test_the_same_webhook_twice_is_one_call_with_one_token() -> None:
    async with open_board() as board:
        first = board.call_comes_in()
        token = board.life.media_token(first.id)
        second = board.call_comes_in()
        await settle()
        assert second.id == first.id
        assert token is not None
        assert board.life.media_token(second.id) == token
        assert len(board.switchboard.calls()) == 1
        assert board.audio.prepared == [first.id]


@in_virtual_time
async def test_a_webhook_that_comes_once_the_token_is_used_gets_none() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        assert board.call_comes_in().id == call.id
        assert board.life.media_token(call.id) is None


@in_virtual_time
async def test_nothing_comes_in_while_the_console_closes() -> None:
    async with open_board() as board:
        known = board.call_comes_in("CA1")
        board.life.open = False
        take = board.life.incoming
        assert take(carrier_call_id="CA2", from_=PARTY, to=NUMBER, line=LINE) is None
        assert take(carrier_call_id="CA1", from_=PARTY, to=NUMBER, line=LINE) == known
        assert [call.id for call in board.switchboard.calls()] == [known.id]


@in_virtual_time
async def test_nothing_comes_in_before_the_console_has_started() -> None:
    life = Lifecycle(bus=EventBus(), trunk=HandTrunk(), audio=HandAudio(), clock=clock)
    assert life.incoming(carrier_call_id="CA1", from_=PARTY, to=NUMBER, line=LINE) is None


@in_virtual_time
async def test_an_inbound_token_expires_a_minute_after_the_carrier_asked() -> None:
    async with open_board() as board:
        early, late = board.call_comes_in("CA1"), board.call_comes_in("CA2")
        tokens = [board.life.media_token(call.id) or "" for call in (early, late)]
        await asyncio.sleep(TOKEN_LIFE_S - 0.5)
        assert board.life.admit(early.id, tokens[0])
        await asyncio.sleep(0.5)
        assert not board.life.admit(late.id, tokens[1])


@in_virtual_time
async def test_an_outbound_token_expires_a_minute_after_the_answer_and_not_before() -> None:
    async with open_board() as board:
        call = await board.switchboard.dial(PARTY)
        await settle()
        board.life.report(call.id, Report(State.RINGING))
        await asyncio.sleep(TOKEN_LIFE_S + 30)
        board.life.report(call.id, ANSWERED)
        await asyncio.sleep(TOKEN_LIFE_S - 0.5)
        token = board.trunk.attempts[0].token
        board.life.report(call.id, ANSWERED)
        await asyncio.sleep(0.5)
        assert not board.life.admit(call.id, token)


@in_virtual_time
async def test_an_ended_calls_token_lets_nobody_in() -> None:
    async with open_board() as board:
        call = board.call_comes_in()
        token = board.life.media_token(call.id) or ""
        board.life.report(call.id, COMPLETED)
        assert not board.life.admit(call.id, token)
        assert board.life.media_token(call.id) is None


# -- what is reported -------------------------------------------------------------------


@in_virtual_time
async def test_reports_that_come_late_or_twice_change_nothing() -> None:
    async with open_board() as board:
        call = await board.dialled_and_live()
        for report in (ANSWERED, Report(State.RINGING), Report(State.QUEUED), ANSWERED):
            board.life.report(call.id, report)
        assert board.now(call.id) == call


@in_virtual_time
async def test_an_answer_is_dated_when_it_is_reported_and_only_once() -> None:
    async with open_board() as board:
        call = await board.switchboard.dial(PARTY)
        await settle()
        board.life.report(call.id, ANSWERED)
        answered = board.now(call.id)
        board.life.report(call.id, ANSWERED)
        assert answered.state is State.CONNECTING
        assert answered.answered_at is not None
        assert board.now(call.id) == answered


@in_virtual_time
async def test_a_failure_keeps_the_carriers_reason() -> None:
    async with open_board() as board:
        call = await board.switchboard.dial(PARTY)
        await settle()
        error = CallError("sip-404", "The number could not be reached (SIP 404).")
        board.life.report(call.id, Report(State.ENDED, Reason.FAILED, error))
        assert (board.now(call.id).reason, board.now(call.id).error) == (Reason.FAILED, error)


@in_virtual_time
async def test_reports_of_an_unknown_call_are_nobodys() -> None:
    async with open_board() as board:
        board.life.report("nobody", COMPLETED)
        board.life.report("nobody", ANSWERED)
        board.life.media_ended("nobody", stopped=True)
        board.life.fault("nobody", CallError("x", "X."))
        assert not board.life.admit("nobody", "token")
        assert not board.life.media_began("nobody", "CA1")
        assert board.switchboard.calls() == ()


# -- the audio --------------------------------------------------------------------------


@in_virtual_time
async def test_a_dial_is_tied_to_whichever_carrier_id_comes_first() -> None:
    async with open_board() as board:
        board.trunk.takes_dials.clear()
        call = await board.switchboard.dial(PARTY)
        await settle()
        assert board.life.admit(call.id, board.trunk.attempts[0].token)
        assert board.life.media_began(call.id, "CA-first")
        board.trunk.takes_dials.set()
        await settle()
        now = board.now(call.id)
        assert (now.state, now.carrier_call_id) == (State.LIVE, "CA-first")


@in_virtual_time
async def test_audio_of_another_call_is_not_let_on_to_this_one() -> None:
    async with open_board() as board:
        call, other = board.call_comes_in("CA1"), board.call_comes_in("CA2")
        assert not board.life.media_began(call.id, "CA2")
        assert not board.life.media_began(call.id, "CA3")
        assert {board.now(c.id).state for c in (call, other)} == {State.CONNECTING}


ENDS: dict[str, Callable[[Board, str], None]] = {
    "stop": lambda board, call_id: board.life.media_ended(call_id, stopped=True),
    "closed": lambda board, call_id: board.life.media_ended(call_id, stopped=False),
    "report": lambda board, call_id: board.life.report(call_id, COMPLETED),
}


@pytest.mark.parametrize("order", list(permutations(ENDS)), ids="-".join)
@in_virtual_time
async def test_the_three_signs_of_an_end_end_a_call_once_in_any_order(
    order: tuple[str, ...],
) -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        for sign in order:
            ENDS[sign](board, call.id)
        await settle()
        ended = board.now(call.id)
        assert (ended.state, ended.reason, ended.error) == (State.ENDED, Reason.COMPLETED, None)
        assert [change.new.ended for change in board.changes(call.id)].count(True) == 1
        assert board.audio.released == [call.id]
        assert board.trunk.looked_up == []


@in_virtual_time
async def test_a_carrier_is_asked_what_became_of_a_call_whose_socket_broke() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        board.trunk.look_up_says = [ANSWERED, COMPLETED]
        broke = clock()
        board.life.media_ended(call.id, stopped=False)
        await asyncio.sleep(4.9)
        assert board.now(call.id).state is State.LIVE
        await asyncio.sleep(0.2)
        assert board.now(call.id).reason is Reason.COMPLETED
        assert [at - broke for at, _ in board.trunk.looked_up] == [2.0, 5.0]
        assert board.trunk.hung_up == []


@in_virtual_time
async def test_a_carrier_is_asked_no_more_once_the_end_is_known() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        board.trunk.look_up_says = [ANSWERED]
        board.life.media_ended(call.id, stopped=False)
        await asyncio.sleep(3)
        board.life.report(call.id, COMPLETED)
        await asyncio.sleep(30)
        assert len(board.trunk.looked_up) == 1
        assert board.trunk.hung_up == []


@in_virtual_time
async def test_a_call_that_stays_without_audio_is_ended_at_the_carrier_and_called_lost() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        board.trunk.look_up_says = [ANSWERED]
        broke = clock()
        error = CallError("no-media", "The carrier sent no audio for 10 seconds.")
        board.life.media_ended(call.id, stopped=False, error=error)
        board.life.media_ended(call.id, stopped=False)
        await asyncio.sleep(19.9)
        assert board.now(call.id).state is State.LIVE
        await asyncio.sleep(0.2)
        lost = board.now(call.id)
        assert (lost.reason, lost.error) == (Reason.LOST, error)
        assert [at - broke for at, _ in board.trunk.looked_up] == [2.0, 5.0, 10.0, 20.0]
        assert board.trunk.hung_up == ["CA77"]


@in_virtual_time
async def test_a_call_that_the_carrier_does_not_know_is_lost_at_once() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        board.life.media_ended(call.id, stopped=False)
        await asyncio.sleep(2.1)
        assert board.now(call.id).reason is Reason.LOST


@in_virtual_time
async def test_a_carrier_that_cannot_say_is_asked_again(expected_log: ExpectLog) -> None:
    expected_log("can't be reached")
    async with open_board() as board:
        call = board.call_goes_live()
        board.trunk.look_up_says = [DOWN, DOWN, Report(State.ENDED, Reason.COMPLETED)]
        board.life.media_ended(call.id, stopped=False)
        await asyncio.sleep(9.9)
        assert board.now(call.id).state is State.LIVE
        await asyncio.sleep(0.2)
        assert board.now(call.id).reason is Reason.COMPLETED


@in_virtual_time
async def test_a_call_ends_as_lost_even_where_the_carrier_never_answers(
    expected_log: ExpectLog,
) -> None:
    expected_log("can't be reached")
    async with open_board() as board:
        call = board.call_goes_live()
        board.trunk.look_up_says = [DOWN]
        board.trunk.hang_up_fails = DOWN
        board.life.media_ended(call.id, stopped=False)
        await asyncio.sleep(21)
        assert board.now(call.id).reason is Reason.LOST


# -- calls that come to nothing ---------------------------------------------------------


@in_virtual_time
async def test_a_call_that_never_gets_audio_is_ended_with_the_reason() -> None:
    async with open_board() as board:
        call = board.call_comes_in()
        await asyncio.sleep(59)
        assert board.now(call.id).state is State.CONNECTING
        await asyncio.sleep(3)
        lost = board.now(call.id)
        assert lost.reason is Reason.LOST
        assert lost.error is not None
        assert lost.error.code == "no-media"
        assert board.trunk.hung_up == ["CA77"]
        assert board.audio.released == [call.id]


@in_virtual_time
async def test_a_call_that_rings_for_long_is_asked_about_and_stays_while_it_rings() -> None:
    async with open_board() as board:
        call = await board.switchboard.dial(PARTY)
        await settle()
        board.life.report(call.id, Report(State.RINGING))
        board.trunk.look_up_says = [Report(State.RINGING)]
        await asyncio.sleep(300)
        assert board.now(call.id).state is State.RINGING
        assert len(board.trunk.looked_up) == 2
        board.trunk.look_up_says = [Report(State.ENDED, Reason.NO_ANSWER)]
        await asyncio.sleep(150)
        assert board.now(call.id).reason is Reason.NO_ANSWER


@in_virtual_time
async def test_a_call_out_that_was_over_before_anything_was_heard_of_it_is_lost() -> None:
    async with open_board() as board:
        call = await board.switchboard.dial(PARTY)
        await settle()
        board.trunk.look_up_says = [Report(State.ENDED, Reason.COMPLETED)]
        await asyncio.sleep(125)
        lost = board.now(call.id)
        assert (lost.reason, lost.error and lost.error.code) == (Reason.LOST, "no-reports")


@in_virtual_time
async def test_one_call_that_cannot_be_asked_about_does_not_keep_others_from_it(
    expected_log: ExpectLog,
) -> None:
    expected_log("RuntimeError: unexpected")
    async with open_board() as board:
        first = await board.switchboard.dial(PARTY)
        await settle()
        board.life.report(first.id, Report(State.RINGING))
        board.trunk.look_up_says = [RuntimeError("unexpected")]
        await asyncio.sleep(125)
        second = board.call_comes_in("CA2")
        await asyncio.sleep(65)
        assert board.now(second.id).reason is Reason.LOST
        assert board.now(first.id).reason is Reason.LOST


@in_virtual_time
async def test_a_broken_look_up_does_not_leave_a_call_hanging(expected_log: ExpectLog) -> None:
    expected_log("RuntimeError: unexpected")
    async with open_board() as board:
        call = board.call_goes_live()
        board.trunk.look_up_says = [RuntimeError("unexpected")]
        board.life.media_ended(call.id, stopped=False)
        await asyncio.sleep(30)
        assert board.now(call.id).reason is Reason.LOST


# -- preparing --------------------------------------------------------------------------


@in_virtual_time
async def test_preparing_is_given_up_when_the_call_ends_first() -> None:
    async with open_board() as board:
        board.audio.agents_come.clear()
        call = board.call_comes_in()
        await settle()
        board.life.report(call.id, COMPLETED)
        await settle()
        assert board.audio.given_up == [call.id]
        assert board.audio.released == [call.id]
        board.audio.agents_come.set()
        await settle()
        assert board.audio.prepared == []


@in_virtual_time
async def test_stopping_ends_what_is_left_and_waits_for_it() -> None:
    async with open_board() as board:
        live = board.call_goes_live("CA1")
        ringing = await board.switchboard.dial(PARTY)
        await settle()
        board.life.media_ended(live.id, stopped=False)
        await board.life.stop()
        assert board.now(live.id).reason is Reason.COMPLETED
        assert board.now(ringing.id).reason is Reason.CANCELED
        assert sorted(board.audio.released) == sorted([live.id, ringing.id])


@in_virtual_time
async def test_stopping_waits_for_what_is_begun_meanwhile_and_nothing_runs_after_it() -> None:
    done: list[str] = []

    async def work(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(name)

    async def goes_on() -> None:
        await asyncio.sleep(1.0)
        board.life.spawn(work("begun meanwhile", 1.0))

    async with open_board() as board:
        board.life.spawn(goes_on())
        await board.life.stop()
        assert done == ["begun meanwhile"]
        after = board.life.spawn(work("too late", 0.0))
        await asyncio.wait({after})
        assert after.cancelled()
        assert done == ["begun meanwhile"]


@in_virtual_time
async def test_stopping_does_not_wait_for_a_carrier_that_does_not_answer() -> None:
    async with open_board() as board:
        board.trunk.takes_dials.clear()
        call = await board.switchboard.dial(PARTY)
        await settle()
        before = clock()
        await board.life.stop()
        assert clock() - before <= 5
        assert board.now(call.id).reason is Reason.CANCELED
