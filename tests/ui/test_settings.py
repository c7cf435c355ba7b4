"""The settings window: what it shows of each, how it is found, kept, refused and taken back."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QWidget

from console.config import load_settings
from console.settings.file import SettingsFile
from console.settings.line_tables import lines_of
from console.setup.lines_keeper import LinesKeeper
from console.switchboard.errors import Refused
from console.switchboard.settings_interface import SettingKind, SettingView
from console.ui.hop import LoopHop
from console.ui.setup.settings_window import SettingsWindow
from tests.ui.conftest import until
from tests.ui.headset import Headset
from tests.ui.stage import Stage
from tests.ui.test_access import INTERACTIVE, name_of

_FOREIGN = ("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_")


def _view(name: str, kind: SettingKind, group: str, **more: object) -> SettingView:
    view = SettingView(
        name=name,
        variable=name.upper(),
        title=name.capitalize(),
        description=f"What {name} is.",
        group=group,
        kind=kind,
        value="",
        default="",
        source="default",
        effect="at once",
    )
    return replace(view, **more)  # type: ignore[arg-type]


class StageSettings:
    """A `SettingsBook` of five settings; ``asked`` lists what came."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.waits: tuple[str, ...] = ()
        self.refusal = ""
        self.views = {
            view.name: view
            for view in (
                _view("minutes", SettingKind.NUMBER, "Rails", value="60", default="60"),
                _view("carrier", SettingKind.CHOICE, "Carrier", choices=("twilio", "telnyx")),
                _view("token", SettingKind.SECRET, "Carrier", is_set=True, kept="Kept in KWallet."),
                _view("fixed", SettingKind.TEXT, "Carrier", locked="Set outside.", is_set=True),
                _view("speaker", SettingKind.TEXT, "Sound"),
            )
        }

    async def all(self) -> tuple[SettingView, ...]:
        return tuple(self.views.values())

    async def set(self, name: str, text: str) -> SettingView:
        self.asked.append(("set", name, text))
        if self.refusal:
            raise Refused("bad-value", self.refusal)
        shown = "" if self.views[name].kind is SettingKind.SECRET else text
        self.views[name] = replace(
            self.views[name], value=shown, is_set=True, source="settings.toml"
        )
        return self.views[name]

    async def reset(self, name: str) -> SettingView:
        self.asked.append(("reset", name, ""))
        view = self.views[name]
        self.views[name] = replace(
            view, value=view.default, is_set=False, kept="", source="default"
        )
        return self.views[name]

    async def pending(self) -> tuple[str, ...]:
        return self.waits

    async def start_again(self) -> None:
        self.asked.append(("again", "", ""))
        self.waits = ()


class Shown:
    """A shown window with the stand-in behind it."""

    def __init__(self, stage: Stage) -> None:
        self.book = StageSettings()
        self.window = SettingsWindow(self.book, LinesKeeper(), LoopHop(stage.loop), Headset)
        self.window.show()

    def type(self, name: str, text: str) -> None:
        entry = self.window.rows[name].entry
        assert isinstance(entry, QLineEdit)
        entry.setFocus()
        entry.selectAll()
        QTest.keyClicks(entry, text)
        QTest.keyClick(entry, Qt.Key.Key_Return)

    def visible(self) -> list[str]:
        return [name for name, row in self.window.rows.items() if row.isVisible()]

    async def came(self, *asked: tuple[str, str, str]) -> None:
        await until(lambda: self.book.asked == list(asked))


@pytest_asyncio.fixture
async def shown(
    qapp: QApplication, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Shown]:
    for name in os.environ:
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CONSOLE_DATA_DIR", str(tmp_path))
    made = Shown(stage)
    await until(made.window.isActiveWindow)
    await until(lambda: made.window.rows)
    yield made
    made.window.hide()
    parts = (made.window, made.window.lines, made.window.line)
    await until(lambda: not any(part._errands._tasks for part in parts))
    shiboken6.delete(made.window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


async def test_a_value_is_kept_when_it_is_typed_and_can_be_taken_back(shown: Shown) -> None:
    row = shown.window.rows["minutes"]
    assert row.reset.isHidden()
    shown.type("minutes", "45")
    await shown.came(("set", "minutes", "45"))
    await until(lambda: not row.reset.isHidden())
    assert "from settings.toml" in row._source.text()
    QTest.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    await until(lambda: row.reset.isHidden())
    assert isinstance(row.entry, QLineEdit)
    assert (row.entry.text(), row.entry.placeholderText()) == ("", "60")


async def test_what_is_refused_is_said_at_its_field_and_stays_to_be_put_right(
    shown: Shown,
) -> None:
    shown.book.refusal = "It has to be 1 or more."
    shown.type("minutes", "0")
    row = shown.window.rows["minutes"]
    await until(lambda: row.problem.sentence() == "It has to be 1 or more.")
    assert isinstance(row.entry, QLineEdit)
    assert row.entry.text() == "0"
    shown.book.refusal = ""
    shown.type("minutes", "5")
    await until(row.problem.isHidden)


async def test_leaving_a_field_as_it_is_keeps_nothing(shown: Shown) -> None:
    entry = shown.window.rows["minutes"].entry
    entry.setFocus()
    shown.window.search.setFocus()
    await until(shown.window.search.hasFocus)
    assert shown.book.asked == []


async def test_a_choice_is_kept_and_its_default_takes_it_back(shown: Shown) -> None:
    box = shown.window.rows["carrier"].entry
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("telnyx"))
    box.activated.emit(box.currentIndex())
    await shown.came(("set", "carrier", "telnyx"))
    await until(lambda: shown.window.rows["carrier"].view.is_set)
    box.setCurrentIndex(0)
    box.activated.emit(0)
    await shown.came(("set", "carrier", "telnyx"), ("reset", "carrier", ""))


async def test_a_secret_is_set_and_removed_and_never_shown(shown: Shown) -> None:
    row = shown.window.rows["token"]
    entry = row.entry
    assert isinstance(entry, QLineEdit)
    assert (entry.text(), entry.echoMode()) == ("", QLineEdit.EchoMode.Password)
    assert "Kept in KWallet." in row._about.text()
    shown.type("token", "another")
    await shown.came(("set", "token", "another"))
    await until(lambda: entry.text() == "")
    assert row.reset.text() == "Remove"
    QTest.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    await shown.came(("set", "token", "another"), ("reset", "token", ""))


async def test_what_the_environment_gives_can_only_be_read(shown: Shown) -> None:
    row = shown.window.rows["fixed"]
    assert not row.entry.isEnabled()
    assert row.reset.isHidden()
    assert "Set outside." in row._about.text()


async def test_search_finds_by_title_variable_group_and_words(shown: Shown) -> None:
    for words, found in (
        ("minutes", ["minutes"]),
        ("TOKEN", ["token"]),
        ("carrier what", ["carrier", "token", "fixed"]),
        ("speaker", []),
    ):
        shown.window.search.setText(words)
        assert shown.visible() == found
    assert shown.window.sound_box.isVisible()
    shown.window.search.setText("zzz")
    assert shown.window.nothing.isVisible()
    QTest.keyClick(shown.window.search, Qt.Key.Key_Escape)
    assert len(shown.visible()) == 4
    QTest.keyClick(shown.window.search, Qt.Key.Key_Escape)
    assert not shown.window.isVisible()


async def test_what_waits_for_the_next_start_can_be_had_now(shown: Shown) -> None:
    assert shown.window.again.isHidden()
    shown.book.waits = ("Port",)
    shown.type("minutes", "45")
    await until(lambda: not shown.window.again.isHidden())
    assert shown.window.foot.sentence() == "These count at the next start: Port."
    QTest.mouseClick(shown.window.again, Qt.MouseButton.LeftButton)
    await until(shown.window.again.isHidden)
    assert shown.book.asked[-1] == ("again", "", "")


async def test_everything_in_it_has_a_name(shown: Shown) -> None:
    for widget in shown.window.findChildren(QWidget):
        if isinstance(widget, INTERACTIVE) and widget.isVisible():
            assert name_of(widget).strip(), widget


# -- lines -----------------------------------------------------------------------------------


def _press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _write(window: SettingsWindow, key: str, text: str) -> None:
    """Type into a field of the line page and leave it."""
    entry = window.line.rows[key].entry
    assert isinstance(entry, QLineEdit)
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)


def _choose(window: SettingsWindow, key: str, value: str) -> None:
    box = window.line.rows[key].entry
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


async def _new_line(window: SettingsWindow) -> None:
    _press(window.lines.add)
    await until(window.line.isVisible)


async def test_a_line_is_added_changed_and_removed(shown: Shown, tmp_path: Path) -> None:
    window = shown.window
    await _new_line(window)
    _write(window, "number", "+1 415 555 0199")
    _write(window, "name", "Support")
    _choose(window, "answer", "ask")
    # What is being typed counts without leaving the field first.
    _write(window, "answer_after_s", "15")
    _press(window.line.save)
    await until(lambda: window.lines.rows)
    (row,) = window.lines.rows
    assert (row.line.number, row.line.name) == ("+14155550199", "Support")
    assert row.line.summary == "It rings for you; after 15 s the agent answers."
    assert lines_of(load_settings(), "stream")[0].answer_after_s == 15

    _press(row.change)
    await until(window.line.isVisible)
    QTest.mouseClick(window.line.rows["answer_after_s"].reset, Qt.MouseButton.LeftButton)
    _choose(window, "recording", "yes")
    _press(window.line.save)
    await until(lambda: window.lines.isVisible() and window.lines.rows[0] is not row)
    (line,) = lines_of(load_settings(), "stream")
    assert (line.answer_after_s, line.recording) == (0, True)

    (row,) = window.lines.rows
    _press(row.remove)
    assert row.keep.isVisible()
    _press(row.really)
    await until(lambda: not window.lines.rows)
    assert lines_of(load_settings(), "stream") == ()


async def test_a_line_that_cannot_be_is_refused_with_a_sentence_and_stays_to_be_put_right(
    shown: Shown,
) -> None:
    window = shown.window
    await _new_line(window)
    _press(window.line.save)
    await until(lambda: window.line.problem.sentence() == "Type the line's number first.")
    _write(window, "number", "555")
    _press(window.line.save)
    await until(lambda: "write it with its country code" in window.line.problem.sentence())
    _write(window, "number", "+14155550199")
    _choose(window, "answer", "forward")
    _press(window.line.save)
    await until(lambda: "it needs a “Forward to”" in window.line.problem.sentence())
    _write(window, "forward_to", "+14155550198")
    _press(window.line.save)
    await until(lambda: window.lines.rows)
    assert window.lines.rows[0].line.summary == "Calls are led to +14155550198."


async def test_only_what_matters_is_asked_and_nothing_is_kept_by_leaving(shown: Shown) -> None:
    window = shown.window
    await _new_line(window)
    rows = window.line.rows
    assert not rows["sentence"].isVisible()
    _choose(window, "answer", "say")
    assert rows["sentence"].isVisible()
    assert not rows["answer_after_s"].isVisible()
    assert not rows["agent_loss.sentence"].parentWidget().isVisible()
    _write(window, "number", "+14155550199")
    QTest.keyClick(rows["number"].entry, Qt.Key.Key_Escape)
    await until(window.lines.isVisible)
    assert lines_of(load_settings(), "stream") == ()


async def test_the_carriers_number_is_a_line_that_stays_when_another_is_added(
    shown: Shown, tmp_path: Path
) -> None:
    window = shown.window
    SettingsFile(tmp_path).set("twilio_phone_number", "+14155550100")
    window.refresh()
    await until(lambda: window.lines.rows)
    (row,) = window.lines.rows
    assert not row.remove.isVisible()
    assert "the carrier's number in the settings" in row.line.fixed
    await _new_line(window)
    _write(window, "number", "+14155550199")
    _press(window.line.save)
    await until(lambda: len(window.lines.rows) == 2)
    numbers = [line.number for line in lines_of(load_settings(), "stream")]
    assert numbers == ["+14155550100", "+14155550199"]
    # Found by number and name, and hidden where the search means something else.
    window.search.setText("415-555-0199")
    assert window.lines.isVisible()
    window.search.setText("minutes rails")
    assert not window.lines.isVisible()


async def test_with_large_text_nothing_is_out_of_sight(shown: Shown) -> None:
    window = shown.window
    font = window.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    fresh = SettingsWindow(shown.book, LinesKeeper(), LoopHop(window._hop._loop), Headset)
    for widget in (fresh, *fresh.findChildren(QWidget)):
        widget.setFont(font)
    fresh.resize(fresh.minimumSize())
    fresh.show()
    await until(lambda: fresh.rows)
    for area in fresh.findChildren(QScrollArea):
        content = area.widget()
        assert content.minimumSizeHint().width() <= area.viewport().width()
    fresh.close()
    parts = (fresh, fresh.lines, fresh.line)
    await until(lambda: not any(part._errands._tasks for part in parts))
    shiboken6.delete(fresh)
