"""The desk's colours, light, dark and of high contrast, and the palette made of them.

Own painting asks `tokens(widget.palette())` each time, so one change of the application's
palette recolours everything and nothing has to be told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessibilityHints, QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication


class Theme(StrEnum):
    """What the user chose; ``system`` follows the desktop's own choice where it has one."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True)
class Tokens:
    """The named colours of one theme. Grey until abnormal; never the only sign of anything.

    ``you`` is for what lets somebody hear the operator, ``faint`` for words that can't be
    pressed now.
    """

    window: QColor
    panel: QColor
    base: QColor
    raised: QColor
    pressed: QColor
    line: QColor
    edge: QColor
    text: QColor
    dim: QColor
    faint: QColor
    selection: QColor
    focus: QColor
    caller: QColor
    agent: QColor
    rail: QColor
    good: QColor
    you: QColor
    warn: QColor
    alarm: QColor
    practice: QColor
    stark: bool = False
    """Whether edges stand in for shades, and bars differ by a pattern as well."""


def _tokens(*, stark: bool = False, **colours: str) -> Tokens:
    return Tokens(**{name: QColor(colour) for name, colour in colours.items()}, stark=stark)


DARK: Final = _tokens(
    window="#23262b",
    panel="#2b2f36",
    base="#1d2024",
    raised="#383d46",
    pressed="#454b56",
    line="#3a3f48",
    edge="#7d8591",
    text="#d7dade",
    dim="#a5acb6",
    faint="#6b727d",
    selection="#2d3845",
    focus="#8fb8de",
    caller="#6fa8dc",
    agent="#9fb8a0",
    rail="#3d434c",
    good="#8fae91",
    you="#e8b95b",
    warn="#e0a030",
    alarm="#f27f72",
    practice="#b3a4e0",
)

LIGHT: Final = _tokens(
    window="#eef0f2",
    panel="#f8f9fa",
    base="#ffffff",
    raised="#e1e4e9",
    pressed="#cfd4db",
    line="#d9dde2",
    edge="#828993",
    text="#20252b",
    dim="#545c67",
    faint="#8d949e",
    selection="#dde9f5",
    focus="#2567a8",
    caller="#2567a8",
    agent="#3f7145",
    rail="#d9dee4",
    good="#3f7145",
    you="#925c00",
    warn="#8f5a00",
    alarm="#b8321f",
    practice="#5f4bab",
)


CONTRAST: Final = _tokens(
    stark=True,
    window="#000000",
    panel="#000000",
    base="#000000",
    raised="#2a2a2a",
    pressed="#4d4d4d",
    line="#8c8c8c",
    edge="#ffffff",
    text="#ffffff",
    dim="#e0e0e0",
    faint="#9a9a9a",
    selection="#1c3f66",
    focus="#7fd4ff",
    caller="#7fd4ff",
    agent="#b6f5a2",
    rail="#383838",
    good="#b6f5a2",
    you="#ffd23f",
    warn="#ffb347",
    alarm="#ff8f85",
    practice="#d5c6ff",
)


def tokens(palette: QPalette) -> Tokens:
    """Return the set a widget's palette belongs to."""
    ground = palette.color(QPalette.ColorRole.Window)
    if ground == CONTRAST.window:
        return CONTRAST
    return DARK if ground.lightness() < 128 else LIGHT


def palette(of: Tokens) -> QPalette:
    """Return the Qt palette of one set."""
    role, made = QPalette.ColorRole, QPalette()
    for which, colour in {
        role.Window: of.window,
        role.WindowText: of.text,
        role.Base: of.base,
        role.AlternateBase: of.panel,
        role.Text: of.text,
        role.PlaceholderText: of.dim,
        role.Button: of.raised,
        role.ButtonText: of.text,
        role.BrightText: of.alarm,
        role.ToolTipBase: of.panel,
        role.ToolTipText: of.text,
        role.Highlight: of.selection,
        role.HighlightedText: of.text,
        role.Accent: of.focus,
        role.Link: of.focus,
        role.Light: of.raised.lighter(110),
        role.Midlight: of.raised,
        role.Mid: of.line,
        role.Dark: of.line.darker(130),
        role.Shadow: of.line.darker(180),
    }.items():
        made.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, of.dim)
    return made


class ThemeKeeper(QObject):
    """Keeps the application's palette at the theme chosen. Qt's thread.

    Qt's colour scheme is a hint and nothing more: plain X11 and the off-screen platform
    never leave *unknown*, where the desk keeps its own dark look.
    """

    def __init__(self, app: QApplication, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._theme = theme
        hints, accessibility = _hints(app)
        hints.colorSchemeChanged.connect(self._apply)
        accessibility.contrastPreferenceChanged.connect(self._apply)
        self._apply()

    @property
    def theme(self) -> Theme:
        return self._theme

    def choose(self, theme: Theme) -> None:
        """Use a theme from now on."""
        self._theme = theme
        self._apply()

    def _apply(self) -> None:
        wanted = palette(self._wanted())
        if wanted != self._app.palette():
            self._app.setPalette(wanted)

    def _wanted(self) -> Tokens:
        chosen = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}.get(self._theme)
        if chosen:
            return chosen
        hints, accessibility = _hints(self._app)
        if accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return LIGHT if hints.colorScheme() is Qt.ColorScheme.Light else DARK


@cache
def _hints(app: QApplication) -> tuple[QStyleHints, QAccessibilityHints]:
    """Return what the system says of its looks.

    Kept for good: PySide gives the second out once and takes it for deleted after that.
    """
    hints = app.styleHints()
    return hints, hints.accessibility()
