"""The dial panel: typing, readiness, refusal, and numbers as people write them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from console.switchboard.errors import Refused
from console.switchboard.events import Lamp, LampState
from console.ui.buttons import DeskButton
from console.ui.number_field import NumberField, region_of, spaced_out
from tests.ui.conftest import Desk, until


async def opened(desk: Desk, typed: str = "") -> NumberField:
    desk.press(Qt.Key.Key_D, on=desk.window, ctrl=True)
    assert desk.window.panels.dial.isVisible()
    QTest.keyClicks(desk.window.panels.dial.field, typed)
    if desk.window.panels.dial._timer.isActive():
        assert desk.window.panels.dial._timer.interval() <= 100
        desk.window.panels.dial._timer.stop()
        desk.window.panels.dial.refresh()
    return desk.window.panels.dial.field


def verdict(desk: Desk) -> str:
    return desk.window.panels.dial.verdict.sentence()


async def test_enter_dials_and_the_new_call_is_selected(desk: Desk) -> None:
    field = await opened(desk, "+442079460788")
    assert field.hasFocus()
    assert field.text() == "+44 20 7946 0788"
    assert verdict(desk) == "Ready to dial +44 20 7946 0788, United Kingdom."
    shown = [label.text() for label in desk.window.panels.dial.findChildren(QLabel)]
    assert "United Kingdom" in shown
    assert "Calling as Practice line, +1 415-555-0100" in shown
    QTest.keyClick(field, Qt.Key.Key_Return)
    await until(lambda: desk.calls.current_call())
    assert desk.stage.asked == [("dial", "+44 20 7946 0788")]
    assert desk.stage.threads == {"stage"}
    assert not desk.window.panels.dial.isVisible()
    assert field.text() == ""


async def test_a_refusal_is_told_in_the_panel_and_loses_nothing(desk: Desk) -> None:
    field = await opened(desk, "+442079460788")
    desk.stage.refusal = Refused("too-many-calls", "Wait for one to end.")
    QTest.keyClick(field, Qt.Key.Key_Return)
    await until(lambda: verdict(desk) == "Wait for one to end.")
    assert desk.window.panels.dial.isVisible()
    assert field.text() == "+44 20 7946 0788"
    assert not field.isReadOnly()
    assert not desk.window._banner.sentence()
    desk.stage.refusal = None
    QTest.keyClick(field, Qt.Key.Key_Return)
    await until(lambda: not desk.window.panels.dial.isVisible())


async def test_enter_with_nothing_typed_asks_for_a_number(desk: Desk) -> None:
    field = await opened(desk)
    QTest.keyClick(field, Qt.Key.Key_Return)
    await desk.settle()
    assert verdict(desk) == "Type a number or a name."
    assert not desk.stage.asked


async def test_emergency_numbers_are_turned_down_as_they_are_typed(desk: Desk) -> None:
    await opened(desk, "911")
    assert verdict(desk) == "Emergency calls are not possible from this console. Use a phone."


async def test_the_verdict_follows_the_lamps(desk: Desk) -> None:
    await opened(desk, "+442079460788")
    desk.stage.light(Lamp("tunnel", LampState.ERROR, "The tunnel is down.", "Reconnect it."))
    await desk.settle()
    assert verdict(desk) == "The tunnel is down. Reconnect it."


async def test_escape_closes_keeps_the_number_and_gives_the_focus_back(desk: Desk) -> None:
    desk.window._top.dial.setFocus()
    field = await opened(desk, "+4420")
    before = desk.window.panels.dial._focus_before
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not desk.window.panels.dial.isVisible()
    assert desk.window.focusWidget() is before
    assert (await opened(desk)).text() == "+44 20"


async def test_enter_on_cancel_cancels(desk: Desk) -> None:
    await opened(desk, "+442079460788")
    desk.press(Qt.Key.Key_Return, on=desk.window.panels.dial.cancel)
    await desk.settle()
    assert not desk.window.panels.dial.isVisible()
    assert not desk.stage.asked


async def test_practice_numbers_are_one_press_each(desk: Desk) -> None:
    field = await opened(desk)
    buttons = [
        b for b in desk.window.panels.dial.findChildren(DeskButton) if b.text().startswith("0")
    ]
    assert [b.text() for b in buttons] == [
        "0101 busy",
        "0102 no answer",
        "0103 fails",
        "0104 voicemail",
    ]
    buttons[1].click()
    assert field.text() == "+1 415-555-0102"
    assert verdict(desk).startswith("Ready to dial +1 415-555-0102")


@pytest.mark.parametrize(
    ("typed", "region", "spaced"),
    [
        ("+442079460788", "US", "+44 20 7946 0788"),
        ("+44 (20) 79460788", "US", "+44 20 7946 0788"),
        ("4155550142", "US", "(415) 555-0142"),
        ("+3120", "US", "+31 20"),
        ("", "US", ""),
    ],
)
def test_numbers_are_spaced_out(typed: str, region: str, spaced: str) -> None:
    assert spaced_out(typed, region) == spaced


def test_the_region_is_the_lines_own() -> None:
    assert region_of("+442079460788") == "GB"
    assert region_of("+14155550100") == "US"
    assert region_of("nonsense") == "ZZ"


async def test_typing_in_the_middle_keeps_the_place(desk: Desk) -> None:
    field = await opened(desk, "+442079460788")
    field.setCursorPosition(6)  # behind +44 20
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.text().replace(" ", "") == "+42079460788" or field.cursorPosition() <= 6
    QTest.keyClicks(field, "0")
    assert field.text() == "+44 20 7946 0788"


async def test_names_stay_as_they_are_typed(desk: Desk) -> None:
    field = await opened(desk, "Ada L")
    assert field.text() == "Ada L"
    assert verdict(desk).startswith("That is not a phone number.")
