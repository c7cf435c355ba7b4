"""The registry: snapshots, the two ways to find one, and what it forgets."""

from __future__ import annotations

import dataclasses
from dataclasses import replace

import pytest

from console.switchboard.call import Call, Direction, Reason, State
from console.switchboard.events import (
    CallChanged,
    Event,
    EventBus,
    Speaker,
    TranscriptLine,
)
from console.switchboard.registry import CallRegistry


@pytest.fixture
def heard() -> list[Event]:
    return []


@pytest.fixture
def registry(heard: list[Event]) -> CallRegistry:
    bus = EventBus()
    bus.listen(heard.append)
    return CallRegistry(bus)


def opened(registry: CallRegistry, to: str = "+14155550123") -> Call:
    return registry.open(
        carrier="twilio",
        direction=Direction.OUTBOUND,
        from_="+14155550100",
        to=to,
        line="Main line",
        agent="echo",
        cause="dialled",
    )


def said(call: Call, text: str = "Hello.") -> TranscriptLine:
    return TranscriptLine(call.id, Speaker.CALLER, text, 0)


def test_a_snapshot_cannot_be_changed_and_stays_as_it_was(registry: CallRegistry) -> None:
    call = opened(registry)
    with pytest.raises(dataclasses.FrozenInstanceError):
        call.state = State.LIVE  # type: ignore[misc]
    registry.move(call.id, State.LIVE, "its audio began")
    assert call.state is State.PREPARING
    assert registry.get(call.id) != call


def test_every_change_is_told_with_the_old_and_the_new_call_and_the_cause(
    registry: CallRegistry, heard: list[Event]
) -> None:
    first = opened(registry)
    registry.move(first.id, State.RINGING, "it rings")
    second = registry.get(first.id)
    assert second is not None
    third = registry.put(replace(second, latency_ms=300), "answered the caller")
    registry.end(first.id, Reason.BUSY, "the line is busy")
    last = registry.get(first.id)
    assert heard == [
        CallChanged(None, first, "dialled"),
        CallChanged(first, second, "it rings"),
        CallChanged(second, third, "answered the caller"),
        CallChanged(third, last, "the line is busy"),
    ]


def test_what_changes_nothing_is_not_told(registry: CallRegistry, heard: list[Event]) -> None:
    call = opened(registry)
    registry.bind(call.id, "CA1")
    heard.clear()
    registry.bind(call.id, "CA1")
    registry.put(registry.get(call.id) or call, "again")
    assert not registry.move(call.id, State.PREPARING, "again")
    assert heard == []


def test_ids_are_sixteen_hexadecimal_characters_and_never_the_same(registry: CallRegistry) -> None:
    ids = {opened(registry).id for _ in range(50)}
    assert len(ids) == 50
    assert all(len(call_id) == 16 and int(call_id, 16) >= 0 for call_id in ids)


def test_a_call_is_found_by_the_carriers_id_and_no_other_carriers(registry: CallRegistry) -> None:
    call = opened(registry)
    assert registry.bind(call.id, "CA1")
    found = registry.find("twilio", "CA1")
    assert found is not None
    assert found.id == call.id
    assert registry.find("telnyx", "CA1") is None
    assert registry.find("twilio", "CA2") is None


def test_a_call_keeps_the_carriers_id_that_came_first(registry: CallRegistry) -> None:
    call = opened(registry)
    assert registry.bind(call.id, "CA1")
    assert registry.bind(call.id, "CA1")
    assert not registry.bind(call.id, "CA2")
    assert registry.find("twilio", "CA2") is None


def test_a_carriers_id_stays_with_the_call_that_has_it(registry: CallRegistry) -> None:
    first, second = opened(registry), opened(registry)
    registry.bind(first.id, "CA1")
    assert not registry.bind(second.id, "CA1")
    found = registry.find("twilio", "CA1")
    assert found is not None
    assert found.id == first.id


def test_put_leaves_the_state_to_move(registry: CallRegistry) -> None:
    call = opened(registry)
    with pytest.raises(ValueError, match="move"):
        registry.put(replace(call, state=State.LIVE), "live")


def test_nothing_changes_a_call_that_has_ended(registry: CallRegistry, heard: list[Event]) -> None:
    call = opened(registry)
    registry.end(call.id, Reason.FAILED, "no")
    ended = registry.get(call.id)
    heard.clear()
    assert not registry.end(call.id, Reason.COMPLETED, "again")
    assert not registry.move(call.id, State.LIVE, "late")
    assert not registry.bind(call.id, "CA1")
    registry.put(replace(call, latency_ms=5), "late")
    registry.answered(call.id)
    registry.say(said(call))
    assert registry.get(call.id) == ended
    assert registry.transcript(call.id) == ()
    assert heard == []


def test_a_call_answered_is_dated_once(registry: CallRegistry) -> None:
    call = opened(registry)
    registry.answered(call.id)
    answered = registry.get(call.id)
    registry.move(call.id, State.LIVE, "its audio began")
    live = registry.get(call.id)
    assert answered is not None
    assert live is not None
    assert answered.answered_at is not None
    assert live.answered_at == answered.answered_at


def test_the_last_hundred_that_ended_are_kept_and_no_more(registry: CallRegistry) -> None:
    calls = [opened(registry, to=f"+1415555{n:04}") for n in range(130)]
    for n, call in enumerate(calls):
        registry.bind(call.id, f"CA{n}")
        registry.say(said(call))
        registry.end(call.id, Reason.COMPLETED, "over")
    assert [call.id for call in registry.ended()] == [call.id for call in calls[30:]]
    assert registry.live() == ()
    gone, kept = calls[29], calls[30]
    assert registry.get(gone.id) is None
    assert registry.find("twilio", "CA29") is None
    assert registry.transcript(gone.id) == ()
    assert [line.text for line in registry.transcript(kept.id)] == ["Hello."]
    assert registry.find("twilio", "CA30") == registry.get(kept.id)


def test_live_calls_are_listed_oldest_first(registry: CallRegistry) -> None:
    calls = [opened(registry) for _ in range(3)]
    registry.end(calls[1].id, Reason.COMPLETED, "over")
    registry.move(calls[0].id, State.LIVE, "its audio began")
    assert [call.id for call in registry.live()] == [calls[0].id, calls[2].id]


def test_a_transcript_keeps_its_last_thousand_lines(
    registry: CallRegistry, heard: list[Event]
) -> None:
    call = opened(registry)
    for n in range(1003):
        registry.say(said(call, str(n)))
    assert [line.text for line in registry.transcript(call.id)] == [str(n) for n in range(3, 1003)]
    assert heard[-1] == said(call, "1002")
