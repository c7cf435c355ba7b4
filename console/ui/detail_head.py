"""The head of the detail: who, where the call stands, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.call import Call, Direction
from console.ui import figures, words
from console.ui.alerts import alert_of
from console.ui.labels import DIM, ElidedLabel, Icon, Notice, label
from console.ui.ladder import can_engage
from console.ui.said import said


class DetailHead(QWidget):
    """Shows one call as it stands. Qt's thread.

    ``problem`` is a sentence on what is wrong with it, and ``colleague`` one on another operator
    who is on it. They come and go by themselves, so it is for the detail to lay them where
    nothing that is pressed moves for them.
    """

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._call: Call | None = None
        self._party = ElidedLabel(scale=1.5, bold=True)
        self._standing = label(scale=1.15, bold=True)
        self._arrow = Icon(scale=0.9)
        self._about = ElidedLabel(ink=DIM)
        self._doing = label(ink=DIM)
        self.problem = Notice()
        self.colleague = Notice()
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._party, 1)
        first.addWidget(self._standing, 0, Qt.AlignmentFlag.AlignBottom)
        about = QHBoxLayout()
        about.setSpacing(6)
        about.addWidget(self._arrow)
        about.addWidget(self._about, 1)
        about.addWidget(self._doing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(first)
        column.addLayout(about)

    def show_call(self, call: Call) -> None:
        self._call = call
        inbound = call.direction is Direction.INBOUND
        self._party.setText(words.party(call))
        self._arrow.show_icon("inbound" if inbound else "outbound", "dim")
        about = [words.on_line(call), words.agent(call)]
        if words.name(call):
            about.insert(0, figures.number(call.party))
        self._about.setText("  ·  ".join(filter(None, about)))
        self._doing.setText(words.going_on(call))
        self._show_problem(call)
        self._show_colleague(call)
        self.show_time()

    def show_time(self) -> None:
        """Let the time run on: once a second."""
        if self._call:
            time = figures.duration(figures.lasted(self._call, self._now()))
            self._standing.setText(f"{words.standing(self._call)}  {time}")

    def _show_colleague(self, call: Call) -> None:
        sentence = words.colleague(call)
        if sentence and can_engage(call):
            sentence = f"{sentence} {self.tr('Choose a step yourself and theirs ends.')}"
        self.colleague.setVisible(bool(sentence))
        self.colleague.say(sentence, "colleague", "text")

    def _show_problem(self, call: Call) -> None:
        sentence = said(call.error.message) if call.error else ""
        alert = alert_of(call)
        if not sentence and alert:
            sentence = words.problem(call)
        self.problem.setVisible(bool(sentence))
        urgent = alert is not None and alert.urgent
        icon = alert.icon if alert else "warning"
        self.problem.say(sentence, icon, "alarm" if urgent else "warn")
