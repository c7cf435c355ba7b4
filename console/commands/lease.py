"""The commands about the webhook lease: where our numbers' calls go."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from console import control_file, paths
from console.commands import in_words
from console.commands.asking import ask, in_e164, json_option, print_json
from console.control_file import NoConsole
from console.switchboard.errors import CommandError
from console.trouble import ControlError

if TYPE_CHECKING:
    from console.control_client import Json

_ONE: Final = click.argument("number", metavar="[NUMBER]", required=False, callback=in_e164)


@click.group()
def lease() -> None:
    """Look after where our numbers' calls go.

    While a console runs they can come here, those of every line that has a number; when it
    closes, the numbers are put back as they were.
    """


@lease.command()
@_ONE
@json_option
def show(number: str | None, as_json: bool) -> None:
    """Show how the numbers stand, or NUMBER.

    Beside it stands what taking them would change.
    """
    answer = ask(lambda console: console.lease())
    if as_json:
        print_json(_of(answer, number) if number else answer)
        return
    for line in _lines(answer, number):
        click.echo(line)


@lease.command()
@_ONE
@click.option("--yes", is_flag=True, help="Don't ask whether that is all right.")
@click.option("--take-over", is_flag=True, help="Take it from another console, too.")
@json_option
def take(number: str | None, yes: bool, take_over: bool, as_json: bool) -> None:
    """Have the numbers' calls come here, or NUMBER's.

    They do from now on, and whenever a console starts.
    """
    if not (yes or as_json):
        before = ask(lambda console: console.lease())
        for line in _lines(before, number):
            click.echo(line)
        if any(it["differences"] for it in _shown(before, number)):
            many = len(_shown(before, number)) > 1
            click.confirm(f"Change the number{'s' if many else ''} like this?", abort=True)
    answer = ask(lambda console: console.take_lease(number, take_over=take_over))
    if as_json:
        print_json(_of(answer, number) if number else answer)
        return
    for it in _shown(answer, number):
        click.echo(it["sentence"])


@lease.command()
@_ONE
@json_option
def restore(number: str | None, as_json: bool) -> None:
    """Put the numbers back as they were, or NUMBER.

    They are not taken by themselves any more. Works without a running console, too: after a
    crash, it puts back what was left behind.
    """
    answer = _restored(number)
    if as_json:
        print_json(answer)
    else:
        for sentence in answer["sentences"] or ["No number is held; there is nothing to do."]:
            click.echo(sentence)
    if not answer["complete"]:
        sys.exit(1)


lease.add_command(show, "status")
COMMANDS: Final = (lease,)


def _restored(number: str | None) -> Json:
    try:
        control_file.read(paths.data_dir())
    except NoConsole:
        # Loaded only here: no other command needs the settings and the carrier's library.
        import asyncio

        from console import config
        from console.commands.lease_offline import restore_numbers

        settings = config.load_settings(config.credentials())
        try:
            done = asyncio.run(restore_numbers(settings, number))
        except CommandError as exc:
            raise ControlError(str(exc)) from exc
        return {"sentences": list(done.sentences), "complete": done.complete}
    return ask(lambda console: console.restore_lease(number))


def _shown(answer: Json, number: str | None) -> list[Json]:
    """Return how each number stands, or the one that is asked for."""
    if number:
        return [_of(answer, number)]
    return answer["numbers"] or [answer]


def _of(answer: Json, number: str) -> Json:
    for it in answer["numbers"]:
        if it["number"] == number:
            found: Json = it
            return found
    raise ControlError(
        f"No line has the number {in_words.number(number)}. See them with: operator-console lines"
    )


def _lines(answer: Json, number: str | None) -> list[str]:
    lines = []
    for it in _shown(answer, number):
        lines += _lines_of(it)
    return lines + [in_words.plain(it) for it in answer["left"]]


def _lines_of(one: Json) -> list[str]:
    lines = [f"{in_words.plain(one['sentence'])} {one['remedy']}".strip()]
    lines += [in_words.plain(it["sentence"]) for it in one["cautions"]]
    width = max((len(it["field"]) for it in one["differences"]), default=0)
    for it in one["differences"]:
        now, then = (in_words.plain(it[key]) or "nothing" for key in ("now", "will_be"))
        lines.append(f"  {it['field']:<{width}}  {now} → {then}")
    return lines
