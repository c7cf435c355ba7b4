"""``operator-console tunnel``: the way in by itself."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.cli.conftest import lines_until, running
from tests.tunnel.conftest import SECRET, TOKEN, FakeNgrok, alive


@pytest.fixture
def environment(agent: FakeNgrok) -> dict[str, str]:
    return {"NGROK_AUTHTOKEN": TOKEN, "PATH": f"{agent.bin}:/usr/bin:/bin"}


def test_the_tunnel_by_itself(
    agent: FakeNgrok, tmp_path: Path, environment: dict[str, str]
) -> None:
    with running("tunnel", "--port", "8700", data_dir=tmp_path, extra=environment) as process:
        assert lines_until(process, "https") == ["https://run-1.ngrok-free.app"]
        assert agent.runs()[0]["settings"]["agent"]["authtoken"] == TOKEN
        agent.signal(signal.SIGKILL)
        assert lines_until(process, "https") == ["https://run-2.ngrok-free.app"]
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr
        assert process.stderr.read().startswith("The ngrok program has ended.")
    assert not any(alive(run["pid"]) for run in agent.runs())


def test_the_tunnel_for_programs(
    agent: FakeNgrok, tmp_path: Path, environment: dict[str, str]
) -> None:
    with running(
        "tunnel", "--port", "1", "--json", data_dir=tmp_path, extra=environment
    ) as process:
        (line,) = lines_until(process, "url")
        assert '"state":"ok"' in line
        assert '"url":"https://run-1.ngrok-free.app"' in line
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_a_tunnel_that_cannot_open_is_a_sentence(
    agent: FakeNgrok, tmp_path: Path, environment: dict[str, str]
) -> None:
    agent.behave(refuses="105")
    with running("tunnel", "--port", "8700", data_dir=tmp_path, extra=environment) as process:
        assert process.wait(30) == 1
        assert process.stdout
        assert process.stderr
        assert process.stdout.read() == ""
        told = process.stderr.read()
    assert told.startswith("ngrok does not know the token NGROK_AUTHTOKEN.")
    assert SECRET not in told
