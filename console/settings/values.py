"""The types of settings' values: how each may be written, and what it is taken for."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field

_E164: Final = re.compile(r"\+[1-9]\d{6,14}")
_STREAM_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_FILLING: Final = re.compile(r"[\s().\-/]")


def number_in_e164(text: Any) -> Any:
    """Take a phone number as people write it, with its country code, for E.164."""
    if not isinstance(text, str):
        return text
    number = _FILLING.sub("", text)
    if not _E164.fullmatch(number):
        raise ValueError("write it with its country code, like +14155550100")
    return number


def country_codes(given: Any) -> Any:
    """Take ``US, CA`` or a list of ISO 3166 codes for a tuple of them."""
    words = re.split(r"[\s,;]+", given) if isinstance(given, str) else given
    if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
        return given
    # Loaded late: it is large, and most commands ask for no country.
    from phonenumbers import SUPPORTED_REGIONS

    codes = tuple(dict.fromkeys(word.upper() for word in words if word))
    for code in codes:
        if code not in SUPPORTED_REGIONS:
            raise ValueError(f"{code} is no country's ISO 3166 code, like US or DE")
    return codes


def stream_name(text: str) -> str:
    """Take what something is called at Stream."""
    if not _STREAM_NAME.fullmatch(text):
        raise ValueError("it may have letters, digits, _ and -, 64 at most")
    return text


def stream_scheme(text: str) -> str:
    """Take what something is called at Stream that may differ from call to call."""
    try:
        example = text.format(id="0" * 16, carrier="twilio", direction="outbound")
    except (ValueError, LookupError, AttributeError) as exc:
        raise ValueError("only {id}, {carrier} and {direction} may stand in braces") from exc
    stream_name(example)
    return text


def stream_scheme_by_call(text: str) -> str:
    """Take such a scheme where no two calls may be called the same."""
    if "{id}" not in text:
        raise ValueError("without {id} all phone calls would be in one Stream call")
    return stream_scheme(text)


Port = Annotated[int, Field(ge=0, le=65535)]
Number = Annotated[str, BeforeValidator(number_in_e164)]
Countries = Annotated[tuple[str, ...], BeforeValidator(country_codes)]
Count = Annotated[int, Field(ge=1, le=10_000)]
Seconds = Annotated[int, Field(ge=1, le=600)]
Minutes = Annotated[int, Field(ge=1, le=1440)]
Money = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Gain = Annotated[float, Field(ge=-40, le=20, allow_inf_nan=False)]
StreamName = Annotated[str, AfterValidator(stream_name)]
StreamScheme = Annotated[str, AfterValidator(stream_scheme)]
StreamSchemeByCall = Annotated[str, AfterValidator(stream_scheme_by_call)]
