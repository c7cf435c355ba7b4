"""A desk on a stage, on the loop it has in life: qasync's, with the stage's in a thread."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
import qasync
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.contacts import CONTACTS, ContactBook
from console.ui import announcer, call_list, hang_up, keypad, manners, selected, stop_all
from console.ui.app import make_application, speak
from console.ui.hop import EngineHop
from console.ui.mask import MASK
from console.ui.text_scale import STEPS, TextScale
from console.ui.theme import Theme
from console.ui.window import DeskWindow
from tests.fakes.notifications import Notifications, dbus_session
from tests.ui.headset import Headset
from tests.ui.stage import Stage

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SLOWER = 100
_LIMITS = (
    *((announcer, "_APART_MS"), (manners, "_APART_MS")),
    *((hang_up, "CONFIRM_MS"), (stop_all, "AGAIN_MS"), (selected, "UNDO_MS")),
    *((call_list, "_KEYED_MS"), (keypad, "REPEAT_MS")),
)
"""How long something may take a person, who is quicker than a machine that is busy."""


def _application() -> QApplication:
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else make_application(["tests"])


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"qasync": lambda: qasync.QEventLoop(_application())}


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return _application()


@pytest.fixture(autouse=True, scope="module")
def _garbage_goes_in_qts_thread() -> Iterator[None]:
    """A test's loop is garbage after it, its QObjects too, which no other thread may delete.

    Python collects in whichever thread makes the most, as the engine's does. A desk has one
    loop for as long as it lives; only tests leave loops behind.
    """
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _limits_run_out_when_a_test_says_so() -> Iterator[None]:
    """A person has `SLOWER` times as long as in life, so that no stall counts as theirs."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in _LIMITS:
            patch.setattr(module, name, SLOWER * getattr(module, name))
        yield


@pytest.fixture(autouse=True)
def _an_application_as_made() -> Iterator[None]:
    """The application outlives each desk: it forgets the look and the language of this one."""
    app = _application()
    palette, languages = app.palette(), set(app.findChildren(QTranslator))
    yield
    MASK.on = False
    CONTACTS.book = ContactBook()
    TextScale(app, STEPS[0])
    if app.palette() != palette:
        app.setPalette(palette)
    for translator in set(app.findChildren(QTranslator)) - languages:
        app.removeTranslator(translator)
        shiboken6.delete(translator)


@pytest.fixture
def in_german(qapp: QApplication) -> None:
    speak(qapp, "de")  # taken back as all of the application's look is


ExpectLog = Callable[[str], None]


class Clock:
    """The time of day, which passes only when it is told to."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Desk:
    """A shown window with the stage behind it."""

    def __init__(self, stage: Stage, headset: Headset | None = None) -> None:
        self.stage = stage
        self.clock = Clock()
        self.hop = EngineHop(stage, stage.loop)
        self.window = DeskWindow(
            self.hop, practice=True, theme=Theme.DARK, now=self.clock, sound=headset
        )
        self.registry = self.window.registry
        self.workspace = self.window.workspace
        self.calls, self.detail = self.workspace.calls, self.workspace.detail
        self.window.show()

    async def settle(self) -> None:
        """Let what the stage has told so far reach the rows."""
        # There and back, behind all that was on its way, and behind what sets out only now;
        # then what comes of it in Qt.
        for pause_s in (0, 0.01):
            there_and_back = asyncio.run_coroutine_threadsafe(asyncio.sleep(0), self.stage.loop)
            await asyncio.wrap_future(there_and_back)
            await asyncio.sleep(pause_s)
        self.workspace.model.settle()

    async def seconds_pass(self, seconds: float) -> None:
        self.clock.pass_by(seconds)
        self.workspace.tick()
        await asyncio.sleep(0)

    def rows(self) -> list[str]:
        return [call.id for call in self.workspace.model.calls()]

    def cell(self, call_id: str, column: int) -> str:
        model = self.workspace.model
        at = model.row_of(call_id)
        assert at is not None
        return str(model.index(at, column).data())

    def press(self, key: Qt.Key, on: QWidget | None = None, ctrl: bool = False) -> None:
        """Press a key on a widget that has the focus, the list unless another is named."""
        target = on or self.calls
        target.setFocus()
        control = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(target, key, control if ctrl else Qt.KeyboardModifier.NoModifier)
        # A hand is slower: what comes so soon again is taken for the key repeating itself.
        QCoreApplication.sendEvent(QObject(), QEvent(QEvent.Type.ApplicationDeactivate))

    def run(self, *commands: str) -> None:
        """Do commands of the registry; each must apply."""
        for command in commands:
            assert self.registry.run(command), f"{command} does not apply"

    async def close(self) -> None:
        self.window.controls.microphone.close()
        await self.hop.close()
        self.stage.close()
        shiboken6.delete(self.window)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


async def until(condition: Callable[[], object], patience_s: float = 30.0) -> None:
    """Wait until something holds; a busy machine takes its time."""
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        await asyncio.sleep(0.005)


@pytest.fixture
def practice() -> bool:
    return True


@pytest.fixture
def stage(practice: bool) -> Iterator[Stage]:
    """A stage without a desk."""
    made = Stage(practice=practice)
    yield made
    made.close()


@pytest.fixture
def headset(request: pytest.FixtureRequest) -> Headset | None:
    """The operator's sound, for the tests that ask for it with a parameter."""
    return Headset() if getattr(request, "param", False) else None


@pytest_asyncio.fixture
async def desk(qapp: QApplication, headset: Headset | None) -> AsyncIterator[Desk]:
    made = Desk(Stage(), headset)
    await until(made.window.isActiveWindow)
    await made.settle()
    yield made
    await made.close()


@pytest.fixture
def session_bus() -> Iterator[str]:
    """The address of a D-Bus session with nothing in it."""
    if shutil.which("dbus-run-session") is None:
        pytest.skip("dbus-run-session is not installed")
    with dbus_session() as address:
        yield address


@pytest.fixture
def notifications(session_bus: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notifications]:
    """A desktop that shows notifications, in place of whatever the tests run on."""
    made = Notifications(session_bus)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session_bus)
    yield made
    made.close()
