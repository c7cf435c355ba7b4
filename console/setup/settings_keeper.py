"""Every setting, shown and changed: the settings window without the window."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, Protocol, TypeVar

from pydantic import SecretStr

from console.config import DECLARED, ConfigError, Settings
from console.credentials.trouble import CredentialsError
from console.settings.declared import Effect, Group, Setting, Source
from console.setup.book import BadValues, Book, with_changes
from console.setup.forms import NO, YES, Form, declared, text_of
from console.setup.titles import title_of
from console.switchboard.errors import Refused
from console.switchboard.settings_interface import SettingKind, SettingView

T = TypeVar("T")
_KINDS: Final = {
    "integer": SettingKind.NUMBER,
    "number": SettingKind.NUMBER,
    "array": SettingKind.LIST,
    "boolean": SettingKind.CHOICE,
}
_OF_PRACTICE: Final = (Group.GENERAL, Group.AGENT)
"""Whose settings the practice line heeds."""


class Restartable(Protocol):
    """What runs with settings, and can be started again with others. Engine's loop."""

    @property
    def settings(self) -> Settings:
        """The settings that it was started with."""

    @property
    def practises(self) -> bool:
        """Whether it is the practice line."""

    async def start_again(self, settings: Settings) -> None:
        """Run with other settings in place. Raises `ConfigError` and `CommandError`."""


class SettingsKeeper:
    """Implements `SettingsBook`. Engine's loop."""

    def __init__(self, console: Restartable, book: Book | None = None) -> None:
        self._console = console
        self._book = book or Book()

    async def all(self) -> tuple[SettingView, ...]:
        form = await self._read()
        return tuple(_view(form, one) for one in DECLARED)

    async def set(self, name: str, text: str) -> SettingView:
        form = await self._read()
        if locked := form.locked(name) or _fixed(declared(name)):
            raise Refused("locked", locked)
        if not text.strip():
            return await self.reset(name)
        try:
            with_changes(form.settings, {name: text})
            await self._book.keep(form.settings, {name: text})
        except BadValues as exc:
            raise Refused("bad-value", str(exc)) from exc
        except (ConfigError, CredentialsError) as exc:
            raise Refused("not-kept", str(exc)) from exc
        return await self._shown(name)

    async def reset(self, name: str) -> SettingView:
        one = declared(name)
        if one.secret:
            await _told(lambda: self._book.credentials.remove(one.variable))
        else:
            await _told(lambda: self._book.file.reset(name))
        return await self._shown(name)

    async def pending(self) -> tuple[str, ...]:
        now, runs = (await self._read()).settings, self._console.settings
        waits = (one for one in DECLARED if one.effect is Effect.NEXT_START)
        if self._console.practises:
            waits = (one for one in waits if one.group in _OF_PRACTICE and not one.secret)
        return tuple(
            title_of(one.name)
            for one in waits
            if _plain(getattr(now, one.name)) != _plain(getattr(runs, one.name))
        )

    async def start_again(self) -> None:
        settings = (await self._read()).settings
        try:
            await self._console.start_again(settings)
        except ConfigError as exc:
            raise Refused("unusable", str(exc)) from exc

    async def _shown(self, name: str) -> SettingView:
        return _view(await self._read(), declared(name))

    async def _read(self) -> Form:
        try:
            return await self._book.read()
        except ConfigError as exc:
            raise Refused("unreadable", str(exc)) from exc


def _view(form: Form, one: Setting) -> SettingView:
    kind = _KINDS.get(one.type, SettingKind.CHOICE if one.choices else SettingKind.TEXT)
    source = form.settings.source(one.name)
    return SettingView(
        name=one.name,
        variable=one.variable,
        title=title_of(one.name),
        description=one.description,
        group=one.group,
        kind=SettingKind.SECRET if one.secret else kind,
        value=text_of(getattr(form.settings, one.name)),
        default=text_of(one.default),
        source=source,
        effect=one.effect,
        choices=(YES, NO) if one.type == "boolean" else one.choices,
        kept=form.kept(one),
        locked=form.locked(one.name) or _fixed(one),
        is_set=source is not Source.DEFAULT,
    )


def _fixed(one: Setting) -> str:
    if one.in_file or one.secret:
        return ""
    return f"Only the environment can set it: {one.variable}."


def _plain(value: object) -> object:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


async def _told(work: Callable[[], T]) -> T:
    try:
        return await asyncio.to_thread(work)
    except (ConfigError, CredentialsError) as exc:
        raise Refused("not-kept", str(exc)) from exc
    except OSError as exc:
        raise Refused("not-kept", f"settings.toml can't be written: {exc.strerror}.") from exc
