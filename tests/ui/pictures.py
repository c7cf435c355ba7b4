"""Draws the desk as it stands in several scenes: ``python -m tests.ui.pictures OUTDIR``.

Each picture is a grab of the real window at 1280 × 800 (or what ``--size`` says), in
both themes. Needs a display; Xvfb will do.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.contacts import CONTACTS, Contact, ContactBook
from console.ui.app import make_application
from console.ui.hop import EngineHop
from console.ui.mask import MASK
from console.ui.preferences import Preferences
from console.ui.theme import Theme
from console.ui.window import DeskWindow
from tests.ui import scenes
from tests.ui.headset import Headset
from tests.ui.stage import Stage

_HISTORY_FRAMES = 620


async def _settle(seconds: float = 0.3) -> None:
    await asyncio.sleep(seconds)


async def _levels(stage: Stage, window: DeskWindow) -> None:
    """Run twenty seconds of levels past the meters, faster than life."""
    clock = time.monotonic()
    meters = window.workspace.meters
    for frame in range(_HISTORY_FRAMES):
        scenes.speak(stage, frame)
        meters._clock = lambda frame=frame: clock + frame / 30
        window.workspace.clock.frame()


async def _eventful(stage: Stage, window: DeskWindow) -> None:
    """Spread what happens over the twenty seconds, as life would."""
    happened = window._happenings
    call = window.model.all_calls()[0]
    scenes.happenings(stage, call.id)
    await _settle()
    newest = window.workspace.meters.at
    moments = happened._moments[call.id]
    for at, moment in enumerate(list(moments)):
        moments[at] = replace(moment, at=newest - 16 + 3.4 * at)
    happened._clock = lambda: newest
    window.workspace.detail.waveform.update()
    await _settle()


async def _caught(stage: Stage, window: DeskWindow) -> None:
    await _eventful(stage, window)
    window.registry.run("catch-up")
    await _settle()


async def _first(_stage: Stage, window: DeskWindow) -> None:
    window.workspace.calls.select("call-0")
    await _settle()


async def _degraded(_stage: Stage, window: DeskWindow) -> None:
    window._banner.say("Jabra was unplugged. The system's own speaker is used instead.")
    await _settle()


async def _by_name(_stage: Stage, window: DeskWindow) -> None:
    people = (("Ada Lovelace", "+14155550142"), ("Adam Smith", "+442079460123"))
    window.use_contacts(ContactBook([Contact(*person) for person in people]))
    await _runs("dial", typed="ad")(_stage, window)


async def _mini(stage: Stage, window: DeskWindow) -> None:
    await _runs("join", "mini-window")(stage, window)


async def _no_more(_stage: Stage, _window: DeskWindow) -> None:
    await _settle(0)


async def _dial_refused(_stage: Stage, window: DeskWindow) -> None:
    window.registry.run("dial")
    QTest.keyClicks(window.panels.dial.field, "+2348031234567\r")
    await _settle()


async def _dial_ready(_stage: Stage, window: DeskWindow) -> None:
    window.registry.run("dial")
    QTest.keyClicks(window.panels.dial.field, "+442079460788")
    window._banner.say("This call has ended, so it cannot be listened to.")
    await _settle()


Then = Callable[[Stage, DeskWindow], Coroutine[Any, Any, None]]


def _runs(*commands: str, typed: str = "") -> Then:
    """Do some commands, and type into whatever they open."""

    async def then(_stage: Stage, window: DeskWindow) -> None:
        for command in commands:
            window.registry.run(command)
            await _settle()
        for letter in typed:
            QTest.keyClicks(window.focusWidget(), letter)
        await _settle()

    return then


async def _receipt(stage: Stage, window: DeskWindow) -> None:
    await _runs("whisper", typed="Offer free express shipping.\r")(stage, window)
    QTest.keyClicks(window.controls.composer.field, "And thank them for waiting")


async def _talking(stage: Stage, window: DeskWindow) -> None:
    await _runs("join")(stage, window)
    window.controls.microphone.hold_to_talk(True)
    await _settle()


async def _ringing(stage: Stage, window: DeskWindow) -> None:
    window.workspace.calls.select("g")
    await _settle()


async def _alert(stage: Stage, window: DeskWindow) -> None:
    window.registry.run("top-alert")
    await _settle()


SCENES: dict[str, tuple[Callable[[Stage], None], Then]] = {
    "empty": (lambda stage: None, _no_more),
    "one-call": (scenes.one_call, _eventful),
    "catching-up": (scenes.one_call, _caught),
    "twelve-calls": (scenes.twelve_calls, _levels),
    "hundred-calls": (scenes.hundred_calls, _first),
    "twelve-degraded": (scenes.degraded, _degraded),
    "contacts": (scenes.twelve_calls, _by_name),
    "mini": (scenes.one_call, _mini),
    "dial-refused": (scenes.one_call, _dial_refused),
    "dial-ready": (scenes.twelve_calls, _dial_ready),
    "off": (scenes.one_call, _runs("off")),
    "whisper": (scenes.one_call, _receipt),
    "join": (scenes.one_call, _runs("join")),
    "talking": (scenes.one_call, _talking),
    "take-over": (scenes.one_call, _runs("take-over")),
    "handed-back": (scenes.one_call, _runs("take-over", "listen")),
    "hold": (scenes.one_call, _runs("hold")),
    "note": (scenes.one_call, _runs("note", typed="Wants a call back on Friday")),
    "keypad": (scenes.one_call, _runs("keypad", typed="1043#")),
    "transfer": (scenes.one_call, _runs("transfer", typed="+442079460788")),
    "palette": (scenes.twelve_calls, _runs("palette", typed="tr")),
    "keys": (scenes.twelve_calls, _runs("keys")),
    "twelve-filter": (scenes.twelve_calls, _runs("filter", typed="44")),
    "twelve-silenced": (scenes.twelve_calls, _runs("stop-all")),
    "twelve-masked": (scenes.twelve_calls, _runs("mask")),
    "twelve-ringing": (scenes.twelve_calls, _ringing),
    "twelve-alert": (scenes.twelve_calls, _alert),
    "twelve-no-microphone": (scenes.twelve_calls, _runs("take-over")),
}


async def _picture(name: str, theme: Theme, options: argparse.Namespace) -> None:
    stage = Stage(practice=not options.live)
    hop = EngineHop(stage, stage.loop)
    sound = None if "no-microphone" in name else Headset()
    preferences = Preferences()
    preferences.text_percent = options.percent
    window = DeskWindow(
        hop, practice=not options.live, theme=theme, sound=sound, preferences=preferences
    )
    window.resize(*options.size)
    window.show()
    prepare, then = SCENES[name]
    prepare(stage)
    await _settle()
    if name.startswith("twelve"):
        window.workspace.calls.select("a")
    await _levels(stage, window)
    await then(stage, window)
    await _settle(0.05)
    options.out.mkdir(parents=True, exist_ok=True)
    shown = window.mini if name == "mini" else window
    shown.grab().save(str(options.out / f"{name}-{theme}.png"))
    window.look.reset()
    window.put_away()
    CONTACTS.book = ContactBook()
    await hop.close()
    stage.close()
    window.deleteLater()
    MASK.on = False


async def _all(options: argparse.Namespace) -> None:
    for theme in (
        [Theme(options.theme)] if options.theme else [Theme.DARK, Theme.LIGHT, Theme.CONTRAST]
    ):
        for name in options.only or SCENES:
            await _picture(name, theme, options)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=["dark", "light", "contrast"])
    parser.add_argument("--size", type=int, nargs=2, default=(1280, 800))
    parser.add_argument("--font", type=float, default=1.0, help="scale of the system font")
    parser.add_argument("--percent", type=int, default=100, help="the desk's own scale of text")
    parser.add_argument("--language", default="en", help="ISO 639 code")
    parser.add_argument("--live", action="store_true", help="not the practice line")
    parser.add_argument("--only", nargs="*", choices=list(SCENES))
    options = parser.parse_args()
    app: QApplication = make_application(["pictures"], options.language)
    font = QFont(app.font())
    font.setPointSizeF(font.pointSizeF() * options.font)
    app.setFont(font)
    with qasync.QEventLoop(app) as loop:
        loop.run_until_complete(_all(options))


if __name__ == "__main__":
    main()
