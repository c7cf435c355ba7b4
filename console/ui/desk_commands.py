"""The commands about the desk as a whole: the list, what is begun, and what is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.ui import words
from console.ui.command import Command, Group, Where
from console.ui.mask import MASK
from console.ui.stop_all import StopAll
from console.ui.workspace import Workspace

_NUMBERED: Final = range(1, 10)
Run = Callable[[], object]


def list_commands(
    workspace: Callable[[], Workspace], alerts: Callable[[], int]
) -> Iterator[Command]:
    """Yield how the operator moves in the list. It is asked for when it is needed."""

    def counted() -> str:
        return words.alerts(alerts())

    def has_calls() -> bool:
        return bool(workspace().model.calls())

    yield Command(
        "next",
        _tr("Next call (or ↓)"),
        Group.CALLS,
        lambda: workspace().calls.step(1),
        "J",
        Where.CALLS,
        applies=has_calls,
        repeats=True,
    )
    yield Command(
        "previous",
        _tr("Previous call (or ↑)"),
        Group.CALLS,
        lambda: workspace().calls.step(-1),
        "K",
        Where.CALLS,
        applies=has_calls,
        repeats=True,
    )
    yield Command(
        "open",
        _tr("Into the call"),
        Group.CALLS,
        lambda: workspace().open_selected(),
        "Return Enter",
        Where.LIST,
    )
    yield Command(
        "top-alert",
        _tr("Call that needs you most"),
        Group.CALLS,
        lambda: workspace().select_alert(),
        "A",
        Where.CALLS,
        applies=lambda: alerts() > 0,
        says=counted,
    )
    yield Command(
        "filter",
        _tr("Filter the calls…"),
        Group.CALLS,
        lambda: workspace().filter.open(),
        "Ctrl+F",
    )
    for number in _NUMBERED:
        yield Command(
            f"select-{number}",
            _tr("Call 1 (to 9) of the list")
            if number == 1
            else _tr("Call {n} of the list").format(n=number),
            Group.CALLS,
            lambda at=number: workspace().select_nth(at),  # type: ignore[misc]
            f"Ctrl+{number}",
            listed=number == 1,
        )


def desk_commands(
    *,
    dial: Run,
    ring: Run | None,
    palette: Run,
    keys: Run,
    mask: Run,
    mini: Run,
    mini_shown: Callable[[], bool],
    next_pane: Callable[[int], object],
    leave: Run,
    stop_all: StopAll,
) -> Iterator[Command]:
    """Yield what is about no call or about all of them; without ``ring`` nothing practises."""
    yield Command("dial", _tr("Dial…"), Group.DESK, dial, "Ctrl+D")
    if ring:
        yield Command("practice-call", _tr("Try a practice call"), Group.DESK, ring)
    yield Command(
        "stop-all",
        _tr("Silence all agents; again: hang up all"),
        Group.DESK,
        stop_all.press,
        "F12",
        Where.EVERYWHERE,
        applies=stop_all.can,
        checked=stop_all.asking,
        says=stop_all.says,
    )
    yield Command(
        "let-speak",
        _tr("Let all agents speak again"),
        Group.DESK,
        stop_all.let_speak,
        "Shift+F12",
        Where.EVERYWHERE,
        applies=lambda: bool(stop_all.silenced()),
    )
    yield Command("palette", _tr("All commands…"), Group.DESK, palette, "Ctrl+K")
    yield Command(
        "mask",
        _tr("Mask numbers and text"),
        Group.DESK,
        mask,
        "Ctrl+Shift+S",
        checked=lambda: MASK.on,
    )
    yield Command(
        "mini-window",
        _tr("Small window of the call"),
        Group.DESK,
        mini,
        "Ctrl+Shift+M",
        checked=mini_shown,
    )
    yield Command("next-pane", _tr("Next pane"), Group.DESK, partial(next_pane, 1), "F6")
    yield Command(
        "previous-pane", _tr("Previous pane"), Group.DESK, partial(next_pane, -1), "Shift+F6"
    )
    yield Command("keys", _tr("Keys…"), Group.DESK, keys, "F1")
    yield Command("quit", _tr("Quit"), Group.DESK, leave, "Ctrl+Q")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
