"""The keypad: keys pressed towards the other party, one by one or all together."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.call import Call
from console.ui.buttons import DeskButton, Kind
from console.ui.keyed_action import REPEAT_MS
from console.ui.labels import ElidedLabel, Notice, label
from console.ui.mask import MASK
from console.ui.panel import Panel
from console.ui.radio import Radio
from console.ui.sender import Sender
from console.ui.text_scale import follow_font

KEYS: Final = ("123", "456", "789", "*0#")
_TYPED: Final = frozenset("0123456789*#")
_SHOWN: Final = 24
_TOGETHER: Final = 32
"""How many keys a carrier presses at once."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN: Final = (Qt.Key.Key_Escape, Qt.Key.Key_Backspace, *_ENTER)


class Keypad(Panel):
    """Sends each key as it is pressed, on screen or on the keyboard; Esc closes.

    Keys that are pressed faster than they sound go out together, in their order. For menus
    that miss tones they are gathered until Enter, and the carrier presses them. It is about
    the call that it was opened for. Qt's thread.
    """

    def __init__(self, sender: Sender, parent: QWidget) -> None:
        super().__init__(parent)
        self._sender = sender
        self._call: Call | None = None
        self._waiting = ""
        self._pressed = ""
        self._sending = False
        self._let_go = 0
        self._let_go_at = QElapsedTimer()
        self._sent = ElidedLabel(scale=1.4)
        self._told = Notice()
        self.at_once = Radio(self.tr("Each key at once, as a tone"))
        self.together = Radio(self.tr("All with Enter, by the carrier"))
        self._enter = DeskButton(self.tr("Send"), kind=Kind.PRIMARY)
        self.at_once.setChecked(True)
        self.together.toggled.connect(self._choose)
        self._enter.clicked.connect(self._send_together)
        follow_font(
            self._sent, lambda: self._sent.setMinimumHeight(self._sent.fontMetrics().height())
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keypad"))
        self._lay_out()

    @property
    def sent(self) -> str:
        """The keys that were pressed since it came up, but for those that the carrier has."""
        return self._pressed

    def open_for(self, call: Call, at: QPoint) -> None:
        """Come up for a call; for another than before, with tones."""
        if self._call is None or self._call.id != call.id:
            self.at_once.setChecked(True)
        self._call = call
        self._begin_anew()
        self.open_at(at, self)

    def follow(self, call: Call) -> None:
        """Go away with the call."""
        if self._call and call.id == self._call.id and call.ended:
            self.close_panel()

    def press(self, key: str) -> None:
        """Press a key: one of ``0-9 * #``."""
        self._tell_how()
        if self.together.isChecked():
            self._show((self._pressed + key)[:_TOGETHER])
        else:
            self._show(self._pressed + key)
            self._waiting += key
            self._send()

    def event(self, event: QEvent) -> bool:
        # Its keys are commands elsewhere.
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if event.text() in _TYPED or event.key() in _OWN:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in _ENTER:
            self._send_together()
        elif event.key() == Qt.Key.Key_Backspace:
            if self.together.isChecked():
                self._show(self._pressed[:-1])
        elif event.text() and event.text() in _TYPED:
            if not event.isAutoRepeat() and not self._repeats(event.key()):
                self.press(event.text())
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._let_go = event.key()
        self._let_go_at.start()
        super().keyReleaseEvent(event)

    def _repeats(self, key: int) -> bool:
        """Say whether a key was let go so lately that it was X11 repeating it."""
        return key == self._let_go and not self._let_go_at.hasExpired(REPEAT_MS)

    def _send(self) -> None:
        if self._sending or not self._waiting or self._call is None:
            return
        keys, self._waiting = self._waiting, ""
        self._sending = True
        command = self._sender.board.send_digits(self._call.id, keys)
        self._sender.send(command, then=self._done, refused=self._refused)

    def _send_together(self) -> None:
        keys = self._pressed
        if self._sending or not keys or self._call is None or not self.together.isChecked():
            return
        self._sending = True
        command = self._sender.board.send_digits(self._call.id, keys, out_of_band=True)
        self._sender.send(command, then=partial(self._handed_over, keys), refused=self._refused)

    def _done(self) -> None:
        self._sending = False
        self._send()

    def _handed_over(self, keys: str) -> None:
        self._sending = False
        self._show(self._pressed.removeprefix(keys))
        self._told.say(self.tr("The carrier has them."), "ready", "good")

    def _refused(self, sentence: str) -> None:
        """Say why; what the carrier would have pressed stays, to be sent again."""
        self._sending, self._waiting = False, ""
        if not self.together.isChecked():
            self._show("")
        self._told.say(sentence, "error", "alarm")

    def _choose(self, together: bool) -> None:
        self._enter.setVisible(together)
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._show("")
        self._tell_how()

    def _tell_how(self) -> None:
        """Say what pressing a key does."""
        self._told.say(
            self.tr("For menus that miss tones. The agent waits meanwhile.")
            if self.together.isChecked()
            else self.tr("Type or press; Esc closes.")
        )

    def write_anew(self) -> None:
        """Show what was pressed as the mask has it now."""
        self._show(self._pressed)

    def _show(self, pressed: str) -> None:
        """Show what was pressed: it may be somebody's secret."""
        self._pressed = pressed
        self._sent.setText(MASK.words(pressed[-_SHOWN:]))
        self._enter.setEnabled(bool(pressed))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        for row, keys in enumerate(KEYS):
            for place, key in enumerate(keys):
                button = DeskButton(key)
                font = QFont(button.font())
                font.setPointSizeF(font.pointSizeF() * 1.3)
                button.setFont(font)
                follow_font(button, partial(_fit, button))
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has the keys itself
                button.clicked.connect(lambda _checked=False, pressed=key: self.press(pressed))
                grid.addWidget(button, row, place)
        close = DeskButton(icon="close", kind=Kind.QUIET)
        close.setAccessibleName(self.tr("Close the keypad"))
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Keypad"), bold=True), 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 14)
        column.setSpacing(6)
        column.addLayout(head)
        shown = QHBoxLayout()
        shown.addWidget(self._sent, 1)
        shown.addWidget(self._enter)
        space = self._enter.sizePolicy()
        space.setRetainSizeWhenHidden(True)
        self._enter.setSizePolicy(space)
        self._enter.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._enter.hide()
        self._told.reserve(2)
        column.addLayout(shown)
        column.addLayout(grid)
        for way in (self.at_once, self.together):
            way.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            column.addWidget(way)
        column.addWidget(self._told)


def _fit(button: DeskButton) -> None:
    """Have a key as large as its figure asks for."""
    high = max(44, button.fontMetrics().height() + 20)
    button.setFixedSize(round(high * 1.6), high)
