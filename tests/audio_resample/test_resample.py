"""The resampler's promises: as much out as in, no seams, no aliases, SINAD over 60 dB."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.audio.resample import Resampler, Samples

FRAME_S = 0.02
HALF_SCALE = 16_384


def tone(hz: float, rate: int, seconds: float = 2.0) -> Samples:
    at = np.arange(round(rate * seconds)) / rate
    return np.round(HALF_SCALE * np.sin(2 * np.pi * hz * at)).astype(np.int16)


def through(resampler: Resampler, samples: Samples, frame: int) -> Samples:
    """Push in frames, as a call does."""
    frames = range(0, len(samples), frame)
    return np.concatenate([resampler.push(samples[at : at + frame]) for at in frames])


def spectrum_db(samples: Samples, rate: int) -> tuple[npt.NDArray[np.float64], float]:
    """Return the power (0 dB: a full-scale sine) of each Fourier bin, and the Hz of one bin."""
    steady = samples[rate // 4 :].astype(np.float64) / 32_768
    window = np.blackman(len(steady))
    power = np.abs(np.fft.rfft(steady * window)) ** 2 / (window.sum() / 2) ** 2
    return 10 * np.log10(power + 1e-20), rate / len(steady)


def sinad_db(samples: Samples, rate: int, hz: float) -> float:
    """Return the tone's power over all else's but DC, in dB, by a least-squares fit."""
    steady = samples[rate // 4 :].astype(np.float64)
    at = 2 * np.pi * hz * np.arange(len(steady)) / rate
    basis = np.stack([np.sin(at), np.cos(at), np.ones_like(at)], axis=1)
    fit, *_ = np.linalg.lstsq(basis, steady, rcond=None)
    rest = steady - basis @ fit
    return float(10 * np.log10((fit[0] ** 2 + fit[1] ** 2) / 2 / np.mean(rest**2)))


@pytest.mark.parametrize("hz", [300, 440, 1000, 2000, 3000])
@pytest.mark.parametrize(("from_rate", "to_rate"), [(48_000, 8_000), (8_000, 48_000)])
def test_a_tone_of_the_telephone_band_comes_out_clean(
    from_rate: int, to_rate: int, hz: int
) -> None:
    out = through(Resampler(from_rate, to_rate), tone(hz, from_rate), round(from_rate * FRAME_S))
    assert sinad_db(out, to_rate, hz) >= 60


@pytest.mark.parametrize("hz", [4_600, 5_000, 6_000, 7_000, 9_000, 12_345, 20_000])
def test_what_the_telephone_cannot_carry_leaves_no_alias(hz: int) -> None:
    out = through(Resampler(48_000, 8_000), tone(hz, 48_000), 960)
    power, _ = spectrum_db(out, 8_000)
    assert power.max() <= -60 - 6  # the tone itself was at -6 dB


@pytest.mark.parametrize("hz", [1000, 3000])
def test_going_up_leaves_no_images(hz: int) -> None:
    out = through(Resampler(8_000, 48_000), tone(hz, 8_000), 160)
    power, bin_hz = spectrum_db(out, 48_000)
    assert power[round(4_600 / bin_hz) :].max() <= -60 - 6


def test_there_and_back_the_band_is_flat() -> None:
    for hz in (300, 1000, 2000, 3000):
        up = through(Resampler(8_000, 48_000), tone(hz, 8_000), 160)
        back = through(Resampler(48_000, 8_000), up, 960)
        power, _ = spectrum_db(back, 8_000)
        assert power.max() == pytest.approx(-6.02, abs=0.2)


def test_the_delay_is_two_milliseconds() -> None:
    for from_rate, to_rate in ((48_000, 8_000), (8_000, 48_000)):
        click = np.zeros(from_rate, np.int16)
        click[from_rate // 2] = 20_000
        out = through(Resampler(from_rate, to_rate), click, from_rate // 50)
        peak_s = int(np.abs(out.astype(np.int32)).argmax()) / to_rate
        assert peak_s - 0.5 == pytest.approx(0.002, abs=0.0002)


@given(ms=st.lists(st.integers(0, 40), max_size=30), up=st.booleans())
def test_as_much_time_comes_out_as_goes_in(ms: list[int], up: bool) -> None:
    from_rate, to_rate = (8_000, 48_000) if up else (48_000, 8_000)
    resampler = Resampler(from_rate, to_rate)
    taken = given_ms = 0.0
    for length in ms:
        out = resampler.push(np.zeros(from_rate * length // 1000, np.int16))
        taken += length
        given_ms += out.size * 1000 / to_rate
        # The filter needs some samples before it gives any; a frame is far more than that.
        assert given_ms == taken or taken < 5
        assert out.dtype == np.int16
        assert out.ndim == 1


@given(sizes=st.lists(st.integers(0, 1_500), max_size=30), up=st.booleans())
def test_the_cut_of_the_frames_is_not_heard(sizes: list[int], up: bool) -> None:
    from_rate, to_rate = (8_000, 48_000) if up else (48_000, 8_000)
    rng = np.random.default_rng(len(sizes))
    samples = rng.integers(-20_000, 20_000, sum(sizes)).astype(np.int16)
    whole = Resampler(from_rate, to_rate).push(samples)
    cut, parts, at = Resampler(from_rate, to_rate), [samples[:0]], 0
    for size in sizes:
        parts.append(cut.push(samples[at : at + size]))
        at += size
    joined = np.concatenate(parts)
    both = min(len(joined), len(whole))
    assert abs(len(joined) - len(whole)) <= 6
    np.testing.assert_allclose(joined[:both], whole[:both], atol=1)
