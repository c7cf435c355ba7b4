"""The commands that talk to a running console, be it a desk or a node."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from console.commands import in_words
from console.commands import on_call as remote_on_call
from console.commands.asking import ask, json_option, print_json
from console.commands.meeting import stream
from console.trouble import ControlError

if TYPE_CHECKING:
    from console.control_client import ControlClient, Json

_REACHED: Final = ("completed", "transferred")
_NO_PERSON: Final = ("machine", "beep", "fax")
_CARRIER_S: Final = 5.0
_ON_MACHINE: Final = ("ignore", "carry-on", "hang-up", "leave-message")


@click.command()
@json_option
@click.option("--ended", is_flag=True, help="Show the last calls that ended, too.")
@click.option("--follow", is_flag=True, help="Go on showing what happens, until Ctrl+C.")
def calls(as_json: bool, ended: bool, follow: bool) -> None:
    """Show the calls.

    With --follow, a live table on a terminal and a line an event elsewhere; with --json
    as well, each event as one line of JSON.
    """

    async def work(console: ControlClient) -> None:
        if as_json and not follow:
            print_json(await console.calls(ended=ended))
            return
        # Loaded late: only this and a call that is waited for show tables.
        from console.commands import call_table

        if follow:
            await call_table.follow(console, ended=ended, as_json=as_json)
        else:
            await call_table.show(console, (await console.calls(ended=ended))["calls"])

    with _until_ctrl_c(follow):
        ask(work)


@click.command()
@click.argument("number")
@click.option("--from", "from_", metavar="NUMBER", help="Our number to call from.")
@click.option("--agent", metavar="KIND", help="Who talks: practice, echo, none or stream.")
@click.option("--max-minutes", type=int, metavar="N", help="End the call after so long.")
@click.option(
    "--amd",
    "on_machine",
    type=click.Choice(_ON_MACHINE),
    help="What to do when an answering machine picks up.",
)
@click.option("--digits", metavar="KEYS", help="Press these on answer; w waits half a second.")
@click.option("--record", is_flag=True, default=None, help="Have the carrier record the call.")
@click.option("--ring-seconds", "ring_s", type=int, metavar="N", help="Let it ring for so long.")
@click.option(
    "--wait", is_flag=True, help="Wait until the call ends; exit 1 if nobody was reached."
)
@json_option
def dial(
    number: str, from_: str | None, agent: str | None, wait: bool, as_json: bool, **wishes: Any
) -> None:
    """Call NUMBER, like +14155550123.

    With --amd, ignore (the usual) looks for no machine, carry-on notes it, hang-up ends the
    call, and leave-message has the agent begin after the beep.
    """

    async def work(console: ControlClient) -> Json:
        if not wait:
            return await console.dial(number, from_, agent, **wishes)
        # Listening begins before the call does, so that none of its life is missed.
        async with console.events() as events:
            call = await console.dial(number, from_, agent, **wishes)
            return await _end_of(call, events, quietly=as_json)

    call = ask(work)
    if as_json:
        print_json(call)
    elif not wait:
        click.echo(f"Dialling {in_words.party(call)}: call {in_words.short_id(call['id'])}.")
    if wait and not _reached(call, wishes["on_machine"]):
        sys.exit(1)


@click.command("hang-up")
@click.argument("call_id", metavar="[ID]", required=False)
@click.option("--all", "every", is_flag=True, help="Hang up every call.")
@json_option
def hang_up(call_id: str | None, every: bool, as_json: bool) -> None:
    """Hang up a call.

    ID may be the beginning of an id.
    """
    if bool(call_id) == every:
        raise click.UsageError("Give the id of a call, or --all.")

    async def work(console: ControlClient) -> Json:
        if every:
            return await console.hang_up_all()
        return await console.hang_up((await console.find(call_id or ""))["id"])

    answer = ask(work)
    ended: list[Json] = answer["calls"] if every else [answer]
    if as_json:
        print_json(answer)
    elif not ended:
        click.echo("There are no calls.")
    else:
        for call in ended:
            click.echo(_outcome(call))
    if any(call["state"] != "ended" for call in ended):
        sys.exit(1)


@click.command()
@click.argument("call_id", metavar="ID")
@click.option(
    "--save",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.wav",
    help="Write the sound to a file instead of playing it.",
)
def listen(call_id: str, save: Path | None) -> None:
    """Hear a call until it ends or Ctrl+C.

    ID may be the beginning of an id. The caller is on the left and the agent on the right.
    """

    async def work(console: ControlClient) -> None:
        # Loaded late: no other command needs the libraries of sound.
        from console.commands import call_sound

        call = await console.find(call_id)
        if call["state"] == "ended":
            raise ControlError("The call has ended; there is nothing to hear.")
        async with console.audio(call["id"]) as sound:
            if save:
                await call_sound.save(sound, save)
            else:
                await call_sound.play(sound)

    with _until_ctrl_c():
        ask(work)


@click.command()
@click.argument("scenario", metavar="[SCENARIO]", required=False)
@json_option
def ring(scenario: str | None, as_json: bool) -> None:
    """Have a practice caller phone in.

    Without SCENARIO it is always the same first one.
    """
    call = ask(lambda console: console.ring(scenario))
    if as_json:
        print_json(call)
        return
    named = f"Call {in_words.short_id(call['id'])} from {in_words.party(call)}"
    error = call["error"]
    click.echo(f"{named} was turned away: {error['message']}" if error else f"{named} rings.")


@click.command()
@click.option(
    "--self-test",
    is_flag=True,
    help="Test the way from the public address to the console, too, without calling anybody.",
)
@json_option
def doctor(self_test: bool, as_json: bool) -> None:
    """Show the health of each part.

    Beside it stands what the carrier itself noted lately. The exit code is 1 when a part does
    not work, or the self-test failed.
    """

    async def work(console: ControlClient) -> Json:
        tested = {"self_test": await console.self_test()} if self_test else {}
        return await console.health() | tested | {"troubles": await _troubles(console)}

    answer = ask(work)
    tested = answer.get("self_test")
    if as_json:
        print_json(answer)
    else:
        for lamp in answer["lamps"]:
            click.echo(in_words.lamp_row(lamp))
        for step in tested["steps"] if tested else ():
            click.echo(in_words.step_row(step))
        for trouble in answer["troubles"]:
            click.echo(in_words.trouble_row(trouble))
    unwell = any(lamp["state"] == "error" for lamp in answer["lamps"])
    if unwell or (tested and not tested["passed"]):
        sys.exit(1)


async def _troubles(console: ControlClient) -> list[Json]:
    """Return what the carrier noted lately; nothing where it can't be asked in time."""
    import asyncio  # late, as in `ask`: help needs no loop

    with contextlib.suppress(ControlError, TimeoutError):
        async with asyncio.timeout(_CARRIER_S):
            troubles: list[Json] = (await console.account())["troubles"]
            return troubles
    return []


COMMANDS: Final = (calls, dial, hang_up, listen, ring, doctor, *remote_on_call.COMMANDS, stream)


def _until_ctrl_c(is_the_end: bool = True) -> contextlib.AbstractContextManager[None]:
    """Take Ctrl+C for the wanted end and not for a failure."""
    return contextlib.suppress(KeyboardInterrupt) if is_the_end else contextlib.nullcontext()


async def _end_of(call: Json, events: AsyncIterator[Json], *, quietly: bool) -> Json:
    """Wait for a call to end, telling how it goes, and return it."""
    from console.commands import call_table

    while True:
        match await anext(events):
            case {"type": "call", "call": {"id": call_id} as told} as event:
                call = told if call_id == call["id"] else call
            case {"type": "transcript", "line": {"call": call_id, "speaker": "note"}} as event:
                pass
            case _:
                continue
        if call_id == call["id"]:
            if not quietly:
                call_table.tell(event)
            if call["state"] == "ended":
                return call


def _reached(call: Json, on_machine: str | None) -> bool:
    """Say whether a call found whom it was for: a machine that is hung up on is nobody."""
    nobody = on_machine == "hang-up" and call["answered_by"] in _NO_PERSON
    return call["reason"] in _REACHED and not nobody


def _outcome(call: Json) -> str:
    name = f"Call {in_words.short_id(call['id'])} with {in_words.party(call)}"
    if call["state"] == "ended":
        return f"{name} has ended: {in_words.reason(call).lower()}."
    why = f" {in_words.plain(call['error']['message'])}" if call["error"] else ""
    return f"{name} goes on.{why}"
