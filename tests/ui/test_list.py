"""The list under a hand: its order keeps still, rows are found, alerts are one key away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.switchboard.call import Call, Direction, Engagement, Flag, State
from console.ui.alerts import FLAGS, alert_of
from console.ui.call_order import attention
from console.ui.columns import Column
from tests.ui.conftest import Desk
from tests.ui.stage import call

HUMAN = frozenset({Flag.WANTS_HUMAN})


async def rows(desk: Desk, **calls: dict[str, object]) -> None:
    for at, (name, changes) in enumerate(calls.items()):
        began = desk.clock.now + timedelta(seconds=at)
        desk.stage.put(call(name, created_at=began, **changes))
    await desk.settle()


def test_who_needs_somebody_comes_first() -> None:
    began = call("x").created_at

    def made(name: str, **changes: object) -> Call:
        return call(name, created_at=began, **changes)

    expected = [
        made("human", flags=HUMAN),
        made("slow", flags=frozenset({Flag.AGENT_SLOW})),
        made("rings", state=State.RINGING),
        made("you", engagement=Engagement.TAKE_OVER),
        made("a-live"),
        made("out", state=State.RINGING, direction=Direction.OUTBOUND),
    ]
    mixed = [*expected[3:], *expected[:3]]
    assert sorted(mixed, key=attention) == expected


def test_every_flag_has_its_place_and_its_icon() -> None:
    assert set(FLAGS) == set(Flag)
    icons = [alert_of(call("a", flags=frozenset({flag}))) for flag in FLAGS]
    assert all(icons)
    assert [icon.urgent for icon in icons if icon] == [True] + [False] * (len(FLAGS) - 1)


async def test_no_row_moves_while_keys_go_through_the_rows(desk: Desk) -> None:
    await rows(desk, a={}, b={}, c={})
    desk.press(Qt.Key.Key_Down)
    desk.stage.change("c", flags=HUMAN)
    await desk.settle()
    assert desk.rows() == ["a", "b", "c"]
    desk.calls._keyed.invalidate()  # five seconds without a key
    desk.workspace.tick()
    assert desk.rows() == ["c", "a", "b"]


async def test_the_call_that_needs_somebody_most_is_one_key_away(desk: Desk) -> None:
    await rows(desk, a={}, b={"flags": frozenset({Flag.LONG_SILENCE})}, c={"flags": HUMAN})
    assert desk.registry["top-alert"].text() == "2 alerts"
    desk.press(Qt.Key.Key_A)
    assert desk.calls.current_call() == "c"
    assert desk.calls.hasFocus()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ada", ["b"]),
        ("sales", ["c"]),
        ("0142", ["a", "c"]),
        ("+1415555", ["a", "c"]),
        ("hold", ["c"]),
        ("human", ["b"]),
        ("sales ada", []),
    ],
)
async def test_rows_are_found_by_what_they_say(desk: Desk, typed: str, found: list[str]) -> None:
    await rows(
        desk,
        a={},
        b={"caller_name": "Ada Lovelace", "from_": "+442079460788", "flags": HUMAN},
        c={"line": "Sales", "state": State.HELD},
    )
    desk.press(Qt.Key.Key_F, ctrl=True)
    bar = desk.workspace.filter
    QTest.keyClicks(bar.field, typed)
    assert sorted(desk.rows()) == found
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert sorted(desk.rows()) == ["a", "b", "c"]
    assert desk.calls.hasFocus()


async def test_a_filter_follows_what_changes_and_counts_what_is_out_of_sight(desk: Desk) -> None:
    await rows(desk, a={}, b={"line": "Sales"})
    desk.run("filter")
    QTest.keyClicks(desk.workspace.filter.field, "sales")
    assert desk.rows() == ["b"]
    desk.stage.change("a", flags=HUMAN)
    await desk.settle()
    assert desk.rows() == ["b"]
    assert desk.registry["top-alert"].text() == "1 alert"
    desk.run("top-alert")  # an alert is never hidden by what was sought
    assert desk.calls.current_call() == "a"
    assert not desk.workspace.filter.isVisible()


async def test_enter_leads_into_the_call_and_a_number_selects_it(desk: Desk) -> None:
    await rows(desk, a={}, b={}, c={})
    desk.run("select-3")
    assert desk.calls.current_call() == "c"
    desk.press(Qt.Key.Key_Return)
    assert desk.detail.transcript.hasFocus()


async def test_a_row_says_all_of_its_flags(desk: Desk) -> None:
    now = desk.clock.now
    desk.stage.put(
        call(
            "a",
            created_at=now,
            answered_at=now,
            silenced=True,
            flags=frozenset({Flag.AGENT_SLOW, Flag.WANTS_HUMAN}),
            engagement=Engagement.TAKE_OVER,
        )
    )
    await desk.settle()
    index = desk.workspace.model.index(0, Column.STATE)
    assert index.data() == "You"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Warning. Live 0 seconds, inbound from +1 415-555-0142, Practice line. "
        "Agent slow. Agent silenced. Asked for a human. Take over."
    )
