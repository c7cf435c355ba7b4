"""The bridge: who hears whom, at once, and how long the caller waits for an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.audio.bridge import Bridge
from console.audio.g711 import FRAME_BYTES, SILENCE
from tests.audio.listener import Listener
from tests.audio.sounds import frames, noise, numbered, silence, speech, tone
from tests.virtual_time import clock, in_virtual_time, run_in_virtual_time


@dataclass
class SentPhone:
    """Implements `Phone`: keeps what is sent, echoes no marks."""

    sent: list[bytes | str] = field(default_factory=list)
    stuck: bool = False

    async def play(self, frame: bytes) -> bool:
        if not self.stuck:
            self.sent.append(frame)
        return not self.stuck

    async def mark(self, name: str) -> None:
        self.sent.append("mark")

    async def clear(self) -> None:
        self.sent.append("clear")

    @property
    def audio(self) -> list[bytes]:
        return [it for it in self.sent if isinstance(it, bytes)]


@dataclass
class Notes:
    """Implements `BridgeObserver`."""

    turns: int = 0
    latencies: list[int] = field(default_factory=list)

    def turn_changed(self) -> None:
        self.turns += 1

    def answered(self, latency_ms: int) -> None:
        self.latencies.append(latency_ms)


@dataclass
class Bridged:
    """A bridge with a phone, an agent that only hears, and an observer."""

    phone: SentPhone = field(default_factory=SentPhone)
    notes: Notes = field(default_factory=Notes)
    agent_heard: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bridge = Bridge(self.phone, self.notes, clock)

    async def hear(self, frame: bytes) -> None:
        self.agent_heard.append(frame)

    async def caller_says(self, ulaw: bytes) -> None:
        """Bring the caller's audio in real time."""
        for frame in frames(ulaw):
            await self.bridge.from_phone(frame)
            await asyncio.sleep(0.02)

    async def agent_says(self, ulaw: bytes) -> None:
        for frame in frames(ulaw):
            await self.bridge.from_agent(frame)


def at_once(work: Coroutine[Any, Any, None]) -> None:
    """Run something that must not wait, not even for one turn of the loop."""
    try:
        work.send(None)
    except StopIteration:
        return
    work.close()
    raise AssertionError("it waits")


# -- straight through -------------------------------------------------------------------


@in_virtual_time
async def test_frames_go_straight_through_both_ways() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    for frame in numbered(5):
        at_once(call.bridge.from_phone(frame))
        assert call.agent_heard[-1] == frame
        at_once(call.bridge.from_agent(frame))
        assert call.phone.audio[-1] == frame
        await asyncio.sleep(0.02)
    await call.bridge.close()


@in_virtual_time
async def test_what_the_agent_says_ahead_is_paced_and_nothing_of_it_lost() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await call.agent_says(b"".join(numbered(100)))
    assert call.phone.audio == numbered(10)
    assert call.bridge.buffered_ms == pytest.approx(2000)
    await asyncio.sleep(2)
    assert call.phone.audio == numbered(100)
    await call.bridge.close()


@in_virtual_time
async def test_the_callers_last_100_ms_are_kept_while_the_agent_gets_ready() -> None:
    call = Bridged()
    spoken = numbered(60)
    for frame in spoken[:50]:
        await call.bridge.from_phone(frame)
    await call.bridge.connect_agent(call.hear)
    assert call.agent_heard == spoken[45:50]
    for frame in spoken[50:]:
        await call.bridge.from_phone(frame)
    assert call.agent_heard == spoken[45:]


@in_virtual_time
async def test_frames_that_come_while_the_kept_ones_are_given_stay_behind_them() -> None:
    call = Bridged()
    spoken = numbered(10)

    async def hear_slowly(frame: bytes) -> None:
        await asyncio.sleep(0)
        call.agent_heard.append(frame)

    for frame in spoken[:5]:
        await call.bridge.from_phone(frame)
    connecting = asyncio.create_task(call.bridge.connect_agent(hear_slowly))
    for frame in spoken[5:]:
        await call.bridge.from_phone(frame)
        await asyncio.sleep(0)
    await connecting
    assert call.agent_heard == sorted(call.agent_heard)
    assert call.agent_heard[-1] == spoken[-1]


# -- the transparent agent --------------------------------------------------------------


@given(st.lists(st.binary(min_size=1, max_size=400), max_size=60))
@in_virtual_time
async def test_a_transparent_agents_frames_pass_byte_for_byte_and_nothing_is_added(
    spoken: list[bytes],
) -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.bridge.from_agent, transparent=True)
    for frame in spoken:
        at_once(call.bridge.from_phone(frame))
    assert call.phone.sent == spoken
    assert call.notes == Notes()
    assert call.bridge.buffered_ms == 0


@in_virtual_time
async def test_a_transparent_agent_is_metered_and_tapped_like_any_other() -> None:
    call, tap = Bridged(), Listener()
    await call.bridge.connect_agent(call.bridge.from_agent, transparent=True)
    call.bridge.add_sink(tap)
    await call.caller_says(tone(100, peak=0.5))
    assert call.bridge.agent_meter.level() == call.bridge.caller_meter.level()
    assert tap.agent == tap.caller == frames(tone(100, peak=0.5))
    await call.bridge.close()


@in_virtual_time
async def test_frames_that_the_carrier_does_not_take_are_counted_once() -> None:
    for transparent in (True, False):
        call = Bridged()
        await call.bridge.connect_agent(call.hear, transparent=transparent)
        call.phone.stuck = True
        await call.agent_says(silence(100))
        assert call.bridge.dropped == 5
        await call.bridge.close()


# -- turns and latency ------------------------------------------------------------------


async def _ask_and_answer(call: Bridged, wait_ms: int, answer: bytes) -> None:
    await call.caller_says(silence(300) + noise(1000, -20.0))
    await call.caller_says(silence(wait_ms))
    await call.agent_says(answer)


@pytest.mark.parametrize("wait_ms", [200, 1000])
@in_virtual_time
async def test_latency_is_from_the_callers_last_sound_to_the_answers_first(wait_ms: int) -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await _ask_and_answer(call, wait_ms, tone(500, peak=0.3))
    assert call.notes.latencies == [pytest.approx(wait_ms, abs=21)]
    await call.bridge.close()


@in_virtual_time
async def test_an_answer_begins_where_it_can_be_heard() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await _ask_and_answer(call, 500, silence(100) + noise(100, -60.0))
    assert call.notes.latencies == []
    await call.caller_says(silence(300))
    await call.agent_says(tone(100, peak=0.3))
    assert call.notes.latencies == [pytest.approx(800, abs=21)]
    await call.bridge.close()


@in_virtual_time
async def test_one_answer_is_measured_once_and_a_greeting_is_no_answer() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await call.agent_says(tone(200, peak=0.3))
    assert call.notes.latencies == []
    await call.caller_says(silence(1000))
    await _ask_and_answer(call, 700, tone(2000, peak=0.3))
    await call.caller_says(silence(3000))
    await call.agent_says(tone(200, peak=0.3))
    assert len(call.notes.latencies) == 1
    await call.bridge.close()


@in_virtual_time
async def test_an_agent_that_talks_over_the_caller_has_not_answered() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await call.caller_says(silence(300) + speech(1000))
    await call.agent_says(tone(40, peak=0.3))
    assert call.notes.latencies == []
    assert call.bridge.activity.awaiting_answer
    await call.bridge.close()


@in_virtual_time
async def test_turns_are_told_as_they_begin_and_end() -> None:
    call = Bridged()
    await call.caller_says(silence(300) + speech(1000))
    assert (call.notes.turns, call.bridge.activity.caller_speaking) == (1, True)
    await call.caller_says(silence(800))
    assert (call.notes.turns, call.bridge.activity.caller_speaking) == (2, False)
    assert call.bridge.activity.awaiting_answer


@in_virtual_time
async def test_levels_are_those_of_the_two_directions() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await call.bridge.from_phone(tone(100, peak=0.5))
    await call.agent_says(tone(100, peak=0.05))
    assert call.bridge.caller_meter.level().rms == pytest.approx(-9, abs=0.5)
    assert call.bridge.agent_meter.level().rms == pytest.approx(-29, abs=0.5)
    await call.bridge.close()


# -- interruption -----------------------------------------------------------------------


@in_virtual_time
async def test_a_cut_drops_what_waits_and_clears_the_carriers_buffer() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await call.agent_says(tone(2000, peak=0.3))
    assert call.bridge.activity.agent_speaking(clock())
    await call.bridge.cut_agent()
    assert call.phone.sent[-1] == "clear"
    assert call.bridge.buffered_ms == 0
    assert not call.bridge.activity.agent_speaking(clock())
    sent = len(call.phone.sent)
    await asyncio.sleep(2)
    assert len(call.phone.sent) == sent
    await call.bridge.close()


# -- listening --------------------------------------------------------------------------


async def _conversation(mode: str) -> tuple[Bridged, Listener]:
    """Have the same few seconds of a call in one mode of engagement."""
    call, ears = Bridged(), Listener()
    call.bridge.set_operator(ears)
    await call.bridge.connect_agent(call.hear)
    await call.bridge.engage(mode)
    await call.agent_says(tone(400, peak=0.3))
    await call.caller_says(silence(600) + speech(1000))
    await call.agent_says(tone(3000, peak=0.2))
    await call.caller_says(speech(300))
    await call.bridge.cut_agent()
    await call.caller_says(silence(1000))
    await call.agent_says(tone(300, peak=0.1))
    await call.caller_says(silence(500))
    await call.bridge.close()
    return call, ears


def test_listening_changes_what_the_operator_hears_and_nothing_else() -> None:
    off, nothing = run_in_virtual_time(_conversation("off"))
    listen, everything = run_in_virtual_time(_conversation("listen"))
    assert listen.phone.sent == off.phone.sent
    assert listen.agent_heard == off.agent_heard
    assert listen.notes == off.notes
    assert nothing.caller == []
    assert b"".join(listen.agent_heard) in b"".join(everything.caller)
    assert tone(400, peak=0.3) in b"".join(everything.agent)


@pytest.mark.parametrize("mode", ["off", "listen", "whisper"])
def test_the_phone_hears_nothing_but_what_the_agent_said(mode: str) -> None:
    call, _ = run_in_virtual_time(_conversation(mode))
    heard = call.phone.audio
    greeting, last = frames(tone(400, peak=0.3)), frames(tone(300, peak=0.1))
    middle = heard[len(greeting) : -len(last)]
    assert heard == [*greeting, *frames(tone(3000, peak=0.2))[: len(middle)], *last]


@in_virtual_time
async def test_an_operator_hears_as_long_as_the_mode_says() -> None:
    call, ears = Bridged(), Listener()
    await call.caller_says(tone(100))
    call.bridge.set_operator(ears)
    await call.bridge.engage("listen")
    await call.caller_says(tone(100))
    await call.bridge.engage("off")
    await call.caller_says(silence(100))
    await call.bridge.engage("listen")
    await call.caller_says(tone(100))
    call.bridge.set_operator(None)
    await call.caller_says(silence(100))
    assert b"".join(ears.caller) == tone(100) + tone(100)
    await call.bridge.close()


@in_virtual_time
async def test_new_ears_take_the_place_of_the_old() -> None:
    call, old, new = Bridged(), Listener(), Listener()
    await call.bridge.engage("listen")
    call.bridge.set_operator(old)
    await call.caller_says(tone(20))
    call.bridge.set_operator(new)
    await call.caller_says(tone(20))
    assert (len(old.caller), len(new.caller)) == (1, 1)
    await call.bridge.close()


@in_virtual_time
async def test_a_tap_hears_the_agent_when_the_caller_does() -> None:
    call, tap = Bridged(), Listener()
    await call.bridge.connect_agent(call.hear)
    call.bridge.add_sink(tap)
    await call.agent_says(b"".join(numbered(50)))
    await call.caller_says(silence(1200))
    assert tap.agent[:50] == numbered(50)
    assert set(tap.agent[50:]) == {SILENCE}
    await call.bridge.close()


@in_virtual_time
async def test_a_tap_hears_silence_in_real_time_when_the_phone_sends_nothing() -> None:
    call, tap = Bridged(), Listener()
    call.bridge.add_sink(tap)
    await asyncio.sleep(2)
    assert len(tap.caller) == pytest.approx(100, abs=3)
    assert set(tap.caller + tap.agent) == {SILENCE}
    call.bridge.remove_sink(tap)
    await asyncio.sleep(1)
    assert len(tap.caller) == pytest.approx(100, abs=3)
    await call.bridge.close()


@pytest.mark.parametrize("ms", [10, 30, 40])
@in_virtual_time
async def test_a_tap_hears_everything_whatever_the_length_of_the_carriers_frames(ms: int) -> None:
    call, tap = Bridged(), Listener()
    call.bridge.add_sink(tap)
    spoken = b"".join(numbered(150))
    length = ms * FRAME_BYTES // 20
    for at in range(0, len(spoken), length):
        await call.bridge.from_phone(spoken[at : at + length])
        await asyncio.sleep(ms / 1000)
    heard = b"".join(tap.caller)
    assert spoken in heard
    assert len(heard) <= len(spoken) + 3 * FRAME_BYTES
    await call.bridge.close()


@in_virtual_time
async def test_after_a_stall_a_tap_is_no_more_than_60_ms_behind() -> None:
    call, tap = Bridged(), Listener()
    call.bridge.add_sink(tap)
    await call.caller_says(silence(200))
    await asyncio.sleep(1)
    for _ in range(50):
        await call.bridge.from_phone(tone(20, peak=0.1))
    await call.caller_says(b"".join(numbered(50)))
    assert tap.caller[-1] in numbered(50)[-4:]
    await call.bridge.close()


# -- how it travels ---------------------------------------------------------------------


@in_virtual_time
async def test_jitter_and_gaps_of_the_phone_are_measured() -> None:
    call = Bridged()
    await call.caller_says(silence(1000))
    assert call.bridge.jitter_s == pytest.approx(0, abs=0.001)
    for pause in [0.0, 0.04] * 100:  # in pairs: 20 ms off the beat, each
        await asyncio.sleep(pause)
        await call.bridge.from_phone(SILENCE)
    assert call.bridge.jitter_s == pytest.approx(0.02, abs=0.002)
    assert call.bridge.gaps == 0
    await asyncio.sleep(0.5)
    await call.bridge.from_phone(SILENCE)
    assert call.bridge.gaps == 1
    await call.bridge.close()


@in_virtual_time
async def test_the_last_seconds_are_kept_but_not_while_on_hold() -> None:
    call = Bridged()
    await call.bridge.connect_agent(call.hear)
    await call.caller_says(tone(200))
    await call.agent_says(tone(200))
    await asyncio.sleep(0.2)
    caller, agent = call.bridge.recent()
    assert caller == tone(200) + SILENCE * 10
    assert agent == SILENCE * 10 + tone(200)
    await call.bridge.hold(SILENCE)
    await call.caller_says(tone(400))
    caller, _agent = call.bridge.recent()
    assert caller.endswith(SILENCE * 20)
    await call.bridge.close()
