"""The command line: the desk, the node, and what needs no running console.

What talks to a running console is in `console.commands`. Parts are imported where they are used,
because a command line should answer before anybody wonders whether it will: here and in the
commands' modules, nothing is loaded that merely naming a command does not need.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

from console import early, paths
from console.audio.trouble import SoundError
from console.commands import account as remote_account
from console.commands import calls as remote
from console.commands import lease as remote_lease
from console.control_file import NoConsole
from console.credentials.trouble import CredentialsError
from console.loading import without_collection
from console.trouble import ConfigError, ControlError

if TYPE_CHECKING:
    from console.config import Settings

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
_LATE: Final = {
    "credentials": "Keep secrets in the system's keyring.",
    "lines": "Show every line: number, who answers, what is set for it.",
    "settings": "Show every setting, what counts and where that comes from.",
}
"""Commands that are about the settings' declarations, which take long to load: their modules
wait until one is asked for. This is what the list of commands says of them."""


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if name in _LATE:
            command = getattr(import_module(f"console.commands.{name}"), name)
        return name, command, rest


def _say_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    # Loaded late: it reads and parses much, and only this asks.
    from importlib import metadata

    try:
        version = metadata.version("operator-console")
    except metadata.PackageNotFoundError:
        version = "not installed"
    click.echo(f"{ctx.find_root().info_name} {version}")
    ctx.exit()


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
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="Show the version and exit.",
)
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
    address = None
    if node:
        from console.commands.node_address import node_address

        address = node_address(node)
    chosen = _settings(practice=practice or node is not None)
    if early.has_display():
        early.check_libraries()
        early.check_display()
        with without_collection():
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
    with without_collection():
        from console import config

    return config.load_settings(None if practice else config.credentials())


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
    with without_collection():
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
    from console.log import LOG_FILE

    file = paths.data_dir() / LOG_FILE
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
    *(click.Command(name, short_help=said) for name, said in _LATE.items()),
):
    main.add_command(command)
