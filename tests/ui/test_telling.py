"""What is said aloud: who hears the operator, who rings, who needs somebody, what failed."""

from __future__ import annotations

from PySide6.QtTest import QTest

from console.switchboard.call import CallError, Engagement, Flag, Reason, State
from tests.ui.conftest import SLOWER, Desk, until
from tests.ui.headset import Headset
from tests.ui.stage import call
from tests.ui.test_ladder import WITH_HEADSET

Said = list[tuple[str, bool]]


def heard(desk: Desk) -> Said:
    said: Said = []
    desk.window._teller._announcer.said.connect(lambda words, urgent: said.append((words, urgent)))
    return said


def pass_two_seconds(desk: Desk) -> None:
    pause = desk.window._teller._announcer._pause
    assert pause.interval() == SLOWER * 2000
    pause.stop()
    pause.timeout.emit()


async def test_a_call_that_rings_is_told_politely(desk: Desk) -> None:
    said = heard(desk)
    desk.stage.put(call("a", state=State.RINGING, answered_at=None))
    await desk.settle()
    assert said == [("+1 415-555-0142 rings on Practice line.", False)]


@WITH_HEADSET
async def test_being_heard_is_told_at_once(desk: Desk, headset: Headset) -> None:
    said = heard(desk)
    desk.stage.put(call("a", engagement=Engagement.TAKE_OVER))
    await until(lambda: said == [("The caller hears you.", True)])


async def test_a_rung_and_the_end_of_a_call_one_was_in_are_told(desk: Desk) -> None:
    said = heard(desk)
    desk.stage.put(call("a"))
    desk.stage.put(call("b"))
    await desk.settle()
    desk.stage.change("a", engagement=Engagement.LISTEN)
    await until(lambda: said)
    assert said == [("+1 415-555-0142: Listen", False)]
    pass_two_seconds(desk)
    desk.stage.end("b")  # nobody was in it: its end is no news
    desk.stage.end("a")
    await until(lambda: len(said) == 2)
    assert said[1] == ("+1 415-555-0142: Completed", False)


async def test_what_comes_together_is_said_together_the_urgent_first(desk: Desk) -> None:
    said = heard(desk)
    desk.stage.put(call("a", state=State.RINGING, answered_at=None))
    await desk.settle()
    desk.stage.put(call("b", state=State.RINGING, answered_at=None, caller_name="Ada"))
    desk.stage.change("b", state=State.LIVE)
    human = frozenset({Flag.WANTS_HUMAN})
    desk.stage.change("b", flags=human)
    desk.stage.change("b", flags=frozenset())
    desk.stage.change("b", flags=human)  # the same again is said once
    await desk.settle()
    assert len(said) == 1
    pass_two_seconds(desk)
    assert said[1] == ("Ada: asked for a human. Ada rings on Practice line.", True)
    pass_two_seconds(desk)
    assert len(said) == 2


async def test_many_things_at_once_are_counted(desk: Desk) -> None:
    said = heard(desk)
    for n in range(7):
        desk.stage.put(call(f"c{n}", caller_name=f"C{n}", state=State.RINGING))
    await desk.settle()
    pass_two_seconds(desk)
    assert said[1][0].endswith("And 3 more.")


async def test_failures_are_told(desk: Desk) -> None:
    said = heard(desk)
    desk.stage.put(call("a"))
    error = CallError("21215", "Twilio does not permit calls there.")
    desk.stage.end("a", Reason.FAILED, error=error)
    await desk.settle()
    assert said == [("+1 415-555-0142: Twilio does not permit calls there.", True)]
    desk.window.errands.failed.emit("The call has no audio now.")
    pass_two_seconds(desk)
    assert said[1] == ("The call has no audio now.", True)


async def test_an_ordinary_end_is_not_told(desk: Desk) -> None:
    said = heard(desk)
    desk.stage.put(call("a"))
    desk.stage.end("a")
    await desk.settle()
    QTest.qWait(1)
    assert said == []
