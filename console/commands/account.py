"""The commands about the carrier's account: its numbers, its state, and the webhook lease."""

from __future__ import annotations

import asyncio
import sys
from typing import Final

import click

from console import config, control_file
from console.commands import in_words
from console.commands.asking import ask, json_option, print_json
from console.commands.lease_offline import restore_numbers
from console.control_client import ControlClient, ControlError, Json
from console.control_file import NoConsole
from console.switchboard.errors import CommandError


@click.command()
@json_option
def numbers(as_json: bool) -> None:
    """Show the account's numbers and who answers them."""
    answer = ask(ControlClient.numbers)
    if as_json:
        print_json(answer)
        return
    for number in answer["numbers"]:
        click.echo(_number_row(number))
    if not answer["numbers"]:
        click.echo("The account has no numbers. Buy one in the Twilio console.")


@click.command()
@click.option("--end", metavar="SID", help="End a call that is open at the carrier, by its SID.")
@json_option
def account(end: str | None, as_json: bool) -> None:
    """Show what the carrier says of the account.

    That is its state, balance and verified numbers, calls that are open there and unknown
    here, and what went wrong lately. The exit code is 1 when it can't be used.
    """

    async def work(console: ControlClient) -> Json:
        return await (console.end_open_call(end) if end else console.account())

    answer = ask(work)
    if as_json:
        print_json(answer)
    elif end:
        click.echo(f"{_open_call(answer)} was ended.")
    else:
        for line in _account_lines(answer):
            click.echo(line)
    if not end and not answer["usable"]:
        sys.exit(1)


@click.group()
def lease() -> None:
    """Look after where the number's calls go.

    While a console runs they can come here; when it closes, the number is put back as it was.
    """


@lease.command()
@json_option
def show(as_json: bool) -> None:
    """Show how the number stands, and what taking it would change."""
    answer = ask(ControlClient.lease)
    if as_json:
        print_json(answer)
        return
    for line in _lease_lines(answer):
        click.echo(line)


@lease.command()
@click.option("--yes", is_flag=True, help="Don't ask whether that is all right.")
@click.option("--take-over", is_flag=True, help="Take it from another console, too.")
@json_option
def take(yes: bool, take_over: bool, as_json: bool) -> None:
    """Have the number's calls come here, now and whenever a console starts."""
    if not (yes or as_json):
        before = ask(ControlClient.lease)
        for line in _lease_lines(before):
            click.echo(line)
        if before["differences"]:
            click.confirm("Change the number like this?", abort=True)
    answer = ask(lambda console: console.take_lease(take_over=take_over))
    if as_json:
        print_json(answer)
    else:
        click.echo(answer["sentence"])


@lease.command()
@json_option
def restore(as_json: bool) -> None:
    """Put the number back as it was, and take it no more.

    Works without a running console, too: after a crash, it puts back what was left behind.
    """
    answer = _restored()
    if as_json:
        print_json(answer)
    else:
        for sentence in answer["sentences"] or ["No number is held; there is nothing to do."]:
            click.echo(sentence)
    if not answer["complete"]:
        sys.exit(1)


COMMANDS: Final = (numbers, account, lease)


def _restored() -> Json:
    settings = config.load_settings()
    try:
        control_file.read(settings.data_dir)
    except NoConsole:
        settings = config.load_settings(config.credentials())
        try:
            done = asyncio.run(restore_numbers(settings))
        except CommandError as exc:
            raise ControlError(str(exc)) from exc
        return {"sentences": list(done.sentences), "complete": done.complete}
    return ask(ControlClient.restore_lease)


def _number_row(number: Json) -> str:
    if not number["voice"]:
        answered = "takes no voice calls"
    elif number["here"]:
        answered = "answered here"
    else:
        answered = f"answered by {in_words.plain(number['answered_by'])}"
    shown = in_words.number(number["number"])
    return f"{shown:<18} {answered}  {in_words.plain(number['name'])}".rstrip()


def _account_lines(answer: Json) -> list[str]:
    told = answer["account"]
    lines = [f"{answer['sentence']} {answer['remedy']}".strip()]
    if told["balance"] is not None:
        lines.append(f"Balance: {told['balance']} {told['currency']}")
    verified = ", ".join(in_words.number(it) for it in answer["caller_ids"])
    lines.append(f"Verified numbers of others: {verified or 'none'}")
    lines += [f"Open there and unknown here: {_open_call(it)}" for it in answer["open_calls"]]
    if answer["open_calls"]:
        lines.append("End one with: operator-console account --end SID")
    lines += [
        f"Lately: {in_words.plain(it['sentence'])} ({it['code']}, {it['at']})"
        for it in answer["troubles"]
    ]
    return lines


def _lease_lines(answer: Json) -> list[str]:
    lines = [f"{in_words.plain(answer['sentence'])} {answer['remedy']}".strip()]
    lines += [in_words.plain(it["sentence"]) for it in answer["cautions"]]
    width = max((len(it["field"]) for it in answer["differences"]), default=0)
    for it in answer["differences"]:
        now, then = (in_words.plain(it[key]) or "nothing" for key in ("now", "will_be"))
        lines.append(f"  {it['field']:<{width}}  {now} → {then}")
    lines += [in_words.plain(it) for it in answer["left"]]
    return lines


def _open_call(call: Json) -> str:
    ends = f"{in_words.number(call['from'])} to {in_words.number(call['to'])}"
    return f"{call['carrier_call_id']}, {call['direction']}, {ends}, {call['status']}"
