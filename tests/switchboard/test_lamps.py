"""Lamps: what they show, and when that is news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.switchboard.events import Event, EventBus, LampChanged, LampState
from console.switchboard.lamps import LampBoard

START = datetime(2026, 1, 1, tzinfo=UTC)


class _Now:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> _Now:
    return _Now()


@pytest.fixture
def heard() -> list[Event]:
    return []


@pytest.fixture
def lamps(now: _Now, heard: list[Event]) -> LampBoard:
    bus = EventBus()
    bus.listen(heard.append)
    return LampBoard(("carrier", "tunnel"), bus, now)


def test_lamps_begin_dark_and_keep_their_order(lamps: LampBoard) -> None:
    lamps.set("tunnel", LampState.OK, "It is open.")
    lamps.set("carrier", LampState.OK, "It answers.")
    assert [lamp.name for lamp in lamps.all()] == ["carrier", "tunnel"]
    assert lamps.get("carrier").state is LampState.OK


def test_a_lamp_remembers_when_it_was_last_well(lamps: LampBoard, now: _Now) -> None:
    assert lamps.get("carrier").last_seen is None
    lamps.set("carrier", LampState.OK, "It answers.")
    now.at += timedelta(minutes=5)
    lamps.set("carrier", LampState.ERROR, "It is down.", "Wait.")
    assert lamps.get("carrier").last_seen == START
    assert lamps.get("carrier").remedy == "Wait."


def test_only_what_is_new_is_told(lamps: LampBoard, now: _Now, heard: list[Event]) -> None:
    lamps.set("carrier", LampState.OK, "It answers.")
    now.at += timedelta(minutes=1)
    lamps.set("carrier", LampState.OK, "It answers.")
    lamps.set("carrier", LampState.OK, "It answers slowly.")
    causes = [event.lamp.cause for event in heard if isinstance(event, LampChanged)]
    assert causes == ["It answers.", "It answers slowly."]
    assert lamps.get("carrier").last_seen == now.at


def test_a_lamp_that_there_is_not_is_an_error(lamps: LampBoard) -> None:
    with pytest.raises(KeyError):
        lamps.set("moon", LampState.OK, "Full.")
