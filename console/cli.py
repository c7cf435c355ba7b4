"""The command line: the desk, the node, and what needs no running console.

What talks to a running console is in `console.commands`. Parts are imported where they are used,
because a command line should answer before anybody wonders whether it will.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, Final, TextIO

import click

from console import config, early
from console.audio.portaudio import SoundError
from console.commands import account as remote_account
from console.commands import calls as remote
from console.commands import lease as remote_lease
from console.commands.credentials import credentials
from console.commands.lines import lines
from console.commands.node_address import node_address
from console.commands.settings import settings
from console.config import ConfigError, Settings, load_settings
from console.control_client import ControlError
from console.control_file import NoConsole
from console.credentials.trouble import CredentialsError
from console.log import LOG_FILE

_EXPECTED: Final = (
    ConfigError,
    ControlError,
    CredentialsError,
    NoConsole,
    SoundError,
    early.NoDesk,
)
_LOOK_S: Final = 0.25
_PORT: Final = click.IntRange(0, 65535)


class _Sentence(click.ClickException):
    """A failure that was foreseen: its sentence on standard error, exit code 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=file is None)


class _Commands(click.Group):
    """The commands; whatever may be expected to fail does so with one sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except _EXPECTED as exc:
            raise _Sentence(str(exc)) from exc
        except OSError as exc:
            if exc.filename is None:
                raise
            raise _Sentence(f"{exc.filename} can't be used: {exc.strerror}.") from exc


def _version() -> str:
    try:
        return metadata.version("operator-console")
    except metadata.PackageNotFoundError:
        return "not installed"


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Settings are environment variables, or kept: see the commands settings and "
    "credentials.",
)
@click.option("--practice", is_flag=True, help="Use the practice line: no account, no network.")
@click.option(
    "--connect", metavar="URL", help="Be the desk of a node elsewhere, at its control address."
)
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, resolve_path=True),
    help="Where the console keeps its files.",
)
@click.version_option(_version(), message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, practice: bool, connect: str | None, data_dir: str | None) -> None:
    """Watch, dial and steer phone calls that AI agents hold.

    Without a command, the desk opens.
    """
    if data_dir:
        os.environ["CONSOLE_DATA_DIR"] = data_dir
    if ctx.invoked_subcommand is None:
        if practice and connect:
            raise click.UsageError("A node elsewhere has a line of its own: leave out --practice.")
        ctx.exit(_open_desk(practice=practice, node=connect))
    if connect:
        raise click.UsageError("--connect opens a desk; leave out the command.")
    if practice:
        raise click.UsageError(
            "Put --practice after the command: operator-console serve --practice"
        )


def _open_desk(*, practice: bool, node: str | None) -> int:
    address = node_address(node) if node else None
    chosen = _settings(practice=practice or node is not None)
    if early.has_display():
        early.check_libraries()
        early.check_display()
        from console.desk import run_desk
        from console.sides import NodeElsewhere, OwnEngine

        side = NodeElsewhere(chosen, address) if address else OwnEngine(chosen, practice=practice)
        return run_desk(chosen, side)
    if not practice:
        raise early.NoDesk(
            "There is no display for the desk. Set DISPLAY, or run a console without a "
            "window: operator-console serve"
        )
    from console.commands.terminal import run_practice

    return run_practice(chosen)


def _settings(*, practice: bool) -> Settings:
    """Read what a console starts with; the practice line needs no secrets of anybody's."""
    return load_settings(None if practice else config.credentials())


@main.command()
@click.option("--practice", is_flag=True, help="Use the practice line: no account, no network.")
@click.option(
    "--port", type=_PORT, metavar="N", help="Port for webhooks and media; 0 picks a free one."
)
@click.option(
    "--control-port", type=_PORT, metavar="N", help="Port for the control API; 0 picks a free one."
)
def serve(practice: bool, port: int | None, control_port: int | None) -> None:
    """Run a console without a window, until Ctrl+C.

    Prints one line of JSON when it is ready to take calls.
    """
    from console.node import run_node

    chosen = _settings(practice=practice)
    sys.exit(run_node(chosen, practice=practice, port=port, control_port=control_port))


@main.command()
@click.option(
    "--port",
    type=_PORT,
    metavar="N",
    help="Local port that it leads to; the console's own by default.",
)
@click.option("--install", is_flag=True, help="Fetch ngrok from its maker first, if it is missing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, for programs.")
def tunnel(port: int | None, install: bool, as_json: bool) -> None:
    """Open just the tunnel, until Ctrl+C, and print its address.

    It is printed again when it changes.
    """
    from console.commands.tunnel import run_tunnel

    settings = _settings(practice=False)
    sys.exit(run_tunnel(settings, port=port, install=install, as_json=as_json))


@main.command()
@click.option("--follow", is_flag=True, help="Go on with what is added, until Ctrl+C.")
def logs(follow: bool) -> None:
    """Print the console's log."""
    file = load_settings().data_dir / LOG_FILE
    if not file.exists():
        raise _Sentence(f"There is no log yet: {file} is written once a console runs.")
    try:
        for text in _grown(file) if follow else [file.read_text("utf-8", "replace")]:
            click.echo(text, nl=False)
    except KeyboardInterrupt:
        return


def _grown(file: Path) -> Iterator[str]:
    """Give a log's text and then what is added to it, over to the next file when it is full."""
    while True:
        with file.open(encoding="utf-8", errors="replace") as log:
            full = False
            while not full:
                # Found out before reading, so that nothing written until then is left out.
                full = not _is_current(log, file)
                yield log.read()
                if not full:
                    time.sleep(_LOOK_S)


def _is_current(log: TextIO, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(log.fileno()), file.stat())
    except FileNotFoundError:
        # Put aside, and the next one is not there yet.
        return True


for command in (
    *remote.COMMANDS,
    *remote_account.COMMANDS,
    *remote_lease.COMMANDS,
    credentials,
    settings,
    lines,
):
    main.add_command(command)
