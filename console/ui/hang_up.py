"""Hanging up: once is enough, unless that would cut an agent short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from console.switchboard.call import Call, CallId, Engagement, State

CONFIRM_MS: Final = 3_000
_ALONE: Final = frozenset({Engagement.OFF, Engagement.LISTEN, Engagement.WHISPER})
_TALKING: Final = frozenset({State.LIVE, State.HELD})


class HangUp(QObject):
    """Hangs up the call that is shown. Qt's thread.

    While an agent talks with the other end and the operator does not, the first press
    only asks; the second within three seconds hangs up. Another call always asks anew.
    ``changed`` comes when the question does, and when it goes.
    """

    changed = Signal()

    def __init__(self, hang_up: Callable[[CallId], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hang_up = hang_up
        self._call: Call | None = None
        self._timer = QTimer(self, singleShot=True, interval=CONFIRM_MS)
        self._timer.timeout.connect(self.changed)

    def asking(self) -> bool:
        """Say whether the next press hangs up an agent's call."""
        return self._timer.isActive()

    def can(self) -> bool:
        return self._call is not None and not self._call.ended

    def says(self) -> str:
        """Return what a press does now."""
        return self.tr("Hang up? Press again") if self.asking() else self.tr("Hang up")

    def show_call(self, call: Call | None) -> None:
        """Work for this call, or for none."""
        another = (call.id if call else None) != (self._call.id if self._call else None)
        self._call = call
        if another or call is None or call.ended:
            self._timer.stop()
        self.changed.emit()

    def press(self) -> None:
        """Hang up, or ask first."""
        call = self._call
        if call is None or call.ended:
            return
        if needs_confirming(call) and not self._timer.isActive():
            self._timer.start()
        else:
            self._timer.stop()
            self._hang_up(call.id)
        self.changed.emit()


def needs_confirming(call: Call) -> bool:
    """Say whether an agent or another operator is on the call, and the operator here is not."""
    others = call.agent is not None or call.elsewhere is not Engagement.OFF
    return others and call.state in _TALKING and call.engagement in _ALONE
