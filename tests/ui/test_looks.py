"""What a picky eye sees: nothing jumps, two places agree, keys are written on all or on none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from console.switchboard.events import Lamp, LampState
from console.ui import columns
from console.ui.columns import Column
from console.ui.ladder_strip import Rung
from console.ui.practice_numbers import PracticeNumbers
from tests.ui import scenes
from tests.ui.conftest import Desk, until
from tests.ui.stage import LINE, call
from tests.ui.test_manners import cut_off


async def test_asking_to_hang_up_all_moves_nothing(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    before = desk.window._top.mic.pos(), desk.window._top.stop.geometry()
    desk.run("stop-all")
    await until(lambda: desk.window._top.stop.text() == "Hang up all?")
    await desk.settle()
    assert (desk.window._top.mic.pos(), desk.window._top.stop.geometry()) == before


async def test_list_and_detail_show_one_length_of_a_call(desk: Desk) -> None:
    began = desk.clock.now - timedelta(seconds=41.5)
    desk.stage.put(call("a", created_at=began, answered_at=began))
    await desk.settle()
    desk.clock.pass_by(0.8)  # a second has begun, and no tick has told of it yet
    desk.stage.change("a", latency_ms=500)
    await desk.settle()
    assert desk.cell("a", Column.TIME) == "0:41"
    assert desk.detail._head._standing.text() == "Live  0:41"
    desk.workspace.tick()
    assert desk.cell("a", Column.TIME) == "0:42"
    assert desk.detail._head._standing.text() == "Live  0:42"


async def test_the_ladders_keys_are_written_on_all_rungs_or_on_none(desk: Desk) -> None:
    scenes.one_call(desk.stage)
    await desk.settle()
    rungs = desk.detail.findChildren(Rung)
    assert len(rungs) == 6
    found = set()
    for width in (800, 1280):
        desk.window.resize(width, 600)
        await until(lambda width=width: desk.window.width() == width)
        await desk.settle()
        written = {rung.writes_key() for rung in rungs}
        assert len(written) == 1
        found |= written
    assert found == {True, False}


async def test_a_cell_that_is_cut_off_says_the_rest_in_its_tool_tip(desk: Desk) -> None:
    desk.stage.put(call("a", from_="sip:reception@harbour-dental.example"))
    await desk.settle()
    model = desk.workspace.model
    tip = model.index(0, Column.PARTY).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "sip:reception@harbour-dental.example"
    desk.run("mask")
    tip = model.index(0, Column.PARTY).data(Qt.ItemDataRole.ToolTipRole)
    assert set(tip) == {"•"}


async def test_the_meters_go_together_and_what_is_done_outlasts_them(desk: Desk) -> None:
    wanted = columns.widths(QFontMetrics(desk.calls.font()))
    for width in range(columns.least(wanted), 1000, 7):
        shown = columns.share(width, wanted)
        assert (Column.CALLER in shown) == (Column.AGENT in shown)
        assert Column.DOING in shown or Column.CALLER not in shown
        assert sum(shown.values()) <= width


async def test_a_small_screen_has_room_for_it(desk: Desk) -> None:
    scenes.twelve_calls(desk.stage)
    await desk.settle()
    desk.calls.select("a")
    desk.window.resize(800, 600)
    await until(lambda: desk.window.width() == 800)
    await until(lambda: not cut_off(desk.window))
    assert not desk.calls.isColumnHidden(Column.DOING)


async def test_what_an_empty_desk_says_is_whole(desk: Desk) -> None:
    for percent in (100, 200):
        desk.window.look._size(percent)
        await desk.settle()
        empty = desk.window._idle_page
        empty.says = lambda: "A sentence of many words, which takes three lines or more. " * 4
        empty.write_anew()
        text = empty._text
        needed = text.fontMetrics().boundingRect(
            QRect(0, 0, text.width(), 9999), Qt.TextFlag.TextWordWrap, text.text()
        )
        assert text.height() >= needed.height() > 2 * text.fontMetrics().height()


async def test_a_lamp_without_room_shows_its_word_and_no_stump_of_its_cause(desk: Desk) -> None:
    desk.stage.light(Lamp("tunnel", LampState.ERROR, "There is no public address to be had."))
    await desk.settle()
    lamp = desk.window._foot.lamps.lamp("tunnel")
    word = lamp.fontMetrics().horizontalAdvance("Tunnel")
    assert lamp._text_in(word + 20) == "Tunnel"
    assert lamp._text_in(word + 150).startswith("Tunnel: There is")
    assert lamp._text_in(9999) == "Tunnel: There is no public address to be had."


@pytest.mark.usefixtures("in_german")
@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
async def test_german_is_not_cut_off_where_words_are_longer() -> None:
    shown = PracticeNumbers(LINE)
    shown.setFixedWidth(432)
    shown.show()
    assert cut_off(shown) == []
    shown.close()
