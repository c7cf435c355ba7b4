"""What an operator does with one call: each command, and when it is turned down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.switchboard.call import Agent, AgentState, Ask, Call, Engagement, Reason, State
from console.switchboard.errors import CommandError, NotNow, Refused
from console.switchboard.events import Speaker
from console.switchboard.lines import AgentLoss, Line
from tests.switchboard.board import DOWN, LINE, NUMBER, PARTY, Board, open_board
from tests.virtual_time import in_virtual_time

HUMAN = "+14155550199"


def with_agent(board: Board, call: Call, *asks: Ask) -> Call:
    agent = Agent("practice", AgentState.READY, frozenset(asks))
    return board.life.registry.put(replace(call, agent=agent), "test")


# -- ringing ----------------------------------------------------------------------------


def rings(board: Board) -> Call:
    call = board.life.incoming(carrier_call_id="CA77", from_=PARTY, to=NUMBER, line=LINE)
    assert call is not None
    return call


@in_virtual_time
async def test_a_call_that_rings_is_answered_when_the_carrier_next_asks() -> None:
    async with open_board() as board:
        call = rings(board)
        assert not board.life.was_answered_here(call.id)
        assert (await board.switchboard.answer(call.id)).state is State.RINGING
        assert board.life.was_answered_here(call.id)
        board.life.end(call.id, Reason.COMPLETED, "test")
        assert not board.life.was_answered_here(call.id)


@in_virtual_time
async def test_a_declined_call_ends_as_rejected_at_the_carrier_too() -> None:
    async with open_board() as board:
        declined = await board.switchboard.decline(rings(board).id)
        assert (declined.state, declined.reason) == (State.ENDED, Reason.REJECTED)
        assert board.trunk.hung_up == ["CA77"]


@in_virtual_time
async def test_only_a_call_that_rings_here_is_answered_or_declined() -> None:
    async with open_board() as board:
        live, dialled = board.call_goes_live(), await board.switchboard.dial(PARTY)
        for call in (live, dialled):
            for command in (board.switchboard.answer, board.switchboard.decline):
                with pytest.raises(NotNow) as refused:
                    await command(call.id)
                assert refused.value.code == "not-ringing"


# -- the ladder -------------------------------------------------------------------------


@pytest.mark.parametrize("mode", Engagement)
@in_virtual_time
async def test_every_rung_is_taken_and_shown(mode: Engagement) -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        assert (await board.switchboard.engage(call.id, mode)).engagement is mode
        assert board.audio.engaged == [(call.id, mode)]


@in_virtual_time
async def test_only_speaking_to_the_caller_goes_into_the_record() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        for mode in (Engagement.LISTEN, Engagement.WHISPER, Engagement.LISTEN):
            await board.switchboard.engage(call.id, mode)
        assert board.audio.did == []
        for mode in (Engagement.JOIN, Engagement.TAKE_OVER, Engagement.OFF):
            await board.switchboard.engage(call.id, mode)
        assert [text for who, text in board.audio.did if who is Speaker.NOTE] == [
            "The operator joined the conversation",
            "The operator took the call over",
            "The operator left the conversation",
        ]


@in_virtual_time
async def test_an_agent_that_listens_is_told_when_a_call_is_handed_back() -> None:
    async with open_board() as board:
        call = with_agent(board, board.call_goes_live(), Ask.INSTRUCT)
        await board.switchboard.engage(call.id, Engagement.TAKE_OVER)
        await board.switchboard.engage(call.id, Engagement.OFF, "They get a refund of 20.")
        told = [text for ask, text in board.audio.did if ask is Ask.INSTRUCT]
        assert len(told) == 1
        assert told[0].endswith("They get a refund of 20.")


@in_virtual_time
async def test_a_hand_back_works_whatever_the_agent_makes_of_it() -> None:
    async with open_board() as board:
        deaf = board.call_goes_live()
        await board.switchboard.engage(deaf.id, Engagement.TAKE_OVER)
        await board.switchboard.engage(deaf.id, Engagement.OFF, "Nobody hears this.")
        assert not any(ask is Ask.INSTRUCT for ask, _ in board.audio.did)
        with_agent(board, board.now(deaf.id), Ask.INSTRUCT)
        board.audio.ask_fails = NotNow("agent", "It did not confirm that.")
        await board.switchboard.engage(deaf.id, Engagement.TAKE_OVER)
        assert (await board.switchboard.engage(deaf.id, Engagement.OFF)).engagement == "off"


# -- hold -------------------------------------------------------------------------------


@in_virtual_time
async def test_a_held_call_comes_back_to_its_rung() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        await board.switchboard.engage(call.id, Engagement.TAKE_OVER)
        held = await board.switchboard.hold(call.id)
        assert (held.state, held.engagement) == (State.HELD, Engagement.TAKE_OVER)
        assert await board.switchboard.hold(call.id) == held
        with pytest.raises(NotNow) as refused:
            await board.switchboard.engage(call.id, Engagement.OFF)
        assert "Resume it first" in refused.value.message
        resumed = await board.switchboard.resume(call.id)
        assert (resumed.state, resumed.engagement) == (State.LIVE, Engagement.TAKE_OVER)
        assert [on for what, on in board.audio.did if what == "hold"] == [True, False]


# -- agents -----------------------------------------------------------------------------


@in_virtual_time
async def test_an_agent_is_asked_what_it_says_that_it_can() -> None:
    async with open_board() as board:
        call = with_agent(board, board.call_goes_live(), *Ask)
        await board.switchboard.instruct(call.id, " Offer free shipping. ")
        await board.switchboard.say(call.id, "One moment.")
        await board.switchboard.interrupt(call.id)
        assert [did for did in board.audio.did if isinstance(did[0], Ask)] == [
            (Ask.INSTRUCT, "Offer free shipping."),
            (Ask.SAY, "One moment."),
            (Ask.INTERRUPT, ""),
        ]


@in_virtual_time
async def test_an_agent_that_cannot_is_not_asked() -> None:
    async with open_board() as board:
        call = with_agent(board, board.call_goes_live(), Ask.INTERRUPT)
        for command in (board.switchboard.instruct, board.switchboard.say):
            with pytest.raises(NotNow) as refused:
                await command(call.id, "Anything")
            assert refused.value.code == "agent-cant"
        for nothing in ("", "  "):
            with pytest.raises(Refused):
                await board.switchboard.instruct(call.id, nothing)
        with pytest.raises(Refused):
            await board.switchboard.note(call.id, "x" * 2001)
        assert board.audio.did == []


@in_virtual_time
async def test_every_agent_is_silenced_and_the_calls_stay() -> None:
    async with open_board() as board:
        one, two = board.call_goes_live("CA1"), board.call_goes_live("CA2")
        board.call_comes_in("CA3")
        silenced = await board.switchboard.silence_all()
        assert [(call.id, call.silenced) for call in silenced] == [(one.id, True), (two.id, True)]
        assert len(board.switchboard.calls()) == 3
        assert not (await board.switchboard.silence(one.id, on=False)).silenced


# -- transfer ---------------------------------------------------------------------------


@in_virtual_time
async def test_a_transferred_call_leaves_us_with_our_number_shown() -> None:
    async with open_board() as board:
        inbound, outbound = board.call_goes_live(), await board.dialled_and_live()
        ended = await board.switchboard.transfer(inbound.id, "415 555 0199")
        await board.switchboard.transfer(outbound.id, HUMAN)
        assert (ended.state, ended.reason) == (State.ENDED, Reason.TRANSFERRED)
        assert board.trunk.transferred == [
            ("CA77", HUMAN, NUMBER, ""),
            (outbound.carrier_call_id, HUMAN, NUMBER, ""),
        ]


@in_virtual_time
async def test_a_transfer_that_cannot_be_leaves_the_call_as_it_is() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        for wrong in ("911", "not a number", "+49 30 123456"):
            with pytest.raises(Refused):
                await board.switchboard.transfer(call.id, wrong)
        board.trunk.transfer_fails = DOWN
        with pytest.raises(NotNow) as refused:
            await board.switchboard.transfer(call.id, HUMAN)
        assert refused.value.message == DOWN.message
        assert board.now(call.id).state is State.LIVE


@in_virtual_time
async def test_a_call_without_an_agent_is_led_to_the_person_whom_its_line_names() -> None:
    line = replace(LINE, agent_loss=AgentLoss("One moment please.", HUMAN))
    async with open_board((line,)) as board:
        call = board.call_goes_live()
        assert await board.switchboard.agent_lost(call.id)
        assert board.trunk.transferred == [("CA77", HUMAN, NUMBER, "One moment please.")]
        assert board.now(call.id).reason is Reason.TRANSFERRED


@pytest.mark.parametrize("line", [LINE, replace(LINE, agent_loss=AgentLoss("Sorry.", HUMAN))])
@in_virtual_time
async def test_without_such_a_person_or_the_carrier_it_is_not(line: Line) -> None:
    async with open_board((line,)) as board:
        call = board.call_goes_live()
        board.trunk.transfer_fails = DOWN
        assert not await board.switchboard.agent_lost(call.id)
        assert board.now(call.id).state is State.LIVE


# -- the record, keys, and calls that are no more -----------------------------------------


@in_virtual_time
async def test_keys_marks_and_notes_go_into_the_record() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        await board.switchboard.send_digits(call.id, "12#")
        await board.switchboard.mark_moment(call.id)
        await board.switchboard.note(call.id, "Ask about the invoice.")
        assert board.audio.did == [
            ("digits", "12#"),
            (Speaker.NOTE, "Sent 12#"),
            (Speaker.MARK, "Marked"),
            (Speaker.NOTE, "Ask about the invoice."),
        ]


@in_virtual_time
async def test_a_call_that_has_ended_takes_no_command() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        await board.switchboard.hang_up(call.id)
        assert board.audio.did == [("silence", True)]  # at once, whatever the carrier takes
        board.audio.did.clear()
        on = board.switchboard
        for command in (
            on.answer(call.id),
            on.decline(call.id),
            on.engage(call.id, Engagement.LISTEN),
            on.hold(call.id),
            on.resume(call.id),
            on.silence(call.id),
            on.transfer(call.id, HUMAN),
            on.send_digits(call.id, "1"),
            on.instruct(call.id, "x"),
            on.say(call.id, "x"),
            on.interrupt(call.id),
            on.mark_moment(call.id),
            on.note(call.id, "x"),
        ):
            with pytest.raises(CommandError):
                await command
        assert board.audio.did == []
