"""What there is to say of a line, field by field: for the command line and the Lines page.

A key is that of a line's table in ``settings.toml``; those of tables within it have a dot.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, get_type_hints

from pydantic import TypeAdapter, ValidationError

from console.config import reason_of
from console.settings.line_tables import AGENTS
from console.switchboard.lines import Answer, Line

RECORDING: Final = "Recording"
_WHO: Final = "Who answers"
_AGENT: Final = "Agent"
_LOSS: Final = "When the agent is lost"
_SILENCE: Final = "Callers who say nothing"
_RAILS: Final = "Guard rails"

_ANSWERS: Final = {
    str(Answer.AGENT): "The agent answers",
    str(Answer.ASK): "It rings for you, then the agent",
    str(Answer.SAY): "Callers hear a sentence",
    str(Answer.MESSAGE): "Callers leave a message",
    str(Answer.FORWARD): "It is led to another number",
    str(Answer.DIALOGUE): "A program answers in text",
    str(Answer.BUSY): "Callers hear the busy tone",
    str(Answer.DECLINE): "It is declined",
}
_HAS_AGENT: Final = ("answer", Answer.AGENT, Answer.ASK)


@dataclass(frozen=True, slots=True)
class LineField:
    """One thing to say of a line.

    ``labels`` are what people call its ``choices``. ``only_if`` names another field and the
    values of it with which this one matters.
    """

    key: str
    title: str
    description: str
    group: str
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()


FIELDS: Final = (
    LineField("number", "Number", "Of the carrier's account, like +1 415 555 0100.", "Line"),
    LineField("name", "Name", "What the desk calls it.", "Line"),
    LineField(
        "answer",
        "A call that comes in",
        "Who takes it, or what becomes of it.",
        _WHO,
        tuple(_ANSWERS),
        tuple(_ANSWERS.values()),
    ),
    LineField(
        "answer_after_s",
        "Seconds of ringing",
        "Before the agent answers. Where it rings for you first: how long, 20 if it is 0.",
        _WHO,
        only_if=_HAS_AGENT,
    ),
    LineField(
        "sentence",
        "Sentence",
        "What the caller hears, before the tone where a message is left.",
        _WHO,
        only_if=("answer", Answer.SAY, Answer.MESSAGE),
    ),
    LineField("forward_to", "Forward to", "The number.", _WHO, only_if=("answer", Answer.FORWARD)),
    LineField(
        "dialogue",
        "Dialogue",
        "The command or https address of the program that answers in text.",
        _WHO,
        only_if=("answer", Answer.DIALOGUE),
    ),
    LineField(
        "agent",
        "Agent",
        "Whom callers talk with.",
        _AGENT,
        AGENTS,
        ("My agent, in a Stream call", "The practice agent", "The echo agent", "Nobody"),
        only_if=_HAS_AGENT,
    ),
    LineField(
        "agent_url",
        "Agent servers",
        "This line's own Vision Agents servers, best first.",
        _AGENT,
        only_if=_HAS_AGENT,
    ),
    LineField(
        "agent_command",
        "Agent command",
        "This line's own command that serves agents; {port} stands for the port to serve on.",
        _AGENT,
        only_if=_HAS_AGENT,
    ),
    LineField(
        "agent_loss.meanwhile",
        "Meanwhile",
        "What the caller hears while another agent is fetched.",
        _LOSS,
        only_if=_HAS_AGENT,
    ),
    LineField(
        "agent_loss.sentence",
        "Sentence",
        "What the caller hears when no other agent can be had.",
        _LOSS,
        only_if=_HAS_AGENT,
    ),
    LineField(
        "agent_loss.forward_to",
        "Forward to",
        "The number that the caller is led to then; without one, the call ends.",
        _LOSS,
        only_if=_HAS_AGENT,
    ),
    LineField(
        "caller_silence.question_s",
        "Seconds to the question",
        "Of silence, before the caller is asked; 0 leaves silence alone.",
        _SILENCE,
    ),
    LineField("caller_silence.question", "Question", "What the caller is asked.", _SILENCE),
    LineField(
        "caller_silence.goodbye_s",
        "Seconds to the goodbye",
        "Of silence after the question, before the call is ended.",
        _SILENCE,
    ),
    LineField("caller_silence.goodbye", "Goodbye", "What the caller hears last.", _SILENCE),
    LineField(
        "recording",
        "Record every call",
        "Done by the carrier, which charges for it.",
        RECORDING,
        ("yes", "no"),
    ),
    LineField(
        "recording_notice", "Notice", "What callers are told before it is recorded.", RECORDING
    ),
    LineField(
        "guard_rails.countries",
        "Countries",
        "That may be called, by ISO 3166 code, like US, CA; the number's own when not set.",
        _RAILS,
    ),
    LineField(
        "guard_rails.dials_at_once",
        "Calls out at once",
        "That may be under way.",
        _RAILS,
    ),
    LineField(
        "guard_rails.dials_an_hour",
        "Calls out an hour",
        "Numbers that may be dialled.",
        _RAILS,
    ),
    LineField(
        "guard_rails.max_minutes",
        "Longest call, minutes",
        "After which it is ended, by the carrier if need be.",
        _RAILS,
    ),
    LineField(
        "guard_rails.cost_an_hour",
        "Cost an hour",
        "Of calls out, in the account's currency; not limited when not set.",
        _RAILS,
    ),
    LineField(
        "guard_rails.cost_a_minute",
        "Cost a minute",
        "Of a call out, until the carrier tells its price.",
        _RAILS,
    ),
)
"""Every field, in the order in which people are shown them."""


def flat(table: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Return a table with the keys of those within it: ``guard_rails.max_minutes``."""
    content: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            content |= flat(value, f"{before}{key}.")
        else:
            content[before + key] = value
    return content


def nested(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table that `flat` came from."""
    table: dict[str, Any] = {}
    for key, value in content.items():
        *within, last = key.split(".")
        inner = table
        for name in within:
            inner = inner.setdefault(name, {})
        inner[last] = value
    return table


def values_of(line: Any, before: str = "") -> dict[str, Any]:
    """Return all that a line holds, by key."""
    content: dict[str, Any] = {}
    for field in fields(line):
        value = getattr(line, field.name)
        if is_dataclass(value):
            content |= values_of(value, f"{before}{field.name}.")
        else:
            content[before + field.name] = value
    return content


def typed(key: str, text: str) -> Any:
    """Return what was typed for a key as a table has it. Raises `ValueError` with a reason."""
    if _TYPES[key] == frozenset[str]:
        return [word for word in text.replace(",", " ").split() if word]
    try:
        value = TypeAdapter(_TYPES[key]).validate_python(text)
    except ValidationError as exc:
        raise ValueError(reason_of(exc)) from exc
    return str(value) if isinstance(value, str) else value


def _types(model: type[Any], before: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, kind in get_type_hints(model).items():
        if isinstance(kind, type) and is_dataclass(kind):
            found |= _types(kind, f"{before}{name}.")
        else:
            found[before + name] = kind
    return found


_TYPES: Final = _types(Line)
KEYS: Final = tuple(_TYPES)
"""Every key that a table may have."""
