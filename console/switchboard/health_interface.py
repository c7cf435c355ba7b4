"""What there is to see of a console's health besides its lamps and its self-test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from console.switchboard.self_test import SelfTestResult
from console.switchboard.setup_interface import StepView


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that the carrier noted lately, as a sentence; ``link`` explains it."""

    at: datetime | None
    sentence: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class KeptSecret:
    """A secret that is set: its name, and where and since when it is kept."""

    name: str
    kept: str


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keyring: which one, or what is wrong with it and what to do."""

    sentence: str
    remedy: str = ""
    secrets: tuple[KeptSecret, ...] = ()


class HealthBook(Protocol):
    """Coroutines of the engine's loop, each bounded. None raises but as it says."""

    async def number(self) -> StepView:
        """Look at the number's webhook: what it is, and what leading it here would change."""

    async def act(self, action: str) -> StepView:
        """Lead the number here or put it back, as `number` offered."""

    async def keyring(self) -> Keyring:
        """Look at the keyring and at what it keeps."""

    async def noted(self) -> tuple[Noted, ...]:
        """Return what the carrier noted lately, the newest first. Raises `CommandError`."""

    async def report(self, test: SelfTestResult | None) -> str:
        """Write it all down for somebody who helps: no secret, and no number in full."""
