"""Catch me up: what was said in the last seconds, played while the call goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from console.switchboard.call import Engagement, State
from console.switchboard.operator_sound import OperatorSound
from console.ui.selected import Selected

_HEARS = (Engagement.OFF, Engagement.LISTEN, Engagement.WHISPER)
"""Whoever speaks on a call hears it as it goes on."""


class CatchingUp:
    """Plays the selected call's last 15 s in the operator's ears, and stops it. Qt's thread."""

    def __init__(
        self, sound: OperatorSound | None, selected: Selected, behind_ms: Callable[[], int]
    ) -> None:
        self._sound = sound
        self._selected = selected
        self._behind_ms = behind_ms

    def can(self) -> bool:
        call = self._selected.call
        return bool(self._sound and call and call.state is State.LIVE and call.engagement in _HEARS)

    def is_on(self) -> bool:
        return self._behind_ms() > 0

    def says(self) -> str:
        if not self.is_on():
            return QCoreApplication.translate("CatchingUp", "Catch me up")
        text = QCoreApplication.translate("CatchingUp", "{n} s behind: go live")
        return text.format(n=-(-self._behind_ms() // 1000))

    def press(self) -> None:
        """Begin, listening first where nobody did; or be live at once."""
        sound = self._sound
        if sound is None or not self.can():
            return
        if self.is_on():
            sound.catch_up(False)
        elif self._selected.is_on(Engagement.OFF):
            self._selected.engage(Engagement.LISTEN, then=sound.catch_up)
        else:
            sound.catch_up()
