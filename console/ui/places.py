"""The commands that open what lies beside the desk: set-up, settings, health, practice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication

from console.ui.command import Command, Group

Run = Callable[[], object]


def place_commands(
    *,
    setup: Run | None = None,
    settings: Run | None = None,
    health: Run | None = None,
    practise: Run | None = None,
    real_line: Run | None = None,
) -> Iterator[Command]:
    """Yield those that there is something to open for."""
    found = (
        ("setup", _tr("Set up a real line…"), "", setup),
        ("settings", _tr("Settings…"), "Ctrl+,", settings),
        ("health", _tr("Health…"), "Ctrl+I", health),
        ("practise", _tr("Try a practice call"), "", practise),
        ("real-line", _tr("Go to the real line"), "", real_line),
    )
    for name, title, keys, run in found:
        if run:
            yield Command(name, title, run, keys, group=Group.DESK)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Places", text)
