"""One key, and whoever looks over a shoulder reads no number, no name and no word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from console.switchboard.call import CallError, Engagement, Flag, State
from console.switchboard.events import Speaker
from console.ui.buttons import DeskButton
from console.ui.hop import EngineHop
from console.ui.practice_numbers import PracticeNumbers
from console.ui.window import DeskWindow
from tests.ui.conftest import Desk, until
from tests.ui.stage import Stage, call

NUMBER = "+31201234471"
NAME = "Ada Lovelace"
WORDS = "parcel Rotterdam"
_SECRET = re.compile(r"1234|Lovelace|parcel|Rotterdam|4711|whisp|5550100")
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def shown(desk: Desk) -> Iterator[str]:
    """Yield every text that the desk shows, says or has in a tool tip, in all its windows."""
    for window in (desk.window, desk.window.mini):
        yield window.windowTitle()
        for widget in (window, *window.findChildren(QWidget)):
            yield from _of_widget(widget)
    for name, _ in desk.registry:
        yield desk.registry[name].text()
        yield desk.registry[name].toolTip()
    yield desk.window._tray._icon.toolTip()


def _of_widget(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if interface := QAccessible.queryAccessibleInterface(widget):
        yield interface.text(QAccessible.Text.Name)
        yield interface.text(QAccessible.Text.Description)
    if isinstance(widget, QLabel):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QAbstractItemView) and (model := widget.model()):
        yield from _of_model(model)


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for row in range(model.rowCount()):
        for column in range(columns):
            yield from (str(model.index(row, column).data(role) or "") for role in _ROLES)


def leaks(desk: Desk) -> set[str]:
    return {text for text in shown(desk) if _SECRET.search(text.replace(" ", "").replace("-", ""))}


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
async def test_nothing_is_readable_anywhere(desk: Desk) -> None:
    said: list[str] = []
    desk.window._teller._announcer.said.connect(lambda words, _urgent: said.append(words))
    desk.stage.put(call("a", from_=NUMBER, caller_name=NAME, engagement=Engagement.WHISPER))
    desk.stage.put(call("b", from_=NUMBER, state=State.RINGING, answered_at=None))
    desk.stage.utter("a", Speaker.CALLER, WORDS, 1000)
    desk.stage.utter("a", Speaker.NOTE, "Caller pressed 4711", 1500)
    await desk.settle()
    desk.calls.select("a")
    await desk.settle()
    assert leaks(desk)  # they are there to be read until the key is pressed
    desk.run("mask")
    desk.run("mini-window")
    await until(desk.window.mini.isVisible)
    desk.window.activateWindow()
    QTest.keyClicks(desk.window.controls.composer.field, "whispered words\r")
    await until(lambda: ("instruct", "a", "whispered words") in desk.stage.asked)
    desk.run("keypad")
    for key in "4711":
        desk.window.panels.keypad.press(key)
    desk.window.panels.keypad.close_panel()
    assert leaks(desk) == set()
    for panel in ("transfer", "palette", "keys"):
        desk.run(panel)
        await desk.settle()
        assert leaks(desk) == set(), panel
    said.clear()
    desk.stage.change("a", flags=frozenset({Flag.WANTS_HUMAN}))
    trouble = CallError("21215", f"Twilio says that {NUMBER} is not to be called.")
    desk.stage.change("a", error=trouble)
    desk.stage.put(call("c", from_=NUMBER, state=State.RINGING, answered_at=None))
    await desk.settle()
    desk.window._teller._announcer._pause.timeout.emit()
    assert leaks(desk) == set()
    assert not [words for words in said if _SECRET.search(words)]


@pytest.mark.parametrize("practice", [False])
async def test_the_idle_desk_of_a_real_line_masks_its_own_number(
    qapp: QApplication, stage: Stage, practice: bool
) -> None:
    window = DeskWindow(EngineHop(stage, stage.loop), practice=practice)
    window.show()
    texts = [label.text() for label in window.findChildren(QLabel)]
    assert "Your number is +1 415-555-0100." in texts
    window.registry.run("mask")
    texts = [label.text() for label in window.findChildren(QLabel)]
    assert "Your number is +1 •••-•••-0100." in texts
    window.put_away()
    await window._hop.close()
    shiboken6.delete(window)


async def test_a_notification_names_nobody_while_masked(desk: Desk) -> None:
    shown: list[str] = []
    desk.window._teller._manners.rings.connect(lambda _title, sentence: shown.append(sentence))
    desk.stage.put(call("z"))
    await desk.settle()
    desk.run("mask")
    desk.stage.put(call("a", from_=NUMBER, caller_name=NAME, state=State.RINGING))
    await until(lambda: shown)
    assert shown == ["••• ••••••••, +31 •• ••• 4471"]


async def test_a_practice_number_is_dialled_whole_while_it_is_masked(desk: Desk) -> None:
    desk.run("mask", "dial")
    numbers = desk.window.panels.dial.findChild(PracticeNumbers)
    assert numbers
    numbers.findChildren(DeskButton)[0].click()
    QTest.keyClick(desk.window.panels.dial.field, Qt.Key.Key_Return)
    await until(lambda: ("dial", "+1 415-555-0101") in desk.stage.asked)


async def test_what_is_copied_while_masked_is_masked(desk: Desk) -> None:
    desk.stage.put(call("a", from_=NUMBER))
    desk.stage.utter("a", Speaker.CALLER, WORDS, 1000)
    await desk.settle()
    desk.calls.select("a")
    desk.run("mask")
    desk.detail.transcript.setFocus()
    desk.detail.transcript.selectAll()
    QTest.keySequence(desk.detail.transcript, "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "00:01 Caller: •••••• •••••••••"
