"""The health of what runs besides its lamps: the number, the keyring, the carrier's own notes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

from console.carriers.carrier import AccountSide
from console.config import DECLARED, ConfigError, Settings
from console.setup.book import Book
from console.setup.going_live import NumberHereStep
from console.setup.report import Report
from console.setup.step import Console, judged
from console.switchboard.errors import NotNow
from console.switchboard.events import Lamp
from console.switchboard.health_interface import KeptSecret, Keyring, Noted
from console.switchboard.ports import TrunkError
from console.switchboard.self_test import SelfTestResult
from console.switchboard.setup_interface import StepView

_MOST_NOTES: Final = 10


class Healthy(Console, Protocol):
    """The console that runs, as far as its health goes."""

    @property
    def settings(self) -> Settings:
        """The settings that it was started with."""

    @property
    def account(self) -> AccountSide | None:
        """What the carrier says of the account; None on the practice line."""

    async def heed_keyring(self, now: Settings) -> None:
        """Have secrets count that were missing for the keyring when what runs was started."""

    def lamps(self) -> Sequence[Lamp]:
        """Return every lamp as it shows now."""


class Health:
    """Implements `HealthBook`. Engine's loop."""

    def __init__(self, console: Healthy, book: Book | None = None) -> None:
        self._console = console
        self._book = book or Book()
        self._number = NumberHereStep(console)

    async def number(self) -> StepView:
        return judged(self._number.view(), await self._number.check(self._console.settings))

    async def act(self, action: str) -> StepView:
        settings = self._console.settings
        verdict = await self._number.act(action, settings)
        return judged(self._number.view(), verdict or await self._number.check(settings))

    async def keyring(self) -> Keyring:
        try:
            form = await self._book.read()
        except ConfigError as exc:
            return Keyring(str(exc))
        await self._console.heed_keyring(form.settings)
        pairs = ((one.variable, form.kept(one)) for one in DECLARED if one.secret)
        secrets = tuple(KeptSecret(variable, kept) for variable, kept in pairs if kept)
        found = form.settings.keyring
        if found is None:
            return Keyring("The environment gives every secret.", "", secrets)
        if found.trouble:
            return Keyring(found.trouble.cause, found.trouble.remedy, secrets)
        return Keyring(f"Secrets are kept in {found.store}.", "", secrets)

    async def noted(self) -> tuple[Noted, ...]:
        account = self._console.account
        if account is None:
            return ()
        try:
            found = await account.recent_troubles()
        except TrunkError as exc:
            raise NotNow(exc.code, exc.message) from exc
        return tuple(Noted(it.at, it.sentence, it.link) for it in found[:_MOST_NOTES])

    async def report(self, test: SelfTestResult | None) -> str:
        number, keyring = await asyncio.gather(self.number(), self.keyring())
        try:
            noted: Sequence[Noted] = await self.noted()
        except NotNow as exc:
            noted = (Noted(None, exc.message),)
        return Report(self._console.settings).write(
            self._console.lamps(), test, number, keyring, noted
        )
