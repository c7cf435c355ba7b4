"""The lamps that webhooks, media sockets and the disk light."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from console.server.traffic_lamps import TrafficLamps
from console.switchboard.events import EventBus, LampState
from console.switchboard.lamps import LampBoard
from console.switchboard.tally import Count, Tally
from console.upkeep import disk_health

START = datetime(2026, 1, 1, tzinfo=UTC)


class _Now:
    at = START

    def __call__(self) -> datetime:
        return self.at


class Lit(NamedTuple):
    tally: Tally
    lamps: LampBoard
    now: _Now

    def shows(self, name: str) -> tuple[LampState, datetime | None]:
        lamp = self.lamps.get(name)
        return lamp.state, lamp.last_seen


@pytest.fixture
def lit() -> Lit:
    return light(can_check=True)


def light(*, can_check: bool) -> Lit:
    now, tally = _Now(), Tally()
    lamps = LampBoard(("signature", "media"), EventBus(), now)
    TrafficLamps(lamps, tally, can_check=can_check)
    return Lit(tally, lamps, now)


def test_before_anything_came_they_are_dark(lit: Lit) -> None:
    assert lit.shows("signature") == lit.shows("media") == (LampState.OFF, None)


def test_without_a_key_signatures_are_red_from_the_start() -> None:
    lamp = light(can_check=False).lamps.get("signature")
    assert (lamp.state, bool(lamp.remedy)) == (LampState.ERROR, True)


def test_a_forged_webhook_is_told_and_the_last_good_one_remembered(lit: Lit) -> None:
    lit.tally.add(Count.WEBHOOK_ANSWERED)
    assert lit.shows("signature") == (LampState.OK, START)
    lit.now.at += timedelta(minutes=5)
    lit.tally.add(Count.WEBHOOK_FORGED)
    lit.tally.add(Count.WEBHOOK_REFUSED)
    assert lit.shows("signature") == (LampState.WARN, START)
    assert lit.lamps.get("signature").remedy
    lit.tally.add(Count.WEBHOOK_ANSWERED)
    assert lit.shows("signature") == (LampState.OK, lit.now.at)


def test_a_calls_audio_is_followed_to_its_end(lit: Lit) -> None:
    lit.tally.add(Count.SOCKET_OPENED)
    assert lit.shows("media") == (LampState.OK, START)
    lit.now.at += timedelta(seconds=30)
    lit.tally.add(Count.FRAME_IN, 1500)
    assert lit.shows("media") == (LampState.OK, lit.now.at)
    assert "30 s" in lit.lamps.get("media").cause


def test_audio_that_never_came_or_was_refused_is_told(lit: Lit) -> None:
    lit.tally.add(Count.SOCKET_OPENED)
    lit.tally.add(Count.FRAME_IN, 0)
    assert lit.shows("media") == (LampState.WARN, START)
    assert "nothing came" in lit.lamps.get("media").cause
    lit.tally.add(Count.SOCKET_REFUSED)
    assert "refused" in lit.lamps.get("media").cause


# -- the disk ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("free_gb", "state", "words"),
    [
        (250.4, LampState.OK, "250 GB are free"),
        (1.26, LampState.WARN, "1.3 GB are free"),
        (0.1, LampState.ERROR, "0.1 GB are free"),
    ],
)
def test_room_on_the_disk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    free_gb: float,
    state: LampState,
    words: str,
) -> None:
    class Usage:
        free = int(free_gb * 1e9)

    monkeypatch.setattr(disk_health.shutil, "disk_usage", lambda folder: Usage)
    shown, cause, remedy = disk_health.disk_health(tmp_path)
    assert (shown, words in cause) == (state, True)
    assert bool(remedy) is (state is not LampState.OK)


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    state, cause, remedy = disk_health.disk_health(tmp_path / "gone")
    assert (state, cause) == (
        LampState.ERROR,
        "The data folder can't be looked at: No such file or directory.",
    )
    assert str(tmp_path / "gone") in remedy
