"""The two menus of the top bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from console.switchboard.interface import PracticeScenario
from console.ui.registry import Registry
from console.ui.theme import Theme


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)


def practice_menu(
    scenarios: Sequence[PracticeScenario], ring: Callable[[str], None], parent: QWidget
) -> QMenu:
    """Return the menu of who can phone in on the practice line."""
    menu = QMenu(_tr("Practice call"), parent)
    menu.setToolTipsVisible(True)
    for scenario in scenarios:
        action = menu.addAction(scenario.title)
        action.setToolTip(scenario.summary)
        action.triggered.connect(lambda _checked=False, name=scenario.name: ring(name))
    return menu


def desk_menu(
    registry: Registry, theme: Theme, choose: Callable[[Theme], None], parent: QWidget
) -> QMenu:
    """Return the menu at the end of the top bar."""
    menu = QMenu(parent)
    group = QActionGroup(menu)
    themes = {
        Theme.SYSTEM: _tr("Theme of the system"),
        Theme.LIGHT: _tr("Light theme"),
        Theme.DARK: _tr("Dark theme"),
        Theme.CONTRAST: _tr("High contrast"),
    }
    for which, text in themes.items():
        action = group.addAction(text)
        action.setCheckable(True)
        action.setChecked(which is theme)
        action.triggered.connect(lambda _checked=False, chosen=which: choose(chosen))
    menu.addActions(group.actions())
    menu.addSeparator()
    for name in ("palette", "filter", "mask", "keys"):
        menu.addAction(registry[name])
    menu.addSeparator()
    for name in ("settings", "health", "setup", "practise", "real-line"):
        if name in registry:
            menu.addAction(registry[name])
    menu.addSeparator()
    menu.addAction(registry["quit"])
    return menu
