"""A phone call's place in a Stream call: both hear each other, and nothing stays behind."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from console.agents.agent import AgentError, AgentLeg
from console.agents.stream.agents import StreamAgents
from console.agents.stream.config import StreamConfig
from console.agents.stream.sdk import VERSION
from console.audio.g711 import decode
from console.practice.edge import StreamEdge
from tests.agents_stream.conftest import MakeAgents, Meet
from tests.agents_stream.far import CALL_ID, Caller, Far, Line, a_call, is_pitch, until

BATCHES = {7: 10, 6: 5}[VERSION]
"""Of three calls at a time, after the first three; 6 does its WebRTC in Python and is slower."""


async def test_caller_and_agent_hear_each_other(
    edge: StreamEdge, leg: AgentLeg, meet: Meet
) -> None:
    agent = await meet(hz=880)
    await leg.start(a_call())
    line = Line()
    await leg.join(line)
    caller = Caller(leg)
    await caller.talk_until(lambda: is_pitch(agent.heard_last(), 48_000, 440))
    await caller.talk_until(lambda: is_pitch(decode(line.heard()), 8_000, 880))
    lengths = [len(frame) for _, frame in line.frames[5:]]
    assert statistics.mode(lengths) == max(lengths) == 160


async def test_the_stream_call_knows_whose_it_is(
    edge: StreamEdge, leg: AgentLeg, meet: Meet
) -> None:
    agent = await meet()
    await leg.start(a_call())

    [call] = edge.calls()
    assert call.cid == f"default:{CALL_ID}"
    assert call.custom == {
        "console_call_id": CALL_ID,
        "carrier": "twilio",
        "carrier_call_id": "CA1",
        "direction": "inbound",
        "from": "+14155550142",
        "to": "+14155550100",
    }
    users = {participant.user_id for participant in call.participants}
    assert users == {f"phone-{CALL_ID}", agent.user_id}


async def test_the_ids_are_the_users_own(
    edge: StreamEdge, make_agents: MakeAgents, meet: Meet
) -> None:
    agents = await make_agents(
        call_type="support", call_id="{carrier}-{id}", user_id="line-{direction}"
    )
    leg = agents.make()
    starting = asyncio.create_task(leg.start(a_call()))
    await until(lambda: any(call.participants for call in edge.calls()))
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)

    [call] = edge.calls()
    assert call.cid == f"support:twilio-{CALL_ID}"
    assert [participant.user_id for participant in call.participants] == ["line-inbound"]
    await leg.stop()


async def test_two_who_speak_are_heard_together_and_in_time(leg: AgentLeg, meet: Meet) -> None:
    await meet("agent", hz=600)
    await meet("colleague", hz=1_900)
    await leg.start(a_call())
    line = Line()
    await leg.join(line)

    def together() -> bool:
        last = decode(line.heard(60)[-8_000:])
        power = np.abs(np.fft.rfft(last * np.hanning(last.size)))
        at = np.arange(power.size) * 8_000 / max(1, last.size)
        both = [power[np.abs(at - hz) < 20].max(initial=0) for hz in (600, 1_900)]
        # What is cut by a busy machine spreads around both, and is nowhere else as loud.
        others = power[(np.abs(at - 600) > 100) & (np.abs(at - 1_900) > 100)]
        return bool(min(both) > 5 * others.max(initial=0))

    def seconds() -> float:
        return line.frames[-1][0] - line.frames[-100][0]

    await Caller(leg).talk_until(
        # Of what each says a busy machine loses some, but not the half.
        lambda: len(line.frames) >= 100 and seconds() < 3.0 and together()
    )
    # One clock: no more audio than time passed, however many speak.
    assert seconds() > 1.98 - 0.15


async def test_the_call_ends_with_the_phone(edge: StreamEdge, leg: AgentLeg, meet: Meet) -> None:
    await meet()
    await leg.start(a_call())
    await leg.join(Line())
    await leg.stop()

    [call] = edge.calls()
    assert call.ended
    assert f"phone-{CALL_ID}" not in [participant.user_id for participant in call.participants]


async def test_the_call_goes_on_where_that_is_wished(
    edge: StreamEdge, make_agents: MakeAgents, meet: Meet
) -> None:
    await meet()
    leg = (await make_agents(end_call=False)).make()
    await leg.start(a_call())
    await leg.stop()

    [call] = edge.calls()
    assert not call.ended
    assert [participant.user_id for participant in call.participants] == ["agent"]


async def test_a_leg_that_never_started_stops(leg: AgentLeg) -> None:
    await leg.hear(b"\xff" * 160)
    leg.key("1")
    await leg.stop()


async def test_a_start_that_is_given_up_leaves_the_call(edge: StreamEdge, leg: AgentLeg) -> None:
    starting = asyncio.create_task(leg.start(a_call()))
    await until(lambda: any(call.participants for call in edge.calls()))
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    await leg.stop()

    [call] = edge.calls()
    assert not call.participants
    assert call.ended


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_nothing_is_left_behind(edge: StreamEdge, make_agents: MakeAgents, far: Far) -> None:
    agents = await make_agents()

    async def one(number: int) -> None:
        call_id = f"{number:016x}"
        agent, leg, line = far.somebody(call_id=call_id), agents.make(), Line()
        await agent.join(hz=700)
        try:
            await leg.start(a_call(call_id))
            await leg.join(line)
            await Caller(leg).talk_until(lambda: decode(line.heard()).max(initial=0) > 1_000)
        finally:
            # The core loses a socket where the edge of its own process ends the call.
            await agent.leave()
            await leg.stop()

    await asyncio.gather(*map(one, range(3)))  # the first ones make what all share
    gc.collect()
    before = _Belongings.now()
    for batch in range(1, BATCHES + 1):
        await asyncio.gather(*(one(3 * batch + number) for number in range(3)))
    calls = 3 * BATCHES
    gc.collect()
    await until(lambda: _Belongings.now().media <= before.media)
    await until(lambda: _Belongings.now().tasks <= before.tasks + 10)  # kept HTTP connections
    # Pools of HTTP connections and of threads vary, and idle ones go after a while; what stays of
    # a call would be as many as there were calls, or twice as many.
    await until(lambda: _Belongings.now().files <= before.files + calls * 5 // 6)
    await until(lambda: _Belongings.now().threads <= before.threads + calls * 2 // 3)
    assert not any(call.participants for call in edge.calls())


@dataclass(frozen=True)
class _Belongings:
    """What this process holds; ``media`` are its UDP sockets."""

    tasks: int
    threads: int
    files: int
    media: int

    @classmethod
    def now(cls) -> _Belongings:
        files = []
        for name in os.listdir("/proc/self/fd"):
            with contextlib.suppress(OSError):
                files.append(os.readlink(f"/proc/self/fd/{name}"))
        udp = Path("/proc/net/udp").read_text() + Path("/proc/net/udp6").read_text()
        inodes = {f"socket:[{line.split()[9]}]" for line in udp.splitlines() if ":" in line}
        threads = len(os.listdir("/proc/self/task"))
        media = sum(name in inodes for name in files)
        return cls(len(asyncio.all_tasks()), threads, len(files), media)


async def test_a_leg_without_a_warm_up_says_so(config: StreamConfig) -> None:
    leg = StreamAgents(config).make()
    assert leg.kind == "stream"
    with pytest.raises(AgentError, match="not ready yet"):
        await leg.start(a_call())
