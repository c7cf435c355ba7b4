"""Every window without eyes and without a mouse: names, a way round by Tab, room to be hit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QWidget,
)

from console.switchboard.call import Engagement
from tests.ui import scenes
from tests.ui.conftest import Desk, until
from tests.ui.test_access import name_of
from tests.ui.test_health import Shown as Health
from tests.ui.test_health import shown as health_shown
from tests.ui.test_settings import Shown as Settings
from tests.ui.test_settings import shown as settings_shown
from tests.ui.test_setup import Walk, walk

__all__ = ["health_shown", "settings_shown", "walk"]

_WORKED: tuple[type[QWidget], ...] = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
)
_LEAST_PX = 24
"""WCAG 2.2, 2.5.8: the least size of what is to be hit."""


def worked(window: QWidget) -> list[QWidget]:
    """Return what can be worked in a window as it is shown."""
    within = QAbstractSpinBox, QComboBox, QHeaderView
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.window() is window
        and isinstance(widget, _WORKED)
        and not isinstance(widget, QHeaderView)
        and not isinstance(widget.parentWidget(), within)
    ]


def nameless(window: QWidget) -> list[str]:
    """Return what says nothing of itself."""
    return [type(widget).__name__ for widget in worked(window) if not name_of(widget).strip()]


def tabbed_to(window: QWidget) -> set[QWidget]:
    """Return what Tab stops at, having come round to where it began; the same backwards."""
    rounds = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        visited: list[QWidget] = []
        while (at := QApplication.focusWidget()) not in visited:
            assert at is not None
            assert at.window() is window, f"Tab leads out, to {type(at).__name__}"
            visited.append(at)
            QTest.keyClick(at, key)
        assert at is visited[0], f"{key.name} is trapped at {type(at).__name__} {name_of(at)}"
        rounds.append(set(visited))
    assert rounds[0] == rounds[1]
    return rounds[0]


def check(window: QWidget) -> None:
    """See that a window can be worked by whoever cannot see, or point."""
    assert nameless(window) == []
    reached = tabbed_to(window)
    for widget in worked(window):
        if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget in reached, (
                f"Tab never comes to {type(widget).__name__} {name_of(widget)}"
            )
        if isinstance(widget, QAbstractButton):
            assert min(widget.width(), widget.height()) >= _LEAST_PX, name_of(widget)


async def test_the_desk_with_each_of_its_rungs(desk: Desk) -> None:
    check(desk.window)
    scenes.twelve_calls(desk.stage)
    await desk.settle()
    desk.calls.select("a")
    for rung in (Engagement.OFF, Engagement.WHISPER, Engagement.JOIN, Engagement.TAKE_OVER):
        desk.stage.change("a", engagement=rung)
        await until(lambda rung=rung: desk.registry[rung.value].isChecked())
        desk.calls.setFocus()
        check(desk.window)


@pytest.mark.parametrize("panel", ["dial", "transfer", "keys", "palette", "note", "filter"])
async def test_the_desk_with_a_panel_open(desk: Desk, panel: str) -> None:
    scenes.one_call(desk.stage)
    await desk.settle()
    desk.calls.select("a")
    desk.run(panel)
    await desk.settle()
    check(desk.window)


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
async def test_the_small_window(desk: Desk) -> None:
    scenes.one_call(desk.stage)
    await desk.settle()
    desk.run("mini-window")
    await until(desk.window.mini.isActiveWindow)
    assert nameless(desk.window.mini) == []


async def test_each_step_of_the_set_up(walk: Walk) -> None:
    for step in walk.setup.views:
        await walk.go_to(step)
        check(walk.window)


async def test_the_settings(settings_shown: Settings) -> None:
    settings_shown.window.search.setFocus()
    check(settings_shown.window)


async def test_the_health(health_shown: Health) -> None:
    check(health_shown.window)
    QTest.mouseClick(health_shown.window.test, Qt.MouseButton.LeftButton)
    await until(lambda: health_shown.window.test.isEnabled())
    health_shown.window.test.setFocus()
    check(health_shown.window)
