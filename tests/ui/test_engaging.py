"""Off and Listen, hanging up with its question, and practice calls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from console.switchboard.call import Direction, Engagement, State
from console.switchboard.errors import NotNow
from console.ui.buttons import DeskButton
from console.ui.hang_up import CONFIRM_MS
from tests.ui.conftest import SLOWER, Desk, until
from tests.ui.stage import call


def button(desk: Desk, text: str) -> DeskButton:
    found = [b for b in desk.window.findChildren(DeskButton) if b.text() == text and b.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons say {text}"
    return found[0]


async def test_one_listens_and_nought_stops(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    assert button(desk, "Off").isChecked()
    desk.press(Qt.Key.Key_1)
    assert button(desk, "Off").isChecked()  # asked, not yet answered
    await until(lambda: button(desk, "Listen").isChecked())
    assert not button(desk, "Off").isChecked()
    desk.press(Qt.Key.Key_0, on=desk.detail.transcript)
    await until(lambda: button(desk, "Off").isChecked())
    modes = [Engagement.LISTEN, Engagement.OFF]
    assert desk.stage.asked == [("engage", "a", mode) for mode in modes]


async def test_a_rung_pressed_twice_stays_on(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    button(desk, "Listen").click()
    await until(lambda: button(desk, "Listen").isChecked())
    button(desk, "Listen").click()
    await desk.settle()
    assert button(desk, "Listen").isChecked()


async def test_a_refused_rung_is_not_filled_and_the_banner_says_why(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.stage.refusal = NotNow("not-now", "The call has no sound yet.")
    button(desk, "Listen").click()
    await until(desk.window._banner.sentence)
    assert desk.window._banner.sentence() == "The call has no sound yet."
    assert not button(desk, "Listen").isChecked()
    desk.window._banner.findChild(DeskButton).click()
    assert not desk.window._banner.sentence()


async def test_letters_and_figures_are_not_taken_from_a_text_field(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.press(Qt.Key.Key_D, ctrl=True)
    QTest.keyClicks(desk.window.panels.dial.field, "10jk")
    await desk.settle()
    assert desk.window.panels.dial.field.text() == "10jk"
    assert not desk.stage.asked


async def test_an_agents_call_is_hung_up_at_the_second_press(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.press(Qt.Key.Key_H, ctrl=True)
    await desk.settle()
    assert not desk.stage.asked
    assert button(desk, "Hang up? Press again").isChecked()
    desk.press(Qt.Key.Key_H, ctrl=True)
    await until(lambda: desk.stage.asked == [("hang_up", "a")])
    await until(lambda: not button(desk, "Hang up").isEnabled())


async def test_the_question_goes_away_by_itself(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    button(desk, "Hang up").click()
    timer = desk.window.controls.hang_up._timer
    assert timer.isActive()
    assert CONFIRM_MS == 3000
    assert timer.interval() == SLOWER * CONFIRM_MS
    timer.stop()
    timer.timeout.emit()
    assert not button(desk, "Hang up").isChecked()


async def test_the_question_is_for_one_call_only(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.stage.put(call("b"))
    await desk.settle()
    button(desk, "Hang up").click()
    desk.press(Qt.Key.Key_J)
    button(desk, "Hang up").click()
    await desk.settle()
    assert not desk.stage.asked


async def test_a_call_that_nobody_has_answered_is_hung_up_at_once(desk: Desk) -> None:
    desk.stage.put(call("a", direction=Direction.OUTBOUND, state=State.RINGING, answered_at=None))
    await desk.settle()
    button(desk, "Hang up").click()
    await until(lambda: desk.stage.asked == [("hang_up", "a")])


async def test_nothing_can_be_done_with_a_call_that_ended(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.stage.end("a")
    await desk.settle()
    for text in ("Off", "Listen", "Hang up"):
        assert not button(desk, text).isEnabled()
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_H, ctrl=True)
    await desk.settle()
    assert not desk.stage.asked


async def test_a_practice_call_is_one_press_and_its_row_is_selected(desk: Desk) -> None:
    button(desk, "Try a practice call").click()
    await until(lambda: desk.rows())
    assert desk.stage.asked == [("ring_practice", None)]
    assert desk.calls.current_call() == desk.rows()[0]
    assert desk.calls.hasFocus()  # nothing else had it: 1 listens at once


async def test_enter_alone_begins_the_first_practice_call(desk: Desk) -> None:
    focused = desk.window.focusWidget()
    assert focused is button(desk, "Try a practice call")
    QTest.keyClick(focused, Qt.Key.Key_Return)
    await until(lambda: desk.stage.asked == [("ring_practice", None)])


async def test_the_menu_names_every_practice_caller(desk: Desk) -> None:
    menu = next(m for m in desk.window.findChildren(QMenu) if m.title() == "Practice call")
    titles = [action.text() for action in menu.actions()]
    assert titles == [scenario.title for scenario in desk.stage.practice_scenarios()]
    menu.actions()[1].trigger()
    await until(lambda: desk.stage.asked == [("ring_practice", "human")])
