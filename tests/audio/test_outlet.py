"""The outlet: never more than 200 ms ahead of the caller's ear, nothing lost, nothing late."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.audio.outlet import AHEAD_MS, Outlet
from tests.audio.phones import PlayingPhone
from tests.audio.sounds import numbered
from tests.virtual_time import ManualClock, in_virtual_time

TICK_MS = 20


@dataclass
class Way:
    """An outlet, the phone that it leads to, and the time that both live in."""

    speed: float = 1.0
    away_ms: int = 0
    time: ManualClock = field(default_factory=ManualClock)
    passed: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.phone = PlayingPhone(self.time, speed=self.speed, away_ms=self.away_ms)
        self.outlet = Outlet(self.phone, self.time, self.passed.append)
        self.phone.on_mark = self.outlet.marked

    async def send(self, frames: list[bytes]) -> None:
        for frame in frames:
            await self.outlet.send(frame)

    async def pass_by(self, ms: int) -> None:
        for _ in range(0, ms, TICK_MS):
            self.phone.play_on(TICK_MS)
            await self.outlet.drain()


@in_virtual_time
async def test_what_there_is_room_for_goes_at_once_and_the_rest_waits() -> None:
    way = Way()
    frames = numbered(15)
    await way.send(frames)
    assert way.passed == frames[:10]
    assert way.outlet.waiting
    assert way.outlet.buffered_ms == pytest.approx(300)
    assert way.phone.queued_ms == AHEAD_MS
    await way.pass_by(100)
    assert way.passed == frames
    assert not way.outlet.waiting
    await way.pass_by(300)
    assert way.phone.heard == b"".join(frames)
    assert way.outlet.buffered_ms == 0


@in_virtual_time
async def test_speech_in_real_time_is_not_held_up() -> None:
    way = Way()
    for frame in numbered(100):
        await way.outlet.send(frame)
        assert way.passed[-1] == frame
        await way.pass_by(TICK_MS)
    assert way.phone.most_ms == TICK_MS


@in_virtual_time
async def test_a_frame_longer_than_the_room_goes_in_pieces() -> None:
    way = Way()
    long = b"".join(numbered(40))
    await way.send([long])
    await way.pass_by(1000)
    assert way.phone.heard == long
    assert way.phone.most_ms <= AHEAD_MS


@pytest.mark.parametrize("away_ms", [50, 100, 150, 250])
@in_virtual_time
async def test_a_carrier_far_away_is_not_taken_for_one_that_waits(away_ms: int) -> None:
    way = Way(away_ms=away_ms)
    for frame in numbered(500):
        await way.outlet.send(frame)
        assert way.passed[-1] == frame
        await way.pass_by(TICK_MS)
    assert way.phone.gaps_ms == 0


@pytest.mark.parametrize("away_ms", [50, 100, 150, 250])
@in_virtual_time
async def test_long_speech_reaches_a_carrier_far_away_without_a_gap(away_ms: int) -> None:
    way = Way(away_ms=away_ms)
    await way.send(numbered(400))
    await way.pass_by(8_000)
    assert way.phone.gaps_ms == 0
    assert way.phone.most_ms <= AHEAD_MS + TICK_MS


@in_virtual_time
async def test_what_waits_at_a_carrier_far_away_is_seen() -> None:
    way = Way(away_ms=100)
    for number, frame in enumerate(numbered(200)):
        await way.outlet.send(frame)
        if 50 <= number < 60:  # it does not play for 200 ms
            way.time.pass_by(TICK_MS / 1000)
            await way.outlet.drain()
        else:
            await way.pass_by(TICK_MS)
    assert way.outlet.buffered_ms == pytest.approx(200, abs=2 * TICK_MS)


@pytest.mark.parametrize("speed", [0.97, 1.0, 1.03])
@in_virtual_time
async def test_marks_keep_count_where_the_carriers_clock_is_not_ours(speed: float) -> None:
    way = Way(speed)
    for frame in numbered(3000):
        await way.outlet.send(frame)
        await way.pass_by(TICK_MS)
    assert way.phone.most_ms <= AHEAD_MS + 20


@in_virtual_time
async def test_a_carrier_that_begins_to_play_late_gets_back_to_200_ms() -> None:
    way = Way()
    await way.send(numbered(200))
    for _ in range(10):
        way.time.pass_by(TICK_MS / 1000)
        await way.outlet.drain()
    assert way.phone.queued_ms > AHEAD_MS
    await way.pass_by(600)
    way.phone.most_ms = 0.0
    await way.pass_by(4000)
    assert 0 < way.phone.most_ms <= AHEAD_MS + TICK_MS
    assert way.phone.heard == b"".join(numbered(200))


@in_virtual_time
async def test_clearing_drops_what_waits_here_and_there() -> None:
    way = Way()
    before, after = numbered(60)[:30], numbered(60)[30:]
    await way.send(before)
    await way.pass_by(100)
    await way.outlet.clear()
    assert way.phone.clears == 1
    assert way.outlet.buffered_ms == 0
    heard = bytes(way.phone.heard)
    await way.send(after[:10])
    assert way.passed[-10:] == after[:10]
    await way.pass_by(1000)
    assert way.phone.heard == heard + b"".join(after[:10])


@in_virtual_time
async def test_marks_from_before_a_clear_prove_nothing() -> None:
    way = Way()
    late: list[str] = []
    way.phone.on_mark = late.append
    await way.send(numbered(20))
    await way.outlet.clear()
    await way.send(numbered(10))
    for name in late:
        way.outlet.marked(name)
    assert late
    assert way.outlet.buffered_ms == pytest.approx(AHEAD_MS)


@in_virtual_time
async def test_marks_that_nobody_sent_are_ignored() -> None:
    way = Way()
    await way.send(numbered(5))
    way.outlet.marked("stranger")
    assert way.outlet.buffered_ms == pytest.approx(100)


@in_virtual_time
async def test_no_more_than_ten_seconds_wait_and_the_oldest_go_first() -> None:
    way = Way()
    frames = numbered(1000)
    await way.send(frames)
    assert way.outlet.buffered_ms == pytest.approx(10_000 + AHEAD_MS)
    assert way.outlet.dropped == 1000 - 10 - 500
    await way.pass_by(11_000)
    assert way.phone.heard == b"".join([*frames[:10], *frames[-500:]])


@in_virtual_time
async def test_frames_for_a_stuck_socket_are_dropped_and_counted() -> None:
    way = Way()
    way.phone.stuck = True
    await way.send(numbered(5))
    assert (way.passed, way.outlet.dropped, way.outlet.waiting) == ([], 5, False)
    way.phone.stuck = False
    await way.send(numbered(1))
    assert way.passed == numbered(1)


action = (
    st.tuples(st.just("say"), st.integers(1, 2000))
    | st.tuples(st.just("wait"), st.integers(1, 50).map(lambda ticks: ticks * TICK_MS))
    | st.tuples(st.just("clear"), st.just(0))
)


@given(st.lists(action, max_size=30), st.sampled_from([0.98, 1.0, 1.02]))
@in_virtual_time
async def test_whatever_is_said_is_heard_in_order_and_never_far_ahead(
    story: list[tuple[str, int]], speed: float
) -> None:
    way = Way(speed)
    said = b""
    for what, amount in story:
        if what == "say":
            frame = bytes((len(said) + n) % 251 for n in range(amount))
            said += frame
            await way.outlet.send(frame)
        elif what == "wait":
            await way.pass_by(amount)
        else:
            await way.outlet.clear()
            said = bytes(way.phone.heard)
    await way.pass_by(10_000)
    assert way.phone.most_ms <= AHEAD_MS + TICK_MS
    assert way.phone.heard == said
    assert (way.outlet.dropped, way.outlet.buffered_ms) == (0, 0)
