"""Nobody's ears are hurt, and what is quiet passes as it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.audio.limiter import Limiter, db


def block(peak: float, hertz: float = 400.0) -> np.ndarray:
    at = np.arange(160) / 8000
    return (peak * 32767 * np.sin(2 * np.pi * hertz * at)).astype(np.int16)


def test_what_is_quiet_passes_as_it_is() -> None:
    quiet = block(0.1)
    assert np.array_equal(Limiter(-6).apply(quiet), quiet)


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=20), st.floats(-20, 30))
def test_nothing_is_louder_than_the_ceiling(peaks: list[float], gain_db: float) -> None:
    limiter = Limiter(-6)
    limiter.gain = db(gain_db)
    for peak in peaks:
        assert np.abs(limiter.apply(block(peak)).astype(int)).max() <= db(-6) * 32767 + 1


def test_after_something_loud_the_gain_comes_back_slowly() -> None:
    limiter, quiet = Limiter(-6), block(0.1)
    limiter.apply(block(1.0))
    levels = [int(np.abs(limiter.apply(quiet)).max()) for _ in range(60)]
    assert levels[0] < 0.65 * quiet.max()
    assert levels == sorted(levels)
    assert levels[-1] == pytest.approx(int(quiet.max()), rel=0.02)


def test_both_channels_are_turned_down_alike() -> None:
    both = np.stack([block(1.0), block(0.5)], axis=1)
    out = Limiter(-6).apply(both)
    left, right = (int(np.abs(out[:, side].astype(int)).max()) for side in (0, 1))
    assert right == pytest.approx(left / 2, rel=0.02)
