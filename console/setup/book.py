"""The settings as they are kept, and as they would be with what somebody has filled in."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr

from console import config
from console.config import Settings, load_settings, usable
from console.credentials.credentials import Credential, Credentials, usable_secret
from console.credentials.trouble import CredentialsError
from console.settings.declared import Source
from console.settings.env_import import EnvImport
from console.settings.file import SettingsFile
from console.setup.forms import Form, declared, text_of


class BadValues(Exception):
    """Values that can't be used: a sentence for each setting, by name."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


class Book:
    """Reads and writes what is kept, on threads, for one data folder. Engine's loop."""

    def __init__(self, credentials: Credentials | None = None) -> None:
        self.credentials = credentials or config.credentials()
        self.file = SettingsFile(config.data_dir())

    async def read(self) -> Form:
        """Read everything anew. Raises `ConfigError`."""
        settings, held = await asyncio.to_thread(self._read)
        return Form(settings, held)

    async def keep(self, settings: Settings, changes: Mapping[str, str]) -> None:
        """Keep values that `with_changes` has taken, unless they are kept already.

        Secrets come first, so that without a keyring nothing is changed at all. Raises
        `ConfigError` and `CredentialsError`.
        """
        new = {name: text for name, text in changes.items() if _differs(settings, name, text)}
        await asyncio.to_thread(self._keep, new)

    def importer(self) -> EnvImport:
        """Return what takes over ``.env`` files."""
        return EnvImport(self.credentials, self.file)

    def _read(self) -> tuple[Settings, dict[str, Credential]]:
        settings = load_settings(self.credentials)
        if settings.keyring is None or settings.keyring.trouble:
            # Asked once more it would only wait once more.
            names = [name for name in self.credentials.names if config.in_environment(name)]
            return settings, {name: Credential(name, "the environment") for name in names}
        held, _ = self.credentials.held()
        return settings, {one.name: one for one in held}

    def _keep(self, changes: Mapping[str, str]) -> None:
        for name in sorted(changes, key=lambda name: not declared(name).secret):
            one, text = declared(name), changes[name]
            if one.secret:
                self.credentials.set(one.variable, text)
            elif text:
                self.file.set(name, text)
            else:
                self.file.reset(name)


def with_changes(settings: Settings, changes: Mapping[str, str]) -> Settings:
    """Return settings with what somebody filled in. Raises `BadValues`.

    What the environment gives stays: it would win.
    """
    taken: dict[str, Any] = {}
    faults = {}
    for name, text in changes.items():
        try:
            taken[name] = _value(name, text.strip())
        except (ValueError, CredentialsError) as exc:
            faults[name] = _sentence(exc)
    if faults:
        raise BadValues(faults)
    return settings.model_copy(update=taken)


def free(settings: Settings, changes: Mapping[str, str]) -> dict[str, str]:
    """Leave out the changes of what the environment gives."""
    return {
        name: text
        for name, text in changes.items()
        if settings.source(name) is not Source.ENVIRONMENT
    }


def _value(name: str, text: str) -> Any:
    one = declared(name)
    if one.secret:
        return SecretStr(usable_secret(one.variable, text))
    return usable(name, text) if text else one.default


def _differs(settings: Settings, name: str, text: str) -> bool:
    held = getattr(settings, name)
    if declared(name).secret:
        return held is None or held.get_secret_value() != text.strip()
    return text_of(held) != text_of(_value(name, text.strip()))


def _sentence(exc: Exception) -> str:
    text = exc.cause if isinstance(exc, CredentialsError) else str(exc)
    return f"{text[0].upper()}{text[1:].rstrip('.')}."
