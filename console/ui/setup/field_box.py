"""One thing to fill in: its label, the field, what helps, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from console.switchboard.setup_interface import Choice, Field, FieldKind
from console.ui.labels import DIM, Notice, label, wrapped
from console.ui.radio import Radio
from console.ui.said import said
from console.ui.text_line import Line


class FieldBox(QWidget):
    """Shows a `Field` and holds what is filled in. ``edited`` comes with each change."""

    edited = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._head = label(said(field.label), bold=True)
        self._problem = Notice()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._head)
        self._fill()
        for text in (field.help, field.locked, field.kept if field.locked == "" else ""):
            if text:
                line = wrapped(said(text), ink=DIM)
                line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._column.addWidget(line)
        self._column.addWidget(self._problem)
        self._problem.say(said(field.problem), "error", "alarm")
        self._problem.setVisible(bool(field.problem))

    def value(self) -> str:
        """Return what is filled in."""
        raise NotImplementedError

    def entry(self) -> QWidget:
        """Return what takes the focus."""
        raise NotImplementedError

    def entries(self) -> Sequence[QWidget]:
        """Return all that may take it, in their order."""
        return [self.entry()]

    def _fill(self) -> None:
        raise NotImplementedError


class TextBox(FieldBox):
    """A line of text; a secret's is never shown."""

    def _fill(self) -> None:
        field = self.field
        self.line = line = Line(field.value)
        line.setAccessibleName(said(field.label))
        line.setAccessibleDescription(said(field.problem or field.help))
        line.setEnabled(not field.locked)
        if field.kind is FieldKind.SECRET:
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
            if field.kept:
                line.setPlaceholderText(self.tr("Kept. Type another to replace it."))
        self._head.setBuddy(line)
        line.textEdited.connect(lambda _text: self.edited.emit())
        self._column.addWidget(line)

    def value(self) -> str:
        return self.line.text()

    def entry(self) -> QWidget:
        return self.line


class ChoiceBox(FieldBox):
    """Some values, of which one is chosen."""

    def _fill(self) -> None:
        self._group = QButtonGroup(self)
        self.radios: dict[str, Radio] = {}
        for choice in self.field.choices:
            self._add(choice)
        self._group.buttonToggled.connect(self._toggled)
        self._let_one_be_tabbed()

    def _toggled(self, _button: object, on: bool) -> None:
        if on:
            self._let_one_be_tabbed()
            self.edited.emit()

    def _let_one_be_tabbed(self) -> None:
        """Have Tab stop once at a group, at what is chosen; the arrows move within."""
        stop = self.entry()
        for radio in self.radios.values():
            is_stop = radio is stop
            radio.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            )

    def _add(self, choice: Choice) -> None:
        radio = Radio(said(choice.label))
        radio.setAccessibleName(f"{said(self.field.label)}: {said(choice.label)}")
        radio.setAccessibleDescription(said(choice.note))
        radio.setEnabled(choice.usable and not self.field.locked)
        self._group.addButton(radio)
        radio.setChecked(choice.value == self.field.value)
        self.radios[choice.value] = radio
        self._column.addWidget(radio)
        if choice.note:
            note = wrapped(said(choice.note), ink=DIM)
            note.setIndent(
                radio.style().pixelMetric(radio.style().PixelMetric.PM_IndicatorWidth) + 8
            )
            self._column.addWidget(note)

    def value(self) -> str:
        chosen = (value for value, radio in self.radios.items() if radio.isChecked())
        return next(chosen, "")

    def entries(self) -> Sequence[QWidget]:
        return list(self.radios.values())

    def entry(self) -> QWidget:
        usable = [radio for radio in self.radios.values() if radio.isEnabled()]
        chosen = [radio for radio in usable if radio.isChecked()]
        return next(iter([*chosen, *usable]), self)


def box_for(field: Field) -> FieldBox:
    """Return the box that a field needs."""
    return ChoiceBox(field) if field.kind is FieldKind.CHOICE else TextBox(field)
