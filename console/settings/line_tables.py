"""Lines from the settings: the tables ``[[line]]`` of ``settings.toml``, or one number.

A table's keys are `Line`'s fields, those of ``[line.guard_rails]`` are `GuardRails`', and so
on. What guard rails leave out, the settings of all lines give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from console.config import (
    LINE_TABLES,
    SETTINGS_FILE,
    ConfigError,
    Settings,
    read_toml,
    reason_of,
    usable,
)
from console.settings.values import number_in_e164
from console.switchboard.lines import Answer, GuardRails, Line
from console.switchboard.readiness import Load, check

MAIN: Final = "Main line"
"""The name of the line that has none of its own."""
AGENTS: Final = ("stream", "practice", "echo", "none")
"""The kinds of agents that may answer."""
_AGENT: Final = "agent"
_RAILS: Final = "guard_rails"
_LINE: Final = TypeAdapter(Line)
_NUMBERS: Final = ("number", "forward_to")
_NEEDS: Final = {Answer.FORWARD: "forward_to", Answer.DIALOGUE: "dialogue"}


def guard_rails(settings: Settings) -> GuardRails:
    """Return the guard rails of every line that has none of its own."""
    shared = {field.name for field in fields(GuardRails)} & set(Settings.model_fields)
    given = {name: getattr(settings, name) for name in shared}
    return TypeAdapter(GuardRails).validate_python(given)


class BadLine(ConfigError):
    """A line's table can't be used; ``reason`` says why, without the file and the line."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(text)
        self.reason = reason


def lines_of(settings: Settings, agent: str) -> tuple[Line, ...]:
    """Return the lines, the first of them being what is dialled from unless told otherwise.

    ``agent`` is the kind that answers where a table names none. Without any table there is
    one line, of the carrier's number in the settings, if that is set. Reads the disk. Raises
    `ConfigError` that names the file, the line and the key.
    """
    if kept := kept_lines(settings, agent):
        return kept
    number = getattr(settings, f"{settings.carrier}_phone_number")
    return (usual(settings, agent, number, MAIN),) if number else ()


def kept_lines(settings: Settings, agent: str) -> tuple[Line, ...]:
    """Return the lines that have a table, as `lines_of` does; none where there is no table."""
    tables = read_toml(settings.data_dir / SETTINGS_FILE).get(LINE_TABLES, [])
    return lines_from(settings, agent, tables) if tables else ()


def lines_from(settings: Settings, agent: str, tables: Any) -> tuple[Line, ...]:
    """Return the lines that tables, of which there is one at least, are. Raises `BadLine`."""
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _fault(settings, "lines", f"they are tables, each begun with [[{LINE_TABLES}]]")
    lines = tuple(
        _line(settings, table, place, usual(settings, agent, "", _name(place)))
        for place, table in enumerate(tables, 1)
    )
    for field in ("number", "name"):
        values = [getattr(line, field) for line in lines]
        if len(set(values)) < len(values):
            raise _fault(settings, "lines", f"two of them have the same {field}")
    return lines


def _name(place: int) -> str:
    return MAIN if place == 1 else f"Line {place}"


class _BadTable(Exception):
    """A table can't be a line; the text says which key and why."""


def usual(settings: Settings, agent: str, number: str = "", name: str = "") -> Line:
    """Return a line as the settings of all lines have it."""
    return Line(
        number,
        name,
        agent,
        guard_rails=guard_rails(settings),
        recording=settings.recording,
        recording_notice=settings.recording_notice,
    )


def _line(settings: Settings, table: Mapping[str, Any], place: int, base: Line) -> Line:
    name = table.get("name")
    which = f"line {place}" + (f", “{name}”," if isinstance(name, str) else "")
    try:
        return _parsed(table, base)
    except _BadTable as exc:
        raise _fault(settings, which, str(exc)) from exc


def _parsed(table: Mapping[str, Any], base: Line) -> Line:
    if "number" not in table:
        raise _BadTable("its number is missing")
    try:
        line = _LINE.validate_python(_merged(base, table, ""))
    except ValidationError as exc:
        key = ".".join(str(part) for part in exc.errors()[0]["loc"])
        raise _BadTable(f"its {key} is wrong: {reason_of(exc)}") from exc
    if (lacking := _NEEDS.get(line.answer)) and not getattr(line, lacking):
        raise _BadTable(f"with answer “{line.answer}” it needs a {lacking}")
    led_to = {"forward_to": line.forward_to, "agent_loss.forward_to": line.agent_loss.forward_to}
    for key, number in led_to.items():
        # Callers are led there without being asked: what is never dialled is never led to.
        if number and not (ready := check(number, line, Load(), ())).ready:
            raise _BadTable(f"its {key} is wrong: {ready.sentence.rstrip('.')}")
    return line


def _merged(base: Any, table: Mapping[str, Any], path: str) -> dict[str, Any]:
    """Return a dataclass's fields with what a table says of them, tables within it too."""
    content = {field.name: getattr(base, field.name) for field in fields(base)}
    for key, value in table.items():
        where = f"{path}{key}"
        if key not in content:
            what = f"its {path.removesuffix('.')}" if path else "it"
            raise _BadTable(f"{what} has no “{key}”, only {', '.join(content)}")
        if not is_dataclass(content[key]):
            content[key] = _taken(where, key, value)
        elif isinstance(value, dict):
            content[key] = _merged(content[key], value, f"{where}.")
        else:
            raise _BadTable(f"its {where} have to be a table, [{LINE_TABLES}.{where}]")
    return content


def _taken(where: str, key: str, value: Any) -> Any:
    try:
        if where == f"{_RAILS}.{key}" and key in Settings.model_fields:
            return usable(key, value)
        if where == _AGENT and value not in AGENTS:
            raise ValueError(f"it has to be {', '.join(AGENTS[:-1])} or {AGENTS[-1]}")
        if key in _NUMBERS and value != "":
            return number_in_e164(value)
        if isinstance(value, int) and value < 0:
            raise ValueError("it can't be below 0")
    except ValueError as exc:
        raise _BadTable(f"its {where} is wrong: {exc}") from exc
    return value


def _fault(settings: Settings, which: str, why: str) -> BadLine:
    return BadLine(f"{settings.data_dir / SETTINGS_FILE}: {which} can't be used; {why}.", why)
