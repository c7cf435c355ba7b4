"""The set-up's window: the steps at the left, one of them at the right, and what to press."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.switchboard.operator_sound import OperatorSound
from console.switchboard.setup_interface import Setup, StepState, StepView
from console.ui.beside import BesideWindow
from console.ui.errands import Errands
from console.ui.hop import LoopHop
from console.ui.said import said
from console.ui.setup.import_box import ImportBox
from console.ui.setup.step_foot import StepFoot, offered
from console.ui.setup.step_list import StepList
from console.ui.setup.step_page import StepPage
from console.ui.sound_box import SoundBox
from console.ui.theme import tokens

_SIZE: Final = QSize(860, 640)
_LEAST: Final = QSize(640, 480)
_IMPORTS: Final = "carrier"
_SOUNDS: Final = "sound"
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SetupWindow(BesideWindow):
    """Walks through a `Setup`. Qt's thread.

    ``sound`` gives the operator's sound as it is now. ``finished`` comes when the last step
    is left as done.
    """

    finished = Signal()

    def __init__(
        self, setup: Setup, hop: LoopHop, sound: Callable[[], OperatorSound | None]
    ) -> None:
        super().__init__(_SIZE, _LEAST)
        self._setup = setup
        self._hop = hop
        self._errands = Errands(self)
        self._busy = ""
        steps = setup.steps()
        self._names = [step.name for step in steps]
        self._import = ImportBox(setup, hop, self._errands)
        more: dict[str, list[QWidget]] = {_IMPORTS: [self._import], _SOUNDS: [SoundBox(sound)]}
        self.pages = {step.name: StepPage(step, more.get(step.name, ())) for step in steps}
        self.list = StepList(steps)
        self._stack = QStackedWidget()
        self.foot = StepFoot()
        self.primary = self.foot.primary
        self._current = self._names[0]
        self._lay_out()
        self._wire()

    @property
    def current(self) -> StepPage:
        """The page that is shown."""
        return self.pages[self._current]

    def go_to(self, name: str) -> None:
        """Show a step, and read anew what it shows."""
        if not self._busy:
            self.foot.done_last.setText("")
            self._go_to(name)

    # -- moving about -------------------------------------------------------------------

    def _go_to(self, name: str) -> None:
        self._current = name
        self._stack.setCurrentWidget(self.pages[name])
        self.list.show_current(name)
        self._run(self._setup.open(name), "")

    def _step_by(self, by: int) -> None:
        at = self._names.index(self._current) + by
        if 0 <= at < len(self._names):
            self.go_to(self._names[at])
        elif by > 0:
            self.finished.emit()
            self.close()

    def _press(self) -> None:
        """Do what the first button says: check what is filled in, or go on."""
        if self._busy:
            return
        if self.current.is_settled:
            self._go_on(self.current.step)
        elif action := offered(self.current):
            self._act(action.name)
        else:
            self._submit()

    def _go_on(self, done: StepView) -> None:
        self._step_by(1)
        self.foot.done_last.setText(f"{said(done.title)}: {said(done.sentence)}")
        self._follow()

    def _submit(self) -> None:
        page = self.current
        self._run(
            self._setup.submit(page.step.name, dict(page.values())), self.tr("Checking…"), True
        )

    def _act(self, action: str) -> None:
        self._run(self._setup.act(self._current, action), self.tr("Working…"))

    def _run(self, work: Coroutine[Any, Any, StepView], says: str, goes_on: bool = False) -> None:
        """Have the engine do something about the step that is shown, and show what came of it."""
        self._busy = self._current
        self.current.say(says)
        self._follow()
        self._errands.send(self._wait_for(work, goes_on), self._fail)

    async def _wait_for(self, work: Coroutine[Any, Any, StepView], goes_on: bool) -> None:
        try:
            view = await self._hop.ask(work)
        finally:
            self._busy = ""
        self._take(view)
        if goes_on and _is_plain(view):
            self._go_on(view)
        else:
            self._follow()
            self._focus()

    def _fail(self, sentence: str) -> None:
        self._busy = ""
        self.current.say(sentence)
        self._follow()

    def _take(self, view: StepView) -> None:
        self.pages[view.name].show_step(view)
        self.list.put(view)

    # -- showing it ---------------------------------------------------------------------

    def _follow(self) -> None:
        """Have the buttons say what holds now."""
        self.foot.show_page(
            self.current,
            busy=bool(self._busy),
            first=self._current == self._names[0],
            last=self._current == self._names[-1],
        )

    def _focus(self) -> None:
        page = self.current
        order = [*self.list.buttons.values(), *page.entries(), *self.foot.buttons()]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        first = self.primary if page.is_settled else page.first() or self.primary
        if page.is_settled or not page.has_entry_focus():
            first.setFocus(Qt.FocusReason.TabFocusReason)
        page.show_findings()

    def _edited(self) -> None:
        self.foot.done_last.setText("")
        self._follow()

    def _imported(self) -> None:
        self.foot.done_last.setText(self.tr("The settings of the file are taken over."))
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.go_to(self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field checks the step; Esc closes the window, and nothing is lost."""
        if event.key() in _ENTER:
            self._press()
        else:
            super().keyPressEvent(event)

    def _wire(self) -> None:
        self.list.chosen.connect(self.go_to)
        self.foot.back.clicked.connect(lambda: self._step_by(-1))
        self.foot.later.clicked.connect(lambda: self._step_by(1))
        self.foot.again.clicked.connect(self._submit)
        self.foot.acts.connect(self._act)
        self.primary.clicked.connect(self._press)
        self._import.taken.connect(self._imported)
        for page in self.pages.values():
            page.edited.connect(self._edited)
        for keys, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self._step_by(by))

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Set up a real line"))
        for page in self.pages.values():
            self._stack.addWidget(page)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Rule())
        row.addLayout(right, 1)


def _is_plain(view: StepView) -> bool:
    """Say whether all is well with a step, and nothing there that wants to be read."""
    noted = [view.state, *(remark.state for remark in view.remarks)]
    return not view.stays and all(state is StepState.OK for state in noted)


class Rule(QWidget):
    """A line between two parts of a window."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), tokens(self.palette()).line)
