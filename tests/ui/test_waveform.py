"""Waveform and meters: what is drawn where, and that it costs nothing while nothing moves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage
from PySide6.QtWidgets import QApplication, QWidget

from console.switchboard.call import Doing
from console.switchboard.events import CallChanged, Speaker, TranscriptLine
from console.switchboard.interface import CallLevels
from console.ui.happenings import Happenings, Kind
from console.ui.meter_overlay import MeterOverlay
from console.ui.meters import HISTORY_S, RATE, Meters
from console.ui.theme import CONTRAST, DARK, Theme, Tokens, palette
from console.ui.waveform import Waveform
from tests.ui.conftest import Desk
from tests.ui.stage import call

GOLDEN = Path(__file__).parent / "golden"
WIDTH = 400


class Scene:
    """A waveform with a clock of the test's own, without a window."""

    def __init__(self, look: Tokens = DARK) -> None:
        self.now = 1000.0
        self.meters = Meters(lambda: self.now)
        self.happenings = Happenings(lambda: self.now)
        self.waveform = Waveform(self.meters, self.happenings)
        self.waveform.setPalette(palette(look))
        font = QFont("DejaVu Sans")
        font.setPixelSize(12)
        self.waveform.setFont(font)
        self.waveform.resize(WIDTH, self.waveform.sizeHint().height())
        self.waveform.show_call("a")

    def seconds(self, seconds: float, caller: float = -96, agent: float = -96) -> None:
        for _ in range(round(seconds * RATE)):
            self.now += 1 / RATE
            self.meters.advance({"a": CallLevels(caller, agent, caller, agent)})
            self.waveform.show_levels()

    def picture(self) -> QImage:
        return self.waveform.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    def share(self, colour: QColor) -> float:
        """Return the share of the columns that have a colour off the lanes' middles."""
        shown, lane = self.picture(), self.waveform._lane_height()
        left = self.waveform._label_width()
        y = [lane // 2 - 6, lane + 6 + lane // 2 - 6]
        hits = sum(
            any(shown.pixelColor(x, row) == colour for row in y) for x in range(left, shown.width())
        )
        return hits / (shown.width() - left)


@pytest.fixture
def scene(qapp: QApplication) -> Iterator[Scene]:
    made = Scene()
    yield made
    made.waveform.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_each_second_is_a_twentieth_of_the_width(scene: Scene) -> None:
    scene.seconds(5, caller=-12)
    assert scene.share(DARK.caller) == pytest.approx(5 / HISTORY_S, abs=0.01)
    scene.seconds(3, agent=-12)
    assert scene.share(DARK.caller) == pytest.approx(5 / HISTORY_S, abs=0.01)
    assert scene.share(DARK.agent) == pytest.approx(3 / HISTORY_S, abs=0.01)
    scene.seconds(HISTORY_S + 1)
    assert scene.share(DARK.caller) == 0


def test_another_size_or_theme_shows_the_same(scene: Scene) -> None:
    scene.seconds(5, caller=-12)
    scene.waveform.resize(700, scene.waveform.height())
    assert scene.share(DARK.caller) == pytest.approx(5 / HISTORY_S, abs=0.01)
    scene.waveform.setPalette(palette(CONTRAST))
    assert scene.share(CONTRAST.caller) == pytest.approx(5 / HISTORY_S, abs=0.01)


def test_another_call_shows_its_own(scene: Scene) -> None:
    scene.seconds(5, caller=-12)
    scene.waveform.show_call("b")
    assert scene.share(DARK.caller) == 0
    scene.waveform.show_call("a")
    assert scene.share(DARK.caller) > 0


def test_it_is_painted_no_oftener_than_it_moves(qapp: QApplication, scene: Scene) -> None:
    class Counting(QWidget):
        paints = 0

        def eventFilter(self, _watched: object, event: QEvent) -> bool:
            self.paints += event.type() == QEvent.Type.Paint
            return False

    counting = Counting()
    scene.waveform.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    scene.waveform.show()
    scene.waveform.installEventFilter(counting)
    qapp.processEvents()
    for calm, most in ((False, 5 * (WIDTH / HISTORY_S)), (True, 5 * 5)):
        scene.waveform.calm = calm
        before = counting.paints
        for _ in range(5 * RATE):
            scene.seconds(1 / RATE, caller=-12)
            qapp.processEvents()
        assert 0 < counting.paints - before <= most + 1
    assert scene.share(DARK.caller) == pytest.approx(10 / HISTORY_S, abs=0.02)


def happen(scene: Scene) -> None:
    """Have everything happen that can be marked, seconds apart."""
    for old, new in (
        (None, Doing.CALLER_SPEAKING),
        (Doing.THINKING, Doing.AGENT_SPEAKING),
        (Doing.AGENT_SPEAKING, Doing.CALLER_SPEAKING),
    ):
        scene.happenings.call_changed(
            CallChanged(call("a", doing=old), call("a", doing=new), "test")
        )
        scene.seconds(3, caller=-30 if new is Doing.CALLER_SPEAKING else -96, agent=-25)
    for speaker, text in (
        (Speaker.NOTE, "Caller pressed 7"),
        (Speaker.NOTE, "Sent 10#"),
        (Speaker.NOTE, "On hold"),
        (Speaker.MARK, "Marked"),
    ):
        scene.happenings.line_said(TranscriptLine("a", speaker, text, 0))
        scene.seconds(2, caller=-18)


def test_turns_interruptions_keys_and_marks_are_told_apart(scene: Scene) -> None:
    happen(scene)
    kinds = [(moment.kind, moment.text) for moment in scene.happenings.of("a")]
    assert kinds == [
        (Kind.CALLER_TURN, ""),
        (Kind.AGENT_TURN, ""),
        (Kind.INTERRUPTION, ""),
        (Kind.KEYS, "7"),
        (Kind.KEYS, "10#"),
        (Kind.MARK, ""),
    ]
    scene.seconds(HISTORY_S - 3)
    assert [moment.kind for moment in scene.happenings.of("a")] == [Kind.MARK]
    scene.happenings.keep(["b"])
    assert not scene.happenings.of("a")


@pytest.mark.parametrize("look", [DARK, CONTRAST], ids=["dark", "contrast"])
def test_it_looks_as_it_did(qapp: QApplication, look: Tokens) -> None:
    """Compare with a picture; REDRAW=1 in the environment draws it anew, to be looked at."""
    scene = Scene(look)
    happen(scene)
    scene.waveform.show_behind(6000)
    name = "waveform-contrast.png" if look is CONTRAST else "waveform-dark.png"
    compare(scene.picture(), GOLDEN / name)
    scene.waveform.deleteLater()


def compare(shown: QImage, file: Path) -> None:
    """See that hardly a pixel differs: fonts are drawn a little otherwise on each machine."""
    if os.environ.get("REDRAW"):
        file.parent.mkdir(exist_ok=True)
        shown.save(str(file))
    known = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    assert known.size() == shown.size()
    points = [(x, y) for x in range(shown.width()) for y in range(shown.height())]
    off = sum(_far(shown.pixelColor(x, y), known.pixelColor(x, y)) for x, y in points)
    assert off / len(points) < 0.02


def _far(one: QColor, other: QColor) -> bool:
    return max(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True)) > 48


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.CONTRAST])
async def test_the_meters_look_as_they_did(desk: Desk, theme: Theme) -> None:
    """Compare with a picture; REDRAW=1 in the environment draws it anew, to be looked at."""
    desk.window.look.choose_theme(theme)
    font = QFont("DejaVu Sans")
    font.setPixelSize(12)
    desk.calls.setFont(font)
    began = desk.clock.now
    for name in "abc":
        desk.stage.put(call(name, created_at=began, answered_at=began))
        await desk.settle()
    meters = desk.workspace.meters
    levels = {"a": (-12, -60), "b": (-40, -20), "c": (-96, -6)}
    read = {name: CallLevels(*two, two[0] + 5, two[1] + 5) for name, two in levels.items()}
    meters._clock = lambda: meters.at  # time stands still
    meters.advance(read)
    desk.workspace.clock._timer.stop()
    overlay = desk.calls.findChild(MeterOverlay)
    assert isinstance(overlay, MeterOverlay)
    shown = overlay.grab(QRect(0, 0, 100, 70)).toImage()
    name = f"meters-{theme}.png"
    compare(shown.convertToFormat(QImage.Format.Format_RGB32), GOLDEN / name)
