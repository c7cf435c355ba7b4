"""How the desk draws attention without taking it: a chime, a notification, a hint in the task bar.

It moves no focus and raises no window.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from console.contacts import CONTACTS
from console.switchboard.call import Call, Engagement
from console.switchboard.events import CallChanged
from console.switchboard.operator_sound import Chime, OperatorSound
from console.ui import figures
from console.ui.ladder import Hearing, rings_here
from console.ui.mask import MASK, Mask
from console.ui.preferences import CHIMES_DB, Preferences
from console.ui.said import line_name

_APART_MS: Final = 2_000
_HIDING: Final = Mask()
_HIDING.on = True
"""Notifications are read on locked screens: their numbers are masked always."""


class Manners(QObject):
    """Decides what is worth a chime or a notification, as the preferences have it.

    ``rings`` carries a title and a sentence about a call that rings here. A call's change is
    to be told before who hears the operator. Qt's thread.
    """

    rings = Signal(str, str)

    def __init__(
        self,
        sound: OperatorSound | None,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sound = sound
        self._preferences = preferences
        self._handed_back = False
        self._hearing = Hearing.NOBODY
        self._since: dict[Chime, QElapsedTimer] = {}

    def call_changed(self, event: CallChanged) -> None:
        """Tell of a call that has begun to ring, or to want somebody."""
        old, new = event.old, event.new
        raised = new.flags - (old.flags if old else frozenset())
        if rings_here(new) and not rings_here(old):
            self._chime(Chime.NEW_CALL)
            if self._preferences.notifies:
                title = self.tr("{line} rings").format(line=line_name(new.line))
                self.rings.emit(title, who(new))
        elif raised and not new.ended:
            self._chime(Chime.ALERT)
        elif old and old.engagement is Engagement.TAKE_OVER is not new.engagement and not new.ended:
            self._handed_back = True
            self._chime(Chime.HAND_BACK)

    def hearing_changed(self, hearing: Hearing) -> None:
        """Tell that the microphone is heard, or no longer is."""
        before, self._hearing = self._hearing, hearing
        if hearing.audible and not before.audible:
            self._chime(Chime.MIC_OPENED)
        elif before.audible and not hearing.audible and not self._handed_back:
            self._chime(Chime.MIC_CLOSED)
        self._handed_back = False

    def _chime(self, which: Chime) -> None:
        volume_db = CHIMES_DB.get(self._preferences.chimes)
        since = self._since.setdefault(which, QElapsedTimer())
        rare = which in (Chime.NEW_CALL, Chime.ALERT)
        if self._sound is None or volume_db is None:
            return
        if rare and since.isValid() and not since.hasExpired(_APART_MS):
            return  # a hundred calls that ring at once ring once
        since.start()
        self._sound.chime(which, volume_db)


def who(call: Call) -> str:
    """Return who a call is from, for eyes that may not be the operator's."""
    name = MASK.words(CONTACTS.name_of(call.party) or call.caller_name)
    number = _HIDING.number(figures.as_written(call.party))
    return f"{name}, {number}" if name else number
