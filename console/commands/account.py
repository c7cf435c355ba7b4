"""The commands about the carrier's account: its numbers and its state."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from console.commands import in_words
from console.commands.asking import ask, json_option, print_json

if TYPE_CHECKING:
    from console.control_client import ControlClient, Json


@click.command()
@json_option
def numbers(as_json: bool) -> None:
    """Show the account's numbers and who answers them."""
    answer = ask(lambda console: console.numbers())
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


COMMANDS: Final = (numbers, account)


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


def _open_call(call: Json) -> str:
    ends = f"{in_words.number(call['from'])} to {in_words.number(call['to'])}"
    return f"{call['carrier_call_id']}, {call['direction']}, {ends}, {call['status']}"
