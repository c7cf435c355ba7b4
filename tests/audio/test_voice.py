"""Sentences in the system's own voice."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from console.audio import voice
from console.audio.levels import rms_dbfs
from console.audio.voice import VoiceError, can_speak, speak

needs_flite = pytest.mark.skipif(not shutil.which("flite"), reason="flite is not installed")


@pytest.fixture(autouse=True)
def look_anew() -> None:
    voice._program.cache_clear()


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


@needs_flite
async def test_a_sentence_is_spoken_as_loud_as_people_are() -> None:
    assert can_speak()
    sound = await speak("We are sorry, nobody can take your call at the moment.")
    assert 2.0 < len(sound) / 8000 < 6.0
    assert rms_dbfs(sound) == pytest.approx(-18, abs=1.5)


@needs_flite
async def test_longer_sentences_take_longer() -> None:
    assert len(await speak("One moment please.")) < len(
        await speak("One moment please, somebody will be with you as soon as they can.")
    )


async def test_without_a_voice_there_is_a_sentence_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not can_speak()
    with pytest.raises(VoiceError, match="Install flite"):
        await speak("Hello")


@pytest.mark.parametrize("script", ["exit 3", "exit 0", "printf nonsense > $6"])
async def test_a_voice_that_fails_is_told_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str
) -> None:
    left = tmp_path / "temporary"
    left.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(left))
    program(tmp_path, "flite", script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(VoiceError):
        await speak("Hello")
    assert list(left.iterdir()) == []


async def test_the_words_are_not_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "arguments"
    program(tmp_path, "flite", f'echo "$@" > {seen}; exit 1')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(VoiceError):
        await speak("a secret number")
    assert "secret" not in seen.read_text()
