"""The one check before any dial, whoever asks: desk, CLI or control API.

It reads cached state only and never the network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import phonenumbers
from babel import Locale
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from console.switchboard.events import Lamp, LampState
from console.switchboard.lines import Line

_COSTLY: Final = frozenset(
    {
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.PERSONAL_NUMBER,  # such as +44 70: they cost what premium ones do
    }
)
_KNOWN_EMERGENCIES: Final = ("US", "GB", "DE", "AU")
"""Whose emergency numbers are known as such everywhere: 911, 999, 110, 000."""
_ENGLISH: Final = Locale("en")
_NEEDED: Final = ("carrier", "tunnel", "agent")


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a number can be dialled now, and the sentence that says so or why not.

    ``number`` is E.164 once the text is a number; ``country`` an ISO 3166 code where known.
    """

    ready: bool
    sentence: str
    code: str = "ready"
    number: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """How much is being dialled: calls out that have not ended, and dials in the last hour.

    ``cost_last_hour`` is what they cost, in the account's currency.
    """

    dials_now: int = 0
    dials_last_hour: int = 0
    cost_last_hour: float = 0.0


def load(lines: Iterable[Line]) -> None:
    """Load what is known of the lines' countries, which their first dial would wait for. Blocks."""
    for line in lines:
        check(line.number, line, Load(), ())
        country_name(_region_of(line) or "")


def check(to: str, line: Line, load: Load, lamps: Iterable[Lamp]) -> Readiness:
    """Say whether ``to`` may be dialled on ``line`` now."""
    number = _parse(to, line)
    if isinstance(number, Readiness):
        return number
    shown = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    country = _country(number)

    def no(code: str, sentence: str) -> Readiness:
        return Readiness(False, sentence, code, shown, country)

    problem = _number_problem(number, country, line, no) or _load_problem(line, load, no)
    if problem:
        return problem
    for lamp in lamps:
        if lamp.name in _NEEDED and lamp.state is LampState.ERROR:
            return no(f"{lamp.name}-not-ready", f"{lamp.cause} {lamp.remedy}".strip())
    ready = f"Ready to dial {_pretty(number)}."
    if country:
        ready = f"Ready to dial {_pretty(number)}, {country_name(country)}."
    return Readiness(True, ready, "ready", shown, country)


def _parse(to: str, line: Line) -> PhoneNumber | Readiness:
    text = to.strip()
    if not text:
        return Readiness(False, "Type a number to dial.", "no-number")
    region = _region_of(line)
    if _is_emergency(text, region):
        return _EMERGENCY
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return Readiness(
            False,
            "That is not a phone number. Write it with its country code, like +1 415 555 0100.",
            "not-a-number",
        )
    if short := _short(number):
        return short
    if number.extension:
        return Readiness(
            False,
            "An extension is not part of a number: leave it out,"
            " and press its keys once the call is answered.",
            "extension",
        )
    valid = phonenumbers.is_valid_number(number)
    if not valid and not (line.guard_rails.unassigned and phonenumbers.is_possible_number(number)):
        return Readiness(
            False,
            f"{_pretty(number)} is not a number that exists. Check its digits.",
            "not-a-number",
        )
    return number


_EMERGENCY: Final = Readiness(
    False, "Emergency calls are not possible from this console. Use a phone.", "emergency-number"
)


def _is_emergency(text: str, region: str | None) -> bool:
    digits = "".join(c for c in text if c.isdigit())
    return _is_emergency_of(digits, {region or "US", *_KNOWN_EMERGENCIES})


def _short(number: PhoneNumber) -> Readiness | None:
    """Refuse what only looks like a number of a country: its emergency and other short ones."""
    digits = phonenumbers.national_significant_number(number)
    regions = phonenumbers.region_codes_for_country_code(number.country_code or 0)
    if _is_emergency_of(digits, regions) or _is_emergency_of(digits.removeprefix("1"), regions):
        return _EMERGENCY
    if not any(phonenumbers.is_valid_short_number_for_region(number, it) for it in regions):
        return None
    return Readiness(
        False,
        "Short numbers work on a phone of their own network only. Dial a number in full.",
        "short-number",
    )


def _is_emergency_of(digits: str, regions: Iterable[str]) -> bool:
    return any(phonenumbers.is_emergency_number(digits, region) for region in regions)


def _number_problem(
    number: PhoneNumber, country: str | None, line: Line, no: Callable[[str, str], Readiness]
) -> Readiness | None:
    if phonenumbers.number_type(number) in _COSTLY:
        return no("premium-number", "Premium-rate numbers are not dialled from this console.")
    allowed = allowed_countries(line)
    same_code = number.country_code in [phonenumbers.country_code_for_region(r) for r in allowed]
    if country in allowed or (country is None and same_code):
        return None
    where = country_name(country) if country else f"+{number.country_code}"
    calls = ", ".join(sorted(country_name(code) for code in allowed)) or "nowhere"
    return no(
        "country-not-allowed",
        f"{line.name} may not call {where}. Countries it may call: {calls}.",
    )


def _load_problem(line: Line, load: Load, no: Callable[[str, str], Readiness]) -> Readiness | None:
    rails = line.guard_rails
    if load.dials_now >= rails.dials_at_once:
        return no(
            "too-many-calls",
            f"{load.dials_now} calls out are under way and {rails.dials_at_once} are allowed "
            "at once. Wait for one to end.",
        )
    if load.dials_last_hour >= rails.dials_an_hour:
        return no(
            "too-many-calls",
            f"{load.dials_last_hour} numbers were dialled in the last hour and "
            f"{rails.dials_an_hour} are allowed. Try again later.",
        )
    most = rails.cost_an_hour
    # The call would cost a minute at least. Rounded, for cents are no sums of powers of two.
    if most is not None and round(load.cost_last_hour + rails.cost_a_minute, 6) > most:
        return no(
            "too-expensive",
            f"Calls out of the last hour cost about {load.cost_last_hour:.2f}, and {most:.2f} is "
            "allowed in the account's currency. Try again later, or raise the guard rail.",
        )
    return None


def allowed_countries(line: Line) -> frozenset[str]:
    """Return the ISO 3166 codes of the countries that a line may call."""
    return line.guard_rails.countries or frozenset(filter(None, [_region_of(line)]))


def country_name(code: str) -> str:
    """Return a country's English name for its ISO 3166 code, or the code where none is known."""
    name: str = _ENGLISH.territories.get(code, code)
    return name


def _country(number: PhoneNumber) -> str | None:
    region = phonenumbers.region_code_for_number(number)
    return region if region and region != "001" else None


def _region_of(line: Line) -> str | None:
    try:
        return _country(phonenumbers.parse(line.number))
    except phonenumbers.NumberParseException:
        return None


def _pretty(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
