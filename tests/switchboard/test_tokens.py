"""Media tokens: one socket, one call, one minute."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.switchboard.ports import Attempt
from console.switchboard.tokens import TOKEN_LIFE_S, MediaTokens
from tests.virtual_time import ManualClock


@pytest.fixture
def time() -> ManualClock:
    return ManualClock()


@pytest.fixture
def tokens(time: ManualClock) -> MediaTokens:
    return MediaTokens(time)


def issued(tokens: MediaTokens, call_id: str = "call") -> str:
    token = tokens.issue(call_id)
    assert token is not None
    return token


def test_a_token_lets_in_once(tokens: MediaTokens) -> None:
    token = issued(tokens)
    assert tokens.redeem("call", token)
    assert not tokens.redeem("call", token)
    assert tokens.issue("call") is None


def test_a_token_holds_256_bits_and_fits_a_path(tokens: MediaTokens) -> None:
    token = issued(tokens)
    assert len(base64.urlsafe_b64decode(token + "=")) == 32


def test_the_same_call_gets_the_same_token_while_it_is_unused(tokens: MediaTokens) -> None:
    assert issued(tokens) == issued(tokens)
    assert issued(tokens) != issued(tokens, "other")


def test_a_token_works_for_its_own_call_only(tokens: MediaTokens) -> None:
    token, other = issued(tokens), issued(tokens, "other")
    assert not tokens.redeem("other", token)
    assert not tokens.redeem("unknown", token)
    assert tokens.redeem("call", token)
    assert tokens.redeem("other", other)


@given(st.text())
def test_nothing_else_is_taken_for_a_token_and_the_real_one_still_works(text: str) -> None:
    tokens = MediaTokens(ManualClock())
    token = issued(tokens)
    assert tokens.redeem("call", text) is (text == token)
    assert not tokens.redeem("", text)
    assert tokens.redeem("call", token) is (text != token)


@pytest.mark.parametrize("text", ["", "é", "\ud800", "x" * 100_000, "\x00"])
def test_odd_texts_are_refused(tokens: MediaTokens, text: str) -> None:
    issued(tokens)
    assert not tokens.redeem("call", text)


def test_a_token_expires_a_minute_after_its_clock_began(
    tokens: MediaTokens, time: ManualClock
) -> None:
    early, late = issued(tokens, "early"), issued(tokens, "late")
    tokens.start_clock("early")
    tokens.start_clock("late")
    time.pass_by(TOKEN_LIFE_S - 0.001)
    assert tokens.redeem("early", early)
    time.pass_by(0.001)
    assert not tokens.redeem("late", late)


def test_asking_again_does_not_lengthen_the_minute(tokens: MediaTokens, time: ManualClock) -> None:
    token = issued(tokens)
    tokens.start_clock("call")
    time.pass_by(TOKEN_LIFE_S / 2)
    tokens.start_clock("call")
    assert issued(tokens) == token
    time.pass_by(TOKEN_LIFE_S / 2)
    assert not tokens.redeem("call", token)


def test_a_token_whose_clock_never_began_does_not_expire(
    tokens: MediaTokens, time: ManualClock
) -> None:
    token = issued(tokens)
    time.pass_by(86_400)
    assert tokens.redeem("call", token)


def test_a_revoked_token_never_works_again(tokens: MediaTokens) -> None:
    token = issued(tokens)
    tokens.revoke("call")
    tokens.revoke("call")
    assert not tokens.redeem("call", token)
    assert issued(tokens) != token


def test_an_attempt_does_not_print_its_token() -> None:
    attempt = Attempt("call", "+14155550123", "+14155550100", token="secret-token")
    assert "secret-token" not in f"{attempt} {attempt!r}"
