"""What is kept of leases on disk."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.switchboard.numbers import VoiceSettings
from console.tunnel.lease_file import LeaseDamaged, LeaseRecord, LeaseStore
from console.tunnel.lease_plan import wanted
from tests.lease.conftest import NUMBER, World

BEFORE = VoiceSettings(voice_url="https://ivr.example/answer")
RECORD = LeaseRecord(
    account="AC1",
    number_id="PN1",
    number=NUMBER,
    before=BEFORE,
    wrote=(wanted(BEFORE, "https://here.example"), wanted(BEFORE, "https://moved.example")),
    taken_at=datetime(2026, 11, 21, 12, 30, tzinfo=UTC),
)


def test_a_record_comes_back_as_it_was_and_goes(tmp_path: Path) -> None:
    store = LeaseStore(tmp_path)
    assert (store.records(), store.get("PN1")) == ((), None)
    store.save(RECORD)
    assert LeaseStore(tmp_path).records() == (RECORD,)
    assert store.get("PN1") == RECORD
    store.remove(RECORD)
    store.remove(RECORD)
    assert store.records() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    LeaseStore(tmp_path).save(RECORD)
    (file,) = (tmp_path / "lease").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"account": 1}'])
def test_a_damaged_record_is_named_and_not_passed_over(tmp_path: Path, content: bytes) -> None:
    store = LeaseStore(tmp_path)
    store.save(RECORD)
    file = tmp_path / "lease" / "PN1.json"
    file.write_bytes(content)
    store.save(replace(RECORD, number_id="PN2"))
    assert [it.number_id for it in store.records()] == ["PN2"]
    (sentence,) = store.damaged()
    assert "PN1.json is damaged" in sentence
    with pytest.raises(LeaseDamaged, match=r"PN1\.json is damaged"):
        store.get("PN1")


def test_an_id_is_no_path(tmp_path: Path) -> None:
    with pytest.raises(LeaseDamaged):
        LeaseStore(tmp_path).get("../PN1")


def test_an_agreement_is_remembered_and_forgotten(tmp_path: Path) -> None:
    store = LeaseStore(tmp_path)
    store.agree("PN1", True)
    store.agree("PN2", True)
    store.agree("PN2", False)
    assert [LeaseStore(tmp_path).agreed(it) for it in ("PN1", "PN2")] == [True, False]
    (tmp_path / "lease" / "agreed.json").write_text("nonsense")
    assert not store.agreed("PN1")
    assert store.records() == ()


def test_one_process_writes_at_a_time(tmp_path: Path) -> None:
    first, second = LeaseStore(tmp_path), LeaseStore(tmp_path)
    assert first.lock()
    assert not second.lock()
    first.unlock()
    assert second.lock()
    second.unlock()


async def test_a_damaged_record_of_another_number_is_said_and_ours_is_put_back(
    world: World,
) -> None:
    before = world.settings()
    world.store().save(RECORD)
    (world.folder / "data" / "lease" / "PN1.json").write_text("nonsense")
    lease = world.lease(automatic=True)
    await lease.start()
    assert "is damaged" in lease.left[0]
    assert (await lease.restore()).complete is False
    assert world.settings() == before


async def test_another_accounts_number_is_kept_for_its_own_credentials(world: World) -> None:
    world.store().save(RECORD)
    lease = world.lease()
    await lease.start()
    assert "another Twilio account" in lease.left[0]
    assert world.store().records() == (RECORD,)
    assert world.gate.changes == []
