"""A node of its own process, and the command line beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from console.cli import main

ROOT = Path(__file__).parents[2]
TOKEN = "control-token-that-nobody-may-read"
_FOREIGN = ("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_", "QT_", "DISPLAY", "WAYLAND_")
_ENDS_S = 60.0
_HANGS_S = 300.0

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _no_settings_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    # The option --data-dir sets it in this process, too; what is set here is put back after.
    monkeypatch.setenv("CONSOLE_DATA_DIR", str(tmp_path))


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run a node on the practice line, and give its data folder."""
    data_dir = tmp_path_factory.mktemp("node")
    with running("serve", "--practice", data_dir=data_dir) as process:
        assert process.stdout
        assert orjson.loads(process.stdout.readline())["ready"] is True
        yield data_dir
        process.send_signal(signal.SIGTERM)
        assert process.wait(_ENDS_S) == 0


@pytest.fixture
def run(node: Path) -> Run:
    """Give a function that runs the command line beside that node, which has no calls yet."""

    def run(*args: str) -> Result:
        result = command("--data-dir", str(node), *args)
        assert TOKEN not in result.output
        return result

    run("hang-up", "--all")
    return run


def command(*args: str, given: str | None = None) -> Result:
    """Run the command line in this process; what it failed to foresee fails the test."""
    result = CliRunner().invoke(main, args, input=given, prog_name="operator-console")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@contextmanager
def running(*args: str, data_dir: Path, **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Run the command line as a process of its own, for as long as the block lasts."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    ports = {"CONSOLE_PORT": "0", "CONSOLE_CONTROL_PORT": "0", "CONSOLE_CONTROL_TOKEN": TOKEN}
    more = options.pop("extra", {})
    with subprocess.Popen(
        [sys.executable, "-m", "console", "--data-dir", str(data_dir), *args],
        cwd=ROOT,
        env=kept | ports | more,
        stdin=subprocess.DEVNULL,
        stdout=options.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        # A command that hangs fails its test instead of holding up all of them.
        watchdog = threading.Timer(_HANGS_S, process.kill)
        watchdog.start()
        try:
            yield process
        finally:
            watchdog.cancel()
            process.kill()


def lines_until(process: subprocess.Popen[str], word: str) -> list[str]:
    """Read what a process prints up to a line with a word in it."""
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if word in line:
            return lines
    raise AssertionError(f"“{word}” never came in:\n" + "\n".join(lines))
