"""The selected call: what is told about it, its transcript, and the way down the list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.switchboard.call import Bill, CallError, Direction, Doing, Engagement, Flag
from console.switchboard.events import Speaker, TranscriptLine
from console.switchboard.interface import CallQuality
from console.ui.transcript import Transcript
from tests.ui.conftest import Desk, until
from tests.ui.headset import Headset
from tests.ui.stage import LINE, call


def words_of(desk: Desk) -> str:
    return "\n".join(text.text() for text in desk.detail.findChildren(QLabel) if text.isVisible())


async def test_it_says_who_where_and_how_fast(desk: Desk) -> None:
    now = desk.clock.now
    desk.stage.put(call("a", created_at=now, answered_at=now, latency_ms=612, doing=Doing.HEARING))
    await desk.settle()
    await desk.seconds_pass(42)
    shown = words_of(desk)
    assert "+1 415-555-0142" in shown
    assert "Inbound to Practice line  ·  Practice agent" in shown
    assert "hearing" in shown
    assert "Live  0:42" in shown
    assert "Latency 612 ms" in shown
    desk.stage.change("a", latency_ms=480)
    await desk.settle()
    assert "Latency 480 ms" in words_of(desk)


async def test_latencies_quality_and_cost_are_told(desk: Desk) -> None:
    now = desk.clock.now
    out = {"direction": Direction.OUTBOUND, "from_": LINE.number, "to": "+14155550142"}
    desk.stage.put(call("a", created_at=now, answered_at=now, latency_ms=640, **out))
    for n, latency in enumerate((500, 520, 540, 900, 640)):
        desk.stage.utter("a", Speaker.AGENT, "Yes.", n * 1000, latency)
    desk.stage.now_qualities["a"] = CallQuality(420, 7.6, 2, 3)
    await desk.settle()
    await desk.seconds_pass(61)
    shown = words_of(desk)
    assert "Latency 640 ms  ·  p50 540  ·  p95 900" in shown
    assert "Buffered 0.4 s  ·  jitter 8 ms  ·  2 gaps  ·  3 dropped" in shown
    assert "about 0.04 so far" in shown
    desk.stage.end("a", bill=Bill(61, "-0.0170", "usd"))
    await desk.settle()
    shown = words_of(desk)
    assert "Cost 0.017 USD" in shown
    assert "about" not in shown
    assert "Buffered" not in shown


@pytest.mark.parametrize("headset", [True], indirect=True)
async def test_catching_up_listens_first_and_a_second_press_goes_live(
    desk: Desk, headset: Headset
) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.press(Qt.Key.Key_R)
    await until(lambda: ("catch up", True) in headset.asked)
    assert ("engage", "a", Engagement.LISTEN) in desk.stage.asked
    await until(lambda: desk.registry["catch-up"].isChecked())
    assert desk.registry["catch-up"].text() == "12 s behind: go live"
    assert desk.detail.catch_up.accessibleName() == "12 s behind: go live"
    desk.run("catch-up")
    assert headset.asked[-1] == ("catch up", False)
    await until(lambda: not desk.registry["catch-up"].isChecked())
    desk.stage.change("a", engagement=Engagement.TAKE_OVER)
    await desk.settle()
    assert not desk.registry["catch-up"].isEnabled()


async def test_it_says_what_is_wrong(desk: Desk) -> None:
    desk.stage.put(call("a", flags=frozenset({Flag.WANTS_HUMAN})))
    await desk.settle()
    assert "The caller asked for a human." in words_of(desk)
    desk.stage.change("a", error=CallError("agent-left", "The agent has left. Take over."))
    await desk.settle()
    assert "The agent has left. Take over." in words_of(desk)
    desk.stage.change("a", error=None, flags=frozenset())
    await desk.settle()
    assert "Take over." not in words_of(desk)


async def test_the_transcript_grows_line_by_line_and_only_once(desk: Desk) -> None:
    desk.stage.put(call("a"))
    desk.stage.utter("a", Speaker.AGENT, "Good morning.", 400)
    await desk.settle()
    desk.stage.utter("a", Speaker.CALLER, "Hello.", 61_500)
    desk.stage.utter("b", Speaker.CALLER, "Somebody else.", 10)
    await desk.settle()
    model = desk.detail.transcript.model()
    lines = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert lines == ["00:00 Agent: Good morning.", "01:01 Caller: Hello."]


async def test_lines_stand_in_the_order_in_which_they_were_begun(desk: Desk) -> None:
    desk.stage.put(call("a"))
    desk.stage.utter("a", Speaker.AGENT, "Good morning.", 400)
    await desk.settle()
    desk.stage.utter("a", Speaker.NOTE, "Sent 1", 8_000)
    await desk.settle()
    desk.stage.utter("a", Speaker.CALLER, "A long sentence.", 4_000)  # known when it is over
    await desk.settle()
    model = desk.detail.transcript.model()
    shown = [model.index(row, 0).data()[:5] for row in range(model.rowCount())]
    assert shown == ["00:00", "00:04", "00:08"]
    desk.detail.show_call(desk.detail.call, desk.stage.transcript("a"))
    assert [model.index(row, 0).data()[:5] for row in range(model.rowCount())] == shown


async def test_another_call_brings_its_own_transcript(desk: Desk) -> None:
    desk.stage.put(call("a"))
    desk.stage.utter("a", Speaker.AGENT, "One.", 0)
    await desk.settle()
    desk.stage.put(call("b"))
    desk.stage.utter("b", Speaker.AGENT, "Two.", 0)
    await desk.settle()
    desk.calls.select("b")
    model = desk.detail.transcript.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["00:00 Agent: Two."]


async def test_the_transcript_follows_its_end_unless_scrolled_up(desk: Desk) -> None:
    desk.stage.put(call("a"))
    for n in range(60):
        desk.stage.utter(
            "a", Speaker.CALLER, f"Line {n}, which is long enough to be wrapped. " * 2, n
        )
    await desk.settle()
    transcript = desk.detail.transcript
    bar = transcript.verticalScrollBar()
    await until(lambda: bar.maximum() > 0)
    assert transcript.at_end()
    bar.setValue(0)
    desk.stage.utter("a", Speaker.CALLER, "Another.", 99_000)
    await desk.settle()
    assert bar.value() == 0
    bar.setValue(bar.maximum())
    desk.stage.utter("a", Speaker.CALLER, "And another.", 99_500)
    await desk.settle()
    assert transcript.at_end()


def test_a_long_transcript_goes_on_where_its_oldest_lines_are_gone(qtbot: QtBot) -> None:
    transcript = Transcript()
    qtbot.addWidget(transcript)
    said = [TranscriptLine("a", Speaker.CALLER, f"Line {n}.", n * 1000) for n in range(6)]
    transcript.show_lines(said[:4])
    transcript.follow_lines(said[1:5])
    transcript.follow_lines(said[2:6])
    model = transcript.model()
    shown = [model.index(row, 0).data()[-2] for row in range(model.rowCount())]
    assert shown == ["2", "3", "4", "5"]


async def test_lines_can_be_copied(desk: Desk) -> None:
    desk.stage.put(call("a"))
    desk.stage.utter("a", Speaker.AGENT, "One.", 0)
    desk.stage.utter("a", Speaker.CALLER, "Two.", 2000)
    await desk.settle()
    desk.detail.transcript.selectAll()
    desk.press(Qt.Key.Key_C, on=desk.detail.transcript, ctrl=True)
    assert QGuiApplication.clipboard().text() == "00:00 Agent: One.\n00:02 Caller: Two."


async def test_keys_go_up_and_down_the_list(desk: Desk) -> None:
    for name in "abc":
        desk.stage.put(call(name))
        await desk.settle()
    assert desk.calls.current_call() == "a"
    for key, now in (
        (Qt.Key.Key_J, "b"),
        (Qt.Key.Key_Down, "c"),
        (Qt.Key.Key_J, "c"),
        (Qt.Key.Key_K, "b"),
        (Qt.Key.Key_Up, "a"),
    ):
        desk.press(key)
        assert desk.calls.current_call() == now
        assert desk.detail.call is not None
        assert desk.detail.call.id == now
