"""The commands about one call of a running console: the operator's hands without a window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import click

from console.commands import in_words
from console.commands.asking import ask, json_option, print_json

if TYPE_CHECKING:
    from console.control_client import ControlClient, Json

_RUNGS: Final = ("off", "listen", "whisper", "join", "take-over")
_id = click.argument("call_id", metavar="ID")


def _run(command: str, call_id: str, said: str, *, as_json: bool, **body: Any) -> None:
    """Have the console do something with one call, and say that it is done."""

    async def work(console: ControlClient) -> Json:
        return await console.on_call((await console.find(call_id))["id"], command, **body)

    call = ask(work)
    if as_json:
        print_json(call)
    else:
        who = in_words.party(call)
        click.echo(f"Call {in_words.short_id(call['id'])} with {who}: {said}.")


def _plain(name: str, said: str, description: str) -> click.Command:
    @click.command(name, help=f"{description}\n\nID may be the beginning of an id.")
    @_id
    @json_option
    def command(call_id: str, as_json: bool) -> None:
        _run(name, call_id, said, as_json=as_json)

    return command


def _with_text(
    name: str, argument: str, said: str, description: str, *, key: str = "text"
) -> click.Command:
    text = f"{description}\n\nID may be the beginning of an id. With - as {argument}, it is read"
    text += " from standard input."

    @click.command(name, help=text)
    @_id
    @click.argument("text", metavar=argument)
    @json_option
    def command(call_id: str, text: str, as_json: bool) -> None:
        given = sys.stdin.read().strip() if text == "-" else text
        _run(name, call_id, said, as_json=as_json, **{key: given})

    return command


@click.command()
@_id
@click.argument("mode", type=click.Choice(_RUNGS))
@click.option("--hand-back", metavar="TEXT", help="Tell the agent what was agreed meanwhile.")
@json_option
def engage(call_id: str, mode: str, hand_back: str | None, as_json: bool) -> None:
    """Step on a rung: off, listen, whisper, join or take-over.

    It decides who is heard. The sound itself is that of a desk, or of a program on the
    control API. ID may be the beginning of an id.
    """
    _run("engage", call_id, mode, as_json=as_json, mode=mode, hand_back=hand_back)


@click.command()
@click.argument("call_id", metavar="[ID]", required=False)
@click.option("--all", "every", is_flag=True, help="Silence the agent of every call.")
@click.option("--off", is_flag=True, help="Let the agent be heard again.")
@json_option
def silence(call_id: str | None, every: bool, off: bool, as_json: bool) -> None:
    """Stop an agent from being heard; the call stays up.

    ID may be the beginning of an id.
    """
    if bool(call_id) == every or (every and off):
        raise click.UsageError("Give the id of a call, or --all.")
    if call_id:
        said = "its agent may speak again" if off else "its agent is silenced"
        _run("silence", call_id, said, as_json=as_json, on=not off)
        return
    answer = ask(lambda console: console.silence_all())
    if as_json:
        print_json(answer)
    else:
        click.echo(f"Agents silenced: {len(answer['calls'])}.")


@click.command()
@_id
@click.argument("digits", metavar="KEYS")
@click.option(
    "--out-of-band", is_flag=True, help="Have the carrier press them; the agent waits meanwhile."
)
@json_option
def digits(call_id: str, digits: str, out_of_band: bool, as_json: bool) -> None:
    """Press keys towards the other party.

    KEYS are 0-9, *, #, A-D, and w to wait half a second. ID may be the beginning of an id.
    """
    _run("digits", call_id, "sent", as_json=as_json, digits=digits, out_of_band=out_of_band)


@click.command()
@_id
@click.argument("number")
@click.option("--warm", is_flag=True, help="Ask them first: the caller hears music meanwhile.")
@click.option("--agent", metavar="KIND", help="Who asks them, with --warm; nobody unless told.")
@json_option
def transfer(call_id: str, number: str, warm: bool, agent: str | None, as_json: bool) -> None:
    """Lead the other party to NUMBER.

    If nobody answers there, they come back to an agent as a new call. With --warm, NUMBER is
    rung as a call of its own, for you to speak with; then connect leads both to each other,
    and if they hang up, the caller is back. ID may be the beginning of an id.
    """
    if agent and not warm:
        raise click.UsageError("--agent goes with --warm.")
    if warm:
        _run("consult", call_id, "is asked", as_json=as_json, to=number, agent=agent)
    else:
        _run("transfer", call_id, "transferred", as_json=as_json, to=number)


COMMANDS: Final = (
    _plain("answer", "it is answered", "Answer a call that rings here."),
    _plain("decline", "declined", "Turn away a call that rings here."),
    engage,
    _plain("hold", "on hold", "Play music to the caller, who is not heard meanwhile."),
    _plain("resume", "off hold", "Take a held call back."),
    digits,
    transfer,
    _plain("connect", "connected", "Connect a caller with whoever was asked by transfer --warm."),
    _with_text(
        "say-to-caller", "TEXT", "it was said", "Say this to the caller in the console's own voice."
    ),
    _with_text("instruct", "TEXT", "the agent was told", "Tell the agent something."),
    _with_text("say", "TEXT", "the agent says it", "Have the agent say exactly this."),
    _plain("interrupt", "the agent was cut short", "Cut the agent short."),
    silence,
    _with_text("note", "TEXT", "noted", "Put a note into the call's record."),
    _plain("mark-moment", "marked", "Mark this moment in the call's record."),
)
