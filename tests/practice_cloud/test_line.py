"""The clock of a call: absolute deadlines, a bounded catching up, no tick after the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from console.audio.g711 import SILENCE
from console.practice.cloud.line import Line
from tests.practice_cloud.conftest import soon
from tests.practice_cloud.parties import Recorder, Tick
from tests.virtual_time import clock, in_virtual_time, stall


class Mirror:
    """An audio end that plays one frame for ever and keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[bytes, str]] = []

    def play(self) -> bytes:
        return b"\x01" * 160

    def hear(self, frame: bytes, digits: str, _words: str, /) -> None:
        self.heard.append((frame, digits))


class Staller:
    """A party that notes when it is ticked, and holds everything up at some of its ticks."""

    def __init__(self, stalls: dict[int, float], until: int) -> None:
        self.times: list[float] = []
        self.done = asyncio.Event()
        self._stalls = stalls
        self._until = until

    def tick(self, heard: bytes) -> Tick:
        self.times.append(clock())
        stall(self._stalls.get(len(self.times), 0.0))
        if len(self.times) == self._until:
            self.done.set()
        return Tick(SILENCE)


@in_virtual_time
async def test_a_late_tick_does_not_make_the_next_ones_late() -> None:
    party = Staller({5: 0.055}, until=12)
    line = Line(party, lambda: None)
    await party.done.wait()
    line.stop()
    # The fifth lasts until 0.135: the one that was missed and the one due come at once.
    on_time = [0.02 * n for n in range(12)]
    assert party.times == pytest.approx([*on_time[:5], 0.135, 0.135, *on_time[7:]])


@in_virtual_time
async def test_a_long_stall_is_not_caught_up_with() -> None:
    party = Staller({1: 0.5}, until=20)
    line = Line(party, lambda: None)
    await party.done.wait()
    line.stop()
    assert party.times.count(pytest.approx(0.5)) == 10
    # What was lost stays lost, and the beat is the one from before.
    assert party.times[11:] == pytest.approx([0.52 + 0.02 * n for n in range(9)])


async def test_the_far_party_hears_and_is_heard_while_connected() -> None:
    party, mirror, gone = (
        Recorder([b"\x02" * 160] * 10, digits_at={2: "5"}, hang_up_at=9),
        Mirror(),
        asyncio.Event(),
    )
    line = Line(party, gone.set)
    line.connect(mirror)
    await soon(gone.wait())
    assert party.heard == b"\x01" * 1600
    assert mirror.heard == [(b"\x02" * 160, "5" if at == 2 else "") for at in range(10)]
    assert party.ticks == 10


async def test_a_party_that_fails_is_gone(expected_log: Callable[[str], None]) -> None:
    expected_log("a practice party failed")
    gone = asyncio.Event()

    class Broken:
        def tick(self, heard: bytes) -> Tick:
            raise ZeroDivisionError

    Line(Broken(), gone.set)
    await soon(gone.wait())
