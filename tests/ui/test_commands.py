"""The registry: one command for button, key, palette and test; keys that can be changed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from console.switchboard.call import Engagement
from console.ui.command import Command, Group, Where
from console.ui.fuzzy import ranked, score
from console.ui.keymap import KeyFile, KeyMap, KeyRefused, normal
from tests.ui.conftest import Desk, ExpectLog, until
from tests.ui.stage import call

DESIGNED = {
    "0": "off",
    "1": "listen",
    "2": "whisper",
    "3": "join",
    "4": "take-over",
    "Esc": "step-down",
    "V": "talk",
    "H": "hold",
    "Space": "answer",
    "D": "decline",
    "#": "keypad",
    "T": "transfer",
    "N": "note",
    "M": "mark",
    "J": "next",
    "K": "previous",
    "Return": "open",
    "Ctrl+1": "select-1",
    "Ctrl+9": "select-9",
    "Ctrl+D": "dial",
    "Ctrl+F": "filter",
    "Ctrl+H": "hang-up",
    "Ctrl+K": "palette",
    "Ctrl+M": "mute",
    "Ctrl+Shift+S": "mask",
    "F1": "keys",
    "F6": "next-pane",
    "Shift+F6": "previous-pane",
    "F12": "stop-all",
}


async def test_each_key_of_the_design_is_its_command(desk: Desk) -> None:
    keymap = desk.registry.keymap
    by_key = {key: name for name, _ in desk.registry for key in keymap.keys(name)}
    assert {key: by_key.get(key) for key in DESIGNED} == DESIGNED


async def test_no_two_commands_share_a_key_and_letters_stay_out_of_texts(desk: Desk) -> None:
    keymap = desk.registry.keymap
    used = Counter(key for name, _ in desk.registry for key in keymap.keys(name))
    assert [key for key, times in used.items() if times > 1] == []
    everywhere = [
        key
        for name, command in desk.registry
        if command.where is Where.WINDOW
        for key in keymap.keys(name)
    ]
    assert [key for key in everywhere if len(key) == 1 or key == "Space"] == []


async def test_letters_are_typed_in_every_line_of_the_desk(desk: Desk) -> None:
    desk.stage.put(call("a", engagement=Engagement.WHISPER))
    await desk.settle()
    desk.run("filter", "note", "dial", "transfer", "palette")
    lines = [line for line in desk.window.findChildren(QLineEdit) if line.isVisible()]
    assert len(lines) == 5
    for line in lines:
        line.clear()
        line.setFocus()
        QTest.keyClicks(line, "hvdmntsxajk 01234")
        assert "hvdmntsxajk 01234" in line.text()
        line.clear()
    await desk.settle()
    assert not desk.stage.asked


# -- the palette ------------------------------------------------------------------------


async def test_the_palette_finds_by_letters_and_does_it(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.press(Qt.Key.Key_K, ctrl=True)
    palette = desk.window.panels.palette
    assert palette.field.hasFocus()
    QTest.keyClicks(palette.field, "tkov")
    assert palette.found.command(0).name == "take-over"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert desk.calls.hasFocus()
    await until(lambda: desk.stage.asked == [("engage", "a", Engagement.TAKE_OVER)])


async def test_the_palette_does_not_do_what_does_not_apply(desk: Desk) -> None:
    desk.run("palette")
    palette = desk.window.panels.palette
    QTest.keyClicks(palette.field, "hold or")
    assert palette.found.command(0).name == "hold"
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    await desk.settle()
    assert not desk.stage.asked


async def test_the_palette_is_gone_through_and_left_by_key(desk: Desk) -> None:
    desk.run("palette")
    palette = desk.window.panels.palette
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 1
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


async def test_what_needs_a_key_held_is_not_in_the_palette(desk: Desk) -> None:
    desk.run("palette")
    found = desk.window.panels.palette.found
    names = {found.command(at).name for at in range(found.rowCount())}
    assert "talk" not in names
    assert {"hold", "dial", "stop-all", "mask", "answer"} <= names


@given(text=st.text("abc xyz", max_size=20), data=st.data())
def test_letters_in_their_order_are_always_found(text: str, data: st.DataObject) -> None:
    wanted = "".join(letter for letter in text if data.draw(st.booleans()))
    assert score(wanted, text) is not None
    assert score(text + "q", text) is None


def test_beginnings_of_words_come_first() -> None:
    texts = ["Silence the agent", "Hang up", "Mute", "All agents: halt"]
    assert texts[next(iter(ranked("hu", texts)))] == "Hang up"
    assert list(ranked("", texts)) == [0, 1, 2, 3]


# -- changing keys ----------------------------------------------------------------------


def commands() -> list[Command]:
    def nothing() -> None:
        raise AssertionError

    return [
        Command("hold", "Hold", nothing, "H", group=Group.CALL, where=Where.CALLS),
        Command("mark", "Mark", nothing, "M", group=Group.CALL, where=Where.CALLS),
        Command("dial", "Dial", nothing, "Ctrl+D", group=Group.DESK),
    ]


def test_a_key_in_use_is_refused_and_says_whose_it_is() -> None:
    keymap = KeyMap(commands(), {})
    with pytest.raises(KeyRefused, match="H is “Hold” already"):
        keymap.choose("mark", "h")
    assert keymap.keys("mark") == ["M"]
    assert not keymap.chosen


@pytest.mark.parametrize(
    ("name", "key", "why"),
    [("dial", "B", "types text"), ("dial", "Space", "types text"), ("mark", "Tab", "moves about")],
)
def test_keys_that_would_break_the_desk_are_refused(name: str, key: str, why: str) -> None:
    with pytest.raises(KeyRefused, match=why):
        KeyMap(commands(), {}).choose(name, key)


def test_two_keys_can_change_places() -> None:
    keymap = KeyMap(commands(), {"hold": "B"})
    keymap.choose("mark", "H")
    keymap.choose("hold", "M")
    assert KeyMap(commands(), keymap.chosen).keys("hold") == ["M"]
    with pytest.raises(KeyRefused):
        keymap.reset("hold")
    keymap.choose("mark", "B")
    keymap.reset("hold")
    assert keymap.chosen == {"mark": "B"}


def test_choosing_its_own_key_is_no_choice() -> None:
    keymap = KeyMap(commands(), {"hold": "B"})
    keymap.choose("hold", "H")
    assert keymap.chosen == {}


@given(st.dictionaries(st.sampled_from(["hold", "mark", "dial", "gone"]), st.text(max_size=8)))
def test_whatever_was_kept_no_two_commands_share_a_key(chosen: dict[str, str]) -> None:
    keymap = KeyMap(commands(), chosen)
    keys = [key for name in ("hold", "mark", "dial") for key in keymap.keys(name)]
    assert len(keys) == len(set(keys)) >= 3


def test_keys_are_kept_in_a_file(tmp_path: Path, expected_log: ExpectLog) -> None:
    file = KeyFile(tmp_path / "data" / "keys.json")
    assert file.load() == {}
    file.save({"hold": "B"})
    assert file.load() == {"hold": "B"}
    assert json.loads((tmp_path / "data" / "keys.json").read_text()) == {"hold": "B"}
    (tmp_path / "data" / "keys.json").write_text("{")
    expected_log("The keys could not be read")
    assert file.load() == {}


class Kept:
    """Keeps keys in memory."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def load(self) -> dict[str, str]:
        return self.keys

    def save(self, chosen: object) -> None:
        self.keys = dict(chosen)  # type: ignore[call-overload]


async def test_a_key_is_changed_on_the_card_and_works_at_once(desk: Desk) -> None:
    kept = desk.window.panels._keys = Kept()
    desk.stage.put(call("a"))
    await desk.settle()
    desk.run("keys")
    card = desk.window.panels.key_list
    assert card is not None
    button = card.buttons["hold"]
    assert button.accessibleName() == "Hold or resume: H"
    button.click()
    QTest.keyClick(button, Qt.Key.Key_M)
    assert card.verdict.sentence() == "M is “Mark this moment” already."
    assert button.text() == "H"
    button.click()
    QTest.keyClick(button, Qt.Key.Key_B)
    assert button.text() == "B"
    await until(lambda: kept.keys == {"hold": "B"})
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()
    desk.press(Qt.Key.Key_H)
    desk.press(Qt.Key.Key_B)
    await until(lambda: desk.stage.asked == [("hold", "a")])


async def test_backspace_gives_a_command_its_own_key_back(desk: Desk) -> None:
    desk.registry.choose_key("hold", "B")
    desk.run("keys")
    card = desk.window.panels.key_list
    assert card is not None
    card.buttons["hold"].click()
    QTest.keyClick(card.buttons["hold"], Qt.Key.Key_Backspace)
    assert desk.registry.keymap.keys("hold") == ["H"]
    card.buttons["hold"].click()
    QTest.keyClick(card.buttons["hold"], Qt.Key.Key_Escape)  # leaves it as it is
    assert card.isVisible()
    assert card.buttons["hold"].text() == "H"


def test_a_key_is_written_as_qt_writes_it(qapp: QApplication) -> None:
    assert normal("ctrl+shift+s") == "Ctrl+Shift+S"
    assert normal("nonsense") == ""


async def test_a_key_that_is_let_go_under_another_name_works_again(desk: Desk) -> None:
    """Where “+” is Shift and “=”, it is let go as “=” once Shift is up."""
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    larger = desk.registry["larger-text"]
    times: list[bool] = []
    larger.triggered.connect(lambda: times.append(True))
    for pressed in (1, 2):
        QTest.keyPress(desk.calls, Qt.Key.Key_Control)
        QTest.keyPress(desk.calls, Qt.Key.Key_Shift, ctrl)
        QTest.keyPress(desk.calls, Qt.Key.Key_Plus, ctrl)
        assert len(times) == pressed
        QTest.keyRelease(desk.calls, Qt.Key.Key_Shift, ctrl | shift)
        QTest.keyRelease(desk.calls, Qt.Key.Key_Equal, ctrl)
        QTest.keyRelease(desk.calls, Qt.Key.Key_Control, ctrl)
        await until(lambda: larger._down is None)
    # Another key's modifier lets go of nothing.
    QTest.keyPress(desk.calls, Qt.Key.Key_Plus, ctrl)
    QTest.keyPress(desk.calls, Qt.Key.Key_Shift, ctrl)
    QTest.keyRelease(desk.calls, Qt.Key.Key_Shift, ctrl)
    assert larger._down is Qt.Key.Key_Plus
    assert not larger._going.isActive()
    QTest.keyRelease(desk.calls, Qt.Key.Key_Plus, ctrl)
    await until(lambda: larger._down is None)
