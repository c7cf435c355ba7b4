"""A Twilio that is a good part of a second away: what is under way is not what waits."""

from __future__ import annotations

from pathlib import Path

from streamdouble.protocol import StreamIdentity
from streamdouble.session import Session, SessionConfig

from tests.foreign.conftest import World, open_world

AWAY_S = 0.15
FRAME_S = 0.02
LISTENS = [b"\xff" * 160] * 250
PATIENT = SessionConfig(response_timeout_s=20, quiet_period_s=0.3, max_drain_s=10, max_call_s=40)


async def test_an_agent_is_heard_without_holes(tmp_path: Path) -> None:
    async with open_world(tmp_path, CONSOLE_AGENT="practice") as world:
        world.cloud.tunnel.away_s = AWAY_S
        came = await heard_at(world)
    assert len(came) > 100
    played_by, holes_s = came[0], 0.0
    for at in came:
        holes_s += max(0.0, at - played_by)
        played_by = max(played_by, at) + FRAME_S
    # What a busy machine does is a few holes; to wait for each mark's echo costs a third of all.
    assert holes_s < 0.15 * len(came) * FRAME_S


async def heard_at(world: World) -> list[float]:
    """Hold a call; return when each 20 ms of what the agent says arrived."""
    sid, answer = await world.cloud.ring()
    identity = StreamIdentity(account_sid=world.cloud.account_sid, call_sid=sid)
    url = world.cloud.tunnel.url_for(answer.stream_url)
    result = await Session(url, LISTENS, config=PATIENT, identity=identity).run()
    assert result.violations == []
    return [event.at for event in result.events_of("media_received")]
