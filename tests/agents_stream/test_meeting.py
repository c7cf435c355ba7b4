"""The operator in the Stream call itself: who is there, and what can be done about it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from console.agents.agent import AgentError, Meets
from console.practice.edge import StreamEdge
from console.switchboard.meeting import MeetingStep, Step
from tests.agents_stream.conftest import MakeAgents, Meet
from tests.agents_stream.far import CALL_ID, PATIENT, Caller, Line, a_call, until

PHONE = f"phone-{CALL_ID}"


@pytest.fixture
async def leg(make_agents: MakeAgents, meet: Meet) -> Any:
    """Give one leg in a call with an agent."""
    await meet(hz=880)
    leg: Any = (await make_agents(policy=replace(PATIENT, rejoin_s=0.5))).make()
    leg.line = Line()
    await leg.start(a_call())
    await leg.join(leg.line)
    yield leg
    await leg.stop()


async def test_it_is_seen_who_is_there(leg: Any) -> None:
    assert isinstance(leg, Meets)
    meeting = await leg.meeting()
    assert meeting.address == f"default:{CALL_ID}"
    there = {each.user_id: each for each in meeting.participants}
    assert there.keys() == {PHONE, "agent"}
    assert there[PHONE].is_phone
    assert not there["agent"].is_phone
    assert there["agent"].muted is False
    assert meeting.report
    assert (meeting.report.users, meeting.report.sessions) == (2, 2)
    assert (meeting.recording, meeting.transcribing, meeting.captioning) == (False, False, False)


@pytest.mark.parametrize(
    ("step", "seen"), [(Step.RECORDING, "recording"), (Step.TRANSCRIPTION, "transcribing")]
)
async def test_what_is_kept_is_switched(leg: Any, step: Step, seen: str) -> None:
    for on in (True, False):
        await leg.meeting_step(MeetingStep(step, on=on))
        assert getattr(await leg.meeting(), seen) is on


async def test_an_agent_is_muted(leg: Any) -> None:
    await Caller(leg).talk_until(lambda: len(leg.line.frames) > 5)
    await leg.meeting_step(MeetingStep(Step.MUTE, "agent"))
    assert [each.muted for each in (await leg.meeting()).participants] == [True, None]
    # What was on its way still comes; an agent that is not muted sends 50 frames a second.
    await Caller(leg).talk_until(lambda: time.monotonic() - leg.line.frames[-1][0] > 0.4)


async def test_an_agent_is_kicked_and_the_call_ends(leg: Any, edge: StreamEdge) -> None:
    await leg.meeting_step(MeetingStep(Step.KICK, "agent", block=True))
    [call] = edge.calls()
    assert [each.user_id for each in call.participants] == [PHONE]
    await until(lambda: leg.line.ends == [""])


async def test_the_stream_call_is_ended_for_all(leg: Any, edge: StreamEdge) -> None:
    await leg.meeting_step(MeetingStep(Step.END))
    assert edge.calls()[0].ended
    await until(lambda: leg.line.ends == [""])


async def test_somebody_has_to_be_named(leg: Any) -> None:
    with pytest.raises(AgentError, match="Say whom"):
        await leg.meeting_step(MeetingStep(Step.KICK))


async def test_before_the_call_there_is_none(make_agents: MakeAgents) -> None:
    leg: Any = (await make_agents()).make()
    with pytest.raises(AgentError, match="not there yet"):
        await leg.meeting()


async def test_an_edge_that_is_gone_is_said(leg: Any, edge: StreamEdge, expected_log: Any) -> None:
    await edge.stop()
    with pytest.raises(AgentError, match="Stream could not be reached"):
        await leg.meeting()
    await leg.stop()
    expected_log("A Stream call stays behind|A call stays behind at Stream")
