"""What happens by itself moves nothing that could be under the pointer."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from console.switchboard.call import Flag
from console.ui.bars import Bars
from console.ui.buttons import DeskButton
from console.ui.text_scale import STEPS, TextScale
from tests.ui.conftest import Desk, until
from tests.ui.stage import call

Places = dict[QWidget, QPoint]
LONG = "Something went wrong, and it takes a whole sentence of many words to say what it was. " * 2


def buttons(desk: Desk) -> Places:
    """Return where every button in sight is, but for those of what comes and goes itself."""
    bars = desk.window.findChild(Bars)
    found = [
        button
        for button in desk.window.findChildren(QAbstractButton)
        if button.isVisible() and not bars.isAncestorOf(button)
    ]
    return {button: button.mapTo(desk.window, QPoint()) for button in found}


def rows(desk: Desk) -> list[int]:
    """Return where the rows are in the window, from the top."""
    top = desk.calls.viewport().mapTo(desk.window, QPoint()).y()
    count = desk.workspace.model.rowCount()
    return [top + desk.calls.rowViewportPosition(at) for at in range(count)]


async def many_rows(desk: Desk) -> None:
    """Fill the list with more rows than there is room for, and select the first."""
    for at in range(40):
        began = desk.clock.now + timedelta(seconds=at)
        desk.stage.put(call(f"call {at:02}", created_at=began))
    await desk.settle()
    desk.calls.select("call 00")
    await desk.settle()


async def at_rest(desk: Desk) -> Places:
    """Let every layout reckon, and those that follow from it; return where the buttons are."""
    before: Places | None = None
    while (now := buttons(desk)) != before:
        before = now
        QApplication.sendPostedEvents()
        await asyncio.sleep(0)
    return now


async def seen(desk: Desk, shown: bool) -> None:
    """Wait until the banner has come or gone, and everything has found its place."""
    await until(lambda: bool(desk.window._banner.sentence()) is shown)
    await until(lambda: desk.window.findChild(Bars).isVisible() is shown)
    await at_rest(desk)


@pytest.mark.parametrize("percent", [STEPS[0], STEPS[-1]])
async def test_the_empty_desk_keeps_still_while_a_banner_comes_and_goes(
    desk: Desk, qapp: QApplication, percent: int
) -> None:
    TextScale(qapp, percent)
    await desk.settle()
    before = await at_rest(desk)
    desk.window._banner.say(LONG)
    await seen(desk, True)
    assert buttons(desk) == before
    banner = desk.window._banner
    assert banner.height() >= banner.layout().totalHeightForWidth(banner.width())
    banner.findChild(DeskButton).click()
    await seen(desk, False)
    assert buttons(desk) == before


async def test_rows_and_buttons_keep_still_while_a_banner_comes_and_goes(desk: Desk) -> None:
    await many_rows(desk)
    still, where = await at_rest(desk), rows(desk)
    desk.window._banner.say("Something went wrong.")
    await seen(desk, True)
    assert (buttons(desk), rows(desk)) == (still, where)
    # The last row comes out from under the banner, and stays where it is when that goes.
    bar, banner = desk.calls.verticalScrollBar(), desk.window._banner
    bar.setValue(bar.maximum())
    last = rows(desk)[-1] + desk.calls.row_height()
    assert last <= banner.mapTo(desk.window, QPoint()).y()
    scrolled = rows(desk)
    banner.findChild(DeskButton).click()
    await seen(desk, False)
    assert (buttons(desk), rows(desk)) == (still, scrolled)


async def test_a_row_that_keys_come_to_is_not_left_beneath_a_banner(desk: Desk) -> None:
    await many_rows(desk)
    desk.window._banner.say("Something went wrong.")
    await seen(desk, True)
    desk.calls.select("call 39")
    last = rows(desk)[-1] + desk.calls.row_height()
    assert last <= desk.window._banner.mapTo(desk.window, QPoint()).y()


async def test_what_happens_on_a_call_moves_no_button_of_it(desk: Desk) -> None:
    desk.stage.put(call("here"))
    desk.stage.put(call("a"))
    await desk.settle()
    desk.calls.select("here")
    await desk.settle()
    before = await at_rest(desk)
    desk.stage.change("here", flags=frozenset({Flag.WANTS_HUMAN}), latency_ms=612)
    await until(desk.detail._head.problem.isVisible)
    desk.workspace.model.settle()
    assert desk.window._foot._alerts.isVisible()
    desk.stage.change("a", silenced=True)
    await until(desk.window._silenced.sentence)
    after = await at_rest(desk)
    moved = [it.text() or it.accessibleName() for it in before if after.get(it) != before[it]]
    assert not moved


@pytest.mark.parametrize("percent", [STEPS[0], STEPS[-1]])
async def test_beside_its_button_a_bars_sentence_has_room_however_narrow_the_list_is(
    desk: Desk, qapp: QApplication, in_german: None, percent: int
) -> None:
    TextScale(qapp, percent)
    desk.window.resize(desk.window.minimumSizeHint())
    desk.stage.put(call("a", silenced=True))
    await desk.settle()
    await until(desk.window._silenced.sentence)
    await at_rest(desk)
    text = desk.window._silenced._notice.findChild(QLabel)
    lines = text.height() / text.fontMetrics().lineSpacing()
    assert lines <= 3.5
