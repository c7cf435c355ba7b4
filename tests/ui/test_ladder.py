"""The ladder: every rung, hold beside it, who hears the operator, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.switchboard.call import Agent, AgentState, Ask, Engagement, State
from console.switchboard.errors import NotNow
from console.ui.columns import Column
from console.ui.composer_words import Purpose
from console.ui.ladder import RUNGS, voiced
from tests.ui.conftest import SLOWER, Desk, until
from tests.ui.headset import Headset
from tests.ui.stage import call

WITH_HEADSET = pytest.mark.parametrize("headset", [True], indirect=True, ids=["headset"])
DEAF = Agent("stream", AgentState.READY, frozenset())


COLLEAGUES = (
    (Engagement.LISTEN, "is listening to this call", "Live"),
    (Engagement.WHISPER, "is whispering to the agent", "Live"),
    (Engagement.JOIN, "has joined this call", "Live"),
    (Engagement.TAKE_OVER, "has taken this call over", "Taken over"),
)
"""What is said of another operator, and in the row's state, for each of their rungs."""


def rung(desk: Desk) -> Engagement:
    return desk.stage.calls()[0].engagement


async def on(desk: Desk, *commands: str) -> None:
    """Put one call on the stage and go through commands, each carried out before the next."""
    if not desk.stage.calls():
        desk.stage.put(call("a"))
        await desk.settle()
    for command in commands:
        before = len(desk.stage.asked)
        desk.run(command)
        await until(lambda sent=before: len(desk.stage.asked) > sent)
        await desk.settle()


@WITH_HEADSET
@pytest.mark.parametrize(
    ("key", "wanted", "words"),
    [
        (Qt.Key.Key_1, Engagement.LISTEN, "NOBODY HEARS YOU"),
        (Qt.Key.Key_2, Engagement.WHISPER, "AGENT READS YOU"),
        (Qt.Key.Key_3, Engagement.JOIN, "NOBODY HEARS YOU"),
        (Qt.Key.Key_4, Engagement.TAKE_OVER, "CALLER HEARS YOU"),
    ],
)
async def test_each_key_is_a_rung_and_the_words_say_who_hears(
    desk: Desk, key: Qt.Key, wanted: Engagement, words: str
) -> None:
    await on(desk)
    desk.press(key)
    await until(lambda: desk.registry[wanted.value].isChecked())
    assert desk.stage.asked == [("engage", "a", wanted)]
    checked = [r.value for r in RUNGS if desk.registry[r.value].isChecked()]
    assert checked == [wanted.value]
    await until(lambda: desk.window._top.mic.text() == words)
    assert desk.window._teller.frame.lit is (wanted is Engagement.TAKE_OVER)


async def test_escape_goes_down_one_rung_at_a_time(desk: Desk) -> None:
    await on(desk, "take-over")
    for below in (Engagement.JOIN, Engagement.WHISPER, Engagement.LISTEN, Engagement.OFF):
        desk.press(Qt.Key.Key_Escape)
        await until(lambda wanted=below: rung(desk) is wanted)
        await desk.settle()
    assert not desk.registry.run("step-down")


@WITH_HEADSET
async def test_in_join_the_microphone_is_open_while_the_key_is_held(
    desk: Desk, headset: Headset
) -> None:
    headset.asked.clear()
    await on(desk, "join")
    assert headset.asked == []
    assert desk.window._top.mic.why() == "Hold V to speak"
    desk.calls.setFocus()
    QTest.keyPress(desk.calls, Qt.Key.Key_V)
    assert headset.asked == [("talk", True)]
    assert desk.window._top.mic.text() == "EVERYONE HEARS YOU"
    assert desk.window._teller.frame.lit
    QTest.keyRelease(desk.calls, Qt.Key.Key_V)
    await until(lambda: headset.asked == [("talk", True), ("talk", False)])
    await until(lambda: desk.window._top.mic.text() == "NOBODY HEARS YOU")
    assert not desk.window._teller.frame.lit


@WITH_HEADSET
async def test_a_key_that_repeats_as_x11_has_it_does_not_chop_the_voice(
    desk: Desk, headset: Headset
) -> None:
    headset.asked.clear()
    await on(desk, "join")
    desk.calls.setFocus()
    QTest.keyPress(desk.calls, Qt.Key.Key_V)
    for _ in range(3):
        QTest.keyRelease(desk.calls, Qt.Key.Key_V)
        assert desk.registry["talk"]._going.isActive()
        QTest.keyPress(desk.calls, Qt.Key.Key_V)
        assert not desk.registry["talk"]._going.isActive()
    assert headset.asked == [("talk", True)]
    QTest.keyRelease(desk.calls, Qt.Key.Key_V)
    await until(lambda: headset.asked == [("talk", True), ("talk", False)])


@WITH_HEADSET
async def test_a_window_that_is_left_lets_go_of_the_key(desk: Desk, headset: Headset) -> None:
    headset.asked.clear()
    await on(desk, "join")
    QTest.keyPress(desk.calls, Qt.Key.Key_V)
    QApplication.sendEvent(desk.window, QEvent(QEvent.Type.WindowDeactivate))
    assert headset.asked[-1] == ("talk", False)


@WITH_HEADSET
async def test_the_microphone_shuts_with_the_call(desk: Desk, headset: Headset) -> None:
    await on(desk, "take-over")
    assert headset.asked[-1] == ("talk", True)
    desk.stage.end("a")
    await desk.settle()
    assert headset.asked[-1] == ("talk", False)


@WITH_HEADSET
async def test_muted_nobody_hears_whatever_the_rung(desk: Desk, headset: Headset) -> None:
    await on(desk, "take-over")
    desk.press(Qt.Key.Key_M, ctrl=True)
    await until(lambda: desk.window._top.mic.text() == "NOBODY HEARS YOU")
    assert desk.window._top.mic.why() == "Muted (Ctrl+M)"
    assert not desk.window._teller.frame.lit
    desk.press(Qt.Key.Key_M, ctrl=True)
    await until(lambda: desk.window._top.mic.text() == "CALLER HEARS YOU")


async def test_without_a_microphone_the_rungs_work_and_the_desk_says_so(desk: Desk) -> None:
    await on(desk, "take-over")
    assert rung(desk) is Engagement.TAKE_OVER
    assert desk.window._top.mic.text() == "NOBODY HEARS YOU"
    assert desk.window._top.mic.why() == "No microphone"
    assert not desk.window._teller.frame.lit


async def test_holding_and_resuming_is_one_key(desk: Desk) -> None:
    await on(desk, "listen")
    desk.press(Qt.Key.Key_H)
    await until(lambda: desk.registry["hold"].isChecked())
    assert desk.stage.calls()[0].state is State.HELD
    assert not desk.registry["join"].isEnabled()
    assert desk.registry["hold"].text() == "On hold"
    desk.press(Qt.Key.Key_H)
    await until(lambda: not desk.registry["hold"].isChecked())
    assert desk.stage.asked[-2:] == [("hold", "a"), ("resume", "a")]


async def test_taking_another_call_over_puts_the_first_on_hold(desk: Desk) -> None:
    await on(desk, "take-over")
    desk.stage.put(call("b"))
    await desk.settle()
    desk.calls.select("b")
    desk.run("take-over")
    await until(lambda: len(desk.stage.asked) == 3)
    assert desk.stage.asked[1:] == [("hold", "a"), ("engage", "b", Engagement.TAKE_OVER)]


async def test_taking_the_first_one_back_from_hold_leaves_the_other(desk: Desk) -> None:
    desk.stage.put(call("a", engagement=Engagement.TAKE_OVER, state=State.HELD))
    await desk.settle()
    desk.stage.put(call("b", engagement=Engagement.JOIN))
    await desk.settle()
    desk.run("hold")
    await until(lambda: len(desk.stage.asked) == 2)
    assert desk.stage.asked == [("engage", "b", Engagement.LISTEN), ("resume", "a")]


@WITH_HEADSET
async def test_a_microphone_with_a_problem_is_heard_by_nobody_until_it_is_well(
    desk: Desk, headset: Headset
) -> None:
    await on(desk, "take-over")
    headset.change(open=False, problem="The Jabra is gone.")
    await until(lambda: desk.window._top.mic.text() == "NOBODY HEARS YOU")
    assert desk.window._top.mic.why() == "The Jabra is gone."
    headset.asked.clear()
    headset.change(problem="")
    await until(lambda: headset.asked == [("talk", True)])
    await until(lambda: desk.window._top.mic.text() == "CALLER HEARS YOU")


@WITH_HEADSET
async def test_sound_that_is_lost_is_told_and_told_again_to_whoever_would_hear_or_speak(
    desk: Desk, headset: Headset
) -> None:
    banner = desk.window._banner
    headset.change(problem="The Jabra is gone.")
    await until(lambda: banner.sentence() == "The Jabra is gone.")
    for rung in ("listen", "take-over"):
        banner.hide()
        await on(desk, rung)
        await until(lambda: banner.sentence() == "The Jabra is gone.")
    headset.change(problem="")
    await until(lambda: not banner.sentence())
    headset.change(lost="The node is away.", open=False)
    await until(lambda: desk.window._top.mic.text() == "NOBODY HEARS YOU")
    assert desk.window._top.mic.why() == banner.sentence() == "The node is away."


@WITH_HEADSET
async def test_another_device_in_place_of_the_chosen_one_is_told_and_heard(
    desk: Desk, headset: Headset
) -> None:
    await on(desk, "take-over")
    headset.change(notice="Jabra is not plugged in. Built-in is used instead.")
    await until(lambda: desk.window._banner.sentence().startswith("Jabra is not plugged in"))
    assert desk.window._top.mic.text() == "CALLER HEARS YOU"


@WITH_HEADSET
async def test_the_words_name_who_hears_whichever_call_is_selected(
    desk: Desk, headset: Headset
) -> None:
    await on(desk, "take-over")
    mic = desk.window._top.mic
    await until(lambda: mic.who() == "+1 415-555-0142")
    assert mic.after() == "40 ms"
    desk.stage.put(call("b", from_="+442079460788"))
    await desk.settle()
    desk.calls.select("b")
    assert mic.text() == "CALLER HEARS YOU"
    assert mic.who() == "+1 415-555-0142"
    assert "+1 415-555-0142" in mic.accessibleName()
    headset.change(latency_ms=None)
    await until(lambda: mic.after() == "")


@WITH_HEADSET
async def test_a_key_that_is_held_speaks_on_no_other_call(desk: Desk, headset: Headset) -> None:
    await on(desk, "join")
    QTest.keyPress(desk.calls, Qt.Key.Key_V)
    await until(lambda: desk.window._top.mic.text() == "EVERYONE HEARS YOU")
    desk.stage.put(call("b"))
    await desk.settle()
    desk.calls.select("b")
    desk.run("join")
    await until(lambda: any(voiced(c) and c.id == "b" for c in desk.window.model.all_calls()))
    assert headset.asked[-1] == ("talk", False)
    assert desk.window._top.mic.text() == "NOBODY HEARS YOU"
    QTest.keyRelease(desk.calls, Qt.Key.Key_V)
    await until(lambda: not desk.registry["talk"]._going.isActive())


@WITH_HEADSET
async def test_the_reason_names_the_keys_as_they_are(desk: Desk) -> None:
    await on(desk, "join")
    desk.registry.choose_key("talk", "B")
    assert desk.window._top.mic.why() == "Hold B to speak"
    desk.run("mute")
    await until(lambda: desk.window._top.mic.why() == "Muted (Ctrl+M)")
    desk.registry.choose_key("mute", "Ctrl+U")
    assert desk.window._top.mic.why() == "Muted (Ctrl+U)"


# -- handing back -----------------------------------------------------------------------


async def test_what_was_agreed_goes_to_the_agent_with_the_call(desk: Desk) -> None:
    await on(desk, "take-over")
    composer = desk.window.controls.composer
    assert composer.purpose is Purpose.HAND_BACK
    assert not composer.field.hasFocus()  # the keys stay commands until the line is wanted
    composer.type_now()
    QTest.keyClicks(composer.field, "A refund of 20 euros\r")
    await until(lambda: rung(desk) is Engagement.LISTEN)
    handed = ("engage", "a", Engagement.LISTEN, "A refund of 20 euros")
    assert desk.stage.asked[-1] == handed
    await desk.settle()
    assert composer.purpose is None
    await on(desk, "take-over")
    assert composer.field.text() == ""


async def test_a_hand_back_can_be_undone_for_three_seconds(desk: Desk) -> None:
    await on(desk, "take-over", "listen")
    await until(lambda: desk.registry["undo"].isEnabled())
    assert desk.window.controls.selected._undo.interval() == SLOWER * 3000
    await on(desk, "undo")
    assert rung(desk) is Engagement.TAKE_OVER
    await on(desk, "off")
    await until(lambda: desk.registry["undo"].isEnabled())
    desk.window.controls.selected._undo.timeout.emit()
    assert not desk.registry["undo"].isEnabled()


async def test_an_agent_that_takes_no_text_is_not_told_and_that_is_said(desk: Desk) -> None:
    desk.stage.put(call("a", agent=DEAF, engagement=Engagement.TAKE_OVER))
    await desk.settle()
    composer = desk.window.controls.composer
    assert not composer.field.isEnabled()
    assert "won't know what was agreed" in composer.receipt.sentence()
    composer.primary.click()
    await until(lambda: rung(desk) is Engagement.LISTEN)


# -- whispering -------------------------------------------------------------------------


async def whispering(desk: Desk, **changes: object) -> None:
    desk.stage.put(call("a", **changes))
    await desk.settle()
    await on(desk, "whisper")
    desk.stage.asked.clear()


async def test_whispering_begins_in_the_line_and_escape_leads_back(desk: Desk) -> None:
    await whispering(desk)
    composer = desk.window.controls.composer
    await until(composer.field.hasFocus)
    QTest.keyClicks(composer.field, "034 hvd")
    await desk.settle()
    assert composer.field.text() == "034 hvd"
    assert not desk.stage.asked
    QTest.keyClick(composer.field, Qt.Key.Key_Escape)
    assert desk.calls.hasFocus()
    assert rung(desk) is Engagement.WHISPER


async def test_words_are_queued_until_the_agent_has_read_them(desk: Desk) -> None:
    await whispering(desk)
    composer = desk.window.controls.composer
    desk.stage.ponder()
    QTest.keyClicks(composer.field, "Offer free shipping\r")
    await until(lambda: desk.stage.asked)
    assert desk.stage.asked == [("instruct", "a", "Offer free shipping")]
    assert composer.receipt.sentence() == "Queued: “Offer free shipping”"
    assert composer.field.text() == ""
    desk.stage.confirm()
    read = "Read by the agent: “Offer free shipping”"
    await until(lambda: composer.receipt.sentence() == read)


async def test_with_control_the_agent_says_it_word_for_word(desk: Desk) -> None:
    await whispering(desk)
    composer = desk.window.controls.composer
    QTest.keyClicks(composer.field, "One moment")
    QTest.keyClick(composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: desk.stage.asked == [("say", "a", "One moment")])
    await until(lambda: composer.receipt.sentence() == "Said by the agent: “One moment”")


async def test_refused_words_come_back_with_the_reason(desk: Desk) -> None:
    await whispering(desk)
    composer = desk.window.controls.composer
    desk.stage.refusal = NotNow("agent-cant", "The agent has not confirmed it.")
    QTest.keyClicks(composer.field, "Offer a refund\r")
    await until(lambda: composer.receipt.sentence() == "The agent has not confirmed it.")
    assert composer.field.text() == "Offer a refund"
    assert not desk.window._banner.sentence()


@pytest.mark.parametrize(
    ("can", "instructs", "says", "sentence"),
    [
        ({Ask.INSTRUCT}, True, False, "takes instructions, but no words"),
        ({Ask.SAY}, False, True, "takes no instructions"),
        (set(), False, False, "reads nothing"),
    ],
)
async def test_what_the_agent_cannot_do_is_grey_and_said(
    desk: Desk, can: set[Ask], instructs: bool, says: bool, sentence: str
) -> None:
    await whispering(desk, agent=Agent("stream", AgentState.READY, frozenset(can)))
    composer = desk.window.controls.composer
    assert composer.primary.isEnabled() is instructs
    assert composer.secondary.isEnabled() is says
    assert composer.field.isEnabled() is (instructs or says)
    assert sentence in composer.receipt.sentence()


async def test_each_call_keeps_its_own_draft(desk: Desk) -> None:
    await whispering(desk)
    composer = desk.window.controls.composer
    QTest.keyClicks(composer.field, "For a only")
    desk.stage.put(call("b", engagement=Engagement.WHISPER))
    await desk.settle()
    desk.calls.select("b")
    assert composer.field.text() == ""
    desk.calls.select("a")
    assert composer.field.text() == "For a only"


@WITH_HEADSET
@pytest.mark.parametrize(("theirs", "words", "state"), COLLEAGUES)
async def test_another_operator_is_seen_on_the_row_and_in_the_call_and_hears_nothing_of_you(
    desk: Desk, theirs: Engagement, words: str, state: str
) -> None:
    await on(desk)
    row = desk.workspace.model.index(0, Column.STATE)
    cell = desk.calls.visualRect(row)
    alone = desk.calls.viewport().grab(cell).toImage()
    assert desk.calls.viewport().grab(cell).toImage() == alone
    desk.stage.change("a", elsewhere=theirs)
    await until(desk.detail._head.colleague.isVisible)
    told = desk.detail._head.colleague.sentence()
    assert told == f"Another operator {words}. Choose a step yourself and theirs ends."
    desk.workspace.model.settle()
    assert desk.cell("a", Column.STATE) == state
    assert f"Another operator {words}." in row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert row.data(Qt.ItemDataRole.ToolTipRole) == f"Another operator {words}."
    assert desk.calls.viewport().grab(cell).toImage() != alone
    assert desk.window._top.mic.text() == "NOBODY HEARS YOU"
    assert not desk.window._teller.frame.lit
    assert desk.registry["off"].isChecked()
    assert desk.window.controls.microphone.spoken_to is None


async def test_staying_off_leaves_another_operator_on_the_call(desk: Desk) -> None:
    desk.stage.put(call("a", elsewhere=Engagement.TAKE_OVER))
    await desk.settle()
    desk.press(Qt.Key.Key_0)
    await desk.settle()
    assert desk.stage.asked == []


async def test_hanging_up_on_another_operator_is_asked_about_first(desk: Desk) -> None:
    desk.stage.put(call("a", agent=None, elsewhere=Engagement.TAKE_OVER))
    await desk.settle()
    desk.run("hang-up")
    await desk.settle()
    assert desk.stage.asked == []
    assert desk.registry["hang-up"].text() == "Hang up? Press again"
