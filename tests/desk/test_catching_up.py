"""Chimes and catching up, recorded from the sound card of the operator's own ears."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.fakes.ears_process import BEFORE_HZ, NOW_HZ, RECENT_S
from tests.fakes.sound_card import RATE, sound_card

Sound = npt.NDArray[np.float64]
_WINDOW = RATE // 10


def pieces(left: Sound) -> list[Sound]:
    """Cut sound into tenths of a second."""
    return [left[at : at + _WINDOW] for at in range(0, len(left) - _WINDOW, _WINDOW)]


def loudest(left: Sound) -> list[float]:
    """Return the loudest frequency of each tenth of a second, 0 for silence."""
    found = []
    for piece in pieces(left):
        spectrum = np.abs(np.fft.rfft(piece * np.hanning(_WINDOW)))
        heard = float(np.abs(piece).max()) > 100
        found.append(float(np.argmax(spectrum)) * RATE / _WINDOW if heard else 0.0)
    return found


def near(hertz: float, wanted: float) -> bool:
    return abs(hertz - wanted) <= 20


def test_a_chime_is_heard_and_what_was_said_is_caught_up_with(tmp_path: Path) -> None:
    with sound_card(tmp_path / "sound") as card, card.recording():
        run = subprocess.run(
            [sys.executable, "-m", "tests.fakes.ears_process"],
            env=card._full(),
            capture_output=True,
            text=True,
            timeout=180,
            check=True,
        )
    told = {line["what"]: line for line in map(json.loads, run.stdout.splitlines())}
    assert 0 < told["behind"]["behind"] <= RECENT_S * 1000
    assert told["live"]["behind"] == 0
    # A quarter faster: four seconds of the call for each that was missed, however long they took.
    assert 4 * RECENT_S - 1 < told["live"]["at"] - told["behind"]["at"] < 4 * RECENT_S + 1
    left, right = card.recorded().T
    heard = loudest(left)
    first_call = next(n for n, hertz in enumerate(heard) if near(hertz, NOW_HZ))
    assert any(hertz > 0 for hertz in heard[:first_call])  # the chime
    # A busy machine tears holes into it, which are not counted, and may lose a little.
    missed = [it for it, hertz in zip(pieces(left), heard, strict=True) if near(hertz, BEFORE_HZ)]
    before = sum(float(np.mean(np.abs(piece) > 10)) for piece in missed) / 10
    assert RECENT_S / 1.25 - 1.0 < before < RECENT_S / 1.25 + 0.4
    after = heard[max(n for n, hertz in enumerate(heard) if near(hertz, BEFORE_HZ)) + 1 :]
    spoken = [hertz for hertz in after if hertz]
    assert sum(near(hertz, NOW_HZ) for hertz in spoken) / len(spoken) > 0.7
    assert np.abs(right[first_call * _WINDOW + RATE :]).max() < 100  # the sides stay apart
