"""Fifty calls at once, held by PyPI's streamdouble through a tunnel that signs.

``FOREIGN_CALL_S=60`` holds them for a minute; ``-s`` shows the figures.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys

import pytest
from streamdouble.protocol import StreamIdentity
from streamdouble.session import Session, SessionConfig, SessionResult

from tests.fakes.node_process import eventually
from tests.foreign.conftest import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

CALLS = 50
SECONDS = float(os.environ.get("FOREIGN_CALL_S", "5"))
FRAMES = round(SECONDS * 50)
PATIENT = SessionConfig(
    response_timeout_s=10, quiet_period_s=0.3, max_drain_s=20, max_call_s=SECONDS + 30
)


def speech(number: int) -> list[bytes]:
    """Frames that no other call has, each naming its call and its place."""
    noise = random.Random(number)
    head = [bytes([number, *divmod(place, 256)]) for place in range(FRAMES)]
    return [start + noise.randbytes(157) for start in head]


async def hold(world: World, number: int, frames: list[bytes]) -> tuple[str, SessionResult]:
    sid, answer = await world.cloud.ring()
    identity = StreamIdentity(account_sid=world.cloud.account_sid, call_sid=sid)
    url = world.cloud.tunnel.url_for(answer.stream_url)
    return sid, await Session(url, frames, config=PATIENT, identity=identity).run()


def returns_ms(result: SessionResult) -> list[float]:
    """How long after it was due each frame was back, streamdouble's own lateness included."""
    came = [event.at for event in result.events_of("media_received")]
    return [(at - result.started_at - n * 0.02) * 1000 for n, at in enumerate(came)]


def figures(results: list[SessionResult]) -> str:
    back = sorted(ms for result in results for ms in returns_ms(result))
    at = {p: back[min(int(len(back) * p / 100), len(back) - 1)] for p in (50, 99, 99.9)}
    sent = [result.pacing for result in results]
    late = sum(p.total_lateness_s for p in sent) / sum(p.frames for p in sent) * 1000
    worst = max(p.max_lateness_s for p in sent) * 1000
    return (
        f"{len(results)} calls of {SECONDS:g} s: {len(back)} frames back; due → back "
        f"p50 {at[50]:.1f}, p99 {at[99]:.1f}, p99.9 {at[99.9]:.1f}, max {back[-1]:.1f} ms; "
        f"more than 40 ms {sum(ms > 40 for ms in back)}; of it streamdouble's own pacing "
        f"mean {late:.1f}, max {worst:.1f} ms"
    )


async def test_fifty_calls_get_every_frame_back_byte_for_byte_in_order(world: World) -> None:
    assert await world.desk.get("/api/calls") == {"calls": []}
    sockets = world.node.sockets()
    said = [speech(number) for number in range(CALLS)]
    held = await asyncio.gather(*(hold(world, n, frames) for n, frames in enumerate(said)))
    results = [result for _, result in held]
    sys.stdout.write(f"{figures(results)}\n")

    for frames, result in zip(said, results, strict=True):
        assert (result.violations, result.unknown_events) == ([], [])
        assert (result.closed_by, result.timed_out) == (None, False)
        assert result.frames_sent == result.media_frames_received == FRAMES
        assert result.audio_received == b"".join(frames)

    for sid, _ in held:
        assert (await world.desk.call(sid, "ended"))["reason"] == "completed"
    assert await world.desk.get("/api/calls") == {"calls": []}
    listed = (await world.desk.get("/api/calls?ended=1"))["calls"]
    assert {call["carrier_call_id"] for call in listed} == {sid for sid, _ in held}
    assert [call["error"] for call in listed] == [None] * CALLS
    await eventually(lambda: world.cloud.tunnel.open == 0, "no tunnel that is still open")
    await eventually(lambda: world.node.sockets() <= sockets, "the node without its calls' sockets")

    metrics = await world.desk.metrics()
    assert [n for name, n in metrics.items() if name.startswith("calls{")] == [0] * 6
    expected = {
        "webhooks_answered_total": CALLS,
        "webhooks_refused_total": 0,
        "media_sockets_opened_total": CALLS,
        "media_sockets_refused_total": 0,
        "frames_in_total": CALLS * FRAMES,
        "frames_bad_total": 0,
        "frames_missing_total": 0,
        "frames_unsent_total": 0,
    }
    assert {name: metrics[name] for name in expected} == expected
