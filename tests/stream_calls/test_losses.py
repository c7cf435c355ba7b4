"""Calls whose agent or Stream is lost: what the caller heard, what the operator saw."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from console.audio.g711 import decode, encode
from console.audio.voice import can_speak
from console.switchboard.call import Call, Doing, Engagement, Flag, Reason, State
from console.switchboard.events import CallChanged, Event
from console.switchboard.lines import AgentLoss
from tests.agents_stream.far import Somebody, is_pitch, tone, until
from tests.conftest import ExpectLog
from tests.stream_calls.console import Console, Open, Phone, level, soon

pytest.importorskip("getstream_rtc", reason="getstream 7 is not installed")

HUMAN = "+14155550123"
QUIET = b"\xff" * 160


class Story:
    """What an operator sees of one call, from now on."""

    def __init__(self, console: Console, call: Call) -> None:
        self.flags: set[Flag] = set()
        self.doings: set[Doing | None] = set()
        self._console = console
        self._call = call
        console.engine.switchboard.listen_to_events(self._take)

    def _take(self, event: Event) -> None:
        if isinstance(event, CallChanged) and event.new.id == self._call.id:
            self.flags |= event.new.flags
            self.doings.add(event.new.doing)

    async def ends(self) -> Call:
        await until(lambda: self._console.now(self._call).ended)
        return self._console.now(self._call)


async def nothing_left(console: Console, *calls: Call) -> None:
    """Nobody of ours stays behind, at Stream or here."""
    phones = {f"phone-{call.id}" for call in calls}

    def left() -> set[str]:
        return phones & {p.user_id for call in console.edge.calls() for p in call.participants}

    await until(lambda: not left())
    await until(lambda: all(console.engine.sessions.get(call.id) is None for call in calls))


def loudness(heard: bytes | bytearray) -> Iterator[float]:
    """Give the loudness of each tenth of a second, dB under full."""
    samples = decode(bytes(heard)).astype(np.float64)
    for at in range(0, len(samples) - 800, 800):
        yield float(20 * np.log10(np.sqrt(np.mean(samples[at : at + 800] ** 2)) / 32_768 + 1e-9))


async def test_an_agent_that_says_goodbye_in_any_way_hangs_up(open_console: Open) -> None:
    console = await open_console(soon(rejoin_s=0.6))
    phones = [Phone(QUIET) for _ in range(3)]
    talks = await asyncio.gather(*(console.talks(phone) for phone in phones))
    stories = [Story(console, call) for call, _ in talks]
    (_, leaves), (_, ends), (third, says) = talks
    await asyncio.gather(leaves.leave(), ends.rest.end(), says.send(type="console.hang_up"))
    for story in stories:
        ended = await story.ends()
        assert (ended.reason, ended.error) == (Reason.COMPLETED, None)
    await nothing_left(console, *(call for call, _ in talks))
    assert console.now(third).agent


async def test_a_phone_that_is_put_down_releases_the_agent(open_console: Open) -> None:
    console = await open_console()
    phone = Phone(QUIET)
    call, agent = await console.talks(phone)
    story = Story(console, call)
    phone.hung_up = True
    assert (await story.ends()).reason is Reason.COMPLETED
    await nothing_left(console, call)
    await until(lambda: console.edge.calls()[0].ended and agent.connection.ending)


@pytest.mark.skipif(not can_speak(), reason="this system has no voice")
async def test_who_hears_no_agent_any_more_is_excused_and_led_away(open_console: Open) -> None:
    console = await open_console(soon(no_packets_s=1.5, excuse_s=0.5, dead_s=6.0))
    faults, conditions = console.edge.faults, console.edge.conditions
    phones = [Phone(QUIET) for _ in range(2)]
    calls = [await console.rings(phone) for phone in phones]
    for call, user_id in zip(calls, ("agent", "other"), strict=True):
        await console.agent(call, user_id)
    for phone, call in zip(phones, calls, strict=True):
        await until(lambda c=call: console.ready(c))
        await until(lambda p=phone: level(p.last(0.5), 880) > -30)  # a busy machine loses some
    stories = [Story(console, call) for call in calls]
    at = [len(phone.heard) for phone in phones]
    conditions.dead_media.add("agent")
    faults.cut_media(f"phone-{calls[1].id}")  # the agent is well: it is the phone's own
    for story, phone, call, begun in zip(stories, phones, calls, at, strict=True):
        ended = await story.ends()
        assert ended.error
        assert ended.error.message == "The agent was lost and did not come back."
        assert "No audio comes from the agent." in console.notes(call)
        assert "The caller hears: One moment, please." in console.notes(call)
        assert Flag.AGENT_TROUBLE in story.flags
        assert Doing.NO_MEDIA in story.doings
        # Silence, the console's voice, and then the carrier's own words or none: but no tone.
        assert max(list(loudness(phone.heard[begun:]))[5:]) > -30
        assert level(phone.last(0.5), 880) < -40
    await until(lambda: console.lamp()[0] == "warn")
    assert console.lamp()[1].startswith("The last call was left without its agent.")
    await nothing_left(console, *calls)


async def test_an_agent_that_never_comes_is_said(open_console: Open) -> None:
    console = await open_console(agent_patience=5)
    call = await console.rings(Phone(QUIET))
    ended = await Story(console, call).ends()
    assert ended.error
    assert ended.error.message.startswith("No agent came into the call within 5 seconds.")
    assert ended.agent
    assert ended.agent.state == "failed"
    await nothing_left(console, call)


async def test_a_phone_that_is_thrown_out_is_told_why(open_console: Open) -> None:
    console = await open_console()
    call, agent = await console.talks(Phone(QUIET))
    story = Story(console, call)
    await agent.rest.kick_user(user_id=f"phone-{call.id}")
    ended = await story.ends()
    assert ended.error
    assert ended.error.message == "The phone was removed from the Stream call."
    await nothing_left(console, call)


async def test_muted_agents_are_shown_and_the_call_goes_on(open_console: Open) -> None:
    console = await open_console(soon(no_packets_s=1.5, dead_s=2.0))
    phone = Phone(QUIET)
    call, agent = await console.talks(phone)
    story = Story(console, call)
    await agent.rest.mute_users(user_ids=["agent"], audio=True)
    await until(lambda: "The agent is muted." in console.notes(call))
    await asyncio.sleep(2.5)  # longer than a dead agent is waited for
    assert console.now(call).state is State.LIVE
    assert console.now(call).flags == {Flag.AGENT_TROUBLE}
    await until(lambda: level(phone.last(0.5), 880) < -60)
    assert Doing.NO_MEDIA in story.doings


@pytest.mark.parametrize(
    "faults",  # two at a time: a call takes a quarter of a core
    [
        ("drop_sfu_socket", "close_sfu_socket"),
        ("drop_coordinator_socket", "rejoin"),
        ("migrate",),
    ],
)
async def test_connections_that_break_are_made_again(
    open_console: Open, faults: tuple[str, ...]
) -> None:
    console = await open_console()
    console.edge.conditions.withhold_migration = True  # the SDK waits, and joins again
    said = encode(np.concatenate([tone(440, 8_000, frame) for frame in range(50)]))
    phones = [Phone(said) for _ in faults]
    talks = await asyncio.gather(*(console.talks(phone) for phone in phones))

    async def goes_on(phone: Phone, call: Call, agent: Somebody) -> None:
        begun = len(phone.heard)
        agent.frames.clear()
        await until(
            lambda: (
                len(phone.heard) > begun + 8_000
                and level(phone.last(0.3), 880) > -20
                and len(agent.frames) > 50
                and is_pitch(agent.heard_last(), 48_000, 440)
            ),
            within=120,
        )
        assert console.now(call).state is State.LIVE
        assert not console.now(call).error

    for (call, _), fault in zip(talks, faults, strict=True):
        getattr(console.edge.faults, fault)(f"phone-{call.id}")
    await asyncio.sleep(1.0)
    await asyncio.gather(
        *(goes_on(phone, *talk) for phone, talk in zip(phones, talks, strict=True))
    )


async def test_an_edge_that_dies_takes_nobody_with_it(
    open_console: Open, expected_log: ExpectLog
) -> None:
    expected_log("A call stays behind at Stream")
    console = await open_console(soon(link_s=2.0))
    call, _ = await console.talks(Phone(QUIET))
    story = Story(console, call)
    await console.edge.stop()
    ended = await story.ends()
    assert ended.error
    assert ended.error.message == "The connection to Stream was lost and did not come back."
    assert "The connection to Stream is interrupted." in console.notes(call)
    await until(lambda: console.engine.sessions.get(call.id) is None)


async def test_a_line_with_a_person_behind_it_leads_there(open_console: Open) -> None:
    console = await open_console(soon(no_packets_s=1.5, dead_s=2.0))
    loss = AgentLoss(sentence="I connect you.", forward_to=HUMAN)
    [line] = console.engine.switchboard.lines()
    console.engine._use_lines((replace(line, agent_loss=loss),))
    call, _ = await console.talks(Phone(QUIET))
    story = Story(console, call)
    console.edge.conditions.dead_media.add("agent")
    assert (await story.ends()).reason is Reason.TRANSFERRED
    await nothing_left(console, call)


async def test_an_operator_who_took_over_keeps_the_caller(open_console: Open) -> None:
    console = await open_console(soon(no_packets_s=1.5, dead_s=2.0))
    call, agent = await console.talks(Phone(QUIET))
    await console.engine.switchboard.engage(call.id, Engagement.TAKE_OVER)
    console.edge.conditions.dead_media.add("agent")
    await until(lambda: console.now(call).error)
    await asyncio.sleep(0.5)
    assert console.now(call).state is State.LIVE
    assert not any("The caller hears" in note for note in console.notes(call))
    await agent.leave()
    await console.engine.switchboard.hang_up(call.id)
    await nothing_left(console, call)
