"""``operator-console stream``: the Stream call that a call's agent is met in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from console.commands.asking import ask, json_option, print_json

if TYPE_CHECKING:
    from console.control_client import ControlClient, Json

_STEPS: Final = ("mute", "kick", "recording", "transcription", "end")
_OF_SOMEBODY: Final = ("mute", "kick")
_SWITCHED: Final = ("recording", "transcription")
_ON: Final = {"on": True, "off": False}


@click.command()
@click.argument("call_id", metavar="ID")
@click.argument("step", type=click.Choice(_STEPS), required=False)
@click.argument("value", metavar="[USER|on|off]", required=False)
@click.option("--block", is_flag=True, help="With kick: keep them out for good.")
@json_option
def stream(call_id: str, step: str | None, value: str | None, block: bool, as_json: bool) -> None:
    """Look into the Stream call of a call's agent, or change it.

    \b
    operator-console stream ID                      who is there, what is kept of it
    operator-console stream ID mute USER            others no longer hear USER
    operator-console stream ID kick USER [--block]  USER leaves
    operator-console stream ID recording on|off     Stream's own recording
    operator-console stream ID transcription on|off Stream's own transcription
    operator-console stream ID end                  end it for everybody, the phone too

    ID may be the beginning of an id.
    """
    body = _body(step, value, block)

    async def work(console: ControlClient) -> Json:
        call = (await console.find(call_id))["id"]
        if step is None:
            return await console.meeting(call)
        return await console.meeting_step(call, step, **body)

    meeting = ask(work)
    if as_json:
        print_json(meeting)
    else:
        click.echo("\n".join(rows(meeting)))


def _body(step: str | None, value: str | None, block: bool) -> dict[str, Any]:
    if step in _OF_SOMEBODY:
        if not value:
            raise click.UsageError(f"Say whom to {step}: the USER of one of the participants.")
        return {"user": value} | ({"block": True} if block else {})
    if step in _SWITCHED:
        if value not in _ON:
            raise click.UsageError(f"Say whether: {step} on, or {step} off.")
        return {"on": _ON[value]}
    if value:
        raise click.UsageError(f"“{value}” is one too many.")
    return {}


def rows(meeting: Json) -> list[str]:
    """Return what is shown of it, a line each."""
    kept = [
        word
        for word, key in (
            ("recorded", "recording"),
            ("transcribed", "transcribing"),
            ("captioned", "captioning"),
        )
        if meeting[key]
    ]
    said = [f"Stream call {meeting['call']}" + (f", {', '.join(kept)}" if kept else "")]
    for there in meeting["participants"]:
        marks = [word for word in ("phone", "muted") if there[word]]
        since = _clock(there["joined_at"])
        said.append(
            f"  {there['user']}  {there['name']}, since {since}"
            + (f" ({', '.join(marks)})" if marks else "")
        )
    if report := meeting["report"]:
        said.append(f"  so far {report['users']} users in {report['sessions']} sessions")
    if agent := meeting["agent"]:
        said.append("  the agent" + (f", sent by {agent['server']}" if agent["server"] else ""))
        if agent["latency_ms"] is not None:
            said.append(f"    last answer {agent['latency_ms']} ms")
        said += [f"    {_metric(name, value)}" for name, value in agent["metrics"].items()]
    return said


def _metric(name: str, value: float) -> str:
    """Write one as a server calls it: ``llm_latency_ms__avg``, ``llm_input_tokens__total``."""
    what, _, _ = name.partition("__")
    unit = " ms" if what.endswith("_ms") else ""
    return f"{what.removesuffix('_ms').replace('_', ' ')} {value:.0f}{unit}"


def _clock(time: str) -> str:
    return datetime.fromisoformat(time).astimezone().strftime("%H:%M:%S")
