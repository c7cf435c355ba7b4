"""The clock of a call: absolute deadlines, a bounded catching up, no tick after the end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from console.audio.g711 import SILENCE
from console.practice.cloud.line import Line
from tests.practice_cloud.conftest import soon
from tests.practice_cloud.parties import Recorder, Tick


class Mirror:
    """An audio end that plays one frame for ever and keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[bytes, str]] = []

    def play(self) -> bytes:
        return b"\x01" * 160

    def hear(self, frame: bytes, digits: str, _words: str, /) -> None:
        self.heard.append((frame, digits))


async def test_a_late_tick_does_not_make_the_next_ones_late() -> None:
    stalls = {5: 0.055}
    times: list[float] = []
    done = asyncio.Event()

    class Staller:
        def tick(self, heard: bytes) -> Tick:
            times.append(time.monotonic())
            time.sleep(stalls.pop(len(times), 0))
            if len(times) == 12:
                done.set()
            return Tick(SILENCE)

    line = Line(Staller(), lambda: None)
    await soon(done.wait())
    line.stop()
    assert times[7] - times[6] < 0.015, "what was missed comes at once"
    assert times[11] - times[0] >= 0.2


async def test_a_long_stall_is_not_caught_up_with() -> None:
    ticks, burst = 0, 0
    done = asyncio.Event()
    resumed: list[float] = []

    class Staller:
        def tick(self, heard: bytes) -> Tick:
            nonlocal ticks, burst
            ticks += 1
            if ticks == 1:
                time.sleep(0.5)
                resumed.append(time.monotonic())
            elif time.monotonic() - resumed[0] < 0.01:
                burst += 1
            else:
                done.set()
            return Tick(SILENCE)

    line = Line(Staller(), lambda: None)
    await soon(done.wait())
    line.stop()
    assert 1 <= burst <= 10


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
