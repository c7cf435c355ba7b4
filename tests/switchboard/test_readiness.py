"""The one check before any dial: every refusal has its code and its sentence."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.switchboard.events import Lamp, LampState
from console.switchboard.lines import GuardRails, Line
from console.switchboard.readiness import Load, Readiness, check

NUMBER = "+14155550100"
PARTY = "+14155550123"


def line(number: str = NUMBER, **rails: object) -> Line:
    return Line(number, "Main line", "echo", guard_rails=GuardRails(**rails))  # type: ignore[arg-type]


def asked(to: str, of: Line | None = None, load: Load = Load()) -> Readiness:  # noqa: B008
    return check(to, of or line(), load, [])


@pytest.mark.parametrize(
    "text", [PARTY, "415 555 0123", "(415) 555-0123", "1-415-555-0123", " +1.415.555.0123 "]
)
def test_a_number_can_be_typed_as_people_write_it(text: str) -> None:
    ready = asked(text)
    assert (ready.ready, ready.code, ready.number, ready.country) == (True, "ready", PARTY, "US")
    assert ready.sentence == "Ready to dial +1 415-555-0123, United States."


EMERGENCY = ["911", "112", "999", "9-1-1", "1 1 2", "９１１", "٩١١"]


@pytest.mark.parametrize("number", EMERGENCY)
@pytest.mark.parametrize("home", [NUMBER, "+442079460000", "+4930123456", "not a number"])
def test_no_emergency_number_is_dialled_from_anywhere(number: str, home: str) -> None:
    ready = asked(number, line(home, unassigned=True))
    assert (ready.ready, ready.code) == (False, "emergency-number")
    assert ready.sentence == "Emergency calls are not possible from this console. Use a phone."


@pytest.mark.parametrize(("home", "number"), [("+33123456789", "15"), ("+61255501234", "000")])
def test_the_lines_own_countrys_emergency_numbers_are_known(home: str, number: str) -> None:
    assert asked(number, line(home)).code == "emergency-number"


@pytest.mark.parametrize(
    "to", ["+1 911", "+1911", "1-911", "+44 999", "+49110", "0011 49 112", "+61 000", "+33 15"]
)
@pytest.mark.parametrize("rails", [{}, {"unassigned": True}])
def test_a_country_code_makes_no_emergency_number_another(
    to: str, rails: dict[str, object]
) -> None:
    home = "+61255501234" if to.startswith("0011") else NUMBER
    assert asked(to, line(home, **rails)).code == "emergency-number"


@pytest.mark.parametrize(
    ("home", "to"),
    [(NUMBER, "988"), (NUMBER, "+1 611"), ("+4930123456", "116117"), ("+442079460000", "101")],
)
def test_short_numbers_are_not_dialled(home: str, to: str) -> None:
    ready = asked(to, line(home, unassigned=True))
    assert (ready.ready, ready.code) == (False, "short-number")
    assert ready.sentence.endswith("Dial a number in full.")


@pytest.mark.parametrize("to", ["+44 70 1234 5678", "+979 123456789", "+49 180 5 123456"])
def test_numbers_that_cost_like_premium_ones_are_not_dialled(to: str) -> None:
    everywhere = line(countries=frozenset({"US", "GB", "DE"}))
    assert asked(to, everywhere).code == "premium-number"


@pytest.mark.parametrize(
    ("home", "to"), [(NUMBER, "+1 900 234 5678"), ("+442079460000", "+44 909 879 0000")]
)
def test_premium_numbers_are_not_dialled(home: str, to: str) -> None:
    ready = asked(to, line(home))
    assert (ready.ready, ready.code) == (False, "premium-number")
    assert ready.sentence == "Premium-rate numbers are not dialled from this console."


def test_another_country_is_not_dialled_unless_the_line_may() -> None:
    london = "+44 20 7946 0000"
    refused = asked(london)
    assert (refused.ready, refused.code, refused.country) == (False, "country-not-allowed", "GB")
    assert refused.sentence == (
        "Main line may not call United Kingdom. Countries it may call: United States."
    )
    assert asked(london, line(countries=frozenset({"US", "GB"}))).ready
    assert asked(PARTY, line(countries=frozenset({"GB"}))).code == "country-not-allowed"


def test_numbers_of_no_country_are_not_dialled() -> None:
    satellite = asked("+881 6 1234 5678")
    assert (satellite.ready, satellite.country) == (False, None)
    freephone = asked("+800 1234 5678")
    assert freephone.code == "country-not-allowed"
    assert "+800" in freephone.sentence


@pytest.mark.parametrize("text", ["hello", "+", "sip:ada@example.com", "anonymous", "💥", "12"])
def test_what_is_not_a_number_is_told_so(text: str) -> None:
    ready = asked(text)
    assert (ready.ready, ready.code) == (False, "not-a-number")


def test_a_number_that_nobody_can_have_is_told_so() -> None:
    ready = asked("+1 415 055 0123")
    assert (ready.ready, ready.code) == (False, "not-a-number")
    assert ready.sentence == "+1 415-055-0123 is not a number that exists. Check its digits."


def test_a_practice_line_dials_numbers_that_nobody_has() -> None:
    unassigned = "+1 555 555 0123"
    assert not asked(unassigned).ready
    ready = asked(unassigned, line(unassigned=True))
    assert (ready.ready, ready.number) == (True, "+15555550123")


@pytest.mark.parametrize("text", [f"{PARTY} ext. 5", f"tel:{PARTY};ext=12", "(415) 555-0123 x3"])
def test_an_extension_is_not_left_out_in_silence(text: str) -> None:
    ready = asked(text)
    assert (ready.ready, ready.code) == (False, "extension")
    assert ready.sentence.startswith("An extension is not part of a number: leave it out")


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_typed_asks_for_a_number(text: str) -> None:
    assert asked(text) == Readiness(False, "Type a number to dial.", "no-number")


def test_the_caps_are_reached_when_as_many_are_under_way() -> None:
    capped = line(dials_at_once=3, dials_an_hour=10)
    assert asked(PARTY, capped, Load(2, 9)).ready
    at_once = asked(PARTY, capped, Load(3, 9))
    assert (at_once.code, at_once.sentence) == (
        "too-many-calls",
        "3 calls out are under way and 3 are allowed at once. Wait for one to end.",
    )
    an_hour = asked(PARTY, capped, Load(2, 10))
    assert (an_hour.code, an_hour.sentence) == (
        "too-many-calls",
        "10 numbers were dialled in the last hour and 10 are allowed. Try again later.",
    )


def test_the_cap_in_money_leaves_room_for_the_calls_first_minute() -> None:
    capped = line(cost_an_hour=0.6, cost_a_minute=0.1)
    # Six dimes are not quite sixty cents in binary.
    assert asked(PARTY, capped, Load(cost_last_hour=sum([0.1] * 5))).ready
    spent = asked(PARTY, capped, Load(cost_last_hour=0.51))
    assert (spent.code, spent.sentence) == (
        "too-expensive",
        "Calls out of the last hour cost about 0.51, and 0.60 is allowed in the account's "
        "currency. Try again later, or raise the guard rail.",
    )
    assert not asked(PARTY, line(cost_an_hour=0.0)).ready
    assert asked(PARTY, line(), Load(cost_last_hour=1e6)).ready


@pytest.mark.parametrize("name", ["carrier", "tunnel", "agent"])
def test_a_part_that_is_not_well_is_named_with_what_to_do(name: str) -> None:
    def with_lamp(state: LampState) -> Readiness:
        return check(PARTY, line(), Load(), [Lamp(name, state, "It is down.", "Mend it.")])

    refused = with_lamp(LampState.ERROR)
    assert (refused.ready, refused.code) == (False, f"{name}-not-ready")
    assert refused.sentence == "It is down. Mend it."
    assert with_lamp(LampState.WARN).ready
    assert with_lamp(LampState.OFF).ready


def test_a_dial_needs_no_sound_device() -> None:
    assert check(PARTY, line(), Load(), [Lamp("sound", LampState.ERROR, "No device.")]).ready


@given(st.text(max_size=30) | st.from_regex(r"\+?[0-9 ()./-]{1,20}", fullmatch=True))
def test_whatever_is_typed_gets_one_sentence_and_only_e164_is_ready(text: str) -> None:
    ready = asked(text)
    assert ready.sentence.endswith(".")
    assert "\n" not in ready.sentence
    if ready.ready:
        assert ready.number is not None
        assert phonenumbers.is_valid_number(phonenumbers.parse(ready.number))
        assert ready.number.startswith("+1")
