"""What else is done with a call: answering, keys, transfer, notes, silence, and stopping all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from console.switchboard.call import Agent, AgentState, Ask, Direction, Engagement, State
from console.switchboard.errors import NotNow, Refused
from console.switchboard.events import Speaker
from console.ui import hold_button
from console.ui.buttons import DeskButton
from console.ui.composer_words import Purpose
from tests.ui.conftest import SLOWER, Desk, until
from tests.ui.stage import call


async def one(desk: Desk, **changes: object) -> None:
    desk.stage.put(call("a", **changes))
    await desk.settle()


async def test_space_answers_and_d_declines_what_rings_here(desk: Desk) -> None:
    await one(desk, state=State.RINGING, answered_at=None)
    assert desk.detail.tools.answer.isVisible()
    assert not desk.detail.tools.hang_up.isVisible()
    desk.press(Qt.Key.Key_Space)
    await until(lambda: desk.stage.asked == [("answer", "a")])
    await desk.settle()
    assert desk.detail.tools.hang_up.isVisible()
    desk.stage.put(call("b", state=State.RINGING, answered_at=None))
    await desk.settle()
    desk.calls.select("b")
    desk.press(Qt.Key.Key_D)
    await until(lambda: desk.stage.asked[-1] == ("decline", "b"))


async def test_what_rings_elsewhere_cannot_be_answered(desk: Desk) -> None:
    await one(desk, state=State.RINGING, answered_at=None, direction=Direction.OUTBOUND)
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_D)
    await desk.settle()
    assert not desk.stage.asked


async def test_keys_are_sent_in_their_order_and_shown(desk: Desk) -> None:
    await one(desk)
    desk.press(Qt.Key.Key_NumberSign)
    keypad = desk.window.panels.keypad
    assert keypad.isVisible()
    assert keypad.hasFocus()
    QTest.keyClicks(keypad, "104*#")
    next(b for b in keypad.findChildren(DeskButton) if b.text() == "3").click()
    await until(lambda: "".join(keys for _, _, keys in desk.stage.asked) == "104*#3")
    assert {(name, who) for name, who, _ in desk.stage.asked} == {("send_digits", "a")}
    assert keypad.sent == "104*#3"
    QTest.keyClick(keypad, Qt.Key.Key_Escape)
    assert not keypad.isVisible()
    assert desk.calls.hasFocus()


async def test_a_key_that_is_held_is_sent_once(desk: Desk) -> None:
    await one(desk)
    desk.run("keypad")
    QTest.keyClicks(desk.window.panels.keypad, "7777")  # as X11 repeats a key that is held
    await until(lambda: desk.stage.asked)
    await desk.settle()
    assert desk.stage.asked == [("send_digits", "a", "7")]


async def test_a_refused_key_is_told_and_not_shown_as_sent(desk: Desk) -> None:
    await one(desk)
    desk.run("keypad")
    keypad = desk.window.panels.keypad
    desk.stage.refusal = NotNow("not-live", "The call has no audio now.")
    QTest.keyClicks(keypad, "1")
    await until(lambda: keypad._told.sentence() == "The call has no audio now.")
    assert keypad.sent == ""
    desk.stage.refusal = None
    QTest.keyClicks(keypad, "2")
    await until(lambda: desk.stage.asked[-1] == ("send_digits", "a", "2"))
    assert keypad._told.sentence() == "Type or press; Esc closes."


async def test_keys_for_the_carrier_to_press_are_gathered_and_sent_with_enter(
    desk: Desk,
) -> None:
    await one(desk)
    desk.run("keypad")
    keypad = desk.window.panels.keypad
    QTest.mouseClick(keypad.together, Qt.MouseButton.LeftButton)
    QTest.keyClicks(keypad, "123")
    QTest.keyClick(keypad, Qt.Key.Key_Backspace)
    QTest.keyClicks(keypad, "#")
    await desk.settle()
    assert not desk.stage.asked
    desk.stage.refusal = NotNow("away", "The carrier is saying or pressing something.")
    QTest.keyClick(keypad, Qt.Key.Key_Return)
    await until(lambda: keypad._told.sentence() == "The carrier is saying or pressing something.")
    assert keypad.sent == "12#"
    desk.stage.refusal = None
    QTest.keyClick(keypad, Qt.Key.Key_Return)
    await until(lambda: keypad.sent == "")
    assert desk.stage.asked[-1] == ("send_digits", "a", "12#", "out of band")
    QTest.keyClick(keypad, Qt.Key.Key_Escape)
    desk.run("keypad")
    assert keypad.together.isChecked()  # the same call is the same menu
    desk.stage.put(call("b"))
    await desk.settle()
    desk.calls.select("b")
    desk.run("keypad")
    QTest.keyClicks(keypad, "5")
    await until(lambda: desk.stage.asked[-1] == ("send_digits", "b", "5"))


async def test_the_keypad_goes_with_its_call(desk: Desk) -> None:
    await one(desk)
    desk.run("keypad")
    desk.stage.end("a")
    await desk.settle()
    assert not desk.window.panels.keypad.isVisible()


async def test_a_transfer_is_checked_as_it_is_typed_and_then_done(desk: Desk) -> None:
    await one(desk)
    desk.press(Qt.Key.Key_T)
    panel = desk.window.panels.transfer
    QTest.keyClicks(panel.field, "911")
    panel.refresh()
    assert "Emergency" in panel.verdict.sentence()
    panel.field.clear()
    QTest.keyClicks(panel.field, "+442079460788")
    panel.refresh()
    assert panel.verdict.sentence() == "Ready to transfer to +44 20 7946 0788."
    desk.stage.refusal = Refused("not-now", "The carrier turned it down.")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    await until(lambda: panel.verdict.sentence() == "The carrier turned it down.")
    desk.stage.refusal = None
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    await until(lambda: not panel.isVisible())
    assert desk.stage.asked[-1] == ("transfer", "a", "+44 20 7946 0788")


async def ask_somebody(desk: Desk) -> str:
    """Have somebody asked whether they take call a, by keys; return the call to them."""
    await one(desk)
    desk.press(Qt.Key.Key_T)
    panel = desk.window.panels.transfer
    QTest.keyClicks(panel.field, "+442079460788")
    QTest.keyClick(panel.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: not panel.isVisible())
    await desk.settle()
    assert desk.stage.asked[0] == ("consult", "a", "+44 20 7946 0788")
    return desk.detail.call.id  # type: ignore[union-attr]


async def test_somebody_is_asked_first_and_then_connected(desk: Desk) -> None:
    asked = await ask_somebody(desk)
    assert asked != "a"  # the call to them is selected, to speak on
    assert desk.detail.consult.isVisible()
    assert "+1 415-555-0142" in desk.detail.consult.sentence()
    desk.press(Qt.Key.Key_O)
    assert desk.detail.call.id == "a"  # type: ignore[union-attr]
    assert desk.detail.consult.sentence().startswith("+44 20 7946 0788 is rung")
    assert not desk.registry["connect"].isEnabled()  # nobody has answered
    desk.stage.change(asked, state=State.LIVE)
    await desk.settle()
    assert desk.detail.consult.sentence().startswith("+44 20 7946 0788 has answered")
    desk.run("other-call")
    desk.stage.change(asked, agent=Agent("none", AgentState.READY))
    await desk.settle()
    assert desk.detail.consult.sentence().endswith("meanwhile. Take over to speak with them.")
    desk.stage.change(asked, engagement=Engagement.TAKE_OVER)
    await desk.settle()
    assert desk.detail.consult.sentence().endswith("meanwhile.")
    desk.run("other-call")
    desk.press(Qt.Key.Key_C)
    await until(lambda: desk.stage.asked[-1] == ("connect", "a"))
    await desk.settle()
    assert not desk.detail.consult.isVisible()


async def test_a_consultation_that_is_called_off_hangs_up_who_was_asked(desk: Desk) -> None:
    asked = await ask_somebody(desk)
    desk.calls.select("a")
    desk.run("call-off")
    await until(lambda: desk.stage.asked[-1] == ("hang_up", asked))
    await desk.settle()
    assert not desk.detail.consult.isVisible()


async def test_who_cannot_be_asked_is_said_and_can_be_transferred_to_all_the_same(
    desk: Desk,
) -> None:
    await one(desk)
    desk.run("transfer")
    panel = desk.window.panels.transfer
    QTest.keyClicks(panel.field, "+442079460788")
    desk.stage.refusal = Refused("not-now", "The carrier turned it down.")
    panel.ask.click()
    await until(lambda: panel.verdict.sentence() == "The carrier turned it down.")
    desk.stage.refusal = None
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    await until(lambda: desk.stage.asked[-1][0] == "transfer")


async def test_where_no_agent_is_nothing_is_asked_of_one(desk: Desk) -> None:
    await one(desk, agent=Agent("none", AgentState.READY), engagement=Engagement.TAKE_OVER)
    assert desk.window.controls.composer.purpose is None
    shown = [each.text() for each in desk.detail.findChildren(QLabel)]
    assert "Inbound to Practice line  ·  No agent" in shown


async def test_the_console_says_words_to_the_caller(desk: Desk) -> None:
    await one(desk)
    desk.press(Qt.Key.Key_Y)
    composer = desk.window.controls.composer
    assert composer.purpose is Purpose.SAY
    QTest.keyClicks(composer.field, "One moment, please\r")
    await until(lambda: desk.stage.asked == [("say_to_caller", "a", "One moment, please")])
    assert composer.purpose is None


async def test_a_note_is_one_line_and_enter(desk: Desk) -> None:
    await one(desk)
    desk.press(Qt.Key.Key_N)
    composer = desk.window.controls.composer
    assert composer.purpose is Purpose.NOTE
    QTest.keyClicks(composer.field, "Call back on Friday\r")
    await until(lambda: desk.stage.asked == [("note", "a", "Call back on Friday")])
    assert composer.purpose is None
    assert desk.calls.hasFocus()
    desk.press(Qt.Key.Key_N)
    QTest.keyClick(composer.field, Qt.Key.Key_Escape)
    assert composer.purpose is None


async def test_m_marks_and_x_cuts_the_agent_short(desk: Desk) -> None:
    await one(desk)
    desk.press(Qt.Key.Key_M)
    desk.press(Qt.Key.Key_X, on=desk.detail.transcript)
    await until(lambda: desk.stage.asked == [("mark_moment", "a"), ("interrupt", "a")])
    can = frozenset({Ask.INSTRUCT})
    desk.stage.change("a", agent=Agent("stream", AgentState.READY, can))
    await desk.settle()
    assert not desk.registry.run("interrupt")


async def test_an_agent_is_silenced_and_let_speak_call_by_call(desk: Desk) -> None:
    await one(desk)
    desk.press(Qt.Key.Key_S)
    await until(lambda: desk.registry["silence"].isChecked())
    await desk.settle()
    assert desk.cell("a", 6) == "agent silenced"
    assert desk.window._silenced.sentence().startswith("1 agent is silenced")
    desk.press(Qt.Key.Key_S)
    await until(lambda: not desk.registry["silence"].isChecked())
    assert desk.stage.asked == [("silence", "a", True), ("silence", "a", False)]
    await desk.settle()
    assert not desk.window._silenced.sentence()


async def test_a_refusal_is_told_in_the_banner(desk: Desk) -> None:
    await one(desk)
    desk.stage.refusal = NotNow("not-live", "The call has no audio now.")
    desk.run("hold")
    await until(lambda: desk.window._banner.sentence() == "The call has no audio now.")


# -- stopping everything ----------------------------------------------------------------


async def test_f12_silences_all_and_again_hangs_up_all(desk: Desk) -> None:
    desk.stage.put(call("a"))
    desk.stage.put(call("b"))
    await desk.settle()
    desk.press(Qt.Key.Key_F12)
    await until(lambda: desk.stage.asked == [("silence_all",)])
    await desk.settle()
    assert [desk.cell(one.id, 6) for one in desk.stage.calls()] == ["agent silenced"] * 2
    assert desk.registry["stop-all"].text() == "Hang up all?"
    desk.press(Qt.Key.Key_F12)
    await until(lambda: desk.stage.asked[-1] == ("hang_up_all",))
    await until(lambda: not desk.stage.calls())


async def test_holding_f12_is_not_pressing_it_twice(desk: Desk) -> None:
    await one(desk)
    desk.calls.setFocus()
    for _ in range(5):  # as X11 repeats a key that is held
        QTest.keyPress(desk.calls, Qt.Key.Key_F12)
        QTest.keyRelease(desk.calls, Qt.Key.Key_F12)
    await until(lambda: desk.stage.asked)
    await desk.settle()
    assert desk.stage.asked == [("silence_all",)]
    await until(lambda: desk.registry["stop-all"]._down is None)
    QTest.keyClick(desk.calls, Qt.Key.Key_F12)
    await until(lambda: desk.stage.asked[-1] == ("hang_up_all",))


async def test_after_three_seconds_it_silences_again_and_can_be_taken_back(desk: Desk) -> None:
    await one(desk)
    stop = desk.window.controls.stop_all
    desk.run("stop-all")
    assert stop._timer.isActive()
    assert stop._timer.interval() == SLOWER * 3000
    stop._timer.stop()
    stop._timer.timeout.emit()
    assert desk.registry["stop-all"].text() == "Stop all"
    await until(lambda: desk.registry["let-speak"].isEnabled())
    desk.run("let-speak")
    await until(lambda: desk.stage.asked[-1] == ("silence", "a", False))
    desk.run("stop-all")
    await until(lambda: desk.stage.asked[-1] == ("silence_all",))


async def test_the_stop_button_has_to_be_held(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await one(desk)
    button = desk.window._top.stop
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await desk.settle()
    assert not desk.stage.asked
    assert hold_button.HOLD_MS == 600
    monkeypatch.setattr(hold_button, "HOLD_MS", SLOWER * 600)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    await until(lambda: 0 < button.held_share() < 1)
    assert not desk.stage.asked
    monkeypatch.setattr(hold_button, "HOLD_MS", 1)  # the time is up
    await until(lambda: desk.stage.asked == [("silence_all",)])
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    await desk.settle()
    assert desk.stage.asked == [("silence_all",)]


async def test_stopping_needs_calls(desk: Desk) -> None:
    assert not desk.registry.run("stop-all")


# -- masking ----------------------------------------------------------------------------


async def test_masked_nobody_reads_numbers_names_or_words(desk: Desk) -> None:
    await one(desk)
    desk.stage.put(call("b", caller_name="Ada Lovelace"))
    desk.stage.utter("a", Speaker.CALLER, "My card is 4929", 400)
    await desk.settle()
    desk.run("mask")
    assert desk.cell("a", 3) == "+1 •••-•••-0142"
    assert desk.cell("b", 3) == "••• ••••••••"
    said = desk.detail.transcript.model().index(0, 0).data()
    assert said == "00:00 Caller: •• •••• •• ••••"
    assert "555" not in desk.detail._head._party.text()
    desk.run("mask")
    assert desk.cell("b", 3) == "Ada Lovelace"
