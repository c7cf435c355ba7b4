"""What Twilio posts about a call, read once into what the console needs of it.

Field names are those of Twilio's "Voice webhooks"; which of them come, and whether they are
blank, depends on country and carrier. All of them are signed, whatever is read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from console.switchboard.call import CallerFacts

Form = Mapping[str, str]

ANONYMOUS: Final = "anonymous"
_WITHHELD: Final = frozenset(
    {
        "",
        "anonymous",
        "restricted",
        "unavailable",
        "unknown",
        "blocked",
        "+266696687",  # A-N-O-N-Y-M-O-U-S on a keypad, and so on
        "+7378742833",
        "+86282452253",
        "+8656696",
        "+2562533",
    }
)
_LONGEST: Final = 256
"""Characters of a text that is shown."""
_VERDICT: Final = re.compile(r"TN-Validation-(Passed|Failed)(?:-([ABC]))?")


@dataclass(frozen=True, slots=True)
class VoiceRequest:
    """A call that asks what to do."""

    call_sid: str
    from_: str
    to: str
    inbound: bool
    caller_name: str
    caller: CallerFacts

    @classmethod
    def read(cls, form: Form) -> VoiceRequest | None:
        """Read a form; None where it is about no call."""
        sid = form.get("CallSid", "")
        if not sid:
            return None
        return cls(
            call_sid=sid,
            from_=party(form.get("From", "")),
            to=form.get("To", ""),
            inbound=form.get("Direction", "inbound") == "inbound",
            caller_name=_text(form, "CallerName"),
            caller=CallerFacts(
                place=_place(form),
                verdict=_verdict(form.get("StirVerstat", "")),
                forwarded_from=_text(form, "ForwardedFrom"),
            ),
        )


def party(given: str) -> str:
    """Return a number as the console writes it; what withholds it is ``anonymous``.

    ``sip:`` and ``client:`` addresses, and numbers that are not E.164, stay as they are.
    """
    given = _shown(given)
    return ANONYMOUS if given.lower() in _WITHHELD else given


def _place(form: Form) -> str:
    parts = (_text(form, f"From{part}") for part in ("City", "State", "Country"))
    return ", ".join(part.title() if len(part) > 3 else part for part in parts if part)


def _verdict(given: str) -> str:
    """Return what the network attests of a caller's number: A, B, C, failed, or nothing."""
    found = _VERDICT.match(given)
    if found is None:
        return ""
    return "failed" if found[1] == "Failed" else (found[2] or "")


def _text(form: Form, name: str) -> str:
    return _shown(form.get(name, ""))


def _shown(given: str) -> str:
    """Return a text on one line, without what steers a screen: callers choose some of them."""
    text = "".join(char if char.isprintable() else " " for char in given)
    return " ".join(text.split())[:_LONGEST]
