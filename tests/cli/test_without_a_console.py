"""What the command line says where there is nothing to talk to, or nothing to start."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from console import control_file
from console.cli import main
from tests.cli.conftest import command, running

ASKING = (
    ("calls",),
    ("calls", "--json"),
    ("calls", "--follow"),
    ("dial", "+14155550123"),
    ("hang-up", "--all"),
    ("listen", "abc"),
    ("ring",),
    ("doctor",),
)


@pytest.mark.parametrize("args", ASKING)
def test_no_console_is_one_sentence(tmp_path: Path, args: tuple[str, ...]) -> None:
    result = command("--data-dir", str(tmp_path), *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "No console is running. Start one with: operator-console serve, "
        "or with --practice to try it.\n"
    )


def test_a_console_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as nobody:  # it does not listen, and keeps others from the port
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        control_file.write(tmp_path, url, "secret")
        result = command("--data-dir", str(tmp_path), "calls")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"No console answers at {url}. Start it again.\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
def test_the_desk_without_a_display_says_what_to_do() -> None:
    result = command()
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "There is no display for the desk. Set DISPLAY, or run a console without a window: "
        "operator-console serve\n"
    )


def test_a_wrong_setting_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSOLE_PORT", "many")
    result = command("settings")
    assert result.exit_code == 1
    assert result.stderr.startswith("CONSOLE_PORT can't be used: ")
    assert result.stderr.count("\n") == 1


def test_a_data_folder_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    with running("serve", "--practice", data_dir=folder) as serving:
        out, err = serving.communicate()
    assert (serving.returncode, out) == (1, "")
    assert err.startswith(str(folder))
    assert err.count("\n") == 1


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with running("serve", "--practice", "--port", port, data_dir=tmp_path) as serving:
            out, err = serving.communicate()
    assert (serving.returncode, out) == (1, "")
    assert err.startswith(f"Port {port} can't be used")
    assert err.count("\n") == 1
    assert not (tmp_path / "control.json").exists()


@pytest.mark.parametrize(
    "args", [("nonsense",), ("--practice", "serve"), ("dial",), ("serve", "--port", "70000")]
)
def test_a_wrong_command_line_exits_with_2(args: tuple[str, ...]) -> None:
    assert command(*args).exit_code == 2


def every_command(
    group: click.Group, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each command's words and the first sentence of its help, those within groups too."""
    for name in group.commands:
        # Asked for, as some are loaded only then.
        _, one, _ = group.resolve_command(click.Context(group), [name])
        assert one is not None
        yield (*before, name), one.get_short_help_str(1000)
        if isinstance(one, click.Group):
            yield from every_command(one, (*before, name))


@pytest.mark.parametrize(("words", "summary"), tuple(every_command(main)), ids=str)
def test_every_command_explains_itself(
    words: tuple[str, ...], summary: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    *within, name = words
    overview = command(*within, "--help").stdout.partition("Commands:")[2]
    rows = [line.partition(name)[2].strip() for line in overview.splitlines()]
    assert summary in rows, "it is cut off, too long for a line, or says something else"
    assert command(*words, "--help").exit_code == 0


def test_the_version_is_told() -> None:
    assert command("--version").stdout.startswith("operator-console ")
