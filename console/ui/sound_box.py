"""The operator's devices: which ones, how loud, a tone to hear and a level to see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.switchboard.operator_sound import OperatorSound, SoundChoice, SoundState
from console.ui.buttons import DeskButton
from console.ui.choice_list import ChoiceList, NumberBox
from console.ui.labels import DIM, Notice, label, wrapped
from console.ui.said import said
from console.ui.theme import tokens

_FLOOR_DBFS: Final = -60.0
_MOST_DB: Final = 20.0
_LEAST_DB: Final = -40.0


class SoundBox(QWidget):
    """Works an `OperatorSound` while it is shown; the microphone is open for its level only
    meanwhile. ``sound`` gives it anew each time, since another engine brings another. Qt's
    thread.
    """

    _arrived = Signal(object)

    def __init__(self, sound: Callable[[], OperatorSound | None]) -> None:
        super().__init__()
        self._find = sound
        self._sound: OperatorSound | None = None
        self._stop: Callable[[], None] = lambda: None
        self.speakers = self._devices(self.tr("Speaker"))
        self.microphones = self._devices(self.tr("Microphone"))
        self.speaker_db = self._gain(self.tr("Speaker's gain"))
        self.microphone_db = self._gain(self.tr("Microphone's gain"))
        self.tone = DeskButton(self.tr("Play a tone"))
        self.again = DeskButton(self.tr("Look for devices again"))
        self.level = Level()
        self.problem = Notice()
        self.tone.clicked.connect(self._play)
        self.again.clicked.connect(self._look)
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._sound = sound = self._find()
        if sound:
            self._stop = sound.listen_to_sound(self._arrived.emit)
            sound.check_microphone(True)
            sound.look_again()
            self._show(sound.state)
        self.setEnabled(sound is not None)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stop()
        if self._sound:
            self._sound.check_microphone(False)
        self._sound = None

    def _show(self, state: SoundState) -> None:
        if self._sound is None:
            return  # on its way when this was hidden
        self.level.show_level(state.level_dbfs)
        wrong = said(state.problem or state.notice)
        self.problem.say(wrong, "warning", "warn")
        self.problem.setVisible(bool(wrong))
        choice = state.choice
        _offer(self.speakers, self._default(), state.speakers, choice.speaker)
        _offer(self.microphones, self._default(), state.microphones, choice.microphone)
        _set(self.speaker_db, choice.speaker_db)
        _set(self.microphone_db, choice.microphone_db)

    def _play(self) -> None:
        if self._sound:
            self._sound.test_tone()

    def _look(self) -> None:
        if self._sound:
            self._sound.look_again()

    def _choose(self) -> None:
        if self._sound:
            wanted = SoundChoice(
                microphone=self.microphones.currentData() or "",
                speaker=self.speakers.currentData() or "",
                microphone_db=self.microphone_db.value(),
                speaker_db=self.speaker_db.value(),
            )
            self._sound.choose(wanted)

    def _default(self) -> str:
        return self.tr("As the system has it")

    def _devices(self, name: str) -> QComboBox:
        box = ChoiceList()
        box.setAccessibleName(name)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.activated.connect(lambda _at: self._choose())
        return box

    def _gain(self, name: str) -> QDoubleSpinBox:
        box = NumberBox()
        box.setRange(_LEAST_DB, _MOST_DB)
        box.setSuffix(self.tr(" dB"))
        box.setDecimals(0)
        box.setAccessibleName(name)
        box.lineEdit().setAccessibleName(name)
        box.editingFinished.connect(self._choose)
        return box

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        rows = (
            (self.tr("Speaker"), self.speakers, self.speaker_db),
            (self.tr("Microphone"), self.microphones, self.microphone_db),
        )
        for row, (name, devices, gain) in enumerate(rows):
            grid.addWidget(label(name, bold=True), row, 0)
            grid.addWidget(devices, row, 1)
            grid.addWidget(gain, row, 2)
        grid.addWidget(label(self.tr("Level"), bold=True), 2, 0)
        grid.addWidget(self.level, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.tone)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(grid)
        column.addWidget(
            wrapped(
                self.tr("Nobody hears you here: the microphone is open for its level."), ink=DIM
            )
        )
        column.addLayout(buttons)
        column.addWidget(self.problem)


class Level(QWidget):
    """A bar as long as the microphone is loud, from −60 dBFS to full scale."""

    def __init__(self) -> None:
        super().__init__()
        self.dbfs = -96.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Microphone's level"))

    def show_level(self, dbfs: float) -> None:
        self.dbfs = dbfs
        self.setAccessibleDescription(self.tr("{n} dBFS").format(n=round(dbfs)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, max(10, self.fontMetrics().height() // 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = tokens(self.palette())
        share = max(0.0, min(1.0, 1 - self.dbfs / _FLOOR_DBFS))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            area = QRectF(self.rect())
            painter.setBrush(look.rail)
            painter.drawRoundedRect(area, 4, 4)
            painter.setBrush(look.warn if self.dbfs > -3 else look.agent)
            painter.drawRoundedRect(
                QRectF(area.left(), area.top(), area.width() * share, area.height()), 4, 4
            )


def _offer(box: QComboBox, default: str, names: tuple[str, ...], chosen: str) -> None:
    """Fill in the devices there are, and keep one that is chosen though it is not there."""
    wanted = ["", *names, *([chosen] if chosen and chosen not in names else [])]
    if [box.itemData(at) for at in range(box.count())] != wanted:
        box.clear()
        for name in wanted:
            box.addItem(name or default, name)
    if not box.view().isVisible():
        box.setCurrentIndex(wanted.index(chosen))


def _set(box: QDoubleSpinBox, value: float) -> None:
    if not box.hasFocus():
        box.setValue(value)
