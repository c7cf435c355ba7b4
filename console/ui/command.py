"""What a command of the desk is: a name, a title, a key, when it applies, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QCoreApplication


class Group(Enum):
    """What a command is about, in the order of the key list."""

    LADDER = "ladder"
    CALL = "call"
    CALLS = "calls"
    DESK = "desk"

    @property
    def title(self) -> str:
        return {
            Group.LADDER: _tr("Engagement"),
            Group.CALL: _tr("Selected call"),
            Group.CALLS: _tr("Calls"),
            Group.DESK: _tr("Desk"),
        }[self]


class Where(Enum):
    """Where a command's key works. Single letters never work where text is typed."""

    EVERYWHERE = "everywhere"
    """In every window of the desk: what must work whatever else is open."""
    WINDOW = "window"
    CALLS = "calls"
    """In the list and in the detail."""
    LIST = "list"
    """In the list alone: keys that press buttons elsewhere."""


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that an operator can do.

    ``keys`` are the keys it has until the user chooses another, several parted by a blank,
    in Qt's portable writing. ``applies`` says whether it can be done now, ``checked``
    whether it is on (None for what is never on), ``says`` what it is called now where that
    differs from its ``title``. One that is not ``listed`` is found by its key only, and one
    that is ``held`` works as long as its key is down, so the palette can't do it. Only one
    that ``repeats`` acts more than once while its key is held.
    """

    name: str
    title: str
    run: Callable[[], Any]
    keys: str = ""
    _: KW_ONLY
    group: Group
    where: Where = Where.WINDOW
    applies: Callable[[], bool] = _always
    checked: Callable[[], bool] | None = None
    says: Callable[[], str] | None = None
    listed: bool = True
    held: bool = False
    repeats: bool = False


def _tr(text: str) -> str:
    return QCoreApplication.translate("Command", text)
