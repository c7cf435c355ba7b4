"""Settings as fields to fill in: what each holds, where that came from, and what it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import SecretStr

from console.config import DECLARED, Settings
from console.credentials.credentials import Credential
from console.settings.declared import Setting, Source
from console.switchboard.setup_interface import Choice, Field, FieldKind

YES: Final = "yes"
NO: Final = "no"
"""How a switch is written; both are understood."""


class Form:
    """The settings as they are kept, field by field. ``held`` are the secrets that are set."""

    def __init__(self, settings: Settings, held: Mapping[str, Credential]) -> None:
        self.settings = settings
        self._held = held

    def field(
        self,
        name: str,
        label: str,
        help: str = "",
        *,
        choices: tuple[Choice, ...] = (),
        only_if: tuple[str, str] | None = None,
        value: str | None = None,
    ) -> Field:
        """Return the field of a setting; ``value`` stands in for what it holds."""
        one = declared(name)
        secret = one.secret
        kind = FieldKind.CHOICE if choices else FieldKind.SECRET if secret else FieldKind.TEXT
        shown = text_of(getattr(self.settings, name)) if value is None else value
        return Field(
            name,
            label,
            kind,
            value="" if secret else shown,
            help=help,
            choices=choices,
            kept=self.kept(one),
            locked=self.locked(name),
            only_if=only_if,
        )

    def locked(self, *names: str) -> str:
        """Return why settings can't be changed here, where the environment gives one of them."""
        variables = [
            declared(name).variable
            for name in names
            if self.settings.source(name) is Source.ENVIRONMENT
        ]
        if not variables:
            return ""
        return f"Set in the environment, which counts here: {', '.join(variables)}."

    def kept(self, one: Setting) -> str:
        """Return where a secret is kept and since when; nothing for one that is not."""
        found = self._held.get(one.variable)
        if not one.secret or found is None:
            return ""
        if (at := found.since) is None:
            return f"Kept in {found.store}."
        return f"Kept in {found.store} since {at.day} {at:%B} {at.year}."


def declared(name: str) -> Setting:
    """Return a setting by its name in the file."""
    return next(one for one in DECLARED if one.name == name)


def text_of(value: Any) -> str:
    """Write a setting's value as it is typed; a secret's never."""
    match value:
        case None | SecretStr():
            return ""
        case bool():
            return YES if value else NO
        case tuple() | list() | frozenset():
            return ", ".join(map(str, value))
        case float():
            return f"{value:g}"
    return str(value)
