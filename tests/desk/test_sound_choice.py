"""The choice of sound devices lasts, and is the user's to take back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from console.config import load_settings
from console.headset.choice import KeptSoon, choice_of, keep_in
from console.switchboard.operator_sound import AS_THE_SYSTEM_HAS_IT, SoundChoice


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONSOLE_DATA_DIR", str(tmp_path))
    return tmp_path


def test_a_choice_is_there_at_the_next_start(data_dir: Path) -> None:
    assert choice_of(load_settings()) == AS_THE_SYSTEM_HAS_IT
    chosen = SoundChoice("Headset", "Loudspeaker", 6.0, -3.5)
    keep_in(data_dir)(chosen)
    assert choice_of(load_settings()) == chosen
    keep_in(data_dir)(AS_THE_SYSTEM_HAS_IT)
    assert choice_of(load_settings()) == AS_THE_SYSTEM_HAS_IT


def test_settings_that_cannot_be_written_are_said_and_nothing_else(
    data_dir: Path, expected_log: Callable[[str], None]
) -> None:
    (data_dir / "settings.toml").write_text("this is [not TOML")
    expected_log("The choice of sound devices is not kept")
    keep_in(data_dir)(SoundChoice("Headset"))


async def test_of_choices_made_in_one_go_the_last_is_kept_once_at_the_end() -> None:
    kept: list[SoundChoice] = []
    soon = KeptSoon(kept.append)
    for gain in (1.0, 2.0, 3.0):
        soon.put(SoundChoice(speaker_db=gain))
    await soon.close()
    assert kept == [SoundChoice(speaker_db=3.0)]
    await soon.close()
    assert len(kept) == 1
