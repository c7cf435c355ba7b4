"""The commands for lines: our numbers, who answers them and how far they may go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import click

from console.commands import in_words
from console.commands.asking import in_e164, json_option, print_json
from console.config import ConfigError
from console.settings.line_book import Entry, LineBook, shown
from console.settings.line_fields import FIELDS, KEYS
from console.settings.line_words import answered

_NUMBER: Final = click.argument("number", metavar="NUMBER", callback=in_e164)
_ORDER: Final = {
    key: at for at, key in enumerate(dict.fromkeys((*(field.key for field in FIELDS), *KEYS)))
}


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def lines(ctx: click.Context, as_json: bool) -> None:
    """Show every line: number, who answers, what is set for it.

    The first is what is dialled from. They are kept in settings.toml, and a console that runs
    takes changes at once.
    """
    if ctx.invoked_subcommand is not None:
        return
    entries = LineBook().entries()
    if as_json:
        print_json({"lines": [_as_json(entry) for entry in entries]})
        return
    for entry in entries:
        click.echo("\n".join(_rows(entry)))
    if not entries:
        click.echo("There is no line. Add one with: operator-console lines set NUMBER")


@lines.command("set", epilog="The keys: " + ", ".join(field.key for field in FIELDS) + ".")
@_NUMBER
@click.argument("changes", metavar="[KEY=VALUE]...", nargs=-1)
@json_option
def set_(number: str, changes: tuple[str, ...], as_json: bool) -> None:
    """Add the line NUMBER, or change it.

    Like: answer=ask guard_rails.max_minutes=10. An empty value takes a key out, so that
    what is usual counts.
    """
    book, given = LineBook(), dict(map(_pair, changes))
    known = any(entry.line.number == number for entry in book.entries())
    entry = book.put(number, given) if known else book.put(None, {"number": number, **given})
    if as_json:
        print_json(_as_json(entry))
        return
    click.echo("\n".join(_rows(entry)))
    click.echo("A console that runs takes it at once.")


@lines.command()
@_NUMBER
def remove(number: str) -> None:
    """Take the line NUMBER away. A number that a console holds is put back as it was."""
    book = LineBook()
    line = book.remove(number)
    name = f"{line.name}, {in_words.number(line.number)},"
    if any(entry.line.number == line.number for entry in book.entries()):
        click.echo(f"{name} is as usual again: it is the carrier's number in the settings.")
    else:
        click.echo(f"{name} is no line any more.")


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise ConfigError(f"{text} is no KEY=VALUE, like answer=ask.")
    return key.strip(), value


def _rows(entry: Entry) -> Sequence[str]:
    line = entry.line
    rows = [f"{in_words.number(line.number)}  {line.name}: {answered(line)}"]
    if entry.implied:
        rows.append("  It is the carrier's number in the settings.")
    given = sorted(entry.given.items(), key=lambda pair: _ORDER[pair[0]])
    rows += [f"  {key} = {_text(value)}" for key, value in given if key not in ("number", "name")]
    return rows


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _as_json(entry: Entry) -> dict[str, Any]:
    values = {
        key: sorted(value) if isinstance(value, frozenset) else value
        for key, value in shown(entry).items()
    }
    return {
        "number": entry.line.number,
        "name": entry.line.name,
        "implied": entry.implied,
        "set": sorted(entry.given, key=_ORDER.__getitem__),
        "values": values,
    }
