"""In which call the operator is, as calls change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from console.headset.place import Place
from console.switchboard.call import Call, Direction, Engagement, State
from console.switchboard.events import CallChanged

OFF, LISTEN, JOIN = Engagement.OFF, Engagement.LISTEN, Engagement.JOIN


def call(call_id: str, rung: Engagement, state: State = State.LIVE) -> Call:
    made = Call(
        id=call_id,
        carrier="twilio",
        direction=Direction.INBOUND,
        from_="+14155550123",
        to="+14155550100",
        line="Main line",
        agent=None,
        created_at=datetime.now(UTC),
    )
    return replace(made, engagement=rung, state=state)


def change(old: Call | None, new: Call) -> CallChanged:
    return CallChanged(old, new, "a test")


def test_it_is_the_call_that_was_engaged_in_last() -> None:
    place = Place().after(change(call("a", OFF), call("a", LISTEN)))
    assert place == Place("a", LISTEN)
    assert place.listens
    place = place.after(change(call("b", OFF), call("b", JOIN)))
    assert place == Place("b", JOIN)
    assert place.speaks
    # Now that the other is left, nothing changes about this one.
    assert place.after(change(call("a", LISTEN), call("a", OFF))) == place


def test_what_else_changes_about_a_call_leads_nobody_back_to_it() -> None:
    place = Place("b", LISTEN)
    assert place.after(change(call("a", LISTEN), replace(call("a", LISTEN), latency_ms=9))) == place


def test_a_call_on_hold_is_left_until_it_is_resumed_on_the_same_rung() -> None:
    talking, held = call("a", JOIN), call("a", JOIN, State.HELD)
    left = Place("a", JOIN).after(change(talking, held))
    assert left == Place()
    assert left.after(change(held, talking)) == Place("a", JOIN)


def test_a_call_that_ends_leaves_the_operator_nowhere() -> None:
    ended = call("a", JOIN, State.ENDED)
    assert Place("a", JOIN).after(change(call("a", JOIN), ended)) == Place()
    assert Place("b", JOIN).after(change(call("a", JOIN), ended)) == Place("b", JOIN)
