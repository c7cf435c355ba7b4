"""Speaking in join: a button to hold, for whoever has no hand on the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console.switchboard.call import Call, Engagement, State
from console.ui.buttons import DeskButton, Kind
from console.ui.labels import DIM, wrapped
from console.ui.microphone import Microphone
from console.ui.registry import Registry, keys_of
from console.ui.said import said
from console.ui.theme import tokens


class SpeakRow(QWidget):
    """There while the call's rung is join. Qt's thread."""

    def __init__(
        self, registry: Registry, microphone: Microphone, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._microphone = microphone
        self._problem = wrapped(ink=DIM)
        self.talk = _TalkButton(registry, microphone)
        self.mute = DeskButton(kind=Kind.PLAIN)
        self.mute.mirror(registry["mute"])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.talk, 1)
        row.addWidget(self.mute)
        row.addWidget(self._problem, 1)
        microphone.changed.connect(self._follow)
        microphone.changed.connect(self.talk.update)
        self._follow()
        self.hide()

    def show_call(self, call: Call) -> None:
        self.setVisible(call.engagement is Engagement.JOIN and call.state is State.LIVE)

    def _follow(self) -> None:
        problem = said(self._microphone.state.trouble)
        self.talk.setVisible(not problem)
        self.mute.setVisible(not problem)
        self._problem.setVisible(bool(problem))
        self._problem.setText(self.tr("Nobody hears you. {problem}").format(problem=problem))


class _TalkButton(DeskButton):
    """Amber while it is held."""

    def __init__(self, registry: Registry, microphone: Microphone) -> None:
        super().__init__(self.tr("Hold to talk"), icon="mic")
        self._microphone = microphone
        self._action = registry["talk"]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.pressed.connect(lambda: microphone.hold_to_talk(True))
        self.released.connect(lambda: microphone.hold_to_talk(False))
        self._action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self._keys = keys_of(self._action)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        on = self._microphone.hearing.audible
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.focus if self._is_ringed() else look.you, 1.5))
            painter.setBrush(look.you if on else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
            self._draw_content(painter, look.base if on else look.text, look)
