"""A little of a sound left out so that nobody hears it: cut where it goes on as it did before."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from console.audio.resample import Samples

_OVERLAP_MS: Final = 4
"""How long the two sides of a cut are laid over one another."""

Floats = npt.NDArray[np.float32]


def most_alike(like: Floats, among: Floats) -> int:
    """Return where in ``among``, shape ``(m,)``, the sound is most like ``like``, shape ``(n,)``.

    It is the place of the greatest normalised correlation, from 0 to ``m - n``.
    """
    alike = np.correlate(among, like, "valid")
    power = np.convolve(among * among, np.ones(like.size, np.float32), "valid")
    return int(np.argmax(alike / np.sqrt(power + 1)))


def leave_out(samples: Samples, most: int, rate: int) -> Samples:
    """Return a stretch of sound without some of its samples, ``rate`` of them a second.

    Left out are from half of ``most`` to all of it, wherever that makes whole waves of the
    sound; of 20 ms at most 16, the wave of the lowest voice. The stretch begins and ends
    as it did, so it fits between its neighbours.
    """
    overlap = _OVERLAP_MS * rate // 1000
    most = min(most, samples.size - overlap)
    least = most // 2
    if least <= 0:
        return samples
    sound: Floats = samples[: most + overlap].astype(np.float32)
    before = sound[:overlap]
    cut = least + most_alike(before, sound[least:]) if sound.any() else most
    share = np.linspace(0, 1, overlap, endpoint=False, dtype=np.float32)
    over = before + (sound[cut : cut + overlap] - before) * share
    return np.concatenate((np.rint(over).astype(np.int16), samples[cut + overlap :]))
