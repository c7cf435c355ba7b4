"""A Secret Service for each test that asks, and the program as people start it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from console.cli import main
from tests.fakes.secret_service import SecretService, missing, secret_service

ROOT = Path(__file__).parents[2]
_FOREIGN = ("CONSOLE_", "TWILIO_", "TELNYX_", "STREAM_", "NGROK_", "PYTHON_KEYRING_")
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
_LASTS_S = 180.0
_WAITING = "Waiting for the keyring; it may ask for its password.\n"
"""Said after two seconds, which a busy machine may take to ask an open one."""

Program = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def data_dir(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Have no settings but this test's, and a data folder of its own."""
    for name in os.environ:
        if name.startswith(_FOREIGN):
            monkeypatch.delenv(name)
    folder = tmp_path / "data"
    monkeypatch.setenv("CONSOLE_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def service(tmp_path: Path) -> Iterator[SecretService]:
    """Run a D-Bus session with an open keyring."""
    if lacking := missing():
        pytest.skip(f"not installed: {', '.join(lacking)}")
    with secret_service(tmp_path) as service:
        service.unlock()
        yield service


@pytest.fixture
def program() -> Program:
    """Give a function that runs ``operator-console``: arguments, environment and input.

    Without an environment of its own it finds no keyring.
    """

    def run(
        *args: str, environment: dict[str, str] | None = None, typed: str = "", **more: str
    ) -> subprocess.CompletedProcess[str]:
        own = {"CONSOLE_DATA_DIR": os.environ["CONSOLE_DATA_DIR"], **more}
        surroundings = os.environ | NO_KEYRING if environment is None else environment
        done = subprocess.run(
            [sys.executable, "-m", "console", *args],
            cwd=ROOT,
            env=surroundings | own,
            input=typed,
            capture_output=True,
            text=True,
            timeout=_LASTS_S,
            check=False,
        )
        done.stderr = done.stderr.replace(_WAITING, "")
        return done

    return run


@pytest.fixture
def in_process() -> Program:
    """Give the same for what asks no keyring: without a process, as many take their time."""

    def run(*args: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        result = CliRunner().invoke(main, args, input=typed, env=more, prog_name="operator-console")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return subprocess.CompletedProcess(args, result.exit_code, result.stdout, result.stderr)

    return run
