"""The steps about who answers and how far it may go: the agent, the sound, the guard rails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from console.config import Settings
from console.setup.account import carrier_of
from console.setup.forms import Form
from console.setup.step import Console, Step, Verdict
from console.switchboard.events import LampState
from console.switchboard.ports import TrunkError
from console.switchboard.readiness import country_name
from console.switchboard.setup_interface import Choice, Field, FieldKind, Remark, StepState

_SENT_BY: Final = "sent_by"
_STATES: Final = {
    LampState.OK: StepState.OK,
    LampState.WARN: StepState.WARNING,
    LampState.ERROR: StepState.PROBLEM,
    LampState.OFF: StepState.WARNING,
}


class AgentStep(Step):
    """Who talks with callers: an agent in a Stream call, or one that is here already."""

    name = "agent"
    title = "Agent"
    intro = (
        "Each phone call is met by your agent in a Stream call. Key and secret stand in Stream's "
        "dashboard, on the app's own page. The practice agent needs neither, and is good to try "
        "the line with."
    )
    verb = "Check the agent"

    def __init__(self, console: Console) -> None:
        self._console = console

    async def fields(self, form: Form) -> tuple[Field, ...]:
        kept = form.settings
        who = (
            Choice("stream", "My agent, in a Stream call"),
            Choice("practice", "The practice agent", "Comes with the console and needs nothing."),
            Choice("echo", "The echo agent", "Callers hear themselves: good to measure delays."),
            Choice("none", "Nobody", "Callers wait until you take the call."),
        )
        by = (
            Choice("url", "An agent server sends it", "A Vision Agents server that runs already."),
            Choice("command", "The console runs it", "A command that serves agents."),
            Choice("anyone", "Whoever joins the Stream call", "A program of your own."),
        )
        sent_by = "command" if kept.agent_command else "url" if kept.agent_url else "anyone"
        stream = ("agent", "stream")
        return (
            form.field("agent", "Who answers", choices=who, value=kept.agent or "stream"),
            form.field("stream_api_key", "Stream key", only_if=stream),
            form.field("stream_api_secret", "Stream secret", only_if=stream),
            Field(
                _SENT_BY,
                "Where the agent comes from",
                FieldKind.CHOICE,
                sent_by,
                choices=by,
                locked=form.locked("agent_url", "agent_command"),
                only_if=stream,
            ),
            form.field(
                "agent_url",
                "Agent server",
                "Its address, like http://localhost:8000. Several are parted by blanks.",
                only_if=(_SENT_BY, "url"),
            ),
            form.field(
                "agent_command",
                "Command",
                "Like: python agent.py serve --port {port}",
                only_if=(_SENT_BY, "command"),
            ),
        )

    def changes(self, values: Mapping[str, str]) -> Mapping[str, str]:
        agent = values.get("agent", "")
        if agent != "stream":
            return {"agent": agent}
        kept = {name: text for name, text in values.items() if name != _SENT_BY}
        chosen = values.get(_SENT_BY)
        return kept | {
            name: values.get(name, "") if chosen == which else ""
            for name, which in (("agent_url", "url"), ("agent_command", "command"))
        }

    async def check(self, settings: Settings) -> Verdict:
        if settings.agent in (None, "stream") and (bad := _missing(settings)):
            return Verdict(StepState.PROBLEM, "Something is missing.", bad_fields=bad)
        state, cause, remedy = await self._console.look_at_agent(settings)
        return Verdict(_STATES[state], cause, remedy)


def _missing(settings: Settings) -> dict[str, str]:
    bad = {}
    if not settings.stream_api_key:
        bad["stream_api_key"] = "The key is missing."
    if settings.stream_api_secret is None:
        bad["stream_api_secret"] = "The secret is missing."
    return bad


class SoundStep(Step):
    """The operator's own ears and mouth. Calls go on without them."""

    name = "sound"
    title = "Sound"
    intro = (
        "You hear calls through a speaker and speak on them through a microphone. Play the tone, "
        "then speak and watch the level. The agent's calls need neither."
    )
    verb = "Continue"

    def __init__(self, console: Console) -> None:
        self._console = console

    async def check(self, settings: Settings) -> Verdict:
        sound = self._console.sound
        if sound is None:
            return Verdict(StepState.WARNING, "This console has no sound of its own.")
        if sound.problem:
            return Verdict(
                StepState.WARNING, "You would not hear calls here.", "The agent's calls go on."
            )
        names = [name for name in (sound.speaker, sound.microphone) if name]
        if not names:
            return Verdict(
                StepState.WARNING, "No speaker was found.", "Plug one in, and check again."
            )
        if not sound.microphone:
            return Verdict(
                StepState.WARNING,
                f"You hear calls through {sound.speaker}. No microphone was found.",
                "Plug one in to speak on calls.",
            )
        return Verdict(
            StepState.OK, f"You hear through {sound.speaker} and speak into {sound.microphone}."
        )


class GuardRailsStep(Step):
    """What calls may cost at most, and where they may go."""

    name = "guard-rails"
    title = "Guard rails"
    intro = (
        "What an agent that goes astray, or a thief of keys, can cost at most. The defaults suit "
        "a small office. Emergency and premium numbers are never dialled."
    )
    verb = "Keep these"

    async def fields(self, form: Form) -> tuple[Field, ...]:
        return (
            form.field("max_minutes", "Longest call, minutes"),
            form.field("dials_at_once", "Calls out at once"),
            form.field("dials_an_hour", "Calls out an hour"),
            form.field(
                "cost_an_hour",
                "Cost an hour",
                "In the account's currency. Not limited while it is empty.",
            ),
            form.field(
                "countries",
                "Countries",
                "That may be called, like US, CA. While it is empty: the number's own.",
            ),
            form.field("recording_notice", "Recording notice", "Said before a call is recorded."),
        )

    async def check(self, settings: Settings) -> Verdict:
        where = " and ".join(map(country_name, settings.countries)) or "the number's own country"
        sentence = (
            f"At most {settings.dials_at_once} calls out at once, {settings.dials_an_hour} an "
            f"hour, {settings.max_minutes} minutes each, to {where}."
        )
        if (cost := settings.cost_an_hour) is not None:
            sentence = " ".join((sentence, f"They may cost {cost:g} an hour."))
        remarks = await _not_permitted(settings)
        return Verdict(
            StepState.WARNING if remarks else StepState.OK, sentence, remarks=tuple(remarks)
        )


async def _not_permitted(settings: Settings) -> list[Remark]:
    """Say which of the countries the carrier would not call, as far as it can be asked."""
    found = []
    async with carrier_of(settings) as carrier:
        if carrier.account_side is None:
            return []
        try:
            for country in settings.countries:
                permission = await carrier.account_side.permission(country)
                if permission and not permission.allowed:
                    found.append(
                        Remark(
                            StepState.WARNING,
                            f"Twilio does not permit calls to {country_name(country)} yet.",
                            "Allow them in the Twilio console under Voice, Geo permissions.",
                        )
                    )
        except TrunkError as exc:
            found.append(Remark(StepState.WARNING, f"Twilio could not be asked. {exc.message}"))
    return found
