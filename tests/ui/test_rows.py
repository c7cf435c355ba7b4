"""From events to rows: what is listed, in which order, and when it leaves."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from console.switchboard.call import (
    Bill,
    CallError,
    Direction,
    Doing,
    Engagement,
    Flag,
    Reason,
    State,
)
from console.ui.columns import Column
from console.ui.hop import EngineHop
from console.ui.theme import Theme
from console.ui.window import DeskWindow
from tests.ui.conftest import Desk, until
from tests.ui.stage import call

BILL = Bill(65, "-0.0085", "USD")


async def test_a_call_gets_a_row_from_intent_to_its_end(desk: Desk) -> None:
    outbound = Direction.OUTBOUND
    desk.stage.put(call("a", direction=outbound, to="+442079460788", state=State.PREPARING))
    await desk.settle()
    assert desk.cell("a", Column.STATE) == "Preparing"
    assert desk.cell("a", Column.DIRECTION) == "Outbound"
    assert desk.cell("a", Column.PARTY) == "+44 20 7946 0788"
    assert desk.cell("a", Column.LINE) == "Practice line"
    for state, word in ((State.RINGING, "Ringing"), (State.LIVE, "Live"), (State.HELD, "On hold")):
        desk.stage.change("a", state=state)
        await desk.settle()
        assert desk.cell("a", Column.STATE) == word
    desk.stage.end("a", Reason.NO_ANSWER)
    await desk.settle()
    assert desk.cell("a", Column.STATE) == "No answer"


async def test_a_failure_shows_the_carriers_code(desk: Desk) -> None:
    desk.stage.put(call("a"))
    desk.stage.end("a", Reason.FAILED, error=CallError("21215", "Not permitted."))
    await desk.settle()
    assert desk.cell("a", Column.STATE) == "Failed"
    assert desk.cell("a", Column.DOING) == "error 21215"


async def test_names_and_withheld_numbers(desk: Desk) -> None:
    desk.stage.put(call("a", caller_name="Ada Lovelace"))
    desk.stage.put(call("b", from_="anonymous"))
    desk.stage.put(call("c", from_="sip:desk@example.org"))
    await desk.settle()
    assert desk.cell("a", Column.PARTY) == "Ada Lovelace"
    assert desk.cell("b", Column.PARTY) == "Number withheld"
    assert desk.cell("c", Column.PARTY) == "sip:desk@example.org"


async def test_time_and_doing_run_on_without_touching_the_model(desk: Desk) -> None:
    desk.clock.pass_by(5)
    began = desk.clock.now
    desk.stage.put(call("a", created_at=began, answered_at=began, doing=Doing.THINKING))
    await desk.settle()
    changes: list[object] = []
    desk.workspace.model.dataChanged.connect(lambda *change: changes.append(change))
    assert desk.cell("a", Column.DOING) == "thinking"
    await desk.seconds_pass(3)
    assert desk.cell("a", Column.DOING) == "thinking 3 s"
    assert desk.cell("a", Column.TIME) == "0:03"
    assert not changes
    desk.stage.change("a", doing=Doing.AGENT_SPEAKING)
    await desk.settle()
    assert desk.cell("a", Column.DOING) == "agent speaking"


async def test_a_call_that_ended_leaves_after_ten_seconds(desk: Desk) -> None:
    desk.stage.put(call("a"))
    desk.stage.put(call("b"))
    desk.stage.end("a")
    await desk.settle()
    await desk.seconds_pass(9.5)
    assert desk.rows() == ["a", "b"]
    await desk.seconds_pass(0.6)
    assert desk.rows() == ["b"]


async def test_a_row_that_has_left_stays_away_when_the_bill_comes(desk: Desk) -> None:
    desk.stage.put(call("a"))
    desk.stage.put(call("b"))
    desk.stage.end("a")
    await desk.settle()
    await desk.seconds_pass(10.1)
    assert desk.rows() == ["b"]
    desk.stage.change("a", bill=BILL)
    await desk.settle()
    assert desk.rows() == ["b"]


async def test_a_call_that_is_over_before_it_is_seen_is_seen_all_the_same(desk: Desk) -> None:
    desk.stage.put(call("a"))
    desk.stage.end("a")
    desk.stage.change("a", bill=BILL)
    await desk.settle()
    assert desk.rows() == ["a"]


async def test_who_needs_somebody_comes_first(desk: Desk) -> None:
    def later(seconds: int) -> dict[str, object]:
        return {"created_at": desk.clock.now + timedelta(seconds=seconds)}

    desk.stage.put(call("quiet", **later(0)))
    desk.stage.put(call("rings", state=State.RINGING, **later(1)))
    desk.stage.put(call("silent", flags=frozenset({Flag.NO_MEDIA}), **later(2)))
    desk.stage.put(call("human", flags=frozenset({Flag.WANTS_HUMAN}), **later(3)))
    await desk.settle()
    assert desk.rows() == ["human", "silent", "rings", "quiet"]


async def test_no_row_moves_under_the_pointer(desk: Desk) -> None:
    for at, name in enumerate("abcd"):
        desk.stage.put(call(name, created_at=desk.clock.now + timedelta(seconds=at)))
    await desk.settle()
    desk.workspace.model.pinned_rows = lambda: 2  # the pointer is on the second row
    desk.stage.end("a")
    desk.stage.change("d", flags=frozenset({Flag.WANTS_HUMAN}))
    desk.stage.put(call("e", created_at=desk.clock.now + timedelta(seconds=9)))
    await desk.settle()
    assert desk.rows() == ["a", "b", "d", "c", "e"]
    await desk.seconds_pass(11)
    assert desk.rows() == ["a", "b", "d", "c", "e"]
    desk.workspace.model.pinned_rows = lambda: 0
    desk.workspace.tick()
    assert desk.rows() == ["d", "b", "c", "e"]


async def test_the_first_call_is_selected_and_later_ones_are_not(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    assert desk.calls.current_call() == "a"
    desk.stage.put(call("b"))
    await desk.settle()
    assert desk.calls.current_call() == "a"


async def test_a_row_that_leaves_never_passes_its_selection_on(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.stage.put(call("b"))
    desk.stage.put(call("c"))
    desk.stage.end("a")
    await desk.settle()
    await desk.seconds_pass(11)
    assert desk.rows() == ["b", "c"]
    assert desk.calls.current_call() is None
    assert desk.detail.call is not None
    assert desk.detail.call.id == "a"  # somebody may still be reading


async def test_the_last_call_left_is_not_selected_for_anybody(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.stage.put(call("b"))
    desk.stage.end("a")
    await desk.settle()
    await desk.seconds_pass(11)
    assert desk.rows() == ["b"]
    assert desk.calls.current_call() is None
    desk.calls.clearFocus()
    desk.calls.setFocus()
    assert desk.calls.current_call() is None  # the focus alone chooses nothing


async def test_selection_follows_its_call_when_rows_change_places(desk: Desk) -> None:
    for at, name in enumerate("abc"):
        desk.stage.put(call(name, created_at=desk.clock.now + timedelta(seconds=at)))
    await desk.settle()
    desk.calls.select("b")
    desk.stage.change("c", flags=frozenset({Flag.WANTS_HUMAN}))
    await desk.settle()
    assert desk.rows() == ["c", "a", "b"]
    assert desk.calls.current_call() == "b"
    assert desk.detail.call is not None
    assert desk.detail.call.id == "b"


async def test_a_row_says_itself_in_one_sentence(desk: Desk) -> None:
    desk.stage.put(
        call(
            "a",
            created_at=desk.clock.now,
            answered_at=desk.clock.now,
            flags=frozenset({Flag.NO_MEDIA}),
            doing=Doing.NO_MEDIA,
            engagement=Engagement.LISTEN,
        )
    )
    await desk.settle()
    await desk.seconds_pass(78)
    index = desk.workspace.model.index(0, Column.STATE)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Warning. Live 1 minute 18 seconds, inbound from +1 415-555-0142, Practice line. "
        "No media 78 s. Listen."
    )


async def test_many_changes_at_once_are_one_change(desk: Desk) -> None:
    desk.stage.put(call("a"))
    await desk.settle()
    desk.workspace._seconds.stop()  # which settles, too
    model, settled = desk.workspace.model, list[None]()
    model.settled.connect(lambda: settled.append(None))
    # Put at once: on a busy machine the way here from the stage may take longer than they wait.
    for doing in (Doing.HEARING, Doing.THINKING, Doing.AGENT_SPEAKING):
        model.put(call("a", doing=doing))
    await until(lambda: settled)
    assert (len(settled), model._waiting) == (1, {})
    assert desk.cell("a", Column.DOING) == "agent speaking"


async def test_what_stood_before_the_desk_opened_is_there(desk: Desk) -> None:
    desk.stage.put(call("early"))
    hop = EngineHop(desk.stage, desk.stage.loop)
    second = DeskWindow(hop, practice=True, theme=Theme.DARK)
    await desk.settle()
    second.workspace.model.settle()
    assert [c.id for c in second.workspace.model.calls()] == ["early"]
    await hop.close()
    second.deleteLater()
