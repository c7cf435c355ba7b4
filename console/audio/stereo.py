"""Caller and agent side by side, as speakers and listeners take them."""

from __future__ import annotations

import numpy as np

from console.audio.g711 import decode


def stereo(caller: bytes, agent: bytes) -> bytes:
    """Lay two stretches of μ-law of one length side by side as 16-bit little-endian PCM."""
    both = np.empty((len(caller), 2), dtype="<i2")
    both[:, 0] = decode(caller)
    both[:, 1] = decode(agent)
    return both.tobytes()
