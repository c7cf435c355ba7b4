"""A little left out of a sound: less of it, and nobody hears where."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from console.audio.resample import Samples
from console.audio.splice import leave_out

RATE = 48_000
FRAME = RATE // 50


def voice(hz: float, size: int) -> Samples:
    """Return a voiced sound: a fundamental and what stands above it."""
    at = np.arange(size) / RATE
    waves = sum(np.sin(2 * np.pi * hz * n * at + n) / n for n in range(1, 9))
    return (6_000 * np.asarray(waves)).astype(np.int16)


@pytest.mark.parametrize("hz", [65, 90, 120, 180, 250, 440, 880])
def test_a_voice_goes_on_in_phase(hz: float) -> None:
    whole = voice(hz, 6 * FRAME)
    frames = [whole[at : at + FRAME] for at in range(0, whole.size, FRAME)]
    shorter = [leave_out(frame, FRAME, RATE) if n == 3 else frame for n, frame in enumerate(frames)]
    heard = np.concatenate(shorter)
    left_out = whole.size - heard.size
    assert 8 <= left_out * 1000 / RATE <= 16
    waves = left_out * hz / RATE
    assert waves == pytest.approx(round(waves), abs=0.02)
    # So from the cut on it is the sound that comes a whole number of waves later.
    later = voice(hz, 7 * FRAME)[left_out : left_out + heard.size]
    error = (heard[3 * FRAME :] - later[3 * FRAME :]).astype(np.float64)
    assert 20 * np.log10(heard.std() / (error.std() + 1)) > 36


@given(
    arrays(np.int16, st.integers(0, 2_000), elements=st.integers(-32_768, 32_767)),
    st.integers(0, 2_000),
)
def test_any_sound_begins_and_ends_as_it_did(samples: Samples, most: int) -> None:
    out = leave_out(samples, most, RATE)
    left_out = samples.size - out.size
    assert 0 <= left_out <= most
    if samples.size:
        assert (out[0], out[-1]) == (samples[0], samples[-1])


def test_silence_is_left_out_as_far_as_may_be() -> None:
    out = leave_out(np.zeros(FRAME, np.int16), FRAME // 2, RATE)
    assert out.size == FRAME // 2


def test_too_short_a_stretch_stays_whole() -> None:
    samples = voice(100, RATE * 4 // 1000)
    assert leave_out(samples, 500, RATE) is samples
