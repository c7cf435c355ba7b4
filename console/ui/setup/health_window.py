"""The health of everything: lamps, self-test, the number at the carrier, secrets, errors."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any, Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.switchboard.events import LampChanged
from console.switchboard.health_interface import HealthBook, Keyring, Noted
from console.switchboard.self_test import SelfTestResult
from console.switchboard.setup_interface import StepView
from console.ui.beside import BesideWindow
from console.ui.buttons import DeskButton, Kind
from console.ui.errands import Errands
from console.ui.hop import EngineHop, LoopHop
from console.ui.labels import DIM, label, wrapped
from console.ui.said import said
from console.ui.scroll_bar import scrolling
from console.ui.setup.findings import Findings, clear
from console.ui.setup.health_rows import LampRow, NoteRow, StepRow

_SIZE: Final = QSize(820, 700)
_LEAST: Final = QSize(600, 420)
_TICK_MS: Final = 1000


def _utc_now() -> datetime:
    return datetime.now(UTC)


class HealthWindow(BesideWindow):
    """Shows the health of what runs behind a `EngineHop`, with a `HealthBook` where the console
    has one (a node elsewhere has none). Qt's thread.
    """

    def __init__(
        self, book: HealthBook | None, beside: LoopHop, now: Callable[[], datetime] = _utc_now
    ) -> None:
        super().__init__(_SIZE, _LEAST)
        self._book = book
        self._beside = beside
        self._now = now
        self._hop: EngineHop | None = None
        self._result: SelfTestResult | None = None
        self._errands = Errands(self)
        self.lamps: dict[str, LampRow] = {}
        self.test = DeskButton(self.tr("Test the way in"))
        self.look = DeskButton(self.tr("Look again"), kind=Kind.QUIET)
        self.copy = DeskButton(self.tr("Copy report"))
        self.number = Findings()
        self.said = label(ink=DIM)
        self._lamp_rows, self._steps = _rows(), _rows()
        self._secrets, self._noted = _rows(), _rows()
        self._actions = QHBoxLayout()
        self._ticks = QTimer(self, interval=_TICK_MS)
        self._ticks.timeout.connect(self._show_lamps)
        self._lay_out()
        self._errands.failed.connect(self.said.setText)
        self.test.clicked.connect(lambda: self._errands.send(self._run_test(), self._test_failed))
        self.look.clicked.connect(self._look)
        self.copy.clicked.connect(lambda: self._errands.send(self._copy()))
        self.copy.setVisible(book is not None)

    def follow(self, hop: EngineHop) -> None:
        """Show the health of what runs behind ``hop`` from now on."""
        if self._hop is not None:
            self._hop.heard.disconnect(self._hear)
        self._hop = hop
        hop.heard.connect(self._hear)
        self._result = None
        clear(self._steps)
        self._show_lamps()
        if self.isVisible():
            self._look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticks.start()
        self._show_lamps()
        self._look()
        self.test.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticks.stop()

    # -- what is asked ------------------------------------------------------------------

    def _look(self) -> None:
        self.said.setText("")
        if self._book:
            self._errands.send(self._show_number(self._book.number()))
            self._errands.send(self._show_keyring(self._book))
            self._errands.send(self._show_noted(self._book), self._not_noted)

    async def _run_test(self) -> None:
        assert self._hop
        self._busy(True, self.tr("Testing…"))
        try:
            self._result = result = await self._hop.ask(self._hop.switchboard.self_test())
        finally:
            self._busy(False, "")
            self.test.setFocus()
        clear(self._steps)
        for step in result.steps:
            self._steps.addWidget(StepRow(step))

    def _test_failed(self, sentence: str) -> None:
        clear(self._steps)
        self._steps.addWidget(wrapped(sentence))

    def _act(self, action: str) -> None:
        assert self._book
        self._errands.send(self._show_number(self._book.act(action)))

    async def _show_number(self, work: Coroutine[Any, Any, StepView]) -> None:
        view = await self._beside.ask(work)
        self.number.show_step(view)
        while item := self._actions.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for action in view.actions:
            button = DeskButton(said(action.label))
            button.clicked.connect(lambda _checked=False, name=action.name: self._act(name))
            self._actions.addWidget(button)
        self._actions.addStretch(1)

    async def _show_keyring(self, book: HealthBook) -> None:
        keyring: Keyring = await self._beside.ask(book.keyring())
        clear(self._secrets)
        self._secrets.addWidget(wrapped(said(f"{keyring.sentence} {keyring.remedy}".strip())))
        for secret in keyring.secrets:
            self._secrets.addWidget(NoteRow(secret.name, said(secret.kept)))

    async def _show_noted(self, book: HealthBook) -> None:
        noted = await self._beside.ask(book.noted())
        clear(self._noted)
        for it in noted:
            self._noted.addWidget(NoteRow(self._when(it), said(it.sentence), it.link))
        if not noted:
            self._noted.addWidget(wrapped(self.tr("Nothing was noted lately."), ink=DIM))

    def _not_noted(self, sentence: str) -> None:
        clear(self._noted)
        self._noted.addWidget(wrapped(sentence, ink=DIM))

    async def _copy(self) -> None:
        assert self._book
        text = await self._beside.ask(self._book.report(self._result))
        QGuiApplication.clipboard().setText(text)
        self.said.setText(self.tr("Copied. It holds no secret, and no number in full."))

    # -- what is shown ------------------------------------------------------------------

    def _hear(self, event: object) -> None:
        if isinstance(event, LampChanged):
            self._show_lamps()

    def _show_lamps(self) -> None:
        if self._hop is None:
            return
        now = self._now()
        for lamp in self._hop.switchboard.lamps():
            if lamp.name not in self.lamps:
                self.lamps[lamp.name] = row = LampRow()
                self._lamp_rows.addWidget(row)
            self.lamps[lamp.name].show_lamp(lamp, now)

    def _busy(self, on: bool, says: str) -> None:
        self.test.setDisabled(on)
        if on:
            clear(self._steps)
            self._steps.addWidget(label(says, ink=DIM))

    def _when(self, noted: Noted) -> str:
        return f"{noted.at.astimezone():%d.%m. %H:%M}" if noted.at else ""

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Health"))
        content = QWidget()
        content.setAutoFillBackground(True)
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(8)
        _part(column, self.tr("Parts"), self._lamp_rows)
        testing = QHBoxLayout()
        testing.addWidget(self.test)
        testing.addStretch(1)
        intro = self.tr("Goes out to the public address and comes back in by it. Calls nobody.")
        _part(column, self.tr("Self-test"), wrapped(intro, ink=DIM), testing, self._steps)
        if self._book:
            _part(column, self.tr("Number at the carrier"), self.number, self._actions)
            _part(column, self.tr("Secrets"), self._secrets)
            _part(column, self.tr("Noted by the carrier"), self._noted)
        column.addStretch(1)
        area = scrolling(content)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 10, 20, 12)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.look)
        foot.addWidget(self.copy)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(0)
        around.addWidget(area, 1)
        around.addLayout(foot)


def _rows() -> QVBoxLayout:
    rows = QVBoxLayout()
    rows.setSpacing(6)
    return rows


def _part(column: QVBoxLayout, title: str, *parts: QWidget | QVBoxLayout | QHBoxLayout) -> None:
    column.addWidget(label(title, scale=1.2, bold=True))
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    column.addSpacing(14)
