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
_list: Final = partial(Command, group=Group.CALLS, where=Where.CALLS)
_desk: Final = partial(Command, group=Group.DESK)


def list_commands(
    workspace: Callable[[], Workspace], alerts: Callable[[], int]
) -> Iterator[Command]:
    """Yield how the operator moves in the list; ``workspace`` is there once they are used."""

    def has_calls() -> bool:
        return bool(workspace().model.calls())

    def select_nth(number: int) -> None:
        workspace().select_nth(number)

    yield _list(
        "next",
        _tr("Next call (or ↓)"),
        lambda: workspace().calls.step(1),
        "J",
        applies=has_calls,
        repeats=True,
    )
    yield _list(
        "previous",
        _tr("Previous call (or ↑)"),
        lambda: workspace().calls.step(-1),
        "K",
        applies=has_calls,
        repeats=True,
    )
    yield _list(
        "open",
        _tr("Into the call"),
        lambda: workspace().open_selected(),
        "Return Enter",
        where=Where.LIST,
    )
    yield _list(
        "top-alert",
        _tr("Call that needs you most"),
        lambda: workspace().select_alert(),
        "A",
        applies=lambda: alerts() > 0,
        says=lambda: words.alerts(alerts()),
    )
    yield _list(
        "filter",
        _tr("Filter the calls…"),
        lambda: workspace().filter.open(),
        "Ctrl+F",
        where=Where.WINDOW,
    )
    for number in _NUMBERED:
        title = _tr("Call 1 (to 9) of the list") if number == 1 else _tr("Call {n} of the list")
        yield _list(
            f"select-{number}",
            title.format(n=number),
            partial(select_nth, number),
            f"Ctrl+{number}",
            where=Where.WINDOW,
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
    yield _desk("dial", _tr("Dial…"), dial, "Ctrl+D")
    if ring:
        yield _desk("practice-call", _tr("Try a practice call"), ring)
    yield _desk(
        "stop-all",
        _tr("Silence all agents; again: hang up all"),
        stop_all.press,
        "F12",
        where=Where.EVERYWHERE,
        applies=stop_all.can,
        checked=stop_all.asking,
        says=stop_all.says,
    )
    yield _desk(
        "let-speak",
        _tr("Let all agents speak again"),
        stop_all.let_speak,
        "Shift+F12",
        where=Where.EVERYWHERE,
        applies=lambda: bool(stop_all.silenced()),
    )
    yield _desk("palette", _tr("All commands…"), palette, "Ctrl+K")
    yield _desk("mask", _tr("Mask numbers and text"), mask, "Ctrl+Shift+S", checked=lambda: MASK.on)
    yield _desk(
        "mini-window", _tr("Small window of the call"), mini, "Ctrl+Shift+M", checked=mini_shown
    )
    yield _desk("next-pane", _tr("Next pane"), partial(next_pane, 1), "F6")
    yield _desk("previous-pane", _tr("Previous pane"), partial(next_pane, -1), "Shift+F6")
    yield _desk("keys", _tr("Keys…"), keys, "F1")
    yield _desk("quit", _tr("Quit"), leave, "Ctrl+Q")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
