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
from console.ui.said import said


class DetailHead(QWidget):
    """Shows one call as it stands. Qt's thread."""

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._call: Call | None = None
        self._party = ElidedLabel(scale=1.5, bold=True)
        self._standing = label(scale=1.15, bold=True)
        self._arrow = Icon(scale=0.9)
        self._about = ElidedLabel(ink=DIM)
        self._doing = label(ink=DIM)
        self._problem = Notice()
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
        column.addWidget(self._problem)

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
        self.show_time()

    def show_time(self) -> None:
        """Let the time run on: once a second."""
        if self._call:
            time = figures.duration(figures.lasted(self._call, self._now()))
            self._standing.setText(f"{words.standing(self._call)}  {time}")

    def _show_problem(self, call: Call) -> None:
        sentence = said(call.error.message) if call.error else ""
        alert = alert_of(call)
        if not sentence and alert:
            sentence = words.problem(call)
        self._problem.setVisible(bool(sentence))
        urgent = alert is not None and alert.urgent
        icon = alert.icon if alert else "warning"
        self._problem.say(sentence, icon, "alarm" if urgent else "warn")
