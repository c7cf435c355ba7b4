"""What there is to press below a step: back, on, check it, and what else it offers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.switchboard.setup_interface import Action
from console.ui.buttons import DeskButton, Kind
from console.ui.labels import DIM, ElidedLabel
from console.ui.said import said
from console.ui.setup.step_page import StepPage


class StepFoot(QWidget):
    """Says what can be done about a page now. ``acts`` carries an action's name. Qt's thread."""

    acts = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.back = DeskButton(self.tr("Back"), kind=Kind.QUIET)
        self.done_last = ElidedLabel(ink=DIM)
        """What the step before came to."""
        self.again = DeskButton(kind=Kind.QUIET)
        self.later = DeskButton(self.tr("Later"), kind=Kind.QUIET)
        self.primary = DeskButton(kind=Kind.PRIMARY)
        self._actions = QHBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 14)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.done_last, 1)
        row.addLayout(self._actions)
        row.addWidget(self.again)
        row.addWidget(self.later)
        row.addWidget(self.primary)

    def buttons(self) -> tuple[DeskButton, ...]:
        """Return those that are always there, in their order."""
        return self.back, self.again, self.later, self.primary

    def show_page(self, page: StepPage, *, busy: bool, first: bool, last: bool) -> None:
        """Say what holds for a page now; while it is ``busy`` nothing can be pressed."""
        settled, action = page.is_settled, offered(page)
        on = self.tr("Done") if last else self.tr("Continue")
        verb = said(page.step.verb)
        self.primary.setText(on if settled else said(action.label) if action else verb)
        stays = page.step.stays or not settled
        self.again.setText(verb if stays else self.tr("Check again"))
        self.again.setVisible(settled or action is not None)
        self.later.setVisible(not settled and not last)
        self.back.setVisible(not first)
        self._show_others(page, action, busy)
        for button in self.buttons():
            button.setDisabled(busy)

    def _show_others(self, page: StepPage, primary: Action | None, busy: bool) -> None:
        while item := self._actions.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for action in page.step.actions:
            if action == primary:
                continue
            button = DeskButton(said(action.label))
            button.setDisabled(busy)
            button.clicked.connect(lambda _checked=False, name=action.name: self.acts.emit(name))
            self._actions.addWidget(button)


def offered(page: StepPage) -> Action | None:
    """Return what a step offers to do, where that is what it waits for."""
    if page.is_settled or page.is_edited:
        return None
    return next(iter(page.step.actions), None)
