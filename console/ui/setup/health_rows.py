"""The rows of the health window: a lamp, a step of the self-test, something noted."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from console.switchboard.events import Lamp, LampState
from console.switchboard.self_test import Outcome, Step
from console.ui import figures, words
from console.ui.labels import DIM, label, wrapped
from console.ui.said import said
from console.ui.setup.shapes import Shape

_NAME_IN_DIGITS: Final = 15
_STATES: Final = {
    Outcome.PASSED: LampState.OK,
    Outcome.FAILED: LampState.ERROR,
    Outcome.SKIPPED: LampState.OFF,
}


class LampRow(QWidget):
    """One part: its shape, its word, why, what to do, and when it was last well."""

    def __init__(self) -> None:
        super().__init__()
        self._shape = Shape(LampState.OFF)
        self._word = label(bold=True)
        self._word.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * _NAME_IN_DIGITS)
        self._cause = wrapped()
        self._remedy = _selectable()
        self._age = label(ink=DIM)
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(self._cause)
        said.addWidget(self._remedy)
        row = _row(self, self._shape, self._word)
        row.addLayout(said, 1)
        row.addWidget(self._age, 0, Qt.AlignmentFlag.AlignTop)

    def show_lamp(self, lamp: Lamp, now: datetime) -> None:
        word = words.lamp(lamp.name)
        self._shape.show_state(lamp.state)
        self._word.setText(word)
        self._cause.setText(said(lamp.cause))
        self._remedy.setText(said(lamp.remedy))
        self._remedy.setVisible(bool(lamp.remedy))
        age = (now - lamp.last_seen).total_seconds() if lamp.last_seen else None
        self._age.setText("" if age is None else figures.ago(age))
        state = words.lamp_state(lamp.state)
        self.setAccessibleName(f"{word}: {state}. {said(lamp.cause)} {said(lamp.remedy)}".strip())
        self.setToolTip(state)


class StepRow(QWidget):
    """One step of the self-test: how it went, what to do, and how long it took."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(wrapped(said(step.sentence)))
        if step.remedy:
            column.addWidget(_selectable(said(step.remedy)))
        row = _row(self, Shape(_STATES[step.outcome]))
        row.addLayout(column, 1)
        row.addWidget(label(_took(step), ink=DIM), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(
            f"{_outcome(step.outcome)}: {said(step.sentence)} {said(step.remedy)}".strip()
        )


class NoteRow(QWidget):
    """Something with a word before it, and where to read more."""

    def __init__(self, head: str, text: str, link: str = "") -> None:
        super().__init__()
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(wrapped(text))
        if link:
            said.addWidget(_selectable(link))
        row = _row(self, label(head, ink=DIM))
        row.addLayout(said, 1)
        self.setAccessibleName(f"{head}: {text}")


def _row(parent: QWidget, *begin: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(parent)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for widget in begin:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _selectable(text: str = "") -> QLabel:
    made = wrapped(text, ink=DIM)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _took(step: Step) -> str:
    if step.took_ms is None:
        return ""
    return _tr("< 1 ms") if step.took_ms < 1 else figures.latency(round(step.took_ms))


def _outcome(outcome: Outcome) -> str:
    return {
        Outcome.PASSED: _tr("Passed"),
        Outcome.FAILED: _tr("Failed"),
        Outcome.SKIPPED: _tr("Skipped"),
    }[outcome]


def _tr(text: str) -> str:
    return QCoreApplication.translate("HealthRows", text)
