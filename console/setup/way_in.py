"""The way in: ngrok or an address of one's own, tried by going out and coming back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from console.config import ConfigError, Settings
from console.listener import Listener
from console.server.echo_door import EchoDoor
from console.server.public import public_app
from console.server.reaching import NotReached
from console.server.self_test import Aim, RoundTrip, directly
from console.setup.forms import Form
from console.setup.step import Console, Step, Verdict
from console.switchboard.events import LampState
from console.switchboard.self_test import Outcome
from console.switchboard.setup_interface import Action, Choice, Field, FieldKind, StepState
from console.tunnel.ngrok_install import InstallError, install_ngrok
from console.tunnel.ngrok_process import find_ngrok

_WAY: Final = "way"
_NGROK: Final = "ngrok"
_OWN: Final = "own"
_INSTALL: Final = "install-ngrok"
_OPEN_S: Final = 60.0
_SETTINGS: Final = ("public_url", "ngrok_authtoken", "ngrok_url")


class WayInStep(Step):
    """Opens what is filled in, and goes out and back in by it.

    ``aim`` says where a public address is really dialled.
    """

    name = "way-in"
    title = "Way in"
    intro = (
        "The carrier must reach this console from the internet. A tunnel by ngrok does that "
        "from any network; an account there is free."
    )
    verb = "Try the way in"

    def __init__(self, console: Console, aim: Aim = directly) -> None:
        self._console = console
        self._aim = aim

    async def fields(self, form: Form) -> tuple[Field, ...]:
        own = form.settings.public_url is not None
        choices = (
            Choice(_NGROK, "A tunnel by ngrok", "Works behind any router. Nothing to set up."),
            Choice(_OWN, "An address of my own", "An https server that leads here already."),
        )
        way = Field(
            _WAY,
            "How calls come in",
            FieldKind.CHOICE,
            _OWN if own else _NGROK,
            choices=choices,
            locked=form.locked("public_url"),
        )
        ngrok, mine = (_WAY, _NGROK), (_WAY, _OWN)
        return (
            way,
            form.field(
                "ngrok_authtoken",
                "ngrok token",
                "From https://dashboard.ngrok.com/get-started/your-authtoken",
                only_if=ngrok,
            ),
            form.field(
                "ngrok_url",
                "Reserved address",
                "Optional, like my-name.ngrok.app. Without one ngrok gives another each time.",
                only_if=ngrok,
            ),
            form.field(
                "public_url",
                "Public address",
                f"Like https://phone.example.com. {_leads_to(form.settings.port)}",
                only_if=mine,
            ),
        )

    def changes(self, values: Mapping[str, str]) -> Mapping[str, str]:
        kept = {name: text for name, text in values.items() if name in _SETTINGS}
        if values.get(_WAY) == _NGROK:
            return kept | {"public_url": ""}
        return {"public_url": kept.get("public_url", "")}

    async def check(self, settings: Settings) -> Verdict:
        if settings.public_url is None and settings.ngrok_authtoken is None:
            return Verdict(
                StepState.PROBLEM,
                "There is no way in yet.",
                bad_fields={
                    "ngrok_authtoken": "The token is missing.",
                    "public_url": "The address is missing.",
                },
            )
        if self._is_in_use(settings):
            return await self._look_at_what_runs()
        try:
            return await self._try(settings)
        except ConfigError as exc:
            return Verdict(StepState.PROBLEM, str(exc))

    async def act(self, action: str, settings: Settings) -> Verdict | None:
        if action != _INSTALL:
            return None
        try:
            await install_ngrok(settings.data_dir)
        except InstallError as exc:
            return Verdict(StepState.PROBLEM, str(exc))
        return None

    def _is_in_use(self, settings: Settings) -> bool:
        """Say whether this way in is open already: a second one could not be beside it."""
        running = self._console.running
        return running is not None and all(
            getattr(running, name) == getattr(settings, name) for name in _SETTINGS
        )

    async def _look_at_what_runs(self) -> Verdict:
        result = await self._console.self_test()
        failed = next((it for it in result.steps if it.outcome is Outcome.FAILED), None)
        if failed:
            return Verdict(StepState.PROBLEM, failed.sentence, failed.remedy)
        took = _took(result.round_trip_ms or 0)
        return Verdict(
            StepState.OK, f"{result.public_url} leads here. There and back takes {took}."
        )

    async def _try(self, settings: Settings) -> Verdict:
        """Lead the way in to a server of this trial, which gives back what it gets."""
        tunnel = self._console.tunnel(settings)
        if settings.public_url and self._console.port == settings.port:
            return await self._there_and_back(tunnel.url or "", self._console.door)
        door = EchoDoor()
        listener = Listener(public_app([door.route()]), "CONSOLE_PORT")
        # An address of one's own leads to the console's port; a tunnel leads wherever we say.
        await listener.start(settings.port if settings.public_url else 0)
        try:
            await tunnel.open(listener.port, lambda: None)
            async with asyncio.timeout(_OPEN_S):
                await tunnel.settled()
            state, cause, remedy = tunnel.health
            if tunnel.url is None or state is LampState.ERROR:
                return await asyncio.to_thread(_closed, cause, remedy)
            return await self._there_and_back(tunnel.url, door)
        except TimeoutError:
            return Verdict(StepState.PROBLEM, "The way in did not open in time.", "Try it again.")
        finally:
            await tunnel.close()
            await listener.stop()

    async def _there_and_back(self, url: str, door: EchoDoor) -> Verdict:
        try:
            took = await RoundTrip(door, self._aim).median_ms(url)
        except NotReached as exc:
            return Verdict(StepState.PROBLEM, exc.sentence, exc.remedy)
        return Verdict(StepState.OK, f"{url} leads here. There and back takes {_took(took)}.")


def _leads_to(port: int) -> str:
    if port:
        return f"It must lead to port {port} of this computer."
    return "Set CONSOLE_PORT first: it is 0, which takes another port each time."


def _closed(cause: str, remedy: str) -> Verdict:
    actions = (Action(_INSTALL, "Fetch ngrok from its maker"),) if find_ngrok() is None else ()
    return Verdict(StepState.PROBLEM, cause, remedy, actions=actions)


def _took(ms: float) -> str:
    return f"{ms:.0f} ms" if ms >= 1 else "less than 1 ms"
