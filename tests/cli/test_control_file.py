"""``control.json``: private from its first byte, and honest about who is running."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from console import control_file
from console.control_file import ControlAddress, NoConsole


def test_what_is_written_is_read(tmp_path: Path) -> None:
    control_file.write(tmp_path, "http://127.0.0.1:5", "secret")
    assert control_file.read(tmp_path) == ControlAddress(
        "http://127.0.0.1:5", "secret", os.getpid()
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_nobody_else_may_read_it_even_where_all_is_open(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        control_file.write(tmp_path, "http://127.0.0.1:5", "secret")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "control.json").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["control.json"]


def test_a_console_that_starts_anew_replaces_the_file(tmp_path: Path) -> None:
    control_file.write(tmp_path, "http://127.0.0.1:5", "old")
    control_file.write(tmp_path, "http://127.0.0.1:6", "new")
    assert control_file.read(tmp_path).token == "new"


def test_the_token_is_not_in_what_is_printed() -> None:
    assert "secret" not in repr(ControlAddress("http://127.0.0.1:5", "secret", 1))


def test_without_a_file_no_console_is_running(tmp_path: Path) -> None:
    with pytest.raises(NoConsole, match=r"^No console is running\. Start one with: operator"):
        control_file.read(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="found out on connecting there")
def test_a_file_left_by_a_dead_process_counts_as_none(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    _put(tmp_path, {"url": "http://127.0.0.1:5", "token": "t", "pid": gone.pid})
    with pytest.raises(NoConsole, match="ended without a goodbye"):
        control_file.read(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'{"url": "x"}', b'{"url": 1, "token": "t", "pid": 1}', b"\xff"],
)
def test_a_damaged_file_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "control.json").write_bytes(content)
    with pytest.raises(NoConsole, match=r"control\.json is damaged"):
        control_file.read(tmp_path)


def test_only_its_own_file_is_removed(tmp_path: Path) -> None:
    control_file.write(tmp_path, "http://127.0.0.1:5", "secret")
    control_file.remove(tmp_path)
    assert not (tmp_path / "control.json").exists()

    _put(tmp_path, {"url": "http://127.0.0.1:5", "token": "t", "pid": os.getppid()})
    control_file.remove(tmp_path)
    assert (tmp_path / "control.json").exists()


def test_removing_what_is_not_there_is_harmless(tmp_path: Path) -> None:
    control_file.remove(tmp_path)


def _put(data_dir: Path, content: object) -> None:
    (data_dir / "control.json").write_bytes(orjson.dumps(content))
