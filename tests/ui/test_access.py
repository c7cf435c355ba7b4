"""Whoever cannot see or point: names for everything, contrast, both themes, large type."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QScrollArea,
    QWidget,
)

import console.ui
from console.paths import resource
from console.switchboard.call import Engagement
from console.ui import icons
from console.ui.theme import CONTRAST, DARK, LIGHT, Theme, ThemeKeeper, Tokens, palette, tokens
from tests.ui import scenes
from tests.ui.conftest import Desk, until

THEMES = pytest.mark.parametrize("look", [DARK, LIGHT, CONTRAST], ids=["dark", "light", "contrast"])
INTERACTIVE = (QAbstractButton, QAbstractItemView, QLineEdit)


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface else ""


async def everything(desk: Desk) -> None:
    """Bring up all that the desk can show."""
    scenes.twelve_calls(desk.stage)
    desk.stage.change("a", engagement=Engagement.WHISPER)
    await desk.settle()
    desk.calls.select("a")
    desk.run("filter", "dial", "keypad", "transfer", "palette", "keys", "stop-all")
    desk.window._banner.say("Something.")
    await until(desk.window._silenced.sentence)


async def test_everything_interactive_has_a_name(desk: Desk) -> None:
    await everything(desk)
    widgets = desk.window.findChildren(QWidget)
    found = [w for w in widgets if isinstance(w, INTERACTIVE) or _takes_focus(w)]
    assert len(found) > 80
    nameless = [type(w).__name__ for w in found if not name_of(w).strip()]
    assert not nameless


def _takes_focus(widget: QWidget) -> bool:
    layout_only = type(widget) in (QWidget, QScrollArea)
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not layout_only


async def test_tab_goes_everywhere_both_ways_and_is_never_trapped(desk: Desk) -> None:
    await everything(desk)
    for panel in (
        desk.window.panels.palette,
        desk.window.panels.transfer,
        desk.window.panels.keypad,
    ):
        panel.close_panel()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        desk.calls.setFocus()
        visited: list[QWidget] = []
        for _ in range(300):
            at = QApplication.focusWidget()
            assert at is not None
            if at in visited:
                break
            visited.append(at)
            QTest.keyClick(at, key)
        assert visited[0] is at, f"{key.name} goes round in {type(at).__name__}"
        for wanted in (desk.calls, desk.detail.transcript, desk.window.controls.composer.field):
            assert wanted in visited


async def test_the_tab_key_reaches_everything_and_comes_round(desk: Desk) -> None:
    scenes.one_call(desk.stage)
    await desk.settle()
    first = at = desk.window._top.dial
    reached: list[QWidget] = []
    for _ in range(2000):
        at = at.nextInFocusChain()
        if at is first:
            break
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible():
            reached.append(at)
    assert at is first
    for wanted in (desk.calls, desk.detail.transcript, desk.detail.tools.hang_up):
        assert wanted in reached


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@THEMES
def test_every_ink_can_be_read_on_every_ground(look: Tokens) -> None:
    for ground in (look.window, look.panel, look.base, look.selection):
        inks = (look.text, look.dim, look.caller, look.agent, look.you, look.warn, look.alarm)
        for ink in inks:
            assert contrast(ink, ground) >= 4.5, f"{ink.name()} on {ground.name()}"
    for ink in (look.text, look.dim):
        assert contrast(ink, look.raised) >= 4.5
    assert contrast(look.text, look.pressed) >= 4.5
    for fill in (look.alarm, look.you, look.focus):
        assert contrast(look.base, fill) >= 4.5
    assert contrast(look.practice, look.window) >= 4.5


@THEMES
def test_bars_and_lamps_stand_out(look: Tokens) -> None:
    for bar in (look.caller, look.agent):
        for ground in (look.base, look.selection, look.rail):
            assert contrast(bar, ground) >= 3.0
    for lamp in (look.good, look.warn, look.alarm):
        assert contrast(lamp, look.window) >= 3.0
    for ground in (look.window, look.panel, look.base):
        assert contrast(look.edge, ground) >= 3.0  # the edge of what is filled in
        assert contrast(look.focus, ground) >= 3.0


@THEMES
def test_a_palette_leads_back_to_its_tokens(look: Tokens) -> None:
    assert tokens(palette(look)) is look


def test_the_theme_can_be_chosen(qapp: QApplication) -> None:
    keeper = ThemeKeeper(qapp, Theme.LIGHT, qapp)
    assert tokens(qapp.palette()) is LIGHT
    keeper.choose(Theme.DARK)
    assert tokens(qapp.palette()) is DARK
    keeper.choose(Theme.CONTRAST)
    assert tokens(qapp.palette()) is CONTRAST
    keeper.choose(Theme.SYSTEM)  # off-screen does not know the system's: the desk's own look
    assert tokens(qapp.palette()) is DARK


async def test_a_theme_is_a_command_and_remembered(desk: Desk) -> None:
    desk.run("theme-light")
    await desk.settle()
    assert desk.window._preferences.theme is Theme.LIGHT
    assert tokens(desk.window.palette()) is LIGHT
    assert desk.registry["theme-light"].isChecked()
    assert not desk.registry["theme-dark"].isChecked()


def test_icons_take_their_colour_and_all_exist(qapp: QApplication) -> None:
    picture = icons.pixmap("ear", "#ff0000", 24).toImage()
    inks = {picture.pixelColor(x, y).name() for x in range(24) for y in range(24)}
    assert "#ff0000" in inks
    shipped = {path.stem for path in resource("icons").glob("*.svg")}
    code = "".join(p.read_text("utf-8") for p in Path(console.ui.__file__).parent.glob("*.py"))
    for name in shipped:
        assert re.search(rf'"{name}"', code), f"nobody uses {name}.svg"


async def test_the_desk_fits_a_small_screen(desk: Desk) -> None:
    scenes.twelve_calls(desk.stage)
    await desk.settle()
    desk.window.resize(1024, 640)
    await desk.settle()
    assert desk.window.minimumSizeHint().width() <= 1024
    shown = [c for c in range(9) if not desk.calls.isColumnHidden(c)]
    assert sum(desk.calls.columnWidth(c) for c in shown) <= desk.calls.viewport().width()


async def test_each_pane_is_one_key_away(desk: Desk) -> None:
    scenes.one_call(desk.stage)
    await desk.settle()
    desk.calls.setFocus()
    panes = [desk.calls, desk.detail, desk.window._top, desk.window._foot]
    for there in (*panes[1:], panes[0]):
        desk.run("next-pane")
        at = desk.window.focusWidget()
        assert at is there or there.isAncestorOf(at)
    desk.run("previous-pane")
    assert desk.window._foot.isAncestorOf(desk.window.focusWidget())
