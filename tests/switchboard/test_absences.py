"""Calls whose audio is not here: away for a while, led elsewhere, or the carrier's own."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from console.switchboard.call import AnsweredBy, Reason, State
from console.switchboard.dial_options import DialOptions, OnMachine
from console.switchboard.errors import NotNow, Refused
from console.switchboard.events import Speaker
from console.switchboard.lines import GuardRails
from console.switchboard.ports import Report
from tests.conftest import ExpectLog
from tests.switchboard.board import DOWN, LINE, PARTY, open_board, settle
from tests.virtual_time import in_virtual_time

UP = Report(State.CONNECTING)


@in_virtual_time
async def test_audio_that_is_away_comes_back_with_a_token_of_its_own() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        await board.switchboard.send_digits(call.id, "1w2", out_of_band=True)
        ((sid, token, digits),) = board.trunk.asides
        assert (sid, digits) == ("CA77", "1w2")
        assert token is not None
        board.life.media_ended(call.id, stopped=True)
        assert board.now(call.id).state is State.LIVE
        assert board.life.admit(call.id, token)
        assert not board.life.admit(call.id, token)
        assert board.life.media_began(call.id, "CA77")
        board.life.media_ended(call.id, stopped=True)
        assert board.now(call.id).reason is Reason.COMPLETED


@in_virtual_time
async def test_a_held_call_is_held_when_its_audio_is_back() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        await board.switchboard.hold(call.id)
        await board.switchboard.send_digits(call.id, "1", out_of_band=True)
        assert board.life.media_began(call.id, "CA77")
        assert board.now(call.id).state is State.HELD


@in_virtual_time
async def test_audio_that_does_not_come_back_is_asked_about() -> None:
    async with open_board() as board:
        board.trunk.look_up_says = [Report(State.ENDED, Reason.COMPLETED)]
        call = board.call_goes_live()
        await board.switchboard.send_digits(call.id, "1", out_of_band=True)
        board.life.media_ended(call.id, stopped=True)
        await asyncio.sleep(55)
        assert board.now(call.id).state is State.LIVE
        await asyncio.sleep(10)
        assert board.now(call.id).reason is Reason.COMPLETED


@in_virtual_time
async def test_an_aside_that_comes_soon_after_another_has_its_own_minute() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        for _ in range(2):
            await board.switchboard.send_digits(call.id, "1", out_of_band=True)
            with pytest.raises(NotNow):
                await board.switchboard.send_digits(call.id, "2", out_of_band=True)
            await asyncio.sleep(40)
            assert board.life.media_began(call.id, "CA77")
        await board.switchboard.send_digits(call.id, "1", out_of_band=True)
        await asyncio.sleep(30)  # the first one's minute has passed by now
        assert board.now(call.id).state is State.LIVE
        assert board.trunk.looked_up == []


@in_virtual_time
async def test_keys_that_no_carrier_presses_are_refused() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        for digits in ("", "x", "1" * 33):
            with pytest.raises(Refused):
                await board.switchboard.send_digits(call.id, digits, out_of_band=True)
        assert board.trunk.asides == []


@in_virtual_time
async def test_what_the_console_cannot_say_the_carrier_says() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        await board.switchboard.say_to_caller(call.id, "Hello.")
        assert ("speak", "Hello.") in board.audio.did
        board.audio.ask_fails = NotNow("no-voice", "This system has no voice.")
        await board.switchboard.say_to_caller(call.id, "Hello.")
        ((_, token, sentence),) = board.trunk.asides
        assert (token is not None, sentence) == (True, "Hello.")
        assert board.life.media_began(call.id, "CA77")
        await board.switchboard.say_goodbye(call.id, "Goodbye.")
        assert board.trunk.asides[-1] == ("CA77", None, "Goodbye.")
        assert board.trunk.hung_up == []


@in_virtual_time
async def test_a_last_word_is_said_before_the_hang_up() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        await board.switchboard.say_goodbye(call.id, "Goodbye.")
        assert ("speak", "Goodbye.") in board.audio.did
        assert board.trunk.hung_up == ["CA77"]
        assert board.now(call.id).reason is Reason.COMPLETED


@in_virtual_time
async def test_a_transfer_is_one_even_when_the_stop_comes_first() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        board.life.away.leaving(call.id)
        board.life.media_ended(call.id, stopped=True)
        assert board.now(call.id).reason is Reason.TRANSFERRED


@in_virtual_time
async def test_a_transfer_that_fails_leaves_no_trace() -> None:
    async with open_board() as board:
        board.trunk.transfer_fails = DOWN
        call = board.call_goes_live()
        with pytest.raises(NotNow):
            await board.switchboard.transfer(call.id, "+14155550142")
        board.life.media_ended(call.id, stopped=True)
        assert board.now(call.id).reason is Reason.COMPLETED


@in_virtual_time
async def test_a_call_that_the_carrier_has_is_asked_about_until_it_ends(
    expected_log: ExpectLog,
) -> None:
    expected_log("can't be reached")
    async with open_board() as board:
        board.trunk.look_up_says = [UP, UP, DOWN, UP, Report(State.ENDED, Reason.COMPLETED)]
        call = board.call_comes_in()
        board.life.elsewhere.begin(call.id, State.LIVE, "it hears a sentence")
        await asyncio.sleep(100)
        assert board.now(call.id).state is State.LIVE
        await asyncio.sleep(60)
        assert board.now(call.id).reason is Reason.COMPLETED


@in_virtual_time
async def test_a_call_that_rings_elsewhere_is_not_taken_for_a_lost_one() -> None:
    async with open_board() as board:
        board.trunk.look_up_says = [UP]
        call = board.call_comes_in()
        board.life.elsewhere.begin(call.id, State.CONNECTING, "it rings elsewhere")
        await asyncio.sleep(300)
        assert board.now(call.id).state is State.CONNECTING
        board.trunk.look_up_says = []
        await asyncio.sleep(31)
        assert board.now(call.id).reason is Reason.LOST


@in_virtual_time
async def test_a_recording_is_learnt_of_after_the_end() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        board.life.end(call.id, Reason.COMPLETED, "hung up")
        board.life.elsewhere.recorded(call.id, url="https://x/RE1", seconds="9")
        ended = board.now(call.id)
        assert (ended.state, ended.recording_url) == (State.ENDED, "https://x/RE1")
        assert [c.new.state for c in board.changes(call.id)].count(State.ENDED) == 2


@pytest.mark.parametrize("who", AnsweredBy)
@pytest.mark.parametrize("wish", OnMachine)
@in_virtual_time
async def test_each_verdict_has_what_the_dial_wished(wish: OnMachine, who: AnsweredBy) -> None:
    async with open_board() as board:
        call = await board.switchboard.dial(PARTY, options=DialOptions(on_machine=wish))
        await settle()
        board.life.report(call.id, UP)
        for _ in range(2):  # the carrier may say it twice
            await board.life.machines.answered_by(call.id, who)
        await settle()
        assert board.now(call.id).answered_by == (None if wish is OnMachine.IGNORE else who)
        machine = who in (AnsweredBy.MACHINE, AnsweredBy.BEEP, AnsweredBy.FAX)
        notes = [it for it in board.audio.did if it[0] is Speaker.NOTE]
        assert len(notes) == (0 if wish is OnMachine.IGNORE else 1)
        assert board.now(call.id).ended == (wish is OnMachine.HANG_UP and machine)
        begun = ("begin", call.id) in board.audio.did
        assert begun == (wish is OnMachine.LEAVE_MESSAGE)


@in_virtual_time
async def test_a_call_that_came_in_ends_after_its_lines_longest_time() -> None:
    async with open_board((replace(LINE, guard_rails=GuardRails(max_minutes=2)),)) as board:
        call = board.call_goes_live()
        await asyncio.sleep(119)
        assert board.now(call.id).state is State.LIVE
        await asyncio.sleep(2)
        assert board.now(call.id).reason is Reason.COMPLETED
        assert board.trunk.hung_up == ["CA77"]
        assert (Speaker.NOTE, "Ended after the line's 2 minutes") in board.audio.did
