"""What the operator is told, whatever is being looked at: said, chimed, shown in the tray, in
the frame and on the banner."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.switchboard.events import CallChanged
from console.switchboard.operator_sound import OperatorSound
from console.ui import telling
from console.ui.announcer import Announcer
from console.ui.banner import Banner
from console.ui.heard_frame import HeardFrame
from console.ui.ladder import Hearing
from console.ui.manners import Manners
from console.ui.microphone import Microphone
from console.ui.preferences import Preferences
from console.ui.said import said
from console.ui.tray import Tray


class Teller(QObject):
    """Owns the means, and decides which of them serves. Qt's thread."""

    def __init__(
        self,
        sound: OperatorSound | None,
        microphone: Microphone,
        preferences: Preferences,
        tray: Tray,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.banner = Banner()
        self.frame = HeardFrame()
        self._microphone = microphone
        self._announcer = Announcer(window)
        self._manners = Manners(sound, preferences, self)
        self._manners.rings.connect(tray.show_ringing)
        self._heard_by = Hearing.NOBODY
        self._trouble = ("", 0)

    def call_changed(self, event: CallChanged) -> None:
        """Tell what matters of a call's change. To be called before the microphone follows."""
        self._manners.call_changed(event)
        if told := telling.of_call(event):
            self._announcer.say(told[0], urgent=told[1])

    def fail(self, sentence: str) -> None:
        """Tell that something did not work."""
        self.banner.say(sentence)
        self._announcer.say(sentence, urgent=True)

    def follow_microphone(self) -> None:
        """Tell who hears the operator, and what is wrong with the sound."""
        hearing = self._microphone.hearing
        self.frame.light(hearing.audible)
        if hearing is not self._heard_by:
            self._heard_by = hearing
            self._manners.hearing_changed(hearing)
            self._announcer.say(telling.of_hearing(hearing), urgent=True)
        self._tell_trouble()

    def _tell_trouble(self) -> None:
        """Tell what is wrong, and tell it again to an operator who goes to a rung, or higher.

        They would hear, or be heard, but for it.
        """
        state, microphone = self._microphone.state, self._microphone
        needs = microphone.takes_part + (microphone.spoken_to is not None)
        trouble = said(state.trouble or state.notice) if microphone.exists else ""
        before, told_for = self._trouble
        self._trouble = trouble, needs
        if trouble and (trouble != before or needs > told_for):
            self.fail(trouble)
        elif before and not trouble:
            self.banner.take_back(before)
