"""The lines, shown and changed: the Lines page without the page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from console.config import ConfigError
from console.settings.declared import Source
from console.settings.line_book import Entry, LineBook
from console.settings.line_fields import FIELDS, LineField, values_of
from console.settings.line_tables import BadLine
from console.settings.line_words import answered
from console.setup.forms import text_of
from console.switchboard.errors import Refused
from console.switchboard.lines_interface import LineView
from console.switchboard.settings_interface import SettingKind, SettingView
from console.tunnel.lease_view import pretty

T = TypeVar("T")
_IMPLIED: Final = "It is the carrier's number in the settings, so it stays while that is set."
_ONLY_IF: Final = {it.key: it.only_if for it in FIELDS if it.only_if}


class LinesKeeper:
    """Implements `LinesBook`. Engine's loop."""

    def __init__(self, book: LineBook | None = None) -> None:
        self._book = book or LineBook()

    async def lines(self) -> tuple[LineView, ...]:
        entries = await _told(self._book.entries)
        return tuple(_view(entry) for entry in entries)

    async def blank(self) -> LineView:
        return _view(await _told(self._book.blank))

    async def put(self, number: str, changes: Mapping[str, str]) -> LineView:
        if not number and not changes.get("number", "").strip():
            raise Refused("no-number", "Type the line's number first.")
        return _view(await _told(lambda: self._book.put(number or None, changes)))

    async def remove(self, number: str) -> None:
        await _told(lambda: self._book.remove(number))


def _view(entry: Entry) -> LineView:
    line = entry.line
    now, usual = values_of(line), values_of(entry.usual)
    said = answered(line)
    return LineView(
        number=line.number,
        name=line.name,
        shown=pretty(line.number) if line.number else "",
        summary=f"{said[0].upper()}{said[1:]}.",
        fields=tuple(_field(it, entry, now, usual) for it in FIELDS),
        only_if=_ONLY_IF,
        fixed=_IMPLIED if entry.implied else "",
    )


def _field(
    field: LineField, entry: Entry, now: Mapping[str, Any], usual: Mapping[str, Any]
) -> SettingView:
    is_set = field.key in entry.given or (entry.implied and field.key in ("number", "name"))
    numbers = isinstance(usual[field.key], int | float) or usual[field.key] is None
    return SettingView(
        name=field.key,
        variable=field.key,
        title=field.title,
        description=field.description,
        group=field.group,
        kind=SettingKind.CHOICE
        if field.choices
        else SettingKind.NUMBER
        if numbers
        else SettingKind.TEXT,
        value=text_of(now[field.key]),
        default=text_of(usual[field.key]),
        source=Source.FILE if is_set else Source.DEFAULT,
        effect="",
        choices=field.choices,
        labels=field.labels,
        is_set=is_set,
    )


async def _told(work: Callable[[], T]) -> T:
    try:
        return await asyncio.to_thread(work)
    except BadLine as exc:
        raise Refused("bad-line", _in_titles(exc.reason)) from exc
    except ConfigError as exc:
        raise Refused("not-kept", str(exc)) from exc
    except OSError as exc:
        raise Refused("not-kept", f"settings.toml can't be written: {exc.strerror}.") from exc


def _in_titles(reason: str) -> str:
    """Write a reason with the fields' titles for their keys, as a sentence."""
    for field in sorted(FIELDS, key=lambda it: -len(it.key)):
        if "_" in field.key:
            reason = reason.replace(field.key, f"“{field.title}”")
    return f"{reason[0].upper()}{reason[1:]}."
