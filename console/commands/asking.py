"""What the commands have in common: numbers, JSON, and asking the console that runs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, TypeVar

import click
import orjson

from console import control_file, paths

if TYPE_CHECKING:
    from console.control_client import ControlClient, Json

T = TypeVar("T")

json_option: Final = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, for programs."
)


def in_e164(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Take a phone number with its country code, as people write it."""
    # Loaded late, with the settings' types, which most commands do without.
    from console.settings.values import number_in_e164

    try:
        return number_in_e164(value) if value else None
    except ValueError as exc:
        raise click.BadParameter(f"{value} is no number: {exc}.") from exc


def ask(work: Callable[[ControlClient], Awaitable[T]]) -> T:
    """Do something with the running console of the data folder.

    Raises:
        NoConsole: none runs.
        ControlError: it refused, or can't be reached.
    """

    address = control_file.read(paths.data_dir())
    # Loaded late: help, and the word that no console runs, need no network.
    import asyncio

    from console.control_client import ControlClient

    async def run() -> T:
        async with ControlClient(address) as console:
            return await work(console)

    return asyncio.run(run())


def print_json(answer: Json) -> None:
    """Print an answer for programs."""
    click.echo(orjson.dumps(answer))
