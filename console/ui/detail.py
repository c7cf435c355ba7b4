"""The selected call, whole: who, where it stands, how loud, what is said, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from console.switchboard.call import Call
from console.switchboard.events import TranscriptLine
from console.ui.buttons import DeskButton, Kind
from console.ui.call_figures import CallFigures
from console.ui.call_tools import CallTools
from console.ui.consult_row import ConsultRow
from console.ui.controls import Controls
from console.ui.detail_head import DetailHead
from console.ui.empty import Empty
from console.ui.happenings import Happenings
from console.ui.ladder_strip import LadderStrip
from console.ui.meters import Meters
from console.ui.registry import Registry
from console.ui.speak_row import SpeakRow
from console.ui.theme import tokens
from console.ui.transcript import Transcript
from console.ui.undo_row import UndoRow
from console.ui.waveform import Waveform

_MARGIN: Final = 16
_LEAST_IN_CHARACTERS: Final = 52
_LIKED: Final = QSize(476, 600)


class Detail(QWidget):
    """Shows one call, or a sentence while none is selected. Qt's thread."""

    def __init__(
        self,
        meters: Meters,
        now: Callable[[], datetime],
        registry: Registry,
        controls: Controls,
        happenings: Happenings,
        figures: CallFigures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._call: Call | None = None
        self._head = DetailHead(now)
        self.waveform = Waveform(meters, happenings)
        self.catch_up = DeskButton(icon="replay", kind=Kind.QUIET)
        self.catch_up.mirror(registry["catch-up"], words=False)
        self._microphone = controls.microphone
        controls.microphone.changed.connect(self._show_behind)
        self._speak = SpeakRow(registry, controls.microphone)
        self.transcript = Transcript()
        self.composer = controls.composer
        self.figures = figures
        self.tools = CallTools(registry, figures)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAutoFillBackground(True)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(
            Empty(
                "phone",
                self.tr("No call selected"),
                self.tr("Click a call, or press ↓."),
            )
        )
        self.consult = ConsultRow(registry, controls.selected)
        self._pages.addWidget(
            self._make_page(LadderStrip(registry), UndoRow(registry, controls.selected))
        )

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * _LEAST_IN_CHARACTERS
        # Of the page that is shown: what a call needs is known only once there is one.
        return self._pages.currentWidget().minimumSizeHint().expandedTo(QSize(least, 0))

    def sizeHint(self) -> QSize:
        liked = self.fontMetrics().averageCharWidth() * _LEAST_IN_CHARACTERS * 8 // 7
        return QSize(max(_LIKED.width(), liked), _LIKED.height())

    @property
    def call(self) -> Call | None:
        return self._call

    def show_call(self, call: Call | None, lines: Sequence[TranscriptLine]) -> None:
        """Show another call with its transcript so far."""
        self.waveform.show_call(call.id if call else None)
        self.transcript.show_lines(lines)
        self.figures.show_lines(lines)
        self._pages.setCurrentIndex(1 if call else 0)
        self._call = call
        if call:
            self.update_call(call)

    def update_call(self, call: Call) -> None:
        """Show the same call as it stands now."""
        self._call = call
        self._head.show_call(call)
        self._speak.show_call(call)
        self.composer.show_call(call)
        self.tools.show_call(call)
        self.transcript.say_when_empty(
            self.tr("Nothing was said.") if call.ended else self.tr("What is said appears here.")
        )

    def show_time(self) -> None:
        """Let the time run on: once a second."""
        self._head.show_time()
        self.figures.show_time()

    def follow_lines(self, lines: Sequence[TranscriptLine]) -> None:
        """Show what is new in the same call's transcript, given whole."""
        self.transcript.follow_lines(lines)
        self.figures.show_lines(lines)
        self.waveform.show_happening()

    def show_levels(self) -> None:
        """Paint the levels anew: once a frame."""
        self.waveform.show_levels()

    def write_anew(self) -> None:
        """Write everything anew: the mask has come or gone."""
        if self._call:
            self.update_call(self._call)
        self.transcript.viewport().update()
        self.waveform.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        if look.stark:  # the grounds are too alike to part it from the list
            with QPainter(self) as painter:
                painter.fillRect(0, 0, 1, self.height(), look.line)

    def _show_behind(self) -> None:
        self.waveform.show_behind(self._microphone.state.behind_ms)

    def _make_page(self, ladder: QWidget, undo: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, _MARGIN - 2, _MARGIN, _MARGIN - 4)
        column.setSpacing(12)
        column.addWidget(self._head)
        column.addWidget(ladder)
        sound = QHBoxLayout()
        sound.setSpacing(4)
        sound.addWidget(self.waveform, 1)
        sound.addWidget(self.catch_up)
        column.addLayout(sound)
        # What comes and goes has the transcript give way: no button moves from under the pointer.
        column.addWidget(self.consult)
        column.addWidget(self._head.problem)
        column.addWidget(self._head.colleague)
        column.addWidget(self.transcript, 1)
        column.addWidget(undo)
        column.addWidget(self._speak)
        column.addWidget(self.composer)
        column.addWidget(self.tools)
        return page
