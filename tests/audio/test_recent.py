"""The last seconds of a call, and playing them faster until the call is caught up with."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.audio.ears import SPEED, Ears
from console.audio.g711 import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, SILENCE, decode, encode
from console.audio.recent import RECENT_S, Recent
from console.audio.stereo import stereo
from console.audio.stretch import BLOCK, Stretch

FRAME_S = FRAME_MS / 1000
Frames = list[tuple[float, bytes]]


def said(number: int) -> bytes:
    return bytes([number % 100]) * FRAME_BYTES


def test_it_gives_what_was_said_and_no_more_than_fifteen_seconds() -> None:
    recent = Recent(100.0)
    for n in range(1000):
        recent.caller(said(n), 100 + n * FRAME_S)
    caller, agent = recent.read(100 + 1000 * FRAME_S)
    assert len(caller) == len(agent) == RECENT_S * SAMPLE_RATE
    assert caller == b"".join(said(n) for n in range(250, 1000))
    assert set(agent) == set(SILENCE)


def test_a_young_call_gives_what_there_is() -> None:
    recent = Recent(0.0)
    assert recent.read(0.0) == (b"", b"")
    recent.caller(said(1), 0.0)
    assert recent.read(FRAME_S) == (said(1), SILENCE)


def test_time_without_sound_is_silence_and_a_late_frame_follows_the_one_before() -> None:
    recent = Recent(0.0)
    recent.caller(said(1), 0.0)
    recent.caller(said(2), FRAME_S + 0.15)
    recent.caller(said(3), 1.0)
    caller, _agent = recent.read(1.0 + FRAME_S)
    assert caller[: 2 * FRAME_BYTES] == said(1) + said(2)
    assert caller[2 * FRAME_BYTES : 3 * FRAME_BYTES] == SILENCE
    assert caller[-FRAME_BYTES:] == said(3)


def test_what_the_agent_sent_ahead_is_heard_when_it_is_played_and_what_is_cut_never() -> None:
    recent = Recent(0.0)
    for n in range(10):
        recent.agent(said(n + 1), 0.0)
    _caller, agent = recent.read(2 * FRAME_S)
    assert agent == said(1) + said(2)
    recent.agent_cut(4 * FRAME_S)
    _caller, agent = recent.read(6 * FRAME_S)
    assert agent == b"".join(said(n + 1) for n in range(4)) + SILENCE * 2


@given(st.lists(st.tuples(st.floats(0, 0.5), st.integers(1, 3)), max_size=60))
def test_both_lanes_always_have_the_length_of_the_time_that_passed(
    steps: list[tuple[float, int]],
) -> None:
    recent, now = Recent(0.0), 0.0
    for passed, count in steps:
        now += passed
        for _ in range(count):
            recent.caller(said(5), now)
            recent.agent(said(6), now)
    caller, agent = recent.read(now)
    assert len(caller) == len(agent) == min(round(now * SAMPLE_RATE), RECENT_S * SAMPLE_RATE)


def tone(hz: float, seconds: float) -> np.ndarray:
    at = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    one = (8000 * np.sin(2 * np.pi * hz * at)).astype(np.int16)
    return np.stack((one, one), axis=1)


@pytest.mark.parametrize("hz", [120.0, 440.0, 1000.0])
def test_faster_sound_keeps_its_pitch(hz: float) -> None:
    stretch = Stretch(SPEED)
    stretch.push(tone(hz, 4.0))
    out = []
    while (block := stretch.pull()) is not None:
        out.append(block)
    played = np.concatenate(out)[BLOCK:, 0].astype(float)
    assert len(played) / SAMPLE_RATE == pytest.approx(4.0 / SPEED, abs=0.1)
    spectrum = np.abs(np.fft.rfft(played * np.hanning(len(played))))
    loudest = np.argmax(spectrum) * SAMPLE_RATE / len(played)
    assert loudest == pytest.approx(hz, abs=2)
    level = np.sqrt(np.mean(played**2))
    assert level == pytest.approx(8000 / np.sqrt(2), rel=0.1)


class Played:
    """Implements `Plays`: keeps what it is given."""

    def __init__(self) -> None:
        self.blocks: list[bytes] = []

    def play(self, caller: bytes, agent: bytes) -> None:
        self.play_pcm(stereo(caller, agent))

    def play_pcm(self, stereo: bytes) -> None:
        self.blocks.append(stereo)


def voice(level: int) -> bytes:
    at = np.arange(FRAME_BYTES)
    return encode((level * np.sin(2 * np.pi * at / 40)).astype(np.int16))


def test_one_is_caught_up_four_seconds_for_each_that_one_was_behind() -> None:
    speaker, behind = Played(), [0]
    ears = Ears(speaker, behind.append)
    ears.play(SILENCE, SILENCE)
    ears.catch_up(stereo(voice(3000) * 100, voice(5000) * 100))
    assert behind[-1] == 2000
    count = 0
    while ears.behind_ms:
        ears.play(voice(4000), voice(4000))
        count += 1
        assert count < 1000
    assert count * FRAME_S == pytest.approx(2.0 * SPEED / (SPEED - 1) - 2.0, abs=0.5)
    assert behind[-1] == 0
    assert len(speaker.blocks) == count + 1
    ears.play(voice(6000), SILENCE)
    assert speaker.blocks[-1] == stereo(voice(6000), SILENCE)


def test_pauses_are_shortened() -> None:
    ears = Ears(Played(), lambda _ms: None)
    ears.catch_up(stereo(voice(3000) * 50 + SILENCE * 200, SILENCE * 250))
    assert ears.behind_ms == 50 * FRAME_MS + 300


def test_the_sides_stay_apart_and_live_is_one_word_away() -> None:
    speaker = Played()
    ears = Ears(speaker, lambda _ms: None)
    ears.catch_up(stereo(voice(3000) * 100, SILENCE * 100))
    for _ in range(20):
        ears.play(SILENCE, voice(9000))
    heard = np.frombuffer(b"".join(speaker.blocks), "<i2").reshape(-1, 2)
    assert np.abs(heard[:, 0].astype(int)).max() > 2000
    assert np.abs(heard[:, 1].astype(int)).max() < 100
    ears.be_live()
    ears.play(SILENCE, voice(9000))
    assert speaker.blocks[-1] == stereo(SILENCE, voice(9000))


def test_nothing_was_said_yet() -> None:
    speaker = Played()
    ears = Ears(speaker, lambda _ms: None)
    ears.catch_up(b"")
    ears.play(voice(3000), SILENCE)
    assert ears.behind_ms == 0
    assert len(speaker.blocks) == 1
    assert len(decode(SILENCE)) == BLOCK
