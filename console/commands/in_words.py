"""The control API's JSON in the words of the desk, for terminals.

Callers choose some of these texts (names, speech), so nothing but printable characters
gets through: a terminal obeys what it is sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

Json = dict[str, Any]

_STATES: Final = {"held": "On hold"}
_REASONS: Final = {"canceled": "Cancelled", "rejected": "Declined"}
_DOINGS: Final = {"tool": "using a tool", "hold": "on hold"}
_FLAGS: Final = {"wants human": "asked for a human"}
_SPEAKERS: Final = {"operator": "You"}
_LAMPS: Final = {"ok": "Working", "warn": "Attention", "error": "Not working", "off": "Not in use"}
_OUTCOMES: Final = {"passed": "Passed", "failed": "Failed", "skipped": "Not tried"}
_PRESSING: Final = (
    "wants human",
    "agent trouble",
    "no media",
    "long silence",
    "agent slow",
    "double talk",
)
"""The flags, the most pressing first, as the desk has them."""


def plain(text: str) -> str:
    """Return a text of one line that a terminal can only show."""
    return "".join(char if char.isprintable() else " " for char in text)


def short_id(call_id: str) -> str:
    """Return as much of an id as nearly always tells a call from the others."""
    return call_id[:8]


def standing(call: Json) -> str:
    """Return where a call stands in one word: its state, or why it ended."""
    name: str = call["state"]
    return reason(call) if name == "ended" else _STATES.get(name, name.capitalize())


def reason(call: Json) -> str:
    """Return why a call ended, in a word."""
    why: str = call["reason"] or "ended"
    return _REASONS.get(why, why.replace("-", " ").capitalize())


def activity(call: Json) -> str:
    """Return what goes on in a call now, or the code it failed with."""
    if call["state"] == "ended":
        return f"error {plain(call['error']['code'])}" if call["error"] else ""
    if call["silenced"] and "wants human" not in call["flags"]:
        return "agent silenced"
    for flag in _PRESSING:
        if flag in call["flags"]:
            return _FLAGS.get(flag, flag)
    doing: str = call["doing"] or ""
    return _DOINGS.get(doing, doing)


def direction(call: Json) -> str:
    return str(call["direction"]).capitalize()


def number(text: str) -> str:
    """Return an E.164 number as people write it; anything else as it is."""
    if text in ("", "anonymous"):
        return "Number withheld"
    # Loaded late: it is large, and help needs none of it.
    import phonenumbers

    try:
        parsed = phonenumbers.parse(text)
    except phonenumbers.NumberParseException:
        return plain(text)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def party(call: Json) -> str:
    """Return who is at the other end."""
    other = call["from"] if call["direction"] == "inbound" else call["to"]
    return plain(call["caller_name"]) or number(other)


def lasted(call: Json) -> str:
    """Return how long the conversation lasts, or the waiting while there is none yet."""
    began = datetime.fromisoformat(call["answered_at"] or call["created_at"])
    until = datetime.fromisoformat(call["ended_at"]) if call["ended_at"] else datetime.now(UTC)
    minutes, second = divmod(max(0, int((until - began).total_seconds())), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def spoken(line: Json) -> str:
    """Return a line of a transcript with who said it."""
    speaker = _SPEAKERS.get(line["speaker"], line["speaker"].capitalize())
    return f"{speaker}: {plain(line['text'])}"


def said_on(line: Json) -> str:
    """Return a line of a transcript with the call and who said it."""
    return f"{short_id(line['call'])}  {spoken(line)}"


def last_words(lines: Iterable[Json]) -> dict[str, str]:
    """Return the last line of each call among lines in the order in which they were said."""
    return {line["call"]: spoken(line) for line in lines}


def lamp_row(lamp: Json) -> str:
    """Return a lamp in one line: the part, how it is, why, what to do, when it was well."""
    seen = f" (last seen well {_age(lamp['age_s'])})" if lamp["age_s"] is not None else ""
    return f"{lamp['name'].capitalize():<11}{_LAMPS[lamp['state']]:<13}{_lamp_cause(lamp)}{seen}"


def step_row(step: Json) -> str:
    """Return a step of a self-test in one line."""
    return f"{'Self-test':<11}{_OUTCOMES[step['outcome']]:<13}{_with_remedy(step, 'sentence')}"


def trouble_row(trouble: Json) -> str:
    """Return what a carrier noted in its debugger in one line."""
    when = f" ({trouble['at']})" if trouble["at"] else ""
    return f"{'Carrier’s':<11}{trouble['code']:<13}{plain(trouble['sentence'])}{when}"


def _lamp_cause(lamp: Json) -> str:
    return _with_remedy(lamp, "cause")


def _with_remedy(told: Json, name: str) -> str:
    return plain(f"{told[name]} {told['remedy']}".strip())


def _age(seconds: float) -> str:
    if seconds < 60:
        return f"{max(0, int(seconds))} s ago"
    if seconds < 3600:
        return f"{int(seconds // 60)} min ago"
    return f"{int(seconds // 3600)} h ago"


def happened(event: Json) -> str | None:
    """Return an event in one line; None where it is no news for a reader."""
    match event:
        case {"type": "call", "call": call, "old_state": old} if old != call["state"]:
            ended = call["state"] == "ended"
            word = f"Ended: {reason(call).lower()}" if ended else standing(call)
            towards = "from" if call["direction"] == "inbound" else "to"
            what = f"{word}, {call['direction']} {towards} {party(call)}"
            trouble = f". {plain(call['error']['message'])}" if call["error"] else ""
            return f"{short_id(call['id'])}  {what}{trouble}"
        case {"type": "transcript", "line": line}:
            return said_on(line)
        case {"type": "lamp", "lamp": lamp}:
            return f"{lamp['name'].capitalize()}: {_LAMPS[lamp['state']]}. {_lamp_cause(lamp)}"
    return None
