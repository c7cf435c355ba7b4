"""What waits for the caller's ear without need is shed, in pauses first."""

from __future__ import annotations

import pytest

from console.audio.bridge import Bridge
from console.audio.g711 import FRAME_MS, SILENCE
from console.audio.shedding import Shedder
from tests.audio.phones import PlayingPhone
from tests.audio.sounds import tone
from tests.virtual_time import ManualClock

LOUD = tone(20, peak=0.3)


class Carrier:
    """A carrier's buffer that plays in real time, and an agent that speaks in real time."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.shedder = Shedder(self.clock)
        self.waits_ms = 0.0
        self.lost_loud = 0

    def speak(self, seconds: float, frame: bytes, *, plays: float = 1.0) -> None:
        for _ in range(round(seconds * 50)):
            self.clock.pass_by(FRAME_MS / 1000)
            if self.shedder.keeps(frame, self.waits_ms):
                self.waits_ms += FRAME_MS
            elif frame == LOUD:
                self.lost_loud += 1
            self.waits_ms = max(0.0, self.waits_ms - plays * FRAME_MS)


def test_nothing_is_left_out_while_nothing_waits() -> None:
    carrier = Carrier()
    carrier.speak(5, LOUD)
    carrier.speak(5, SILENCE)
    assert carrier.shedder.dropped == 0


def test_what_a_stall_left_behind_goes_in_the_next_pause() -> None:
    carrier = Carrier()
    carrier.speak(0.5, LOUD, plays=0)
    carrier.speak(2, LOUD)
    assert carrier.waits_ms == pytest.approx(500, abs=20)
    carrier.speak(0.6, SILENCE)
    assert carrier.waits_ms < 100
    assert carrier.lost_loud == 0


def test_speech_is_left_out_only_where_much_waits() -> None:
    carrier = Carrier()
    carrier.speak(3, LOUD, plays=0)
    carrier.speak(3, LOUD)
    assert 1_000 < carrier.waits_ms < 1_600
    assert carrier.lost_loud > 50


def test_a_carrier_that_plays_a_little_slower_is_no_later_after_an_hour() -> None:
    carrier = Carrier()
    for _ in range(600):
        carrier.speak(2, LOUD, plays=0.999)
        carrier.speak(1, SILENCE, plays=0.999)
    assert carrier.waits_ms < 150
    assert carrier.lost_loud == 0


async def test_a_live_agents_pauses_make_up_for_what_waits_and_others_wait() -> None:
    for live in (True, False):
        clock = ManualClock()
        phone = PlayingPhone(clock)
        bridge = Bridge(phone, Witness(), clock)
        phone.on_mark = bridge.marked
        await bridge.connect_agent(_hear, live=live)
        for _ in range(60):  # one second and a bit all at once, as after a stall
            await bridge.from_agent(LOUD)
        for _ in range(150):
            phone.play_on(FRAME_MS)
            await bridge.from_phone(SILENCE)
            await bridge.from_agent(SILENCE)
        waits = bridge.buffered_ms
        await bridge.close()
        assert (waits < 150) is live


class Witness:
    """Implements `BridgeObserver`: nothing of it matters here."""

    def turn_changed(self) -> None: ...

    def answered(self, latency_ms: int) -> None: ...


async def _hear(frame: bytes) -> None: ...
