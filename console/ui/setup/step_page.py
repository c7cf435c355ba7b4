"""One step of the set-up: what it is for, what is to be filled in, and what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from console.switchboard.setup_interface import Field, FieldKind, StepState, StepView
from console.ui.labels import DIM, label, wrapped
from console.ui.said import said
from console.ui.scroll_bar import SlimScrollBar
from console.ui.setup.field_box import FieldBox, TextBox, box_for
from console.ui.setup.findings import Findings, clear

_EDGE = 28


class StepPage(QScrollArea):
    """Shows a `StepView`; ``more`` are widgets that belong to the step besides its fields.

    ``edited`` comes when something is filled in. Qt's thread.
    """

    edited = Signal()

    def __init__(self, step: StepView, more: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.step = step
        self.is_edited = False
        self.boxes: dict[str, FieldBox] = {}
        self._more = more
        self.findings = Findings()
        self._fields = QVBoxLayout()
        self._fields.setSpacing(14)
        self._wait = label(ink=DIM)
        self._content = QWidget()
        self._shown: tuple[Field, ...] = ()
        self._content.setAutoFillBackground(True)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(_EDGE, 22, _EDGE, 22)
        column.setSpacing(14)
        column.addWidget(label(said(step.title), scale=1.5, bold=True))
        column.addWidget(wrapped(said(step.intro), ink=DIM))
        column.addLayout(self._fields)
        for widget in more:
            column.addWidget(widget)
        column.addWidget(self._wait)
        column.addWidget(self.findings)
        column.addStretch(1)
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setVerticalScrollBar(SlimScrollBar(self, "window"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(said(step.title))
        self.show_step(step)

    def show_step(self, step: StepView) -> None:
        """Show a step as it stands now; what was typed and not sent is given up."""
        self.step = step
        self.is_edited = False
        self.say("")
        if step.fields != self._shown or self.values() != {f.name: f.value for f in step.fields}:
            self._fill(step.fields)
        self.findings.show_step(step)

    def values(self) -> Mapping[str, str]:
        """Return what is filled in, by the fields' names."""
        return {name: box.value() for name, box in self.boxes.items()}

    def say(self, sentence: str) -> None:
        """Say what is going on; then what was found before is no longer shown."""
        self._wait.setText(sentence)
        self._wait.setVisible(bool(sentence))
        if sentence:
            self.findings.hide()

    def show_findings(self) -> None:
        """Bring what was found into sight."""
        if not self.findings.isHidden():
            self._content.adjustSize()
            self.ensureWidgetVisible(self.findings, 0, _EDGE // 2)

    def first(self) -> QWidget | None:
        """Return what is to be filled in first: what is wrong, or else what is empty."""
        entries = [
            box for box in self.boxes.values() if not box.isHidden() and not box.field.locked
        ]
        wrong = [box for box in entries if box.field.problem]
        empty = [box for box in entries if not box.value() and not box.field.kept]
        chosen = next(iter([*wrong, *empty, *entries]), None)
        return chosen.entry() if chosen else None

    def entries(self) -> list[QWidget]:
        """Return all that may take the focus, in the order in which it stands."""
        filled = [entry for box in self.boxes.values() for entry in box.entries()]
        beside = [child for widget in self._more for child in widget.findChildren(QWidget)]
        # A box's list, which comes up in a window of its own, is none of them.
        here = (it for it in beside if it.window() is self.window())
        tabbed = (it for it in here if it.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return [*filled, *tabbed]

    def has_entry_focus(self) -> bool:
        """Whether something is being filled in: then the focus is not to be moved."""
        focus = self.window().focusWidget()
        return any(box.isAncestorOf(focus) for box in self.boxes.values())

    @property
    def is_settled(self) -> bool:
        """Whether the check was passed, or nearly so, with just what is filled in."""
        return self.step.state in (StepState.OK, StepState.WARNING) and not self.is_edited

    def _fill(self, fields: tuple[Field, ...]) -> None:
        # A secret that did not pass may still be right: it need not be typed again.
        typed = self.values() if self.step.state is StepState.PROBLEM else {}
        clear(self._fields)
        self._shown = fields
        self.boxes = {}
        for field in fields:
            box = box_for(field)
            if field.kind is FieldKind.SECRET and isinstance(box, TextBox):
                box.line.setText(typed.get(field.name, ""))
            box.edited.connect(self._edit)
            self.boxes[field.name] = box
            self._fields.addWidget(box)
        self._follow_choices()

    def _edit(self) -> None:
        self.is_edited = True
        self._follow_choices()
        self.edited.emit()

    def _follow_choices(self) -> None:
        """Show the fields that matter with what is chosen."""
        values = self.values()
        for box in self.boxes.values():
            box.setVisible(self._matters(box.field, values))

    def _matters(self, field: Field, values: Mapping[str, str]) -> bool:
        if field.only_if is None:
            return True
        other, wanted = field.only_if
        parent = self.boxes.get(other)
        return values.get(other) == wanted and (
            parent is None or self._matters(parent.field, values)
        )
