"""Hanging up: once is enough, unless that would cut an agent short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from console.switchboard.call import Call, CallId, Engagement, State

CONFIRM_MS: Final = 3_000
_ALONE: Final = frozenset({Engagement.OFF, Engagement.LISTEN, Engagement.WHISPER})
_TALKING: Final = frozenset({State.LIVE, State.HELD})


class HangUp(QObject):
    """Works the hang-up action of the call that is shown. Qt's thread.

    While an agent talks with the other end and the operator does not, the first press
    only asks; the second within three seconds hangs up. Another call always asks anew.
    """

    def __init__(
        self, action: QAction, hang_up: Callable[[CallId], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._action = action
        self._hang_up = hang_up
        self._call: Call | None = None
        action.setCheckable(True)
        self._timer = QTimer(self, singleShot=True, interval=CONFIRM_MS)
        self._timer.timeout.connect(self._follow)
        self._follow()

    def show_call(self, call: Call | None) -> None:
        """Work for this call, or for none."""
        another = (call.id if call else None) != (self._call.id if self._call else None)
        self._call = call
        if another or call is None or call.ended:
            self._timer.stop()
        self._follow()

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
        self._follow()

    def _follow(self) -> None:
        """Make the action say what a press does now; its check mark is the question."""
        asking = self._timer.isActive()
        self._action.setText(self.tr("Hang up? Press again") if asking else self.tr("Hang up"))
        self._action.setChecked(asking)
        self._action.setEnabled(self._call is not None and not self._call.ended)


def needs_confirming(call: Call) -> bool:
    """Say whether an agent is on the call and the operator is not."""
    return call.agent is not None and call.state in _TALKING and call.engagement in _ALONE
