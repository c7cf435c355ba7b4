"""The health window: lamps with age, the self-test, the number, secrets, errors, the report."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest_asyncio
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.switchboard.errors import NotNow
from console.switchboard.events import Lamp, LampState
from console.switchboard.health_interface import KeptSecret, Keyring, Noted
from console.switchboard.self_test import SelfTestResult
from console.switchboard.setup_interface import Action, StepState, StepView
from console.ui.hop import EngineHop, LoopHop
from console.ui.setup.findings import Changes
from console.ui.setup.health_rows import NoteRow, StepRow
from console.ui.setup.health_window import HealthWindow
from tests.ui.conftest import Clock, until
from tests.ui.stage import Stage
from tests.ui.stage_setup import CHANGES, NOTED

ELSEWHERE = StepView(
    "go-live",
    "Go live",
    "",
    StepState.TO_DO,
    "Somebody answers.",
    remarks=(NOTED,),
    changes=CHANGES,
    actions=(Action("take", "Lead its calls here"),),
)
HERE = StepView("go-live", "Go live", "", StepState.OK, "Calls come here.")


class StageHealth:
    """A `HealthBook` whose answers a test lays down."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.refusal = ""
        self.tested: SelfTestResult | None = None

    async def number(self) -> StepView:
        return ELSEWHERE

    async def act(self, action: str) -> StepView:
        self.asked.append(action)
        return HERE

    async def keyring(self) -> Keyring:
        secrets = (KeptSecret("TOKEN", "Kept since May."),)
        return Keyring("Secrets are kept in KWallet.", "", secrets)

    async def noted(self) -> tuple[Noted, ...]:
        if self.refusal:
            raise NotNow("timeout", self.refusal)
        return (
            Noted(datetime(2026, 1, 2, tzinfo=UTC), "It was not reached.", "https://e.example"),
        )

    async def report(self, test: SelfTestResult | None) -> str:
        self.tested = test
        return "All is well."


class Shown:
    """A shown window, its book and the stage behind it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.clock = Clock()
        self.book = StageHealth()
        self.hop = EngineHop(stage, stage.loop)
        self.window = HealthWindow(self.book, LoopHop(stage.loop), self.clock)
        self.window.follow(self.hop)
        self.hop.begin()
        self.window.show()

    def notes(self) -> list[str]:
        return [it.accessibleName() for it in self.window.findChildren(NoteRow) if it.isVisible()]


@pytest_asyncio.fixture
async def shown(qapp: QApplication, stage: Stage) -> AsyncIterator[Shown]:
    made = Shown(stage)
    await until(made.window.isActiveWindow)
    await until(lambda: len(made.notes()) == 2)
    yield made
    made.window.hide()
    await until(lambda: not made.window._errands._tasks)
    await made.hop.close()
    shiboken6.delete(made.window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


async def test_each_lamp_says_its_state_why_what_to_do_and_when_it_was_well(
    shown: Shown,
) -> None:
    assert list(shown.window.lamps) == [lamp.name for lamp in shown.stage.lamps()]
    shown.stage.light(
        Lamp("tunnel", LampState.ERROR, "The tunnel is lost.", "Check the network.", None)
    )
    row = shown.window.lamps["tunnel"]
    await until(
        lambda: (
            row.accessibleName() == "Tunnel: Not working. The tunnel is lost. Check the network."
        )
    )
    shown.stage.light(Lamp("tunnel", LampState.OK, "It is back.", "", shown.clock.now))
    await until(lambda: "It is back." in row.accessibleName())
    assert row._age.text() == "0 s ago"
    shown.clock.pass_by(180)
    shown.window._ticks.timeout.emit()
    assert row._age.text() == "3 min ago"


async def test_the_self_test_shows_every_step_with_what_to_do_and_how_long_it_took(
    shown: Shown,
) -> None:
    QTest.mouseClick(shown.window.test, Qt.MouseButton.LeftButton)
    await until(lambda: shown.window.findChildren(StepRow))
    rows = shown.window.findChildren(StepRow)
    assert [row.accessibleName().split(":")[0] for row in rows] == ["Passed", "Failed"]
    assert shown.window.test.isEnabled()
    QTest.mouseClick(shown.window.copy, Qt.MouseButton.LeftButton)
    await until(lambda: QGuiApplication.clipboard().text() == "All is well.")
    assert shown.book.tested is not None
    assert "no secret" in shown.window.said.text()


async def test_the_difference_is_shown_before_the_number_is_led_here(shown: Shown) -> None:
    (changes,) = shown.window.number.findChildren(Changes)
    assert changes.isVisible()
    button = shown.window._actions.itemAt(0).widget()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await until(lambda: shown.window.number.sentences() == ["Calls come here."])
    assert shown.book.asked == ["take"]


async def test_secrets_are_named_and_what_the_carrier_noted_is_listed(shown: Shown) -> None:
    secret, noted = shown.notes()
    assert secret == "TOKEN: Kept since May."
    assert "It was not reached." in noted
    shown.book.refusal = "Twilio did not answer in time."
    QTest.mouseClick(shown.window.look, Qt.MouseButton.LeftButton)
    await until(lambda: len(shown.notes()) == 1)


async def test_another_engine_is_followed_and_the_last_test_forgotten(shown: Shown) -> None:
    QTest.mouseClick(shown.window.test, Qt.MouseButton.LeftButton)
    await until(lambda: shown.window.findChildren(StepRow))
    other = Stage(practice=False)
    hop = EngineHop(other, other.loop)
    shown.window.follow(hop)
    hop.begin()
    assert not [row for row in shown.window.findChildren(StepRow) if row.isVisible()]
    other.light(Lamp("tunnel", LampState.WARN, "Little room is left.", "", None))
    await until(lambda: "Little room" in shown.window.lamps["tunnel"].accessibleName())
    shown.window.follow(shown.hop)
    await hop.close()
    other.close()
