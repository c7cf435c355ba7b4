"""What draws attention, what is remembered, and the desk at other sizes."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.contacts import CONTACTS, Contact, ContactBook
from console.switchboard.call import Engagement, Flag, State
from console.switchboard.operator_sound import Chime
from console.ui.buttons import DeskButton
from console.ui.columns import Column
from console.ui.hop import EngineHop
from console.ui.mask import MASK
from console.ui.notifications import notify
from console.ui.preferences import Preferences
from console.ui.text_scale import TextScale
from console.ui.theme import Theme
from console.ui.window import DeskWindow
from tests.fakes.notifications import Notifications
from tests.ui import scenes
from tests.ui.conftest import Desk, until
from tests.ui.headset import Headset
from tests.ui.stage import Stage, call

HEADSET = pytest.mark.parametrize("headset", [True], indirect=True)


@HEADSET
async def test_ringing_chimes_and_is_shown_with_its_number_masked(
    desk: Desk, headset: Headset
) -> None:
    shown: list[tuple[str, str]] = []
    desk.window._teller._manners.rings.connect(lambda *told: shown.append(told))
    desk.stage.put(call("z"))
    await desk.settle()
    focus = QApplication.focusWidget()
    desk.stage.put(call("a", state=State.RINGING))
    await desk.settle()
    assert headset.chimes == [(Chime.NEW_CALL, 0.0)]
    assert shown == [("Practice line rings", "+1 •••-•••-0142")]
    assert QApplication.focusWidget() is focus
    CONTACTS.book = ContactBook([Contact("Ada", "+14155550142")])
    desk.run("notifies", "chimes")
    desk.stage.put(call("b", state=State.RINGING))
    desk.stage.put(call("c", state=State.RINGING))
    await desk.settle()
    assert len(shown) == 1
    assert len(headset.chimes) == 1  # those came too soon after the first
    desk.run("notifies")
    desk.stage.put(call("d", state=State.RINGING))
    await desk.settle()
    assert shown[1:] == [("Practice line rings", "Ada, +1 •••-•••-0142")]


@HEADSET
async def test_alerts_and_the_microphone_chime(desk: Desk, headset: Headset) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.stage.change("a", flags=frozenset({Flag.WANTS_HUMAN}))
    await until(lambda: headset.chimes)
    desk.run("chimes")
    desk.stage.change("a", engagement=Engagement.TAKE_OVER)
    await until(lambda: len(headset.chimes) == 2)
    desk.run("mute")
    await until(lambda: len(headset.chimes) == 3)
    assert headset.chimes == [
        (Chime.ALERT, 0.0),
        (Chime.MIC_OPENED, -12.0),
        (Chime.MIC_CLOSED, -12.0),
    ]
    desk.run("chimes", "mute")
    await desk.settle()
    assert len(headset.chimes) == 3


@HEADSET
async def test_handing_back_has_a_chime_of_its_own(desk: Desk, headset: Headset) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.run("take-over")
    await until(lambda: headset.chimes)
    desk.run("listen")
    await until(lambda: (Chime.HAND_BACK, 0.0) in headset.chimes)
    await desk.settle()
    assert [which for which, _ in headset.chimes] == [Chime.MIC_OPENED, Chime.HAND_BACK]


@pytest.mark.qt_log_ignore("does not support raise")
async def test_the_trays_menu_has_the_desks_commands(desk: Desk) -> None:
    actions = desk.window._tray.menu.actions()
    for name in ("dial", "practice-call", "stop-all", "mask", "mini-window", "quit"):
        assert desk.registry[name] in actions
    desk.window.hide()
    desk.window._tray.wanted.emit()
    assert desk.window.isVisible()


async def test_the_trays_tool_tip_counts_as_people_do(desk: Desk) -> None:
    tip = desk.window._tray._icon.toolTip
    desk.stage.put(call("a"))
    await until(lambda: tip() == "Operator console: 1 call")
    desk.stage.change("a", flags=frozenset({Flag.WANTS_HUMAN}))
    desk.stage.put(call("b"))
    await until(lambda: tip() == "Operator console: 2 calls, 1 alert")


async def test_without_a_tray_the_desktops_service_notifies(
    desk: Desk, notifications: Notifications
) -> None:
    desk.stage.put(call("a", state=State.RINGING, answered_at=None))
    await until(lambda: notifications.shown)
    name, _, _, title, sentence, *_ = notifications.shown[0]
    assert (name, title) == ("Operator console", "Practice line rings")
    assert sentence == "+1 •••-•••-0142"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("address", [None, "", "nonsense", "tcp:host=there", "unix:path=/nowhere"])
def test_where_no_desktop_can_be_reached_nothing_comes_of_a_notification(
    address: str | None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with caplog.at_level(logging.DEBUG, logger="console.ui.notifications"):
        notify("Practice line rings", "Somebody")
        assert QThreadPool.globalInstance().waitForDone(60_000)
    assert "No notification was shown" in caplog.text


@pytest.mark.usefixtures("qapp")
def test_a_notification_does_not_wait_for_a_desktop_that_has_no_service_for_it(
    session_bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session_bus)
    notify("Practice line rings", "Somebody")
    assert QThreadPool.globalInstance().waitForDone(60_000)


# -- what is remembered -----------------------------------------------------------------


def window_of(stage: Stage, file: Path) -> DeskWindow:
    return DeskWindow(EngineHop(stage, stage.loop), practice=True, preferences=Preferences(file))


async def test_the_desk_stands_as_it_stood(
    qapp: QApplication, stage: Stage, tmp_path: Path
) -> None:
    file = tmp_path / "desk.ini"
    window = window_of(stage, file)
    window.show()
    window.resize(1111, 666)
    stage.put(call("a"))
    await until(window.workspace.detail.isVisible)
    assert window.workspace.sizes()[1] == pytest.approx(476, abs=12)
    window.workspace.moveSplitter(window.workspace.width() - 520, 1)
    assert window.workspace.sizes()[1] == pytest.approx(520, abs=2)
    stage.end("a")
    for command in ("theme-light", "larger-text", "mask", "calm", "notifies", "chimes"):
        assert window.registry.run(command)
    window.workspace.calls.column_menu().actions()[-1].setChecked(False)
    window.close()
    TextScale(qapp, 100)
    await window._hop.close()
    shiboken6.delete(window)
    MASK.on = False
    kept = Preferences(file)
    assert kept.theme is Theme.LIGHT
    again = window_of(stage, file)
    again.show()
    assert again.height() == 666  # the width is cut to the screen of the tests
    stage.put(call("b"))
    again._hop.begin()
    await until(again.workspace.detail.isVisible)
    assert kept.detail_width == again.workspace.detail_width == pytest.approx(520, abs=2)
    assert again.look.theme is Theme.LIGHT
    assert again.look.text_percent == 110
    assert MASK.on
    assert again.workspace.detail.waveform.calm
    assert not again._preferences.notifies
    assert again._preferences.chimes == "quiet"
    assert again.workspace.calls.isColumnHidden(Column.AGENT)
    await again._hop.close()
    shiboken6.delete(again)


def test_a_file_of_nonsense_counts_as_nothing_chosen(tmp_path: Path) -> None:
    file = tmp_path / "desk.ini"
    file.write_text(
        "[look]\ntheme=plaid\ntext_percent=9999\ncalm=maybe\n[layout]\nwindow=1\n[manners]\nchimes=7\n"
    )
    kept = Preferences(file)
    assert (kept.theme, kept.text_percent, kept.calm) == (Theme.SYSTEM, 200, False)
    assert kept.chimes == "normal"
    assert kept.place("window").isEmpty()
    file.write_bytes(bytes(range(256)))
    assert Preferences(file).notifies


# -- other sizes ------------------------------------------------------------------------


def cut_off(window: QWidget) -> list[str]:
    """Return the texts of labels and buttons that have less room than they need."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.width() <= 0:
            continue
        if isinstance(widget, DeskButton):
            fits = widget.width() >= widget.minimumSizeHint().width()
            text = widget.text() or widget.accessibleName()
        elif type(widget) is QLabel and not widget.wordWrap():
            need = QFontMetrics(widget.font()).horizontalAdvance(widget.text())
            fits, text = widget.contentsRect().width() >= need - 1, widget.text()
        else:
            continue
        corner = widget.mapTo(window, widget.rect().bottomRight())
        if not fits or not window.rect().adjusted(0, 0, 1, 1).contains(corner):
            found.append(text)
    return found


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("rung", ["listen", "whisper", "join", "take-over"])
@HEADSET
async def test_nothing_is_cut_off_at_any_size(
    desk: Desk, headset: Headset, percent: int, rung: str
) -> None:
    desk.window.resize(1280, 800)
    scenes.twelve_calls(desk.stage)
    await desk.settle()
    desk.calls.select("a")
    while desk.window.look.text_percent < percent:
        desk.run("larger-text")
    desk.run(rung)
    await until(lambda: desk.registry[rung].isChecked())
    await until(lambda: not cut_off(desk.window))  # it is laid out anew a little later
    assert (desk.window.width(), desk.window.height()) == (1280, 800)


async def test_text_grows_and_shrinks_and_all_of_it_does(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    texts = [w for w in desk.window.findChildren(QWidget) if w.isVisible()]
    before = {id(w): w.font().pointSizeF() for w in texts}
    for _ in range(9):
        desk.run("larger-text")
    assert desk.window.look.text_percent == 200
    await until(lambda: ratios(texts, before) == {2.0})
    desk.run("smaller-text")
    assert desk.window.look.text_percent == 175
    desk.run("usual-text")
    await until(lambda: ratios(texts, before) == {1.0})


def ratios(widgets: list[QWidget], before: dict[int, float]) -> set[float]:
    return {round(w.font().pointSizeF() / before[id(w)], 2) for w in widgets}


# -- the small window -------------------------------------------------------------------


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
@HEADSET
async def test_the_small_window_shows_the_call_and_its_keys_work(
    desk: Desk, headset: Headset
) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.run("mini-window")
    mini = desk.window.mini
    await until(mini.isActiveWindow)
    assert desk.registry["mini-window"].isChecked()
    assert mini._party.text() == "+1 415-555-0142"
    QTest.keyClick(mini, Qt.Key.Key_4)
    await until(lambda: ("engage", "a", Engagement.TAKE_OVER) in desk.stage.asked)
    await until(lambda: mini._standing.text().startswith("Live"))
    mini.on_top.setChecked(True)
    assert mini.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert mini.isVisible()
    await until(lambda: not cut_off(mini))
    mini.hang_up.click()
    await until(lambda: ("hang_up", "a") in desk.stage.asked)
    await until(lambda: mini._standing.text().startswith("Completed"))
    desk.run("mini-window")
    assert not mini.isVisible()
    assert not desk.registry["mini-window"].isChecked()
