"""The window as a whole: closing, lamps, keys, what is empty, and the hop between threads."""

from __future__ import annotations

import asyncio
import gc
import threading
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from console.switchboard.call import CallId, Engagement
from console.switchboard.errors import CommandError, NoSuchCall
from console.switchboard.events import Event, Lamp, LampState
from console.ui.app import make_application
from console.ui.hop import EngineHop
from console.ui.lamps import LampCard
from console.ui.leave_sheet import LeaveSheet
from console.ui.theme import Theme
from console.ui.window import DeskWindow
from tests.ui import scenes
from tests.ui.conftest import Desk, ExpectLog, until
from tests.ui.stage import Stage, call

OFFSCREEN_POPUP = pytest.mark.qt_log_ignore("This plugin does not support")
"""The off-screen platform warns that it has no pointer and no keyboard for a pop-up to grab."""


def test_the_last_window_does_not_end_the_application(qapp: QApplication) -> None:
    assert not qapp.quitOnLastWindowClosed()
    assert qapp.style().objectName() == "fusion"
    assert make_application.__doc__


class Closing:
    """Counts how often the desk said that it wants to close."""

    def __init__(self, desk: Desk) -> None:
        self.times = 0
        desk.window.closing.connect(self._count)

    def _count(self) -> None:
        self.times += 1


async def test_without_calls_it_closes_at_once(desk: Desk) -> None:
    closing = Closing(desk)
    desk.press(Qt.Key.Key_Q, ctrl=True)
    assert closing.times == 1
    assert desk.window.isVisible()  # until the composition has shut the engine down
    assert desk.window.close()
    assert closing.times == 1


async def test_with_live_calls_it_asks_and_cancel_changes_nothing(desk: Desk) -> None:
    closing = Closing(desk)
    desk.stage.put(call("a"))
    desk.stage.put(call("b"))
    await desk.settle()
    assert not desk.window.close()
    assert not desk.window.close()  # asking twice does not ask twice
    sheets = desk.window.findChildren(LeaveSheet)
    assert len(sheets) == 1
    assert "2 calls are live" in [text.text() for text in sheets[0].findChildren(QLabel)]
    sheets[0].cancel.click()
    await desk.settle()
    assert not closing.times
    assert not desk.stage.asked


async def test_hang_up_all_ends_every_call_and_then_closes(desk: Desk) -> None:
    closing = Closing(desk)
    desk.stage.put(call("a"))
    desk.stage.put(call("b"))
    await desk.settle()
    desk.window.close()
    desk.window.findChild(LeaveSheet).hang_up_all.click()
    await until(lambda: closing.times)
    assert sorted(desk.stage.asked) == [("hang_up", "a"), ("hang_up", "b")]


async def test_the_desk_can_wait_for_the_last_call_to_end(desk: Desk) -> None:
    closing = Closing(desk)
    desk.stage.put(call("a"))
    await desk.settle()
    desk.window.close()
    desk.window.findChild(LeaveSheet).wait.click()
    await desk.settle()
    assert not closing.times
    assert not desk.stage.asked
    assert (
        desk.window._banner.sentence()
        == "The desk closes when the last call has ended. Quit again to keep it."
    )
    desk.stage.end("a")
    await desk.settle()
    assert closing.times == 1


async def test_a_desk_that_waits_can_be_kept_open_after_all(desk: Desk) -> None:
    closing = Closing(desk)
    desk.stage.put(call("a"))
    await desk.settle()
    desk.window.close()
    desk.window.findChild(LeaveSheet).wait.click()
    desk.window.close()
    next(s for s in desk.window.findChildren(LeaveSheet) if s.isVisible()).cancel.click()
    assert not desk.window._banner.sentence()
    desk.stage.end("a")
    await desk.settle()
    assert not closing.times


async def test_a_desk_before_a_node_elsewhere_closes_and_leaves_its_calls_alone(
    qapp: QApplication, stage: Stage
) -> None:
    hop = EngineHop(stage, stage.loop)
    window = DeskWindow(hop, practice=True, elsewhere=True)
    window.show()
    stage.put(call("a"))
    closed: list[None] = []
    window.closing.connect(lambda: closed.append(None))
    assert not window.close()
    sheet = window.findChild(LeaveSheet)
    assert not sheet.wait.isVisible()
    sheet.leave.click()
    assert closed == [None]
    assert not stage.asked
    await hop.close()
    shiboken6.delete(window)


async def test_the_question_follows_the_calls_and_hangs_up_those_that_came_since(
    desk: Desk,
) -> None:
    closing = Closing(desk)
    desk.stage.put(call("a"))
    await desk.settle()
    desk.window.close()
    sheet = desk.window.findChild(LeaveSheet)
    desk.stage.put(call("b"))
    await desk.settle()
    assert "2 calls are live" in [text.text() for text in sheet.findChildren(QLabel)]
    sheet.hang_up_all.click()
    await until(lambda: closing.times)
    assert sorted(desk.stage.asked) == [("hang_up", "a"), ("hang_up", "b")]


async def test_the_desk_closes_when_all_ends_while_it_asks(desk: Desk) -> None:
    closing = Closing(desk)
    desk.stage.put(call("a"))
    await desk.settle()
    desk.window.close()
    desk.stage.end("a")
    await desk.settle()
    await until(lambda: closing.times)


@pytest.mark.parametrize("asks", [True, False], ids=["while it asks", "in another window"])
async def test_all_agents_can_be_silenced_whatever_is_open(desk: Desk, asks: bool) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    other: QWidget = QLineEdit()  # such as a field of the settings
    if asks:
        desk.window.close()
        other = desk.window.findChild(LeaveSheet)
    other.show()
    other.activateWindow()
    await until(other.isActiveWindow)
    QTest.keyClick(other, Qt.Key.Key_F12)
    await until(lambda: desk.stage.asked == [("silence_all",)])
    other.close()


async def test_a_call_that_cannot_be_hung_up_does_not_keep_the_desk_open(desk: Desk) -> None:
    closing = Closing(desk)
    desk.stage.put(call("a"))
    await desk.settle()
    desk.window.close()
    desk.stage.refusal = NoSuchCall()
    desk.window.findChild(LeaveSheet).hang_up_all.click()
    await until(lambda: closing.times)


@OFFSCREEN_POPUP
async def test_every_lamp_says_its_word_its_cause_and_its_age(desk: Desk) -> None:
    tunnel = desk.window._foot.lamps.lamp("tunnel")
    assert tunnel.text() == "Tunnel"
    seen = desk.clock.now - timedelta(seconds=12)
    desk.stage.light(
        Lamp("tunnel", LampState.ERROR, "The tunnel is down.", "Check the network.", seen)
    )
    await desk.settle()
    assert tunnel.text() == "Tunnel: The tunnel is down."
    assert tunnel.accessibleName() == "Tunnel: Not working. The tunnel is down."
    tunnel.click()
    card = tunnel.findChild(LampCard)
    assert [text.text() for text in card.findChildren(QLabel)] == [
        "Tunnel: Not working",
        "The tunnel is down.",
        "Check the network.",
        "Last seen well 12 s ago",
    ]
    card.close()


@pytest.mark.parametrize("size", [(1280, 800), (900, 560)])
async def test_no_panel_covers_who_hears_the_operator(desk: Desk, size: tuple[int, int]) -> None:
    desk.window.resize(*size)
    desk.stage.put(call("a"))
    await desk.settle()
    mic, panels = desk.window._top.mic, desk.window.panels
    words = QRect(mic.mapTo(desk.window, QPoint(0, 0)), mic.size())
    for command in ("dial", "keypad", "transfer", "palette", "keys"):
        desk.run(command)
    assert panels.key_list
    opened = (panels.dial, panels.keypad, panels.transfer, panels.palette, panels.key_list)
    for panel in opened:
        assert panel.isVisible()
        assert not panel.geometry().intersects(words), panel


async def test_nothing_takes_the_focus(desk: Desk) -> None:
    desk.window._top.dial.setFocus()
    desk.stage.put(call("a"))
    desk.stage.light(Lamp("tunnel", LampState.ERROR, "Down."))
    desk.window._banner.say("Something went wrong.")
    await desk.settle()
    assert desk.window._top.dial.hasFocus()


@pytest.mark.parametrize("practice", [False])
async def test_the_real_line_says_that_it_is_ready_and_shows_nothing_of_practice(
    qapp: QApplication, stage: Stage
) -> None:
    hop = EngineHop(stage, stage.loop)
    window = DeskWindow(hop, practice=False, theme=Theme.LIGHT)
    shown = [text.text() for text in window.workspace.findChildren(QLabel)]
    assert "Ready" in shown
    assert "Your number is +1 415-555-0100." in shown
    assert "practice" not in window.windowTitle().lower()
    await hop.close()
    shiboken6.delete(window)


async def test_a_fault_in_the_console_is_logged_and_told(
    desk: Desk, expected_log: ExpectLog
) -> None:
    async def broken(call_id: CallId, mode: Engagement, hand_back: str) -> None:
        raise ValueError(call_id, mode, hand_back)

    expected_log("An errand failed")
    desk.stage.put(call("a"))
    await desk.settle()
    desk.stage.engage = broken  # type: ignore[method-assign,assignment]
    desk.press(Qt.Key.Key_1)
    await until(desk.window._banner.sentence)
    assert "fault in the console" in desk.window._banner.sentence()


async def test_nothing_of_a_desk_is_left_for_another_thread_to_delete(
    qapp: QApplication, stage: Stage
) -> None:
    """What is garbage is deleted by whichever thread collects it, which may be the engine's."""
    before = {id(it) for it in _pythons_own()}
    hop = EngineHop(stage, stage.loop)
    window = DeskWindow(hop, practice=True, theme=Theme.DARK)
    scenes.twelve_calls(stage)
    await until(window.model.calls)
    window.registry.run("keys")
    await hop.close()
    shiboken6.delete(window)
    assert [it for it in _pythons_own() if id(it) not in before] == []


def _pythons_own() -> list[QObject]:
    """Return every object of Qt's that lives only for as long as Python refers to it."""
    gc.collect()
    return [
        it
        for it in gc.get_objects()
        if issubclass(type(it), QObject)
        and shiboken6.isValid(it)
        and shiboken6.ownedByPython(it)
        and it.parent() is None
    ]


async def test_events_cross_to_qts_thread_in_order(qapp: QApplication, stage: Stage) -> None:
    hop = EngineHop(stage, stage.loop)
    heard: list[Event] = []
    threads: set[threading.Thread] = set()

    def hear(event: Event) -> None:
        heard.append(event)
        threads.add(threading.current_thread())

    hop.heard.connect(hear)
    stage.put(call("before"))
    hop.begin()
    for n in range(50):
        stage.put(call(f"call-{n}"))
    await until(lambda: len(heard) == len(stage.lamps()) + 1 + 50)
    calls = [event.new.id for event in heard[len(stage.lamps()) :]]  # type: ignore[union-attr]
    assert calls == ["before", *(f"call-{n}" for n in range(50))]
    assert threads == {threading.main_thread()}
    await hop.close()
    stage.put(call("after"))
    await asyncio.sleep(0.02)
    assert len(heard) == len(stage.lamps()) + 51


async def test_a_closed_hop_turns_commands_down(qapp: QApplication, stage: Stage) -> None:
    hop = EngineHop(stage, stage.loop)
    assert (await hop.ask(stage.dial("+14155550142"))).to == "+14155550142"
    await hop.close()
    await hop.close()
    with pytest.raises(CommandError, match="closing"):
        await hop.ask(stage.dial("+14155550142"))
