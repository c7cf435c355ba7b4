"""G.711 against the reference tables, and the algebra of its frames."""

from __future__ import annotations

import hashlib

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from console.audio.g711 import (
    DECODE_TABLE,
    FRAME_BYTES,
    FRAME_MS,
    SAMPLE_RATE,
    SILENCE,
    decode,
    encode,
)

ALL_CODES = bytes(range(256))
ALL_SAMPLES = np.array([*range(32768), *range(-32768, 0)], dtype=np.int16)


def sha1(data: bytes) -> str:
    return hashlib.sha1(data).hexdigest()


def test_decoding_is_the_standards_own_table() -> None:
    table = decode(ALL_CODES).astype("<i2").tobytes()
    assert sha1(table) == "cd1db2e2bbd0ce6f3c2ad49b20ccf13ec49bf490"
    assert DECODE_TABLE.astype("<i2").tobytes() == table


def test_encoding_agrees_with_audioop_on_every_sample() -> None:
    assert sha1(encode(ALL_SAMPLES)) == "5395deec4747b54114b5add7cd39742651286f54"


def test_the_extremes_and_silence_are_where_they_belong() -> None:
    assert decode(b"\x00\x80\xff\x7f").tolist() == [-32124, 32124, 0, 0]
    assert SILENCE == b"\xff" * FRAME_BYTES
    assert not decode(SILENCE).any()
    assert FRAME_BYTES * 1000 == SAMPLE_RATE * FRAME_MS


def test_every_code_but_negative_zero_survives_a_round_trip() -> None:
    again = encode(decode(ALL_CODES))
    changed = {code: again[code] for code in range(256) if again[code] != code}
    assert changed == {0x7F: 0xFF}


@given(st.binary(max_size=400))
def test_what_was_decoded_once_is_coded_without_loss(ulaw: bytes) -> None:
    samples = decode(ulaw)
    assert len(samples) == len(ulaw)
    assert decode(encode(samples)).tolist() == samples.tolist()


def test_coding_is_off_by_no_more_than_half_a_step() -> None:
    there_and_back = decode(encode(ALL_SAMPLES)).astype(int)
    clipped = np.clip(ALL_SAMPLES.astype(int), -32124, 32124)
    step = np.maximum(8, (np.abs(clipped) + 132) / 16)
    assert (np.abs(there_and_back - clipped) <= step / 2 + 4).all()


def test_louder_samples_never_get_quieter() -> None:
    in_order = np.arange(-32768, 32768).astype(np.int16)
    assert (np.diff(decode(encode(in_order)).astype(int)) >= 0).all()
