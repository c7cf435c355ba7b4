"""The columns of the call list, and how they share the width there is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics

from console.switchboard.call import Doing, State
from console.ui import figures, icons, words
from console.ui.said import line_name


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
GAP = 6
"""What parts an icon from the text in a cell."""


@dataclass(frozen=True, slots=True)
class Width:
    """What a column needs at least, and what it likes, in pixels."""

    least: int
    liked: int


DROPPED_FIRST = (Column.LINE, Column.DIRECTION, Column.AGENT, Column.CALLER, Column.DOING)
"""What goes, in this order, where the window is too narrow: the detail says all of it again.
The two meters go together, and what is done outlasts them: it says who speaks as well."""


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

    def fit(*least: str, liked: Sequence[str] = (), extra: int = 0) -> Width:
        """Measure the longest of what is to fit, and of what is better not cut off."""
        space = 2 * PADDING + extra + 2  # advances are rounded; text is not
        needs = max(map(metrics.horizontalAdvance, least)) + space
        likes = max(map(metrics.horizontalAdvance, liked), default=0) + space
        return Width(needs, max(needs, likes))

    icon = icons.side(metrics) + GAP
    with_ear = fit(*map(words.state, (State.LIVE, State.HELD)), extra=icon)
    state = Width(max(with_ear.least, fit(*words.standings()).least), with_ear.least + icon)
    return {
        Column.ALERT: Width(icon + PADDING, icon + PADDING),
        Column.STATE: state,
        Column.DIRECTION: fit(*words.directions(), extra=icon),
        Column.PARTY: fit("+1 415-555-0199", liked=("+44 20 7946 0123 0", figures.as_written(""))),
        Column.LINE: fit(line_name("Practice line")),
        Column.TIME: fit("0:00:00"),
        Column.DOING: fit(
            *map(words.doing, (Doing.AGENT_SPEAKING, Doing.CALLER_SPEAKING)),
            liked=words.activities(),
        ),
        Column.CALLER: fit(title(Column.CALLER), liked=("Caller Caller",)),
        Column.AGENT: fit(title(Column.AGENT), liked=("Caller Caller",)),
    }


def least(wanted: Mapping[Column, Width]) -> int:
    """Return the width below which even what is never left out is cut off."""
    return sum(width.least for column, width in wanted.items() if column not in DROPPED_FIRST)


def share(
    available: int, wanted: Mapping[Column, Width], hidden: Collection[Column] = ()
) -> dict[Column, int]:
    """Divide the available width; a column that is not in the answer is hidden.

    Columns are left out only where not even the least of all of them fits. What is spare
    goes first to the words that are cut off soonest, then to the meters, and at last all
    to the party.
    """
    shown = {column: width for column, width in wanted.items() if column not in hidden}
    for column in DROPPED_FIRST:
        if sum(width.least for width in shown.values()) > available:
            shown.pop(column, None)
            if column is Column.AGENT:
                shown.pop(Column.CALLER, None)
    shared = {column: width.least for column, width in shown.items()}
    spare = max(0, available - sum(shared.values()))
    for column, of in (
        (Column.PARTY, 1),
        (Column.DOING, 1),
        (Column.STATE, 1),
        (Column.CALLER, 2),
        (Column.AGENT, 1),
    ):
        if column not in shown:
            continue
        more = min(spare // of, shown[column].liked - shown[column].least)
        shared[column] += more
        spare -= more
    shared[Column.PARTY] += spare
    return shared
