"""The columns of the call list, and how they share the width there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics


class Column(IntEnum):
    ALERT = 0
    STATE = 1
    DIRECTION = 2
    PARTY = 3
    LINE = 4
    TIME = 5
    DOING = 6
    CALLER = 7
    AGENT = 8


METERS = (Column.CALLER, Column.AGENT)
PADDING = 8
"""Left and right of the text in a cell."""


@dataclass(frozen=True, slots=True)
class Width:
    """What a column needs at least, and what it likes, in pixels."""

    least: int
    liked: int


DROPPED_FIRST = (Column.LINE, Column.DIRECTION)
"""What goes, in this order, where the window is too narrow: the detail says both again."""


def title(column: Column) -> str:
    return {
        Column.ALERT: "",
        Column.STATE: QCoreApplication.translate("CallList", "State"),
        Column.DIRECTION: QCoreApplication.translate("CallList", "Direction"),
        Column.PARTY: QCoreApplication.translate("CallList", "Party"),
        Column.LINE: QCoreApplication.translate("CallList", "Line"),
        Column.TIME: QCoreApplication.translate("CallList", "Time"),
        Column.DOING: QCoreApplication.translate("CallList", "Doing"),
        Column.CALLER: QCoreApplication.translate("CallList", "Caller"),
        Column.AGENT: QCoreApplication.translate("CallList", "Agent"),
    }[column]


def widths(metrics: QFontMetrics) -> dict[Column, Width]:
    """Return what each column needs for its usual words in a font."""

    def words(least: str, liked: str = "", extra: int = 0) -> Width:
        space = 2 * PADDING + extra
        needs = metrics.horizontalAdvance(least) + space
        return Width(needs, metrics.horizontalAdvance(liked) + space if liked else needs)

    icon = metrics.height() + 6
    return {
        Column.ALERT: Width(icon + PADDING, icon + PADDING),
        Column.STATE: words("Connecting", extra=icon),
        Column.DIRECTION: words("Outbound", extra=icon),
        Column.PARTY: words("+1 415-555-0199", "+44 7400 123456 000"),
        Column.LINE: words("Practice", "Practice line"),
        Column.TIME: words("0:00:00"),
        Column.DOING: words("no media 10 s", "asked for a human 10 s"),
        Column.CALLER: Width(metrics.horizontalAdvance("Caller") + 2 * PADDING, 96),
        Column.AGENT: Width(metrics.horizontalAdvance("Agent") + 2 * PADDING, 96),
    }


def share(available: int, wanted: Mapping[Column, Width]) -> dict[Column, int]:
    """Divide the available width; a column that is not in the answer is hidden.

    Columns are left out only where not even the least of all of them fits; what is spare
    goes to what each likes, and the rest to the party.
    """
    shown = dict(wanted)
    for column in DROPPED_FIRST:
        if sum(width.least for width in shown.values()) > available:
            shown.pop(column, None)
    shared = {column: width.least for column, width in shown.items()}
    spare = max(0, available - sum(shared.values()))
    for column, width in shown.items():
        more = min(spare, width.liked - width.least)
        shared[column] += more
        spare -= more
    shared[Column.PARTY] += spare
    return shared
