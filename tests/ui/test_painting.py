"""What painting may and may not do: it leaves the model alone, and rests when nobody looks."""

from __future__ import annotations

import asyncio
import sys

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.ui.first_paint import FirstPaint
from console.ui.meter_overlay import MeterOverlay
from console.ui.theme import DARK
from tests.ui import scenes
from tests.ui.conftest import Desk
from tests.ui.stage import call


class Paints(QObject):
    """Counts the paint events of a widget and of everything in it."""

    def __init__(self, *widgets: QObject) -> None:
        super().__init__()
        self.count = 0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


async def frames(desk: Desk, count: int) -> None:
    """Show so many frames of a conversation, each painted."""
    for frame in range(count):
        scenes.speak(desk.stage, frame)
        desk.workspace.clock.frame()
        desk.window.repaint()
    await desk.settle()


def overlay(desk: Desk) -> MeterOverlay:
    found = desk.calls.findChild(MeterOverlay)
    assert isinstance(found, MeterOverlay)
    return found


async def test_a_hundred_frames_leave_the_model_and_the_table_alone(desk: Desk) -> None:
    scenes.many_calls(desk.stage, 12)
    await desk.settle()
    changes: list[object] = []
    desk.workspace.model.dataChanged.connect(lambda *change: changes.append(change))
    desk.workspace.model.layoutChanged.connect(lambda *change: changes.append(change))
    desk.workspace._seconds.stop()
    await asyncio.sleep(0.05)  # the rows themselves are painted first
    meters, table = Paints(overlay(desk)), Paints(desk.calls.viewport())
    for frame in range(100):
        scenes.speak(desk.stage, frame)
        desk.workspace.clock.frame()
        await asyncio.sleep(0)
    assert not changes
    assert meters.count >= 50
    assert table.count == 0


async def test_bars_are_drawn_in_the_callers_and_the_agents_colour(desk: Desk) -> None:
    scenes.one_call(desk.stage)
    await desk.settle()
    await frames(desk, 40)
    picture = overlay(desk).grab().toImage()
    row = desk.calls.row_height() // 2
    colours = {QColor(picture.pixel(x, row)).name() for x in range(picture.width())}
    assert {DARK.caller.name(), DARK.agent.name(), DARK.selection.name()} <= colours


async def test_the_meters_run_only_while_there_is_something_to_see(desk: Desk) -> None:
    clock = desk.workspace.clock
    assert not clock.running
    desk.stage.put(call("a"))
    await desk.settle()
    assert clock.running
    desk.window.hide()
    clock.frame()
    assert not clock.running
    desk.stage.put(call("b"))
    await desk.settle()
    assert not clock.running
    desk.window.show()
    assert clock.running
    desk.stage.end("a")
    desk.stage.end("b")
    await desk.settle()
    clock.frame()
    assert not clock.running


async def test_a_minimised_window_rests(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.window.showMinimized()
    desk.workspace.clock.frame()
    assert not desk.workspace.clock.running
    desk.window.showNormal()
    assert desk.workspace.clock.running


async def test_nothing_is_painted_while_the_window_is_hidden(desk: Desk) -> None:
    scenes.many_calls(desk.stage, 5)
    await desk.settle()
    desk.window.hide()
    paints = Paints(overlay(desk), desk.calls.viewport(), desk.detail.waveform)
    for frame in range(10):
        scenes.speak(desk.stage, frame)
        desk.workspace.clock.frame()
        desk.workspace.tick()
    await desk.settle()
    assert paints.count == 0


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
async def test_painting_does_not_use_up_none(desk: Desk) -> None:
    # PySide6 6.12.0 loses a reference with every call that returns None, and dies of it.
    scenes.twelve_calls(desk.stage)
    await desk.settle()
    await frames(desk, 20)
    before = sys.getrefcount(None)
    await frames(desk, 200)
    assert sys.getrefcount(None) > before - 100


async def test_a_desk_without_calls_has_no_timer_running(desk: Desk) -> None:
    assert not desk.workspace._seconds.isActive()
    assert not desk.workspace.clock.running
    desk.stage.put(call("a"))
    await desk.settle()
    assert desk.workspace._seconds.isActive()
    desk.stage.end("a")
    await desk.settle()
    await desk.seconds_pass(11)
    assert not desk.workspace._seconds.isActive()


def test_a_first_paint_is_told_of_once(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    told: list[bool] = []
    FirstPaint(widget).came.connect(lambda: told.append(widget.isVisible()))
    assert told == []
    widget.show()
    qtbot.waitUntil(lambda: bool(told))
    widget.repaint()
    assert told == [True]
