"""G.711 against the reference tables, and the algebra of its frames."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
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
    mix,
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


frame = st.binary(max_size=2 * FRAME_BYTES)


@given(frame, frame)
def test_it_does_not_matter_which_of_two_is_mixed_with_which(one: bytes, other: bytes) -> None:
    assert mix(one, other) == mix(other, one)
    assert len(mix(one, other)) == max(len(one), len(other))


@given(frame)
def test_silence_adds_nothing(one: bytes) -> None:
    assert decode(mix(one, SILENCE))[: len(one)].tolist() == decode(one).tolist()
    assert mix(one, b"") == encode(decode(one))


@pytest.mark.parametrize(("code", "loudest"), [(b"\x80", 32124), (b"\x00", -32124)])
def test_two_loud_voices_are_clipped_and_not_wrapped_around(code: bytes, loudest: int) -> None:
    assert decode(mix(code, code)).tolist() == [loudest]


def test_a_voice_and_its_opposite_are_silence() -> None:
    assert not decode(mix(b"\x10\x90", b"\x90\x10")).any()
