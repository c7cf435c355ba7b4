"""Twilio's error codes: each that can come back has a sentence that says what to do."""

from __future__ import annotations

import pytest

from console.carriers.twilio.errors import SENTENCES, sentence_for

COME_BACK = [
    *(20003, 20008, 20404, 20422, 20429, 20500, 20503),
    *(10001, 20005, 10002, 10004),
    *(21201, 21205, 21210, 21211, 21217, 21212, 21213, 21214, 21215, 21216, 21219, 21220),
    *(21606, 21608, 573002, 573005),
]
"""wire-protocols 5.5, without what only settings that we do not send can cause, and without
what Twilio reports in its debugger alone."""


@pytest.mark.parametrize("code", COME_BACK)
def test_every_code_that_comes_back_has_a_sentence_of_its_own(code: int) -> None:
    assert sentence_for(code, "Twilio's own words") == SENTENCES[code]


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_for_people(code: int) -> None:
    sentence = SENTENCES[code]
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert str(code) not in sentence
    assert len(sentence) <= 120


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("Account not allowed.", "Twilio refused: Account not allowed (error 99999)."),
        (
            "Unable to create record: No such thing",
            "Twilio refused: No such thing (error 99999).",
        ),
        ("Call +14155550123 no\nmore", "Twilio refused: Call this number no more (error 99999)."),
        ("  ", "Twilio refused: it gave no reason (error 99999)."),
    ],
)
def test_an_unknown_code_shows_twilios_words_without_a_number(message: str, sentence: str) -> None:
    assert sentence_for(99999, message) == sentence
