"""A desk's side of a node: what is seen and done through it, and when it goes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest

from console.control_client import ControlError
from console.control_file import ControlAddress
from console.remote_node.mirror import Mirror
from console.remote_node.sound import RemotePath
from console.remote_node.switchboard import RemoteSwitchboard
from console.switchboard.call import Ask, Engagement, Reason, State
from console.switchboard.errors import NoSuchCall, NotNow, Refused
from console.switchboard.events import CallChanged, Event, EventBus, LampState
from tests.audio.sounds import tone
from tests.server.house import CONTROL_TOKEN, House, Media, open_house
from tests.ui.stage import call as stage_call

_SOON_S = 30.0


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(_SOON_S):
        while not holds():  # noqa: ASYNC110  another process's doings have no event here
            await asyncio.sleep(0.005)


@contextlib.asynccontextmanager
async def seen(house: House) -> AsyncIterator[RemoteSwitchboard]:
    """Look at a house through its control API."""
    board = RemoteSwitchboard(ControlAddress(house.control, CONTROL_TOKEN, 1))
    await board.start()
    following = asyncio.create_task(board.run())
    try:
        yield board
    finally:
        following.cancel()
        await asyncio.wait({following})
        await board.close()


async def test_what_is_there_is_seen_from_the_beginning() -> None:
    async with open_house(agent="hand") as house:
        call, _ = await house.talks()
        house.sessions.get(call.id).said("note", "Before we looked.")  # type: ignore[union-attr]
        async with seen(house) as board:
            assert [it.id for it in board.calls()] == [call.id]
            assert board.calls()[0].agent == house.now(call).agent
            assert board.lines() == house.switchboard.lines()
            assert board.lamps()[0].name == "node"
            await until(lambda: len(board.lamps()) == 1 + len(house.switchboard.lamps()))
            shown = {lamp.name: lamp.cause for lamp in board.lamps()}
            assert {lamp.name: lamp.cause for lamp in house.switchboard.lamps()}.items() <= (
                shown.items()
            )
            assert [line.text for line in board.transcript(call.id)] == ["Before we looked."]


async def test_what_happens_is_told_and_shown() -> None:
    async with open_house(agent="hand") as house, seen(house) as board:
        events: list[Event] = []
        stop = board.listen_to_events(events.append)
        call, _ = await house.talks()
        await until(lambda: any(c.state is State.LIVE for c in board.calls()))
        line = house.agents[0].line
        assert line is not None
        await line.speak(tone(100))
        await until(lambda: call.id in board.levels() and board.levels()[call.id].agent > -20)
        await until(lambda: board.qualities().get(call.id) is not None)
        await house.switchboard.hang_up(call.id)
        await until(lambda: not board.calls())
        assert board.ended_calls()[-1].reason is Reason.COMPLETED
        states = [e.new.state for e in events if isinstance(e, CallChanged)]
        assert states[-1] is State.ENDED
        stop()


async def test_every_command_arrives() -> None:
    async with open_house(agent="hand") as house, seen(house) as board:
        call, _ = await house.talks()
        line = house.agents[0].line
        assert line is not None
        line.can(frozenset(Ask))
        assert (await board.engage(call.id, Engagement.JOIN)).engagement is Engagement.JOIN
        assert (await board.hold(call.id)).state is State.HELD
        assert (await board.resume(call.id)).state is State.LIVE
        assert (await board.silence(call.id)).silenced
        assert [c.id for c in await board.silence_all()] == [call.id]
        await board.instruct(call.id, "Be brief.")
        await board.say(call.id, "Goodbye.")
        await board.interrupt(call.id)
        assert [ask for ask, _ in house.agents[0].asked] == [Ask.INSTRUCT, Ask.SAY, Ask.INTERRUPT]
        await board.mark_moment(call.id)
        await board.note(call.id, "Noted.")
        assert (await board.transfer(call.id, "+14155550199")).reason is Reason.TRANSFERRED
        assert (await board.dial("+14155550142")).to == "+14155550142"
        assert len(await board.hang_up_all()) == 1


async def test_what_another_desk_does_opens_no_microphone_here() -> None:
    async with open_house(agent="hand") as house, seen(house) as here, seen(house) as there:
        call, _ = await house.talks()
        await until(lambda: len(here.calls()) == len(there.calls()) == 1)
        rungs: list[Engagement] = []
        here.listen_to_events(
            lambda e: rungs.append(e.new.engagement) if isinstance(e, CallChanged) else None
        )
        for rung in (Engagement.TAKE_OVER, Engagement.LISTEN, Engagement.TAKE_OVER):
            await there.engage(call.id, rung)
        await here.engage(call.id, Engagement.LISTEN)
        await until(lambda: here.calls()[0].engagement is Engagement.LISTEN)
        await until(lambda: there.calls()[0].engagement is Engagement.OFF)
        for rung in (Engagement.TAKE_OVER, Engagement.JOIN, Engagement.TAKE_OVER):
            await there.engage(call.id, rung)
        await until(lambda: there.calls()[0].engagement is Engagement.TAKE_OVER)
        await until(lambda: here.calls()[0].engagement is Engagement.OFF)
        assert set(rungs) == {Engagement.OFF, Engagement.LISTEN}


async def test_each_desk_shows_its_own_operators_rung_and_the_others_as_theirs() -> None:
    async with open_house(agent="hand") as house, seen(house) as one, seen(house) as other:

        def shown(board: RemoteSwitchboard) -> list[tuple[Engagement, Engagement]]:
            return [(call.engagement, call.elsewhere) for call in board.calls()]

        call, _ = await house.talks()
        await one.engage(call.id, Engagement.TAKE_OVER)
        await until(lambda: shown(one) == [(Engagement.TAKE_OVER, Engagement.OFF)])
        await until(lambda: shown(other) == [(Engagement.OFF, Engagement.TAKE_OVER)])
        # The console whose call it is may have a desk, and a microphone, of its own.
        own = house.now(call)
        assert (own.engagement, own.elsewhere) == (Engagement.OFF, Engagement.TAKE_OVER)
        await house.switchboard.engage(call.id, Engagement.LISTEN)
        for board in (one, other):
            await until(lambda it=board: shown(it) == [(Engagement.OFF, Engagement.LISTEN)])
        own = house.now(call)
        assert (own.engagement, own.elsewhere) == (Engagement.LISTEN, Engagement.OFF)


async def test_a_rung_that_was_refused_is_nobodys() -> None:
    async with open_house(agent="hand") as house, seen(house) as board:
        call, _ = await house.talks()
        await board.engage(call.id, Engagement.LISTEN)
        await board.hold(call.id)
        with pytest.raises(NotNow):
            await board.engage(call.id, Engagement.TAKE_OVER)
        await board.resume(call.id)
        await until(lambda: board.calls()[0].state is State.LIVE)
        assert board.calls()[0].engagement is Engagement.LISTEN


async def test_a_desk_that_leaves_hands_back_what_it_had() -> None:
    async with open_house(agent="hand") as house, seen(house) as board:
        call, _ = await house.talks()
        await board.engage(call.id, Engagement.TAKE_OVER)
        await board.hold(call.id)
        await board.leave()
        left = house.now(call)
        assert (left.state, left.engagement) == (State.LIVE, Engagement.OFF)
        await until(lambda: board.calls()[0].engagement is Engagement.OFF)
        await house.switchboard.engage(call.id, Engagement.TAKE_OVER)  # another's doing
        await house.switchboard.hold(call.id)
        await until(lambda: board.calls()[0].state is State.HELD)
        assert board.calls()[0].engagement is Engagement.OFF


async def test_refusals_are_those_of_a_switchboard() -> None:
    async with open_house(agent="hand") as house, seen(house) as board:
        call, _ = await house.talks()
        with pytest.raises(NoSuchCall):
            await board.hang_up("nobody")
        with pytest.raises(NotNow) as refused:
            await board.answer(call.id)
        assert refused.value.code == "not-ringing"
        with pytest.raises(Refused) as turned_down:
            await board.dial("911")
        assert turned_down.value.code == "emergency-number"
        assert board.readiness("911").code == "emergency-number"
        assert board.readiness("+14155550142").ready


async def test_a_node_that_goes_is_said_and_found_again() -> None:
    async with open_house(agent="hand") as house, seen(house) as board:
        call, _ = await house.talks()
        await until(lambda: len(board.calls()) == 1)
        await house.break_events()
        await until(lambda: board.lamps()[0].state is LampState.ERROR)
        assert board.calls()[0].id == call.id
        await until(lambda: board.lamps()[0].state is LampState.OK)


def test_calls_that_a_node_started_anew_does_not_know_are_lost() -> None:
    bus, changes = EventBus(), list[Event]()
    mirror = Mirror(bus)
    mirror.wishes.ask("a", Engagement.TAKE_OVER)
    taken_over = stage_call("a", engagement=Engagement.TAKE_OVER)
    for known in (taken_over, stage_call("b")):
        mirror.put(known, "snapshot")
    bus.listen(changes.append)
    mirror.keep({"b"})
    assert [call.id for call in mirror.live()] == ["b"]
    (change,) = changes
    assert isinstance(change, CallChanged)
    assert change.old == taken_over
    assert (change.new.state, change.new.reason) == (State.ENDED, Reason.LOST)
    assert change.new.ended_at
    assert mirror.ended() == (change.new,)


async def test_sound_that_breaks_off_is_told_until_it_is_back() -> None:
    async with open_house(agent="hand") as house, seen(house) as board:
        call, media = await house.talks()
        path, ears, told = RemotePath(board.client), Ears(), list[str]()
        path.lead_to(ears, lambda: told.append(path.problem))  # type: ignore[arg-type]
        await path.follow(call.id)
        talking = asyncio.create_task(_talk(house, media, path))
        try:
            await until(lambda: bool(ears.heard))
            await house.break_events()
            await until(lambda: told == ["The node can't be reached, so nobody hears you.", ""])
        finally:
            talking.cancel()
            await path.close()


class Ears:
    def __init__(self) -> None:
        self.heard = bytearray()

    def play_pcm(self, stereo: bytes) -> None:
        self.heard += stereo


async def test_a_wrong_token_is_a_sentence() -> None:
    async with open_house() as house:
        board = RemoteSwitchboard(ControlAddress(house.control, "wrong", 1))
        with pytest.raises(ControlError, match="token"):
            await board.start()


async def test_the_operator_is_heard_and_hears_over_the_network() -> None:
    async with open_house(agent="hand") as house, seen(house) as board:
        call, media = await house.talks()
        await board.engage(call.id, Engagement.TAKE_OVER)
        path, ears = RemotePath(board.client), Ears()
        path.lead_to(ears, lambda: None)  # type: ignore[arg-type]
        assert await path.recent() == b""
        await path.follow(call.id)
        assert len(await path.recent()) % 4 == 0
        talking = asyncio.create_task(_talk(house, media, path))
        try:
            await until(lambda: any(ears.heard))
            while (await media.hear())["event"] != "media":
                pass
        finally:
            talking.cancel()
            await path.close()


async def _talk(house: House, media: Media, path: RemotePath) -> None:
    """Let the caller and the operator speak at once."""
    while True:
        await media.say(tone(20))
        path.speak(tone(20), 0.0)
        house.time.pass_by(0.02)
        await asyncio.sleep(0.002)
