"""The set-up, the settings and the health as they really are, on a German desk."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
import pytest_asyncio
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from console.config import Settings, load_settings
from console.setup.health import Health, Healthy
from console.setup.lines_keeper import LinesKeeper
from console.setup.settings_keeper import Restartable, SettingsKeeper
from console.setup.wizard import Wizard
from console.ui.hop import EngineHop, LoopHop
from console.ui.said import line_name, said
from console.ui.setup.health_window import HealthWindow
from console.ui.setup.settings_window import SettingsWindow
from console.ui.setup.setup_window import SetupWindow
from console.ui.text_scale import TextScale
from tests.ui.conftest import until
from tests.ui.headset import Headset
from tests.ui.stage import Stage
from tests.ui.test_language import translations

_FOREIGN = ("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_")
_TO_CALLERS = "This call may be recorded."
_LINES = """
dials_at_once = 7
[[line]]
number = "+14155550100"
answer = "ask"
[[line]]
number = "+493012345678"
recording = true
"""


class NewConsole:
    """A console on which nothing is set up yet: what set-up, settings and health ask of it."""

    running = lease = sound = account = None
    port = 0
    practises = False
    settings: Settings

    def __init__(self, stage: Stage) -> None:
        self.lamps = stage.lamps
        self.settings = load_settings()

    async def heed_keyring(self, now: Settings) -> None:
        """Nothing was missing."""


@dataclass
class Windows:
    setup: SetupWindow
    settings: SettingsWindow
    health: HealthWindow
    hop: EngineHop

    def each(self) -> tuple[SetupWindow, SettingsWindow, HealthWindow]:
        return self.setup, self.settings, self.health

    async def settle(self) -> None:
        """Wait until what was asked for is shown."""
        parts = (*self.each(), self.settings.lines, self.settings.line)
        await until(lambda: not any(part._errands._tasks for part in parts))


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in os.environ:
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CONSOLE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("STREAM_API_SECRET", "a secret of the environment's")
    (tmp_path / "settings.toml").write_text(_LINES)
    return tmp_path


@pytest.fixture
def percent() -> int:
    """How large text is."""
    return 100


@pytest_asyncio.fixture
async def windows(
    in_german: None, qapp: QApplication, percent: int, data_dir: Path, stage: Stage
) -> AsyncIterator[Windows]:
    TextScale(qapp, percent)
    console: Any = NewConsole(stage)
    hop, beside, sound = EngineHop(stage, stage.loop), LoopHop(stage.loop), Headset()
    made = Windows(
        SetupWindow(Wizard(console), beside, lambda: sound),
        SettingsWindow(
            SettingsKeeper(cast(Restartable, console)), LinesKeeper(), beside, lambda: sound
        ),
        HealthWindow(Health(cast(Healthy, console)), beside),
        hop,
    )
    made.health.follow(hop)
    hop.begin()
    for window in made.each():
        window.show()
    await made.settle()
    yield made
    for window in made.each():
        window.hide()
    await made.settle()
    await hop.close()
    for window in made.each():
        shiboken6.delete(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def texts(window: QWidget) -> Iterator[str]:
    """Yield all that a window says to eyes and ears."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.windowTitle(), widget.toolTip())
        yield from (widget.accessibleName(), widget.accessibleDescription())
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QLineEdit():
                yield widget.placeholderText()
            case QComboBox():
                yield from (widget.itemText(at) for at in range(widget.count()))


def english(window: QWidget) -> list[str]:
    """Return what a German window says in English that there is German for."""
    german = translations()
    found = []
    for text in filter(None, texts(window)):
        text = text.replace(_TO_CALLERS, "")
        for part in {text, *re.split(r": |  +|\n", text)}:
            if part.islower() and part.isalpha():
                continue  # a value, or a name in the file of the settings
            known = part in german and part not in german.values()
            if known or said(part) != part or line_name(part) != part:
                found.append(f"{part} <- {text}" if part != text else text)
    return found


def too_narrow(window: QWidget) -> list[str]:
    """Return what has less width than its words need, or reaches beyond its window."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisibleTo(window):
            continue
        if type(widget) is QLabel and widget.wordWrap():
            words = re.split(r"[\s/-]", widget.text())
            needs = max(map(widget.fontMetrics().horizontalAdvance, words))
        else:
            needs = widget.minimumSizeHint().width()
        right = widget.mapTo(window, widget.rect().bottomRight()).x()
        if widget.width() < needs or right > window.width():
            found.append(f"{widget.text()}: {widget.width()} of {needs}, to {right}")
    return found


async def walk(windows: Windows, look: Callable[[QWidget], object]) -> list[object]:
    """Go through everything that the windows have, and look at each."""
    found = [look(windows.health)]
    for name in windows.setup.pages:
        windows.setup.go_to(name)
        await until(lambda: not windows.setup._busy)
        found.append(look(windows.setup))
        if name not in ("self-test", "go-live"):
            windows.setup._submit()
            await until(lambda: not windows.setup._busy)
            found.append(look(windows.setup))
    settings = windows.settings
    found.append(look(settings))
    for at in range(len(settings.lines.rows)):
        settings.lines.rows[at].change.click()
        found.append(look(settings))
        settings.line.left.emit()
        await windows.settle()
    settings.lines.add.click()
    await windows.settle()
    settings.line.rows["answer_after_s"].chosen.emit("answer_after_s", "soon")
    settings.line.rows["number"].chosen.emit("number", "12")
    settings.line.save.click()
    await windows.settle()
    assert settings.line.problem.isVisible()
    found.append(look(settings))
    return found


async def test_nothing_that_there_is_german_for_is_said_in_english(windows: Windows) -> None:
    found = await walk(windows, english)
    assert {text for each in found for text in cast(list[str], each)} == set()
    assert windows.setup.list.buttons["guard-rails"].text() == "Leitplanken"
    assert [row.line.name for row in windows.settings.lines.rows] == ["Main line", "Line 2"]
    said_of_lines = " ".join(texts(windows.settings.lines))
    assert "Hauptleitung" in said_of_lines
    assert "Es klingelt bei Ihnen; nach 20 s: der Agent nimmt an." in said_of_lines


async def test_settings_are_found_by_their_german_and_their_english_words(
    windows: Windows,
) -> None:
    for words in ("gewählt stunde", "dialled hour", "dials_an_hour"):
        windows.settings.search.setText(words)
        assert not windows.settings.rows["dials_an_hour"].isHidden(), words
        assert windows.settings.rows["language"].isHidden(), words


@pytest.mark.parametrize("percent", [100, 200])
async def test_german_is_not_cut_off(windows: Windows) -> None:
    found = await walk(windows, too_narrow)
    assert {text for each in found for text in cast(list[str], each)} == set()
