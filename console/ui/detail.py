"""The selected call, whole: who, where it stands, how loud, what is said, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from console.switchboard.call import Call, Direction
from console.switchboard.events import TranscriptLine
from console.ui import figures, words
from console.ui.actions import Actions
from console.ui.buttons import DeskButton, Kind
from console.ui.call_delegate import alert_of
from console.ui.empty import Empty
from console.ui.labels import DIM, ElidedLabel, Icon, Notice, label
from console.ui.level_history import LevelHistory
from console.ui.meters import Meters
from console.ui.mode_strip import ModeStrip
from console.ui.transcript import Transcript

_MARGIN: Final = 16
_LEAST_IN_CHARACTERS: Final = 42
_LIKED: Final = QSize(436, 600)


class Detail(QWidget):
    """Shows one call, or a sentence while none is selected. Qt's thread."""

    def __init__(
        self,
        meters: Meters,
        now: Callable[[], datetime],
        actions: Actions,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._call: Call | None = None
        self._party = ElidedLabel(scale=1.5, bold=True)
        self._standing = label(scale=1.15, bold=True)
        self._arrow = Icon(scale=0.9)
        self._about = ElidedLabel(ink=DIM)
        self._problem = Notice()
        self._strip = ModeStrip([(actions["off"], "ear-off"), (actions["listen"], "ear")])
        self._levels = LevelHistory(meters)
        self.transcript = Transcript()
        self._latency = ElidedLabel()
        self._hang_up = DeskButton(icon="hang-up", kind=Kind.DANGER)
        self._hang_up.mirror(actions["hang-up"])
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LEAST_IN_CHARACTERS)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(
            Empty(
                "phone",
                self.tr("No call selected"),
                self.tr("Click a call, or press ↓."),
            )
        )
        self._pages.addWidget(self._make_page())

    def sizeHint(self) -> QSize:
        liked = self.minimumWidth() * 8 // 7
        return QSize(max(_LIKED.width(), liked), _LIKED.height())

    @property
    def call(self) -> Call | None:
        return self._call

    def show_call(self, call: Call | None, lines: Sequence[TranscriptLine]) -> None:
        """Show another call with its transcript so far."""
        self._levels.show_call(call.id if call else None)
        self.transcript.show_lines(lines)
        self._pages.setCurrentIndex(1 if call else 0)
        self._call = call
        if call:
            self.update_call(call)

    def update_call(self, call: Call) -> None:
        """Show the same call as it stands now."""
        self._call = call
        inbound = call.direction is Direction.INBOUND
        self._party.setText(words.party(call))
        self._arrow.show_icon("inbound" if inbound else "outbound", "dim")
        about = [words.on_line(call), words.agent(call)]
        if call.doing and not call.ended:
            about.append(words.doing(call.doing))
        if call.caller_name:
            about.insert(0, figures.number(call.party))
        self._about.setText("  ·  ".join(filter(None, about)))
        self._show_problem(call)
        self.transcript.say_when_empty(
            self.tr("Nothing was said.") if call.ended else self.tr("What is said appears here.")
        )
        self._latency.setText(
            self.tr("Latency {latency}").format(latency=figures.latency(call.latency_ms))
            if call.latency_ms is not None
            else ""
        )
        self.show_time()

    def show_time(self) -> None:
        """Let the time run on: once a second."""
        if self._call:
            time = figures.duration(figures.lasted(self._call, self._now()))
            self._standing.setText(f"{words.standing(self._call)}  {time}")

    def show_levels(self) -> None:
        """Paint the levels anew: once a frame."""
        self._levels.show_levels()

    def _show_problem(self, call: Call) -> None:
        sentence = call.error.message if call.error else ""
        alert = alert_of(call)
        if not sentence and alert:
            sentence = words.problem(call)
        self._problem.setVisible(bool(sentence))
        urgent = alert is not None and alert[1]
        self._problem.say(sentence, alert[0] if alert else "warning", "alarm" if urgent else "warn")

    def _make_page(self) -> QWidget:
        page = QWidget()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._party, 1)
        head.addWidget(self._standing, 0, Qt.AlignmentFlag.AlignBottom)
        about = QHBoxLayout()
        about.setSpacing(6)
        about.addWidget(self._arrow)
        about.addWidget(self._about, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._latency, 1)
        foot.addWidget(self._hang_up)
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, _MARGIN - 2, _MARGIN, _MARGIN - 4)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(about)
        column.addWidget(self._problem)
        column.addWidget(self._strip)
        column.addWidget(self._levels)
        column.addWidget(self.transcript, 1)
        column.addLayout(foot)
        return page
