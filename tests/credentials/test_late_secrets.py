"""A keyring that gives its secrets after the start: when they count, and what is said."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from console.config import ConfigError, Origin, Settings, credentials
from console.credentials.credentials import Found
from console.credentials.trouble import CredentialsError, insecure, locked
from console.switchboard.events import LampState
from console.upkeep.late_secrets import LateSecrets

STORE = "Secret Service"


def settings(trouble: CredentialsError | None = None, token: str | None = None) -> Settings:
    given = {"twilio_auth_token": token} if token else {}
    found = Found(store="" if trouble else STORE, trouble=trouble)
    return Settings.model_validate(given, context=Origin(keyring=found))


class Console:
    """What runs with settings; it notes what becomes of it."""

    def __init__(self, settings: Settings, *, practice: bool = False, busy: bool = False) -> None:
        self.settings = settings
        self.practice = practice
        self.busy = busy
        self.refuses = ""
        self.shown: list[tuple[LampState, str]] = []

    def show_keyring(self, state: LampState, cause: str, remedy: str = "") -> None:
        self.shown.append((state, cause))

    async def change(self, settings: Settings, *, practice: bool) -> None:
        if self.refuses:
            raise ConfigError(self.refuses)
        self.settings = settings

    def token(self) -> str | None:
        held = self.settings.twilio_auth_token
        assert held is None or isinstance(held, SecretStr)
        return held.get_secret_value() if held else None


async def test_secrets_count_as_soon_as_the_keyring_gives_them() -> None:
    console = Console(settings(locked(STORE)))
    await LateSecrets(console, credentials()).heed(settings(token="late"))
    assert console.token() == "late"


async def test_live_calls_are_not_ended_for_it_and_it_says_so() -> None:
    console = Console(settings(locked(STORE)), busy=True)
    late = LateSecrets(console, credentials())
    await late.heed(settings(token="late"))
    assert console.token() is None
    ((state, cause),) = console.shown
    assert state is LampState.WARN
    assert "calls are live: what it keeps counts once they have ended" in cause
    console.busy = False
    await late.heed(settings(token="late"))
    assert console.token() == "late"


async def test_a_keyring_that_adds_nothing_changes_nothing_but_its_lamp() -> None:
    console = Console(before := settings(locked(STORE)))
    late = LateSecrets(console, credentials())
    await late.heed(settings())
    await late.heed(settings(token="later"))
    assert console.settings is before
    assert console.shown == [(LampState.OK, f"Secrets are kept in {STORE}.")]


async def test_secrets_that_cannot_be_used_are_not_tried_again_and_again() -> None:
    console = Console(settings(locked(STORE)))
    console.refuses = "Port 8700 is taken."
    late = LateSecrets(console, credentials())
    await late.heed(settings(token="late"))
    await late.heed(settings(token="late"))
    ((state, cause),) = console.shown
    assert state is LampState.ERROR
    assert "Port 8700 is taken." in cause


@pytest.mark.parametrize(
    "console",
    [
        Console(settings(locked(STORE)), practice=True),
        Console(settings(insecure("null"))),
        Console(settings(token="there")),
        Console(Settings()),
    ],
    ids=["practice", "insecure", "all there", "never asked"],
)
async def test_where_nothing_is_missing_for_it_nothing_happens(console: Console) -> None:
    before = console.settings
    await LateSecrets(console, credentials()).heed(settings(token="other"))
    assert console.settings is before
    assert console.shown == []


async def test_a_keyring_that_is_locked_still_changes_nothing() -> None:
    console = Console(before := settings(locked(STORE)))
    await LateSecrets(console, credentials()).heed(settings(locked(STORE)))
    assert console.settings is before
