"""Going from one part of the window to the next, without the many stops between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def go_to_pane(panes: Sequence[QWidget], focused: QWidget | None, by: int) -> None:
    """Give the focus to the first stop of the pane that is so many further on."""
    shown = [pane for pane in panes if pane.isVisible() and _first_stop(pane)]
    if not shown:
        return
    at = next(
        (n for n, pane in enumerate(shown) if focused and _holds(pane, focused)),
        -1 if by > 0 else 0,
    )
    stop = _first_stop(shown[(at + by) % len(shown)])
    if stop:
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def _first_stop(pane: QWidget) -> QWidget | None:
    """Return where Tab would stop first, in the order that Tab goes."""
    at = pane
    for _ in range(1000):
        if (
            _holds(pane, at)
            and at.focusPolicy() & Qt.FocusPolicy.TabFocus
            and at.isVisible()
            and at.isEnabled()
        ):
            return at
        following = at.nextInFocusChain()
        if following is None or following is pane:
            break
        at = following
    return None
