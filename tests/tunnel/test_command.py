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
        assert process.wait(60) == 0
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
        assert process.wait(60) == 0


def test_a_tunnel_that_cannot_open_is_a_sentence(
    agent: FakeNgrok, tmp_path: Path, environment: dict[str, str]
) -> None:
    agent.behave(refuses="105")
    with running("tunnel", "--port", "8700", data_dir=tmp_path, extra=environment) as process:
        assert process.wait(60) == 1
        assert process.stdout
        assert process.stderr
        assert process.stdout.read() == ""
        told = process.stderr.read()
    assert told.startswith("ngrok does not know the token NGROK_AUTHTOKEN.")
    assert SECRET not in told


def test_an_agent_that_cannot_be_fetched_is_a_sentence(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    gone = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "https_proxy": "http://127.0.0.1:9",
    }
    options = environment | gone
    with running(
        "tunnel", "--port", "8700", "--install", data_dir=tmp_path, extra=options
    ) as process:
        assert process.wait(90) == 1
        assert process.stderr
        assert process.stderr.read() == (
            "ngrok could not be fetched. Get it from https://ngrok.com/download\n"
        )


def test_without_an_account_or_an_address_there_is_nothing_to_open(tmp_path: Path) -> None:
    with running("tunnel", "--port", "8700", data_dir=tmp_path) as process:
        assert process.wait(60) == 1
        assert process.stderr
        assert "Set NGROK_AUTHTOKEN" in process.stderr.read()


def test_an_address_of_ones_own_is_told_as_it_is(tmp_path: Path) -> None:
    own = {"CONSOLE_PUBLIC_URL": "https://phone.example.com/"}
    with running("tunnel", "--port", "8700", data_dir=tmp_path, extra=own) as process:
        assert process.wait(60) == 0
        assert process.stdout
        assert process.stdout.read() == "https://phone.example.com\n"
