"""The desk's window follows its engine: from nothing set up to practice, and what refuses that."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from console.config import load_settings
from console.desk import SideThread
from console.desk_windows import DeskWindows
from console.sides import OwnEngine
from console.switchboard.call import State
from console.ui.empty import Empty
from console.ui.labels import Notice
from console.ui.setup.health_rows import StepRow
from tests.conftest import ExpectLog
from tests.ui.conftest import until

_FOREIGN = ("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_")


@pytest_asyncio.fixture
async def windows(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[DeskWindows]:
    """The windows of a desk that nothing is set up for."""
    for name in os.environ:
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CONSOLE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CONSOLE_PORT", "0")
    monkeypatch.setenv("CONSOLE_CONTROL_PORT", "0")
    settings = load_settings()
    runner = SideThread(OwnEngine(settings, practice=False))
    await asyncio.to_thread(runner.start)
    made = DeskWindows(runner.side, runner.loop, settings)
    await made.painted()
    runner.look_around()
    yield made
    opened = (*made._open_beside(), made.window)
    await made.close()
    for window in opened:
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    await asyncio.to_thread(runner.stop)


def _sentences(windows: DeskWindows) -> list[str]:
    return [notice.sentence() for notice in windows.window.findChildren(Notice)]


async def test_nothing_set_up_is_a_desk_that_says_what_to_do(windows: DeskWindows) -> None:
    first = windows.window
    shown = (empty for empty in first.findChildren(Empty) if empty.isVisible())
    offered = [button.text() for empty in shown for button in empty.buttons]
    assert offered == ["Set up a real line…", "Try a practice call"]
    assert first.registry.run("practise")
    await until(lambda: windows.window is not first)
    desk = windows.window
    assert desk.isVisible()
    assert not first.isVisible()
    assert desk.geometry() == first.geometry()
    assert desk.windowTitle() == "Practice – Operator console"
    await until(lambda: [call for call in desk.model.calls() if call.state is State.LIVE])

    assert desk.registry.run("real-line")
    await until(lambda: any("No real line is set up yet" in it for it in _sentences(windows)))
    assert windows.window is desk
    assert "real-line" in desk.registry
    assert "practise" not in desk.registry


async def test_health_and_settings_follow_the_engine_too(
    windows: DeskWindows, expected_log: ExpectLog
) -> None:
    expected_log("Refused a webhook on /twilio/status")  # the self-test's forged one
    first = windows.window
    assert first.registry.run("health")
    assert first.registry.run("settings")
    health, settings = windows._health, windows._settings_window
    assert health
    assert settings
    await until(lambda: "There are no Twilio" in health.lamps["carrier"].accessibleName())
    assert first.registry.run("practise")
    await until(lambda: windows.window is not first)
    await until(lambda: "practice line stands in" in health.lamps["carrier"].accessibleName())
    QTest.mouseClick(health.test, Qt.MouseButton.LeftButton)
    await until(lambda: len(health.findChildren(StepRow)) == 3)
    assert all("Passed" in row.accessibleName() for row in health.findChildren(StepRow))
    QTest.mouseClick(health.copy, Qt.MouseButton.LeftButton)
    await until(lambda: "wrong-signature: passed" in QGuiApplication.clipboard().text())
    assert "+14155550100" not in QGuiApplication.clipboard().text()

    await windows._beside.ask(windows._side.switchboard.hang_up_all())
    second = windows.window
    settings.search.setText("who answers")
    await until(lambda: "agent" in settings.rows)
    box = settings.rows["agent"].entry
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("echo"))
    box.activated.emit(box.currentIndex())
    await until(lambda: settings.again.isVisible())
    QTest.mouseClick(settings.again, Qt.MouseButton.LeftButton)
    await until(lambda: windows.window is not second)
    await until(lambda: settings.again.isHidden())
    await until(lambda: "echo agent answers" in health.lamps["agent"].accessibleName())
