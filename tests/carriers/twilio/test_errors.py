"""Twilio's error codes: each that can come back has a sentence that says what to do."""

from __future__ import annotations

import pytest

from console.carriers.twilio.errors import SENTENCES, sentence_for

COME_BACK = [
    *(20003, 20008, 20404, 20422, 20429, 20500, 20503),
    *(10001, 20005, 10002, 10004),
    *(21201, 21205, 21208, 21218, 21210, 21211, 21217, 21212, 21213, 21214, 21215, 21216),
    *(21219, 21220, 21606, 21608, 13805, 573002, 573005),
]
"""Twilio's error dictionary: what the REST API answers to what the console asks."""

IN_THE_DEBUGGER = [
    *(13214, 13223, 13224, 13225, 13226, 13227, 32017),
    *(11100, 11200, 11205, 11210, 11215, 11220, 11235, 11236, 11237),
    *(11750, 12100, 12200, 12300, 15003),
    *(31900, 31901, 31902, 31903, 31904, 31910, 31920, 31921, 31922, 31923, 31924),
    *(31930, 31931, 31940, 31941, 31950, 31951),
]
"""The same dictionary: what it notes of a call that was taken and failed later."""


@pytest.mark.parametrize("code", [*COME_BACK, *IN_THE_DEBUGGER])
def test_every_code_that_operators_meet_has_a_sentence_of_its_own(code: int) -> None:
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
        (
            "Account not allowed.",
            "Twilio says: Account not allowed (error 99999: https://www.twilio.com/docs/errors/99999).",
        ),
        (
            "Unable to create record: No such thing",
            "Twilio says: No such thing (error 99999: https://www.twilio.com/docs/errors/99999).",
        ),
        (
            "Call +14155550123 no\nmore",
            "Twilio says: Call this number no more (error 99999: https://www.twilio.com/docs/errors/99999).",
        ),
        ("  ", "Twilio says: no reason (error 99999: https://www.twilio.com/docs/errors/99999)."),
    ],
)
def test_an_unknown_code_shows_twilios_words_and_link_without_a_number(
    message: str, sentence: str
) -> None:
    assert sentence_for(99999, message) == sentence


def test_what_is_only_an_http_status_has_no_page_of_its_own() -> None:
    assert sentence_for(403, "Forbidden") == "Twilio says: Forbidden (error 403)."


def test_no_sentence_is_for_a_code_that_nobody_looked_up() -> None:
    assert set(SENTENCES) == {*COME_BACK, *IN_THE_DEBUGGER}
