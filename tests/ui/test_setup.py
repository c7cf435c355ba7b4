"""The set-up's window: what it asks, what it shows, and how it is walked through by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from console.switchboard.setup_interface import StepState
from console.ui.hop import LoopHop
from console.ui.setup.field_box import TextBox
from console.ui.setup.findings import Changes
from console.ui.setup.setup_window import SetupWindow
from console.ui.sound_box import SoundBox
from tests.ui.conftest import until
from tests.ui.headset import Headset
from tests.ui.stage import Stage
from tests.ui.stage_setup import CHANGES, LEAD, NOTED, StageSetup
from tests.ui.test_access import INTERACTIVE, name_of


class Walk:
    """A shown window with the stand-in behind it."""

    def __init__(self, stage: Stage) -> None:
        self.setup = StageSetup()
        self.headset = Headset()
        self.window = SetupWindow(self.setup, LoopHop(stage.loop), lambda: self.headset)
        self.window.show()

    async def ready(self) -> None:
        await until(lambda: self.window.primary.isEnabled())

    async def press(self) -> None:
        QTest.mouseClick(self.window.primary, Qt.MouseButton.LeftButton)
        await self.ready()

    async def go_to(self, step: str) -> None:
        await self.ready()
        self.window.go_to(step)
        await self.ready()

    def line(self, name: str) -> QLineEdit:
        box = self.window.current.boxes[name]
        assert isinstance(box, TextBox)
        return box.line

    @property
    def step(self) -> str:
        return self.window.current.step.name

    def sentences(self) -> list[str]:
        return self.window.current.findings.sentences()


@pytest_asyncio.fixture
async def walk(qapp: QApplication, stage: Stage) -> AsyncIterator[Walk]:
    made = Walk(stage)
    await until(made.window.isActiveWindow)
    await made.ready()
    yield made
    await made.ready()
    made.window.hide()
    shiboken6.delete(made.window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


async def test_what_is_well_leads_on_to_the_next_step_by_itself(walk: Walk) -> None:
    assert (walk.step, walk.window.primary.text()) == ("carrier", "Continue")
    await walk.press()
    assert walk.setup.asked == [("submit", "carrier", {"carrier": "twilio"})]
    assert (walk.step, walk.window.primary.text()) == ("keys", "Check the keys")
    assert walk.window.list.buttons["carrier"].accessibleName() == "Carrier: Done"
    assert walk.window.foot.done_last.text() == "Carrier: It is well."


async def test_a_problem_stays_says_why_and_keeps_what_was_typed(walk: Walk) -> None:
    await walk.go_to("keys")
    QTest.keyClicks(walk.line("sid"), "AC1")
    QTest.keyClicks(walk.line("token"), "secret")
    view = walk.setup.views["keys"]
    sid = view.fields[0]
    bad = type(sid)(sid.name, sid.label, value="AC1", problem="Too short.")
    walk.setup.says(
        "keys", StepState.PROBLEM, "Not accepted.", remedy="Check.", fields=(bad, *view.fields[1:])
    )
    await walk.press()
    assert walk.setup.asked[-1] == (
        "submit",
        "keys",
        {"sid": "AC1", "token": "secret", "fixed": "ie1", "way": "short", "detour": ""},
    )
    assert (walk.step, walk.sentences()) == ("keys", ["Not accepted."])
    assert (walk.line("sid").text(), walk.line("token").text()) == ("AC1", "secret")
    assert walk.line("sid").accessibleDescription() == "Too short."
    assert walk.window.list.buttons["keys"].accessibleName() == "Keys: Problem"


async def test_enter_in_a_field_checks_and_a_warning_waits_to_be_read(walk: Walk) -> None:
    await walk.go_to("keys")
    assert walk.line("sid").hasFocus()
    walk.setup.says("keys", StepState.WARNING, "A trial.", remarks=(NOTED,))
    QTest.keyClick(walk.line("sid"), Qt.Key.Key_Return)
    await until(lambda: walk.sentences() == ["A trial.", NOTED.sentence])
    await walk.ready()
    assert (walk.step, walk.window.primary.text()) == ("keys", "Continue")
    assert walk.window.primary.hasFocus()
    QTest.keyClick(walk.window.primary, Qt.Key.Key_Return)
    await walk.ready()
    assert walk.step == "sound"


async def test_the_focus_goes_along_to_what_is_to_be_filled_in(walk: Walk) -> None:
    QTest.keyClick(walk.window.focusWidget(), Qt.Key.Key_Return)
    await until(lambda: walk.step == "keys")
    await walk.ready()
    assert walk.line("sid").hasFocus()
    QTest.keyClicks(walk.window.focusWidget(), "AC1")
    QTest.keyClick(walk.window.focusWidget(), Qt.Key.Key_Tab)
    assert walk.line("token").hasFocus()
    order = []
    for _ in range(4):
        QTest.keyClick(walk.window.focusWidget(), Qt.Key.Key_Tab)
        order.append(name_of(walk.window.focusWidget()))
    assert order == ["Way: Short", "Back", "Later", "Check the keys"]


async def test_editing_after_a_check_asks_for_another(walk: Walk) -> None:
    await walk.go_to("keys")
    walk.setup.says("keys", StepState.WARNING, "A trial.")
    await walk.press()
    QTest.keyClicks(walk.line("sid"), "x")
    assert walk.window.primary.text() == "Check the keys"


async def test_fields_show_as_they_matter_and_what_the_environment_gives_is_fixed(
    walk: Walk,
) -> None:
    await walk.go_to("keys")
    boxes = walk.window.current.boxes
    assert boxes["detour"].isHidden()
    QTest.mouseClick(boxes["way"].radios["long"], Qt.MouseButton.LeftButton)
    assert not boxes["detour"].isHidden()
    assert not walk.line("fixed").isEnabled()
    assert walk.line("token").echoMode() is QLineEdit.EchoMode.Password


async def test_while_it_is_checked_nothing_else_can_be_pressed(walk: Walk, stage: Stage) -> None:
    await walk.go_to("keys")
    stage.loop.call_soon_threadsafe(walk.setup.holds.clear)
    walk.window._submit()
    await until(lambda: len(walk.setup.asked) == 1)
    assert not walk.window.primary.isEnabled()
    assert walk.window.current._wait.text() == "Checking…"
    walk.window.go_to("carrier")
    QTest.keyClick(walk.line("sid"), Qt.Key.Key_Return)
    assert walk.step == "keys"
    stage.loop.call_soon_threadsafe(walk.setup.holds.set)
    await walk.ready()
    assert len(walk.setup.asked) == 1


async def test_a_refusal_is_said_and_the_step_can_be_tried_again(walk: Walk) -> None:
    walk.setup.refusal = "Calls are live."
    await walk.press()
    assert walk.window.current._wait.text() == "Calls are live."
    walk.setup.refusal = ""
    await walk.press()
    assert walk.step == "keys"


async def test_the_number_is_led_here_only_by_pressing_what_says_so(walk: Walk) -> None:
    await walk.go_to("go-live")
    walk.setup.says(
        "go-live",
        StepState.TO_DO,
        "Somebody answers.",
        remarks=(NOTED,),
        changes=CHANGES,
        actions=(LEAD,),
    )
    await walk.press()
    (changes,) = walk.window.current.findings.findChildren(Changes)
    assert changes.isVisible()
    assert walk.window.primary.text() == LEAD.label
    walk.setup.says("go-live", StepState.OK, "Calls come here.", remarks=(), changes=(), actions=())
    await walk.press()
    assert walk.setup.asked[-1][0] == "take"
    assert (walk.sentences(), walk.window.primary.text()) == (["Calls come here."], "Done")
    await walk.press()
    assert not walk.window.isVisible()


async def test_the_microphone_is_open_for_its_level_on_its_page_alone(walk: Walk) -> None:
    assert walk.headset.asked == []
    await walk.go_to("sound")
    assert walk.headset.asked[-1] == ("check", True)
    walk.headset.change(level_dbfs=-12.0)
    (box,) = walk.window.current.findChildren(SoundBox)
    await until(lambda: box.level.dbfs == -12.0)
    QTest.mouseClick(box.tone, Qt.MouseButton.LeftButton)
    assert walk.headset.asked[-1] == ("tone", True)
    await walk.go_to("keys")
    assert walk.headset.asked[-1] == ("check", False)


async def test_a_dotenv_is_planned_taken_and_cleared(walk: Walk) -> None:
    box = walk.window._import
    box.plan("/home/me/.env")
    await until(lambda: not box.take.isHidden())
    assert "TWILIO_AUTH_TOKEN → KWallet, in place of another" in box._list.text()
    QTest.mouseClick(box.take, Qt.MouseButton.LeftButton)
    await until(lambda: not box.remove.isHidden())
    assert "still holds the secrets" in box.verdict.sentence()
    QTest.mouseClick(box.remove, Qt.MouseButton.LeftButton)
    await until(lambda: "out of the file" in box.verdict.sentence())
    walk.setup.refusal = "No such file."
    box.plan("/nothing")
    await until(lambda: box.verdict.sentence() == "No such file.")


async def test_every_field_and_button_has_a_name(walk: Walk) -> None:
    for step in ("carrier", "keys", "sound", "go-live"):
        await walk.go_to(step)
        for widget in walk.window.findChildren(QWidget):
            if isinstance(widget, INTERACTIVE) and widget.isVisible():
                assert name_of(widget).strip(), widget


async def test_esc_closes_and_alt_arrows_walk(walk: Walk) -> None:
    QTest.keyClick(walk.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    await walk.ready()
    assert walk.step == "keys"
    QTest.keyClick(walk.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    await walk.ready()
    assert walk.step == "carrier"
    QTest.keyClick(walk.window, Qt.Key.Key_Escape)
    assert not walk.window.isVisible()
