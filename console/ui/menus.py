"""The two menus of the top bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from console.switchboard.interface import PracticeScenario
from console.ui.registry import Registry
from console.ui.theme import Theme

_LOOK: Final = (
    tuple(f"theme-{theme.value}" for theme in Theme),
    ("larger-text", "smaller-text", "usual-text"),
    ("calm", "notifies", "chimes"),
)


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


def desk_menu(registry: Registry, parent: QWidget) -> QMenu:
    """Return the menu at the end of the top bar."""
    menu = QMenu(parent)
    look = menu.addMenu(_tr("Look and sound"))
    for names in _LOOK:
        look.addActions([registry[name] for name in names])
        look.addSeparator()
    menu.addSeparator()
    for name in ("mini-window", "palette", "filter", "mask", "keys"):
        menu.addAction(registry[name])
    menu.addSeparator()
    for name in ("settings", "health", "setup", "practise", "real-line"):
        if name in registry:
            menu.addAction(registry[name])
    menu.addSeparator()
    menu.addAction(registry["quit"])
    return menu
