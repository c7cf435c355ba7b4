"""What the commands have in common: numbers, JSON, and asking the console that runs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import click
import orjson

from console import control_file
from console.config import load_settings
from console.control_client import ControlClient, Json
from console.settings.values import number_in_e164

T = TypeVar("T")

json_option: Final = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, for programs."
)


def in_e164(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Take a phone number with its country code, as people write it."""
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

    async def run() -> T:
        address = control_file.read(load_settings().data_dir)
        async with ControlClient(address) as console:
            return await work(console)

    return asyncio.run(run())


def print_json(answer: Json) -> None:
    """Print an answer for programs."""
    click.echo(orjson.dumps(answer))
