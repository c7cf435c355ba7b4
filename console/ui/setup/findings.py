"""What a check found: its sentence, what was noted beside it, and what would be changed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.setup_interface import Change, StepState, StepView
from console.ui.labels import DIM, label, wrapped
from console.ui.said import said
from console.ui.setup.shapes import Shape, lamp_of, word

_GAP: Final = 10
_SHORT: Final = {"url": "URL", "sid": "SID", "id": "ID"}


class Finding(QWidget):
    """One sentence with its shape, and what to do below it."""

    def __init__(self, state: StepState, sentence: str, remedy: str = "") -> None:
        super().__init__()
        self.setAccessibleName(f"{word(state)}: {sentence} {remedy}".strip())
        self._text = wrapped(sentence)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        if remedy:
            words.addWidget(_selectable(remedy))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(Shape(lamp_of(state)), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def sentence(self) -> str:
        return self._text.text()


class Changes(QWidget):
    """The numbers' settings at the carrier as they are, and as they would be."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for column, head in enumerate((self.tr("Setting"), self.tr("Now"), self.tr("Will be"))):
            grid.addWidget(label(head, ink=DIM, bold=True), 0, column)
        row, of = 0, ""
        for change in changes:
            if change.of != of:
                row, of = row + 1, change.of
                grid.addWidget(label(of, bold=True), row, 0, 1, 3)
            row += 1
            cells = (field_name(change.field), change.now or "–", change.will_be or "–")
            for column, text in enumerate(cells):
                cell = wrapped(_breakable(text)) if column else label(text)
                cell.setAccessibleName(text)
                grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)


class Findings(QWidget):
    """All that a step's last check found; nothing before the first one."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def show_step(self, step: StepView) -> None:
        clear(self._column)
        if step.sentence:
            self._column.addWidget(Finding(step.state, said(step.sentence), said(step.remedy)))
        for remark in step.remarks:
            self._column.addWidget(
                Finding(remark.state, said(remark.sentence), said(remark.remedy))
            )
        if step.changes:
            self._column.addWidget(Changes(step.changes))
        self.setVisible(bool(step.sentence or step.remarks or step.changes))

    def sentences(self) -> list[str]:
        """Return every sentence that is shown."""
        return [it.sentence() for it in self.findChildren(Finding) if not it.isHidden()]


def field_name(field: str) -> str:
    """Write a setting's name at the carrier for people."""
    words = [_SHORT.get(word, word) for word in field.split("_")]
    return " ".join([words[0].capitalize(), *words[1:]])


def clear(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout, at once."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def _selectable(text: str) -> QWidget:
    made = wrapped(text, ink=DIM)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _breakable(text: str) -> str:
    """Let an address be broken into lines at its slashes."""
    return text.replace("/", "/\u200b")
