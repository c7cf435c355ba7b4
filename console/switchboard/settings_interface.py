"""Every setting, as the desk shows it and whoever keeps it offers it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class SettingKind(StrEnum):
    """How a setting is written."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    LIST = "list"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class SettingView:
    """One setting as it is kept now.

    A secret's ``value`` is always empty; ``kept`` says where one is. ``source`` and
    ``effect`` are words for people; ``is_set`` says that it is not left to its default.
    ``locked`` says why it can't be changed here. ``labels`` are what people call its choices,
    where that is not what they are.
    """

    name: str
    variable: str
    title: str
    description: str
    group: str
    kind: SettingKind
    value: str
    default: str
    source: str
    effect: str
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    kept: str = ""
    locked: str = ""
    is_set: bool = False


class SettingsBook(Protocol):
    """All settings of a data folder. Coroutines of the engine's loop.

    Each raises `CommandError` with a sentence where it can't be done.
    """

    async def all(self) -> tuple[SettingView, ...]:
        """Return every setting, in the order to show them."""

    async def set(self, name: str, text: str) -> SettingView:
        """Keep a value, as it is typed; a secret goes to the keyring."""

    async def reset(self, name: str) -> SettingView:
        """Take a value out, so that the default counts; a secret is removed."""

    async def pending(self) -> tuple[str, ...]:
        """Return the titles of settings that wait for the next start."""

    async def start_again(self) -> None:
        """Have them count now: what runs is started again in place."""
