"""logs: the file in the data folder, also while it grows and is put aside."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.cli.conftest import command, lines_until, running


def _log(data_dir: Path) -> Path:
    file = data_dir / "logs" / "console.log"
    file.parent.mkdir()
    file.write_text("first\n", "utf-8")
    return file


def test_the_log_is_printed(tmp_path: Path) -> None:
    _log(tmp_path)
    assert command("--data-dir", str(tmp_path), "logs").stdout == "first\n"


def test_no_log_is_one_sentence(tmp_path: Path) -> None:
    result = command("--data-dir", str(tmp_path), "logs", "--follow")
    assert (result.exit_code, result.stdout) == (1, "")
    file = tmp_path / "logs" / "console.log"
    assert result.stderr == f"There is no log yet: {file} is written once a console runs.\n"


def test_following_goes_on_in_the_next_file(tmp_path: Path) -> None:
    file = _log(tmp_path)
    with running("logs", "--follow", data_dir=tmp_path) as following:
        lines_until(following, "first")
        with file.open("a", encoding="utf-8") as log:
            log.write("second\n")
        lines_until(following, "second")
        with file.open("a", encoding="utf-8") as log:
            log.write("third\n")
        file.rename(file.with_suffix(".log.1"))
        file.write_text("fourth\n", "utf-8")
        assert lines_until(following, "fourth") == ["third", "fourth"]
        following.send_signal(signal.SIGINT)
        assert following.wait() == 0
        assert following.stderr
        assert following.stderr.read() == ""
