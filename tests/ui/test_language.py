"""Every word goes through Qt's translation, and German is there to show it."""

from __future__ import annotations

import ast
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest_asyncio
from PySide6.QtWidgets import QApplication, QWidget

import console.ui
from console.paths import resource
from console.ui import figures
from console.ui.app import speak
from tests.ui import scenes
from tests.ui.conftest import Desk, until
from tests.ui.headset import Headset
from tests.ui.stage import Stage
from tests.ui.test_manners import cut_off

_SHOWING = """
setText setToolTip setAccessibleName setAccessibleDescription setPlaceholderText setWindowTitle
setTitle setHeaderData addAction addMenu addItem addTab setPrefix setSuffix label wrapped
DeskButton Command Empty Notice
"""
SHOWS = frozenset(_SHOWING.split())
"""What puts the text it is given before somebody's eyes or ears."""
KEY = re.compile(r"^((Ctrl|Shift|Alt)\+)*(\S|F\d+|Esc|Space|Return|Enter)?$")
NO_WORD = re.compile(r"^[^A-Za-z]*$|^[a-z]+(-[a-z0-9]*)*$")
"""Signs, and names of icons and commands."""


def untranslated() -> Iterator[str]:
    for path in sorted(Path(console.ui.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in SHOWS:
                yield from (f"{path.name}:{node.lineno}: {text!r}" for text in _literals(node))


def _literals(call: ast.Call) -> Iterator[str]:
    for given in [*call.args, *(keyword.value for keyword in call.keywords)]:
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            if not NO_WORD.match(given.value) and not _is_key(given.value):
                yield given.value
        elif isinstance(given, ast.JoinedStr):
            parts = [str(part.value) for part in given.values if isinstance(part, ast.Constant)]
            yield from (part for part in parts if not NO_WORD.match(part) and not _is_key(part))


def _is_key(text: str) -> bool:
    return all(KEY.match(key) for key in text.split())


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_no_word_is_shown_that_was_not_translated() -> None:
    assert list(untranslated()) == []


def translations() -> dict[str, str]:
    tree = ET.parse(resource("translations", "console_de.ts"))
    return {m.findtext("source", ""): m.findtext("translation", "") for m in tree.iter("message")}


def test_translations_keep_what_is_filled_in() -> None:
    told = {source: text for source, text in translations().items() if text}
    assert len(told) > 300
    for source, text in told.items():
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", text)), source


@pytest_asyncio.fixture
async def german(qapp: QApplication) -> AsyncIterator[Desk]:
    assert speak(qapp, "de")
    made = Desk(Stage(), Headset())
    await until(made.window.isActiveWindow)
    yield made
    await made.close()


async def test_the_desk_speaks_german_and_nothing_is_cut_off(german: Desk) -> None:
    german.window.resize(1280, 800)
    scenes.twelve_calls(german.stage)
    await german.settle()
    german.calls.select("a")
    assert german.registry["take-over"].text() == "Übernehmen"
    assert german.window.mini.windowTitle() == "Anruf"
    assert german.window._top.mic.text() == "NIEMAND HÖRT SIE"
    assert german.cell("c", 6).startswith("bat um einen Menschen")
    assert german.window.registry["hang-up"].text() == "Auflegen"
    await until(lambda: not cut_off(german.window))
    german.run("whisper")
    await until(lambda: german.window.composer.field.isVisible())
    await until(lambda: not cut_off(german.window))


def test_no_word_of_another_language_is_kept(qapp: QApplication) -> None:
    assert figures.as_written("anonymous") == "Number withheld"
    german = speak(qapp, "de")
    assert german
    assert figures.as_written("anonymous") == "Nummer unterdrückt"
    qapp.removeTranslator(german)
    assert figures.as_written("anonymous") == "Number withheld"


def test_a_language_that_is_not_there_leaves_english(qapp: QApplication) -> None:
    assert speak(qapp, "xx") is None
    assert speak(qapp, "en") is None
    assert QWidget.tr("Anything") == "Anything"
