"""The lines as they are kept in ``settings.toml``, shown and changed field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from console.config import ConfigError, Settings, load_settings
from console.settings.file import SettingsFile, same_number
from console.settings.line_fields import KEYS, flat, nested, typed, values_of
from console.settings.line_tables import MAIN, BadLine, lines_from, lines_of, usual
from console.settings.values import number_in_e164
from console.switchboard.lines import Line

_USUAL: Final = "stream"
_NUMBER: Final = "number"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as it counts, and what its own table says, by key.

    ``usual`` is what counts where the table says nothing. One that is ``implied`` has no
    table: it comes from the carrier's number in the settings.
    """

    line: Line
    given: Mapping[str, Any]
    usual: Line
    implied: bool = False


class LineBook:
    """The lines of a data folder. Everything blocks on the disk; `ConfigError` is a sentence.

    ``read`` gives the settings as they are now.
    """

    def __init__(self, read: Callable[[], Settings] = load_settings) -> None:
        self._read = read

    def entries(self) -> tuple[Entry, ...]:
        """Return every line, the first of them being what is dialled from."""
        settings = self._read()
        tables = SettingsFile(settings.data_dir).lines()
        return _entries(settings, tables)

    def blank(self) -> Entry:
        """Return what a new line would be."""
        line = _usual_of(self._read(), len(self.entries()) + 1)
        return Entry(line, {}, line)

    def put(self, number: str | None, changes: Mapping[str, str]) -> Entry:
        """Change what a line's table says, or add a line where ``number`` is None; return it.

        ``changes`` are texts by key; an empty one takes its key out, so that what is usual
        counts. The line from the settings' number gets a table as soon as any line has one.
        """
        settings = self._read()
        file = SettingsFile(settings.data_dir)
        tables = file.lines()
        implied = [it for it in _entries(settings, tables) if it.implied]
        here = [{_NUMBER: it.line.number, "name": it.line.name} for it in implied] or tables
        at = self._place(here, number)
        table = nested(_changed(flat(here[at]) if at is not None else {}, changes))
        after = [*here, table] if at is None else [*here[:at], table, *here[at + 1 :]]
        try:
            lines = lines_from(settings, _agent(settings), after)
        except BadLine as exc:
            raise BadLine(f"That line can't be: {exc.reason}.", exc.reason) from exc
        if implied and at is None:
            file.put_line(here[0])
        file.put_line(table, instead_of=here[at][_NUMBER] if at is not None else None)
        place = len(lines) - 1 if at is None else at
        return _entry(settings, lines[place], after[place], place)

    def remove(self, number: str) -> Line:
        """Take a line's table out; return what it was.

        The carrier's number in the settings goes on being a line where it was the last one.
        """
        found = next((it for it in self.entries() if same_number(it.line.number, number)), None)
        if found is None:
            raise ConfigError(_NO_SUCH)
        settings = self._read()
        if found.implied:
            raise ConfigError(
                "This line is the carrier's number in the settings. To be without it, reset "
                f"{settings.carrier.upper()}_PHONE_NUMBER."
            )
        SettingsFile(settings.data_dir).remove_line(number)
        return found.line

    def _place(self, tables: Sequence[Mapping[str, Any]], number: str | None) -> int | None:
        if number is None:
            return None
        for at, table in enumerate(tables):
            if same_number(table.get(_NUMBER), number):
                return at
        raise ConfigError(_NO_SUCH)


_NO_SUCH: Final = "There is no line with this number. See them with: operator-console lines"


def _entries(settings: Settings, tables: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    lines = lines_of(settings, _agent(settings))
    if not tables:
        return tuple(Entry(line, {}, line, implied=True) for line in lines)
    pairs = zip(lines, tables, strict=True)
    return tuple(_entry(settings, line, table, at) for at, (line, table) in enumerate(pairs))


def _entry(settings: Settings, line: Line, table: Mapping[str, Any], at: int) -> Entry:
    return Entry(line, flat(table), _usual_of(settings, at + 1))


def _usual_of(settings: Settings, place: int) -> Line:
    name = MAIN if place == 1 else f"Line {place}"
    return usual(settings, _agent(settings), name=name)


def _agent(settings: Settings) -> str:
    return settings.agent or _USUAL


def _changed(given: Mapping[str, Any], changes: Mapping[str, str]) -> dict[str, Any]:
    content = dict(given)
    for key, text in changes.items():
        if key not in KEYS:
            raise ConfigError(f"A line has no “{key}”, only {', '.join(KEYS)}.")
        if not text.strip():
            content.pop(key, None)
            continue
        try:
            content[key] = typed(key, text.strip())
            if key == _NUMBER:
                content[key] = number_in_e164(text)
        except ValueError as exc:
            raise BadLine(f"{key} can't be used: {exc}.", f"its {key} is wrong: {exc}") from exc
    return content


def shown(entry: Entry) -> dict[str, Any]:
    """Return all that counts on a line, by key."""
    return values_of(entry.line)
