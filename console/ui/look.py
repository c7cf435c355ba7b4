"""How the desk looks and sounds, as its user chose: applied, remembered, and as commands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication

from console.ui.command import Command, Group
from console.ui.preferences import CHIMES_DB, Preferences
from console.ui.text_scale import TextScale
from console.ui.theme import Theme, ThemeKeeper

_VOLUMES: Final = ("off", *CHIMES_DB)


class Look(QObject):
    """Theme, size of text, motion, chimes and notifications. Qt's thread.

    ``changed`` comes when something that others have to follow is different.
    """

    changed = Signal()

    def __init__(
        self, app: QApplication, preferences: Preferences, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._theme = ThemeKeeper(app, theme, self)
        self._text = TextScale(app, preferences.text_percent)

    @property
    def theme(self) -> Theme:
        return self._theme.theme

    @property
    def text_percent(self) -> int:
        return self._text.percent

    def choose_theme(self, theme: Theme) -> None:
        """Use a theme from now on."""
        self._theme.choose(theme)
        self._preferences.theme = theme
        self.changed.emit()

    def commands(self) -> Iterator[Command]:
        """Yield what can be chosen."""
        for theme, title in _themes().items():
            yield Command(
                f"theme-{theme.value}",
                title,
                partial(self.choose_theme, theme),
                group=Group.DESK,
                checked=partial(self._has, theme),
                listed=theme is Theme.SYSTEM,
            )
        yield Command(
            "larger-text",
            _tr("Larger text"),
            partial(self._step, 1),
            "Ctrl++ Ctrl+=",
            group=Group.DESK,
        )
        yield Command(
            "smaller-text", _tr("Smaller text"), partial(self._step, -1), "Ctrl+-", group=Group.DESK
        )
        yield Command(
            "usual-text",
            _tr("Text of the usual size"),
            partial(self._size, 100),
            "Ctrl+0",
            group=Group.DESK,
        )
        yield self._switch("calm", _tr("Reduce motion"))
        yield self._switch("notifies", _tr("Notify me when it rings"))
        yield Command(
            "chimes",
            _tr("Sounds of the desk: normal, quiet, off"),
            self._next_volume,
            group=Group.DESK,
            checked=lambda: self._preferences.chimes != "off",
            says=self._volume,
        )

    def _switch(self, name: str, title: str) -> Command:
        def turn() -> None:
            setattr(self._preferences, name, not getattr(self._preferences, name))
            self.changed.emit()

        return Command(
            name,
            title,
            turn,
            group=Group.DESK,
            checked=lambda: bool(getattr(self._preferences, name)),
        )

    def _has(self, theme: Theme) -> bool:
        return self._theme.theme is theme

    def _step(self, by: int) -> None:
        self._size(self._text.next(by))

    def _size(self, percent: int) -> None:
        self._text.set(percent)
        self._preferences.text_percent = percent
        self.changed.emit()

    def _next_volume(self) -> None:
        at = _VOLUMES.index(self._preferences.chimes)
        self._preferences.chimes = _VOLUMES[at - 1]
        self.changed.emit()

    def _volume(self) -> str:
        return {
            "off": _tr("Sounds of the desk: off"),
            "quiet": _tr("Sounds of the desk: quiet"),
        }.get(self._preferences.chimes, _tr("Sounds of the desk: normal"))


def _themes() -> dict[Theme, str]:
    return {
        Theme.SYSTEM: _tr("Theme of the system"),
        Theme.LIGHT: _tr("Light theme"),
        Theme.DARK: _tr("Dark theme"),
        Theme.CONTRAST: _tr("High contrast"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("Look", text)
