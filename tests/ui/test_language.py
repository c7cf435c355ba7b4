"""Every word goes through Qt's translation, and German is there to show it."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest
import pytest_asyncio
from PySide6.QtWidgets import QApplication, QWidget

import console.ui
from console.paths import resource
from console.switchboard.events import Lamp, LampState
from console.switchboard.readiness import Load, check
from console.ui import figures
from console.ui.app import speak
from console.ui.lamps import explanation
from console.ui.said import country, said
from tests.ui import scenes
from tests.ui.conftest import Desk, until
from tests.ui.headset import Headset
from tests.ui.stage import LINE, Stage
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
    await until(lambda: german.window.controls.composer.field.isVisible())
    await until(lambda: not cut_off(german.window))


def test_no_word_of_another_language_is_kept(qapp: QApplication) -> None:
    assert figures.as_written("anonymous") == "Number withheld"
    german = speak(qapp, "de")
    assert german
    assert figures.as_written("anonymous") == "Nummer unterdrückt"
    for translator in german:
        qapp.removeTranslator(translator)
    assert figures.as_written("anonymous") == "Number withheld"


def _maker() -> ModuleType:
    """Return packaging/make-translations as a module."""
    path = Path(__file__).parents[2] / "packaging" / "make-translations"
    loader = SourceFileLoader("make_translations", str(path))
    spec = spec_from_loader(loader.name, loader)
    assert spec
    made = module_from_spec(spec)
    loader.exec_module(made)
    return made


def test_every_word_is_translated_and_every_file_is_newer_than_its_source() -> None:
    assert _maker().check() == []


def test_a_new_word_and_a_file_left_behind_are_found_without_lrelease(
    qapp: QApplication, tmp_path: Path
) -> None:
    maker = _maker()
    new = maker.faults("de", {**maker.words(), ("Words", "Never seen"): None})
    assert new == ["console_de.ts does not translate “Never seen” (Words)."]
    for file in maker.FOLDER.glob("console_de.*"):
        shutil.copy(file, tmp_path)
    maker.FOLDER = tmp_path
    source = tmp_path / "console_de.ts"
    changed = source.read_text("utf-8").replace(">Auflegen<", ">Schluss<")
    source.write_text(changed, "utf-8")
    older = maker.faults("de", maker.words())
    assert older
    assert all(fault.startswith("console_de.qm is older than console_de.ts") for fault in older)
    assert maker.faults("de", {})[0].endswith("for nothing.")
    known = maker.known(source)
    maker.write(source, "de", maker.words(), {k: t for k, t in known.items() if "Twilio" not in t})
    assert "of the engine's" in maker.faults("de", maker.words())[-1]


# -- what the engine says ---------------------------------------------------------------


@pytest.mark.usefixtures("in_german")
@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Not checked yet.", "Noch nicht geprüft."),
        (
            "Practice line may not call Nigeria. Countries it may call: United Kingdom, Nigeria.",
            "Übungsleitung darf nicht nach Nigeria anrufen. "
            "Länder, die erlaubt sind: Vereinigtes Königreich, Nigeria.",
        ),
        (
            "Ready to dial +49 30 1234567, Germany.",
            "Bereit, +49 30 1234567 zu wählen, Deutschland.",
        ),
        # Two sentences of different rooms, and one that nobody knows, in one breath.
        (
            "There is no way in to test. A vendor's own words. Try again in a minute.",
            "Es gibt keinen Zugang zu prüfen. A vendor's own words. "
            "In einer Minute noch einmal versuchen.",
        ),
        ("To the agent: The call has ended.", "An den Agenten: The call has ended."),
        ("Caller pressed 7", "Anrufer drückte 7"),
        (
            "12 calls are under way, as many as this console carries. "
            "Wait for one to end, or run another console.",
            "12 Anrufe laufen, mehr trägt diese Konsole nicht. "
            "Warten, bis einer endet, oder eine weitere Konsole starten.",
        ),
        (
            "At most 20 calls out at once, 100 an hour, 60 minutes each, to Germany and Kenya.",
            "Höchstens 20 abgehende Anrufe zugleich, 100 je Stunde, je 60 Minuten. "
            "Ziele: Deutschland und Kenia.",
        ),
        ("Kept in KWallet since 3 March 2026.", "Aufbewahrt seit 3. März 2026: KWallet."),
        (
            "1 call is under way, as many as this console carries.",
            "1 Anruf läuft, mehr trägt diese Konsole nicht.",
        ),
        ("It has to be 5 or more.", "Es muss mindestens 5 sein."),
        ("", ""),
    ],
)
def test_what_the_engine_says_is_said_in_german(english: str, german: str) -> None:
    assert said(english) == german


@pytest.mark.usefixtures("in_german")
def test_what_a_real_refusal_and_a_real_lamp_say_is_german() -> None:
    for text in ("", "112", "12", "+1 900 555 0199", "+2348031234567", "+14155550142"):
        sentence = check(text, LINE, Load(), ()).sentence
        assert said(sentence) != sentence
    busy = Load(dials_now=999, dials_last_hour=999)
    assert "zugleich sind erlaubt" in said(check("+14155550142", LINE, busy, ()).sentence)
    lamp = Lamp("sound", LampState.ERROR, "No sound device was found. Plug one in.")
    why = explanation(lamp, datetime.now(UTC))[1]
    assert why == "Es wurde kein Tongerät gefunden. Eines anschließen."
    assert country("DE") == "Deutschland"


def test_english_stays_as_it_was_said(qapp: QApplication) -> None:
    sentence = "Ready to dial +49 30 1234567, Germany."
    assert said(sentence) == sentence
    assert country("DE") == "Germany"


def test_a_language_that_is_not_there_leaves_english(qapp: QApplication) -> None:
    assert speak(qapp, "xx") == []
    assert speak(qapp, "en") == []
    assert QWidget.tr("Anything") == "Anything"
