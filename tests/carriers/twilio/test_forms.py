"""What Twilio says of a caller, however little that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.carriers.twilio.forms import VoiceRequest, party
from console.switchboard.call import NO_FACTS, CallerFacts

FORM = {
    "CallSid": "CA1",
    "From": "+14155552671",
    "To": "+14155550100",
    "Direction": "inbound",
    "CallerName": "  ADA   L ",
    "FromCity": "SAN FRANCISCO",
    "FromState": "CA",
    "FromCountry": "US",
    "StirVerstat": "TN-Validation-Passed-A",
    "ForwardedFrom": "+14155550177",
}


def test_a_caller_is_read_with_all_that_is_known() -> None:
    asked = VoiceRequest.read(FORM)
    assert asked is not None
    assert (asked.call_sid, asked.from_, asked.to) == ("CA1", "+14155552671", "+14155550100")
    assert (asked.inbound, asked.caller_name) == (True, "ADA L")
    assert asked.caller == CallerFacts("San Francisco, CA, US", "A", "+14155550177")


def test_blanks_say_nothing() -> None:
    blank = dict.fromkeys(FORM, "") | {"CallSid": "CA1", "Direction": "inbound"}
    asked = VoiceRequest.read(blank)
    assert asked is not None
    assert (asked.from_, asked.caller_name, asked.caller) == ("anonymous", "", NO_FACTS)


def test_without_a_call_it_is_about_nothing() -> None:
    assert VoiceRequest.read(FORM | {"CallSid": ""}) is None
    assert VoiceRequest.read({}) is None


@pytest.mark.parametrize(
    "given_",
    ["", " ", "anonymous", "Anonymous", "RESTRICTED", "unknown", "+266696687", "+7378742833",
     "+86282452253", "+8656696", "+2562533"],
)  # fmt: skip
def test_a_number_that_is_withheld_is_anonymous(given_: str) -> None:
    assert party(given_) == "anonymous"


@pytest.mark.parametrize(
    "given_", ["+14155552671", "sip:ada@example.com", "client:desk", "911", "4155552671", "+1"]
)
def test_any_other_party_stays_as_it_is(given_: str) -> None:
    assert party(given_) == given_


def test_a_name_steers_no_screen() -> None:
    odd = {"CallerName": "\x1b[31mA\u202eD\x00A\n L" + "o" * 999, "From": "sip:\u202ea@b.example"}
    asked = VoiceRequest.read(FORM | odd)
    assert asked is not None
    assert asked.from_ == "sip: a@b.example"
    assert asked.caller_name.startswith("[31mA D A Loo")
    assert len(asked.caller_name) == 256


@pytest.mark.parametrize(
    ("verstat", "verdict"),
    [
        ("TN-Validation-Passed-A", "A"),
        ("TN-Validation-Passed-B", "B"),
        ("TN-Validation-Passed-C-Diverted", "C"),
        ("TN-Validation-Passed", ""),
        ("TN-Validation-Failed-A", "failed"),
        ("TN-Validation-Failed", "failed"),
        ("No-TN-Validation", ""),
        ("whatever comes next", ""),
    ],
)
def test_the_networks_verdict_is_one_word(verstat: str, verdict: str) -> None:
    asked = VoiceRequest.read(FORM | {"StirVerstat": verstat})
    assert asked is not None
    assert asked.caller.verdict == verdict


@given(st.dictionaries(st.sampled_from([*FORM, "Other"]), st.text(max_size=30)))
def test_no_form_is_too_odd_to_be_read(form: dict[str, str]) -> None:
    asked = VoiceRequest.read(form)
    assert (asked is None) == (not form.get("CallSid"))
    if asked is not None:
        assert asked.from_
        assert asked.caller.verdict in ("", "A", "B", "C", "failed")
