"""The commands: what each does, and the sentence with which it is turned down."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from console.switchboard.call import Call, CallError, Direction, Engagement, Reason, State
from console.switchboard.errors import CommandError, NoSuchCall, NotNow, Refused
from console.switchboard.events import LampState
from console.switchboard.interface import PracticeScenario
from console.switchboard.lines import GuardRails, Line
from console.switchboard.ports import Report, TrunkError
from tests.switchboard.board import DOWN, LINE, NUMBER, PARTY, Board, open_board, settle
from tests.virtual_time import in_virtual_time

# -- dial -------------------------------------------------------------------------------


@in_virtual_time
async def test_a_dial_is_there_at_once_and_then_queued_at_the_carrier() -> None:
    async with open_board() as board:
        board.trunk.takes_dials.clear()
        call = await board.switchboard.dial("(415) 555-0123")
        assert board.switchboard.calls() == (call,)
        assert (call.state, call.direction) == (State.PREPARING, Direction.OUTBOUND)
        assert (call.from_, call.to, call.line) == (NUMBER, PARTY, LINE.name)
        board.trunk.takes_dials.set()
        await settle()
        now = board.now(call.id)
        assert (now.state, now.carrier_call_id) == (State.QUEUED, "CA1")
        (attempt,) = board.trunk.attempts
        assert (attempt.call_id, attempt.to, attempt.from_) == (call.id, PARTY, NUMBER)
        assert board.audio.prepared == [call.id]


@in_virtual_time
async def test_a_dial_that_the_carrier_has_reported_already_is_not_put_back_to_queued() -> None:
    async with open_board() as board:
        board.trunk.takes_dials.clear()
        call = await board.switchboard.dial(PARTY)
        await settle()
        board.life.registry.bind(call.id, "CA1")
        board.life.report(call.id, Report(State.RINGING))
        board.trunk.takes_dials.set()
        await settle()
        assert board.now(call.id).state is State.RINGING


@in_virtual_time
async def test_a_dial_uses_the_line_and_the_agent_that_are_asked_for() -> None:
    second = Line("+14155550177", "Second line", "practice")
    async with open_board((LINE, second)) as board:
        call = await board.switchboard.dial(PARTY, from_=second.number, agent="echo")
        assert (call.from_, call.line) == (second.number, second.name)
        assert call.agent is not None
        assert call.agent.kind == "echo"


@in_virtual_time
async def test_a_dial_that_the_carrier_refuses_fails_with_its_sentence() -> None:
    async with open_board() as board:
        board.trunk.dial_fails = TrunkError("21215", "Twilio does not permit that country.")
        call = await board.switchboard.dial(PARTY)
        await settle()
        failed = board.now(call.id)
        assert (failed.state, failed.reason) == (State.ENDED, Reason.FAILED)
        assert failed.error == CallError("21215", "Twilio does not permit that country.")
        assert board.audio.released == [call.id]


@in_virtual_time
async def test_a_dial_that_the_carrier_reports_lives_on_without_an_answer_to_it() -> None:
    async with open_board() as board:
        board.trunk.takes_dials.clear()
        board.trunk.dial_fails = TrunkError("timeout", "Twilio did not answer in time.")
        call = await board.switchboard.dial(PARTY)
        await settle()
        board.life.registry.bind(call.id, "CA-reported")
        board.life.report(call.id, Report(State.RINGING))
        board.trunk.takes_dials.set()
        await settle()
        assert board.now(call.id).state is State.RINGING
        assert board.life.admit(call.id, board.trunk.attempts[0].token)


REFUSALS = {
    "a number that is not ours": ({"from_": "+14155550199"}, "no-such-line"),
    "an agent that is not here": ({"agent": "human"}, "no-such-agent"),
}


@pytest.mark.parametrize("name", REFUSALS)
@in_virtual_time
async def test_a_dial_as_somebody_else_is_refused(name: str) -> None:
    options, code = REFUSALS[name]
    async with open_board() as board:
        with pytest.raises(Refused) as refused:
            await board.switchboard.dial(PARTY, **options)
        assert refused.value.code == code
        assert board.switchboard.calls() == ()


@in_virtual_time
async def test_a_dial_without_any_line_is_refused() -> None:
    async with open_board(()) as board:
        with pytest.raises(Refused) as refused:
            await board.switchboard.dial(PARTY)
        assert refused.value.code == "no-line"
        assert board.switchboard.readiness(PARTY).code == "no-line"


@in_virtual_time
async def test_a_refused_dial_asks_nothing_of_the_carrier_and_leaves_no_call() -> None:
    async with open_board() as board:
        for number in ("911", "hello", "+442079460000"):
            with pytest.raises(Refused) as refused:
                await board.switchboard.dial(number)
            assert refused.value.message == board.switchboard.readiness(number).sentence
        await settle()
        assert board.trunk.attempts == []
        assert board.switchboard.calls() == ()


@in_virtual_time
async def test_a_dial_is_refused_while_a_part_that_it_needs_is_not_well() -> None:
    async with open_board() as board:
        board.lamps.set("tunnel", LampState.ERROR, "The tunnel is down.", "Look at ngrok.")
        with pytest.raises(Refused) as refused:
            await board.switchboard.dial(PARTY)
        assert (refused.value.code, refused.value.message) == (
            "tunnel-not-ready",
            "The tunnel is down. Look at ngrok.",
        )


@in_virtual_time
async def test_so_many_dials_at_once_and_no_more() -> None:
    line = Line(NUMBER, "Main line", "practice", guard_rails=GuardRails(dials_at_once=2))
    async with open_board((line,)) as board:
        first = await board.switchboard.dial(PARTY)
        await board.switchboard.dial(PARTY)
        board.call_comes_in()
        with pytest.raises(Refused) as refused:
            await board.switchboard.dial(PARTY)
        assert refused.value.code == "too-many-calls"
        await settle()
        await board.switchboard.hang_up(first.id)
        assert not (await board.switchboard.dial(PARTY)).ended


@in_virtual_time
async def test_so_many_dials_an_hour_and_refused_ones_do_not_count() -> None:
    line = Line(NUMBER, "Main line", "practice", guard_rails=GuardRails(dials_an_hour=2))
    async with open_board((line,)) as board:

        async def dial_and_end() -> None:
            call = await board.switchboard.dial(PARTY)
            await settle()
            await board.switchboard.hang_up(call.id)

        with pytest.raises(Refused):
            await board.switchboard.dial("911")
        await dial_and_end()
        await asyncio.sleep(600)
        await dial_and_end()
        with pytest.raises(Refused) as refused:
            await dial_and_end()
        assert refused.value.code == "too-many-calls"
        await asyncio.sleep(3000)
        await dial_and_end()
        with pytest.raises(Refused):
            await dial_and_end()


@in_virtual_time
async def test_nothing_is_dialled_once_the_console_closes() -> None:
    async with open_board() as board:
        live = await board.dialled_and_live()
        await board.switchboard.close()
        assert board.now(live.id).reason is Reason.COMPLETED
        assert board.trunk.hung_up == ["CA1"]
        with pytest.raises(Refused) as refused:
            await board.switchboard.dial(PARTY)
        assert refused.value.code == "closing"


# -- hang up ----------------------------------------------------------------------------


@in_virtual_time
async def test_hanging_up_ends_the_call_at_the_carrier() -> None:
    async with open_board() as board:
        call = await board.dialled_and_live()
        ended = await board.switchboard.hang_up(call.id)
        await settle()
        assert (ended.state, ended.reason) == (State.ENDED, Reason.COMPLETED)
        assert board.trunk.hung_up == ["CA1"]
        assert board.audio.released == [call.id]


@in_virtual_time
async def test_hanging_up_again_changes_nothing() -> None:
    async with open_board() as board:
        call = await board.dialled_and_live()
        ended = await board.switchboard.hang_up(call.id)
        assert await board.switchboard.hang_up(call.id) == ended
        assert board.trunk.hung_up == ["CA1"]


@in_virtual_time
async def test_a_call_that_was_never_answered_is_canceled_whatever_the_carrier_calls_it() -> None:
    async with open_board() as board:
        call = await board.switchboard.dial(PARTY)
        await settle()
        board.life.report(call.id, Report(State.RINGING))
        asking = asyncio.create_task(board.switchboard.hang_up(call.id))
        await asyncio.sleep(0)
        board.life.report(call.id, Report(State.ENDED, Reason.NO_ANSWER))
        assert (await asking).reason is Reason.CANCELED


@in_virtual_time
async def test_a_dial_hung_up_before_the_carrier_has_it_is_ended_there_once_it_does() -> None:
    async with open_board() as board:
        board.trunk.takes_dials.clear()
        call = await board.switchboard.dial(PARTY)
        await settle()
        ended = await board.switchboard.hang_up(call.id)
        assert (ended.state, ended.reason) == (State.ENDED, Reason.CANCELED)
        board.trunk.takes_dials.set()
        await settle()
        assert board.trunk.hung_up == ["CA1"]
        assert board.now(call.id) == ended


@in_virtual_time
async def test_a_dial_hung_up_at_once_never_reaches_the_carrier() -> None:
    async with open_board() as board:
        call = await board.switchboard.dial(PARTY)
        await board.switchboard.hang_up(call.id)
        await settle()
        assert board.trunk.attempts == []
        assert board.now(call.id).reason is Reason.CANCELED


@in_virtual_time
async def test_hanging_up_with_the_carrier_down_closes_the_audio_and_asks_later() -> None:
    async with open_board() as board:
        call = await board.dialled_and_live()
        board.trunk.hang_up_fails = DOWN
        board.trunk.look_up_says = [Report(State.ENDED, Reason.COMPLETED)]
        still = await board.switchboard.hang_up(call.id)
        assert still.state is State.LIVE
        assert still.error is not None
        assert still.error.message == f"{DOWN.message} The audio was closed instead."
        assert board.audio.released == [call.id]
        await asyncio.sleep(2.5)
        assert board.now(call.id).reason is Reason.COMPLETED


@in_virtual_time
async def test_a_ringing_call_that_the_carrier_does_not_end_rings_on_and_keeps_its_fate() -> None:
    async with open_board() as board:
        call = await board.switchboard.dial(PARTY)
        await settle()
        board.life.report(call.id, Report(State.RINGING))
        board.trunk.hang_up_fails = DOWN
        with pytest.raises(NotNow) as refused:
            await board.switchboard.hang_up(call.id)
        assert refused.value.message == DOWN.message
        assert board.now(call.id).state is State.RINGING
        board.life.report(call.id, Report(State.ENDED, Reason.BUSY))
        assert board.now(call.id).reason is Reason.BUSY


@in_virtual_time
async def test_hanging_up_everything_ends_every_call_however_many_they_are() -> None:
    rails = GuardRails(dials_at_once=500, dials_an_hour=500)
    async with open_board((Line(NUMBER, "Main line", "practice", guard_rails=rails),)) as board:
        for _ in range(120):
            await board.switchboard.dial(PARTY)
        await settle()
        calls = await board.switchboard.hang_up_all()
        assert len(calls) == 120
        assert all(call.reason is Reason.CANCELED for call in calls)
        assert board.switchboard.calls() == ()


@in_virtual_time
async def test_hanging_up_everything_tells_of_those_that_would_not_end() -> None:
    async with open_board() as board:
        live = await board.dialled_and_live()
        ringing = board.call_comes_in()
        board.trunk.hang_up_fails = DOWN
        calls = await board.switchboard.hang_up_all()
        assert [(call.id, call.state) for call in calls] == [
            (live.id, State.LIVE),
            (ringing.id, State.CONNECTING),
        ]
        assert calls[0].error is not None
        board.trunk.look_up_says = [Report(State.ENDED, Reason.COMPLETED)]


@in_virtual_time
async def test_closing_is_not_kept_by_calls_that_would_not_end() -> None:
    async with open_board() as board:
        board.call_comes_in("CA1")
        board.trunk.hang_up_fails = DOWN
        await board.switchboard.close()
        assert len(board.switchboard.calls()) == 1


# -- engage -----------------------------------------------------------------------------


@in_virtual_time
async def test_engaging_routes_the_audio_and_shows_on_the_call() -> None:
    async with open_board() as board:
        call = board.call_goes_live()
        listening = await board.switchboard.engage(call.id, Engagement.LISTEN)
        assert listening.engagement is Engagement.LISTEN
        assert board.now(call.id) == listening
        assert (await board.switchboard.engage(call.id, Engagement.OFF)).engagement == "off"
        assert board.audio.engaged == [(call.id, Engagement.LISTEN), (call.id, Engagement.OFF)]


@in_virtual_time
async def test_a_call_without_audio_cannot_be_listened_to() -> None:
    async with open_board() as board:
        call = board.call_comes_in()
        with pytest.raises(NotNow) as refused:
            await board.switchboard.engage(call.id, Engagement.LISTEN)
        assert refused.value.code == "not-live"
        board.life.report(call.id, Report(State.ENDED, Reason.COMPLETED))
        with pytest.raises(NotNow):
            await board.switchboard.engage(call.id, Engagement.LISTEN)
        assert board.audio.engaged == []


@in_virtual_time
async def test_no_command_works_on_a_call_that_there_is_not() -> None:
    async with open_board() as board:
        for command in (
            board.switchboard.hang_up("nobody"),
            board.switchboard.engage("nobody", Engagement.LISTEN),
        ):
            with pytest.raises(NoSuchCall):
                await command


# -- the practice line ------------------------------------------------------------------


class HandRinger:
    """Implements `PracticeRinger`: rings as the test says."""

    def __init__(self, board: Board, *, comes_in: str = "at once") -> None:
        self.asked: list[str | None] = []
        self._board = board
        self._comes_in = comes_in

    def scenarios(self) -> Sequence[PracticeScenario]:
        return (PracticeScenario("order", "An order", ""), PracticeScenario("late", "Late", ""))

    async def ring(self, scenario: str | None) -> str:
        self.asked.append(scenario)
        if self._comes_in == "at once":
            self._board.call_comes_in("CA-rung")
        elif self._comes_in == "later":
            loop = asyncio.get_running_loop()
            loop.call_later(1.0, self._board.call_comes_in, "CA-other")
            loop.call_later(2.0, self._board.call_comes_in, "CA-rung")
        return "CA-rung"


@pytest.mark.parametrize("comes_in", ["at once", "later"])
@in_virtual_time
async def test_a_practice_ring_gives_the_call_that_comes_in(comes_in: str) -> None:
    async with open_board() as board:
        board.switchboard.practice = ringer = HandRinger(board, comes_in=comes_in)
        call: Call = await board.switchboard.ring_practice("order")
        assert call.carrier_call_id == "CA-rung"
        assert ringer.asked == ["order"]


@in_virtual_time
async def test_a_practice_ring_that_does_not_come_in_is_told() -> None:
    async with open_board() as board:
        board.switchboard.practice = HandRinger(board, comes_in="never")
        with pytest.raises(NotNow) as refused:
            await board.switchboard.ring_practice()
        assert refused.value.code == "did-not-ring"


@in_virtual_time
async def test_only_the_practice_line_rings_and_only_callers_that_there_are() -> None:
    async with open_board() as board:
        assert list(board.switchboard.practice_scenarios()) == []
        with pytest.raises(Refused) as refused:
            await board.switchboard.ring_practice()
        assert refused.value.code == "not-practice"
        board.switchboard.practice = HandRinger(board)
        assert [s.name for s in board.switchboard.practice_scenarios()] == ["order", "late"]
        with pytest.raises(CommandError) as refused:
            await board.switchboard.ring_practice("nobody")
        assert refused.value.code == "no-such-scenario"
        assert "order, late" in refused.value.message
