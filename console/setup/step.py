"""What a step of the set-up is, and what the set-up asks of the console that runs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from console.config import Settings
from console.server.echo_door import EchoDoor
from console.setup.forms import Form
from console.switchboard.events import Health
from console.switchboard.operator_sound import SoundState
from console.switchboard.self_test import SelfTestResult
from console.switchboard.setup_interface import (
    Action,
    Change,
    Field,
    Remark,
    StepState,
    StepView,
)
from console.tunnel.lease import WebhookLease
from console.tunnel.tunnel import Tunnel


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found."""

    state: StepState
    sentence: str
    remedy: str = ""
    remarks: tuple[Remark, ...] = ()
    changes: tuple[Change, ...] = ()
    actions: tuple[Action, ...] = ()
    bad_fields: Mapping[str, str] | None = None
    """What is wrong with single fields, by name."""


def judged(view: StepView, verdict: Verdict) -> StepView:
    """Return a step with what a check found."""
    return replace(
        view,
        state=verdict.state,
        sentence=verdict.sentence,
        remedy=verdict.remedy,
        remarks=verdict.remarks,
        changes=verdict.changes,
        actions=verdict.actions,
    )


class Console(Protocol):
    """The console that runs, as far as the set-up goes. Engine's loop."""

    @property
    def running(self) -> Settings | None:
        """The settings of the real line that runs; None where none does."""

    @property
    def port(self) -> int:
        """The local port of the public app that runs."""

    @property
    def door(self) -> EchoDoor:
        """The door that the public app that runs has for the self-test."""

    @property
    def lease(self) -> WebhookLease | None:
        """What leads the running line's number here."""

    @property
    def sound(self) -> SoundState | None:
        """The operator's sound; None where there is none."""

    def tunnel(self, settings: Settings) -> Tunnel:
        """Return the way in that settings ask for, not open yet. Raises `ConfigError`."""

    async def look_at_agent(self, settings: Settings) -> Health:
        """Try the agent that settings ask for. Half a minute at most."""

    async def start(self, settings: Settings) -> None:
        """Run the real line with these settings from now on, in place of what runs.

        Raises:
            ConfigError: it can't be; what ran before runs again.
            CommandError: calls are live, which it would end.
        """

    async def self_test(self) -> SelfTestResult:
        """Test the way in of what runs."""


class Step(ABC):
    """One step. Its coroutines belong to the engine's loop and are bounded."""

    name: str
    title: str
    intro: str
    verb: str
    """What its check is called."""
    stays = False
    """Whether what its check finds is there to be read, be it good."""
    looks = False
    """Whether opening it is enough to check it."""

    def view(self) -> StepView:
        """Return the step as it is before anything was looked at."""
        return StepView(self.name, self.title, self.intro, verb=self.verb, stays=self.stays)

    async def fields(self, form: Form) -> tuple[Field, ...]:
        """Return what is to be filled in, with what is kept now."""
        return ()

    def changes(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """Turn what was filled in into settings by name; an empty text resets one.

        Where a secret stays as it is, its text is empty.
        """
        return values

    @abstractmethod
    async def check(self, settings: Settings) -> Verdict:
        """Try settings as they would be. Raises `ConfigError` at most."""

    async def act(self, action: str, settings: Settings) -> Verdict | None:
        """Do something that the step offers; None means that it is to be checked again."""
        return None
