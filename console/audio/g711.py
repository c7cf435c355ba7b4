"""G.711 μ-law, the telephone network's own sample format, as table look-ups.

A *frame* everywhere in the console is ``bytes`` of μ-law at 8 kHz, one byte a sample;
160 bytes are 20 ms. Linear samples are NumPy ``int16``.

Decoding is exact in every implementation. Encoding follows CPython's ``audioop.lin2ulaw``
(arithmetic shift to 14 bits first), so that both agree on all 65,536 inputs.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

SAMPLE_RATE: Final = 8000
"""Samples a second."""
FRAME_MS: Final = 20
FRAME_BYTES: Final = SAMPLE_RATE * FRAME_MS // 1000
"""Bytes of μ-law in one 20 ms frame."""
SILENCE: Final = b"\xff" * FRAME_BYTES
"""One frame of digital silence (0x00 would be the loudest negative sample)."""

Samples = npt.NDArray[np.int16]


def _encode_all() -> npt.NDArray[np.uint8]:
    """Return the byte of every sample, by the sample's 16 bits without their sign."""
    samples = np.arange(1 << 16, dtype=np.uint16).view(np.int16).astype(np.int32) >> 2
    magnitudes = np.minimum(np.abs(samples), 8159) + 33
    exponents = np.frexp(magnitudes)[1] - 6  # frexp's exponent is a whole number's bit length
    codes = np.where(exponents < 8, (exponents << 4) | ((magnitudes >> (exponents + 1)) & 15), 0x7F)
    table: npt.NDArray[np.uint8] = (codes ^ np.where(samples < 0, 0x7F, 0xFF)).astype(np.uint8)
    return table


def _decode_byte(code: int) -> int:
    code = ~code & 0xFF
    magnitude = (((code & 15) << 3) + 132) << ((code >> 4) & 7)
    return 132 - magnitude if code & 0x80 else magnitude - 132


DECODE_TABLE: Final[Samples] = np.array([_decode_byte(code) for code in range(256)], dtype=np.int16)
_ENCODE_TABLE: Final = _encode_all()


def decode(ulaw: bytes) -> Samples:
    """Turn μ-law bytes into linear samples, one for one."""
    return DECODE_TABLE[np.frombuffer(ulaw, dtype=np.uint8)]


def encode(samples: Samples) -> bytes:
    """Turn linear samples into μ-law bytes, one for one."""
    return _ENCODE_TABLE[samples.view(np.uint16)].tobytes()
