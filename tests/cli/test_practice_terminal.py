"""The practice line without a display: a table on a terminal, lines elsewhere."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import command, lines_until, running


def test_without_a_terminal_it_ends_with_its_first_call(tmp_path: Path) -> None:
    with running("--practice", data_dir=tmp_path) as practice:
        lines_until(practice, "From another terminal:")
        lines_until(practice, "Ringing, inbound from ")
        assert "has ended" in command("--data-dir", str(tmp_path), "hang-up", "--all").stdout
        lines_until(practice, "Ended: ")
        assert practice.wait() == 0
        assert practice.stderr
        assert practice.stderr.read() == ""
    assert not (tmp_path / "control.json").exists()


def test_being_told_to_stop_ends_it_in_order(tmp_path: Path) -> None:
    with running("--practice", data_dir=tmp_path) as practice:
        lines_until(practice, "Ringing, inbound from ")
        practice.send_signal(signal.SIGTERM)
        assert practice.wait() == 0
        assert practice.stderr
        assert practice.stderr.read() == ""
    assert not (tmp_path / "control.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_a_terminal_shows_a_live_table_until_ctrl_c(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "160")
    ours, theirs = os.openpty()
    with running("--practice", data_dir=tmp_path, stdout=theirs) as practice:
        os.close(theirs)
        seen = _read_until(ours, "Agent: Hello") + _read_until(ours, "█")
        practice.send_signal(signal.SIGINT)
        seen += _read_until(ours, None)
        assert practice.wait() == 0
    os.close(ours)
    for word in ("Last words", "Live", "Inbound", "+1 415-555-0111", "Practice line"):
        assert word in seen


def _read_until(terminal: int, word: str | None) -> str:
    seen = b""
    while word is None or word.encode() not in seen:
        try:
            some = os.read(terminal, 65536)
        except OSError:
            # That is how a pseudo-terminal says that its other end is closed.
            break
        if not some:
            break
        seen += some
    return seen.decode("utf-8", "replace")


def test_a_table_of_its_number_says_how_the_practice_line_answers(tmp_path: Path) -> None:
    table = '[[line]]\nnumber = "+14155550100"\nanswer = "say"\nsentence = "We are closed."\n'
    (tmp_path / "settings.toml").write_text(table)
    with running("serve", "--practice", data_dir=tmp_path) as node:
        lines_until(node, "ready")
        data = ("--data-dir", str(tmp_path))
        assert command(*data, "ring").exit_code == 0
        with running("calls", "--follow", "--ended", data_dir=tmp_path) as following:
            lines_until(following, "Ended: completed, inbound")
        assert "Agent: We are closed." in command(*data, "calls", "--ended").stdout
